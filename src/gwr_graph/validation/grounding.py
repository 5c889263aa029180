"""Checks that SHACL cannot make: quotes against the clean texts, graphs, and the places' tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gwr_graph.model import Issue
from gwr_graph.rdf import iris, terms
from gwr_graph.validation.quads import REPORT, Quad, report_of, text_of

_SLOTS = {terms.START: 0, terms.END: 1, terms.QUOTE: 2, terms.SURFACE: 2}


def check_graphs(quads: Iterable[Quad]) -> Iterator[Issue]:
    """Yield triples that lie in two graphs or in none, and report data outside its own graph."""
    graphs: dict[tuple[str, str, str], str] = {}
    for s, p, o, g in quads:
        other = graphs.setdefault((s, p, o), g)
        if other != g:
            both = sorted((other, g))
            yield _issue(
                s, "三元组同时在两个图中", "the triple lies in two graphs", *both, f"{p} {o}"
            )
        if not g:
            yield _issue(
                s, "三元组不在任何命名图中", "the triple lies in no named graph", f"{p} {o}"
            )
        elif (s.startswith(REPORT) or g.startswith(REPORT)) and report_of(s) != g[:-1]:
            yield _issue(
                s,
                "报告的内容只能在该报告自己的图中",
                "what a report says lies in that report's graph only",
                f"{p} {o}",
                g,
            )


def check_quotes(quads: Iterable[Quad], texts: Mapping[str, str]) -> Iterator[Issue]:
    """Yield passages whose quote or surface is not the slice of the text that they name."""
    passages: dict[str, list[str]] = defaultdict(lambda: ["", "", ""])
    for s, p, o, _ in quads:
        slot = _SLOTS.get(p)
        if slot is not None:
            passages[s][slot] = o
    by_report = {iris.report(key)[:-1]: text for key, text in texts.items()}
    missing = set()
    for s, (start, end, quote) in passages.items():
        text = by_report.get(report_of(s))
        if text is None:
            missing.add(report_of(s))
            continue
        first, last, words = _integer(start), _integer(end), text_of(quote)
        if first is None or last is None or words is None:
            yield _issue(
                s,
                "起点、终点或原文缺失，无从核对",
                "start, end or quote is missing: it cannot be checked",
            )
        elif not 0 <= first < last <= len(text) or text[first:last] != words:
            yield _issue(
                s,
                "原文与报告中该位置的文字不符",
                "the quote is not what the report says at this place",
                f"[{first}:{last}]",
                f"quoted {words!r}",
                f"text {text[max(0, first) : max(0, last)][:200]!r}",
            )
    for report in sorted(missing):
        yield _issue(
            f"{report}>",
            "没有这份报告的干净文本，无从核对原文",
            "there is no clean text of this report: its quotes cannot be checked",
        )


def check_within(quads: Iterable[Quad]) -> Iterator[Issue]:
    """Yield places that lie, directly or not, within themselves."""
    parent = {s: o for s, p, o, _ in quads if p == terms.WITHIN}
    for place, direct in parent.items():
        above, seen = direct, {place}
        while above in parent and above not in seen:
            seen.add(above)
            above = parent[above]
        if above == place:
            yield _issue(place, "地点位于自身之内", "the place lies within itself", *sorted(seen))


def _integer(term: str) -> int | None:
    digits = text_of(term)
    return int(digits) if digits and re.fullmatch(r"[+-]?\d+", digits) else None


def _issue(where: str, zh: str, en: str, *details: str) -> Issue:
    return Issue("violation", where.strip("<>"), zh, en, "grounding", details)
