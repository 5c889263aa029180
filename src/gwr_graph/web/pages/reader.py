"""A report as people read it, with every fact marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from gwr_graph.web import looks
from gwr_graph.web.desk import Desk
from gwr_graph.web.marking import Head, Marks, Span, Tick, article
from gwr_graph.web.pages import METHODS
from gwr_graph.web.report_facts import KINDS, Name, Number, ReportFacts, Said, report_facts

MEASURES = ("Result", "Target", "Measure")
STANCES = ("Achievement", "Goal", "Commitment", "Situation")
_TEXT_POLICY = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Card:
    """What is read out of the characters ``start`` to ``end``, whose text is ``quote``.

    Each statement comes with its own words.
    """

    start: int
    end: int
    quote: str
    names: tuple[Name, ...]
    numbers: tuple[Number, ...]
    said: tuple[tuple[Said, str], ...]


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/report/{key}.txt", methods=METHODS, response_model=None)
    def text(request: Request, key: str) -> Response:
        clean = desk.text(key)
        if clean is None:
            return desk.missing(request, key)
        headers = {"Content-Security-Policy": _TEXT_POLICY, "X-Content-Type-Options": "nosniff"}
        return PlainTextResponse(clean, headers=headers)

    @made.api_route("/report/{key}", methods=METHODS, response_model=None)
    def reader(request: Request, key: str) -> Response:
        clean = desk.text(key)
        facts = _facts(desk, key, clean) if clean is not None else None
        if clean is None or facts is None:
            return desk.missing(request, key)
        aim, stray = _aim(request, facts, clean)
        # a card alone is what the page's script asks for; the report need not come with it again
        whole = request.query_params.get("part") != "card"
        ticks = _ticks(facts, desk.language(request))
        return desk.page(
            request,
            "reader.html.j2",
            report=desk.reports()[key],
            facts=facts,
            length=len(clean),
            body=article(clean, _marks(facts, ticks, aim), _address) if whole else "",
            kinds=_kinds(facts),
            stances=tuple(s for s in STANCES if any(s in t.stances for t in ticks)),
            card=_card(facts, clean, *aim) if aim else None,
            stray=stray,
            measures=MEASURES,
        )

    return made


def _facts(desk: Desk, key: str, clean: str) -> ReportFacts | None:
    opened = desk.opened()
    found: ReportFacts | None = opened.keep(
        ("report facts", key), lambda: report_facts(opened.store, key, clean)
    )
    return found


def _aim(request: Request, facts: ReportFacts, text: str) -> tuple[tuple[int, int] | None, bool]:
    """Return the characters that the address asks for, and True where it asks for none there are.

    A start alone means the sentence that it lies in.
    """
    asked = [request.query_params.get(name, "") for name in ("start", "end")]
    if not any(asked):
        return None, False
    try:
        start = int(asked[0])
        end = int(asked[1] or start)
    except ValueError:
        return None, True
    if start == end:
        start, end = next(((a, b) for a, b in facts.sentences if a <= start < b), (start, end))
    if not 0 <= start < end <= len(text):
        return None, True
    return (start, end), False


def _address(start: int, end: int) -> str:
    return f"?start={start}&end={end}#c{start}"


def _marks(facts: ReportFacts, ticks: tuple[Tick, ...], aim: tuple[int, int] | None) -> Marks:
    spans = [Span(n.start, n.end, _kind(n)) for n in facts.names]
    spans += [Span(n.start, n.end, n.kind) for n in facts.numbers]
    heads = tuple(Head(p.start, p.end, f"s{p.order}", min(p.depth + 2, 6)) for p in facts.parts)
    return Marks(tuple(spans), heads, ticks, aim)


def _ticks(facts: ReportFacts, lang: str) -> tuple[Tick, ...]:
    """Return what each sentence with statements does: has come about, is promised, is context."""
    made = []
    following = iter(facts.said)
    said = next(following, None)
    for start, end in facts.sentences:
        found: dict[str, None] = {}
        while said is not None and said.start < end:
            if said.start >= start:
                found[stance_of(said)] = None
            said = next(following, None)
        if "Goal" in found:
            found.pop("Commitment", None)
        if found:
            stances = tuple(s for s in STANCES if s in found)
            made.append(Tick(start, stances, " · ".join(_stance_word(s, lang) for s in stances)))
    return tuple(made)


def stance_of(said: Said) -> str:
    return "Goal" if said.goal else said.stance


def _stance_word(stance: str, lang: str) -> str:
    return looks.word("kinds" if stance == "Goal" else "stances", stance, lang)


def _kind(name: Name) -> str:
    return name.entity.types[0] if name.entity.types else KINDS[-1]


def _kinds(facts: ReportFacts) -> tuple[tuple[str, int], ...]:
    """Return the kinds of facts in the report and how many there are of each."""
    counts = Counter([*(_kind(n) for n in facts.names), *(n.kind for n in facts.numbers)])
    return tuple((kind, counts[kind]) for kind in (*KINDS, *MEASURES) if counts[kind])


def _card(facts: ReportFacts, text: str, start: int, end: int) -> Card:
    return Card(
        start,
        end,
        text[start:end],
        tuple(n for n in facts.names if n.start < end and n.end > start),
        tuple(n for n in facts.numbers if n.start < end and n.end > start),
        tuple((s, text[s.start : s.end]) for s in facts.said if s.start < end and s.end > start),
    )
