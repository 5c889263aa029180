"""Tools on the reports' own words: read around a slice, and check a quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gwr_graph.errors import QueryError
from gwr_graph.mcp.graph import Graph, Report, Sentence
from gwr_graph.mcp.replies import Evidence, Source, Verdict
from gwr_graph.store import PREFIXES, named

_LONGEST = 5000
_MOST_FOUND = 20
_MOST_NEAR = 3
_LEAST_ALIKE = 60


def get_source(
    graph: Graph,
    iri: str | None,
    report: str | None,
    start: int | None,
    end: int | None,
    around: int,
) -> Source:
    """Return a slice of a report with the sentences around it.

    ``iri`` is a statement's, sentence's, mention's or measure's; else ``report``, ``start`` and
    ``end`` say which slice. Raise QueryError where there is no such slice.
    """
    statement = None
    if iri:
        known, start, end, statement = _slice_of(graph, iri)
    elif report is None or start is None or end is None:
        raise QueryError("name the slice: an iri, or report, start and end")
    else:
        known = graph.report(report)
    text = graph.text(known.iri)
    if not 0 <= start < end <= len(text):
        raise QueryError(f"no slice [{start}:{end}]: the text has {len(text)} characters")
    if end - start > _LONGEST:
        raise QueryError(f"the slice has {end - start} characters: ask for {_LONGEST} at most")
    sentences = graph.sentences(known.iri)
    inside = [i for i, s in enumerate(sentences) if s.start < end and start < s.end]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    low = sentences[max(0, first - around)].start if inside else start
    high = sentences[min(len(sentences) - 1, last + around)].end if inside else end
    return Source(
        evidence=graph.evidence(text[start:end], known.iri, start, end, statement),
        title=known.title,
        jurisdiction=known.jurisdiction,
        year=known.year,
        heading=sentences[first].heading or None if inside else None,
        before=text[low:start],
        after=text[end:high],
    )


def verify_quote(
    graph: Graph, quote: str, report: str | None, start: int | None, end: int | None
) -> Verdict:
    """Tell whether words stand in the reports exactly, or where it is said that they do."""
    reports = [graph.report(report)] if report else list(graph.reports.values())
    if (start is None) != (end is None) or (start is not None and report is None):
        raise QueryError("to check a place give report, start and end together")
    found = [one for known in reports for one in _places(graph, known, quote)]
    if start is not None and end is not None:
        text = graph.text(reports[0].iri)
        if text[max(0, start) : max(0, end)] == quote:
            here = graph.evidence(quote, reports[0].iri, start, end)
            return Verdict(verified=True, reason="these words stand there", found=(here,))
        other = "; they stand elsewhere" if found else ""
        reason = f"other words stand at [{start}:{end}]{other}"
        near = () if found else _nearest(graph, reports, quote)
        return Verdict(
            verified=False, reason=reason, found=tuple(found[:_MOST_FOUND]), nearest=near
        )
    if found:
        times = f"they stand {len(found)} time{'s' if len(found) > 1 else ''}"
        return Verdict(verified=True, reason=times, found=tuple(found[:_MOST_FOUND]))
    loose = [one for known in reports for one in _places(graph, known, quote, loose=True)]
    if loose:
        reason = "only width, quotation marks or spaces differ: quote what was found"
        return Verdict(verified=False, reason=reason, found=tuple(loose[:_MOST_FOUND]))
    reason = "no report has these words"
    return Verdict(verified=False, reason=reason, found=(), nearest=_nearest(graph, reports, quote))


def _slice_of(graph: Graph, iri: str) -> tuple[Report, int, int, str | None]:
    """Return report, offsets and, where it is one, the statement."""
    full = iri if "://" in iri else PREFIXES["id"] + iri.removeprefix("id:")
    node = named(full)
    rows = graph.rows(
        f"""SELECT ?report ?start ?end ?is {{ {node} gwr:start ?start ; gwr:end ?end .
              OPTIONAL {{ {node} gwr:inReport ?direct }}
              OPTIONAL {{ {node} gwr:statedIn/gwr:inReport ?stated }}
              OPTIONAL {{ ?s gwr:hasMeasure {node} ; gwr:inReport ?measured }}
              BIND(COALESCE(?direct, ?stated, ?measured) AS ?report)
              BIND(EXISTS {{ {node} a gwr:Statement }} AS ?is) }} LIMIT 1"""
    )
    if not rows or rows[0].get("report") not in graph.reports:
        raise QueryError(f"{iri}: nothing in a report's text has this IRI")
    row = rows[0]
    report = graph.reports[row["report"]]
    statement = full if row["is"] == "true" else None
    return report, int(row["start"]), int(row["end"]), statement


def _places(graph: Graph, report: Report, quote: str, *, loose: bool = False) -> Iterator[Evidence]:
    text = graph.text(report.iri)
    if loose:
        from gwr_graph.lookup.folding import fold, fold_spans

        folded, offsets = fold_spans(text)
        key = fold(quote)
        for match in re.finditer(re.escape(key), folded) if key else ():
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            yield graph.evidence(text[start:end], report.iri, start, end)
        return
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield graph.evidence(quote, report.iri, at, at + len(quote))
        at = text.find(quote, at + 1)


def _nearest(graph: Graph, reports: list[Report], quote: str) -> tuple[Evidence, ...]:
    from rapidfuzz import fuzz, process

    pairs: list[tuple[Report, Sentence]] = [
        (report, sentence) for report in reports for sentence in graph.sentences(report.iri)
    ]
    alike = process.extract(
        quote,
        [sentence.quote for _, sentence in pairs],
        scorer=fuzz.partial_ratio,
        score_cutoff=_LEAST_ALIKE,
        limit=_MOST_NEAR,
    )
    return tuple(
        graph.evidence(pairs[n][1].quote, pairs[n][0].iri, pairs[n][1].start, pairs[n][1].end)
        for _, _, n in alike
    )
