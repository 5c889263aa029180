"""Indicators: last year's result beside this year's target, and one indicator over several reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from gwr_graph import ledger
from gwr_graph.ledger import Report, Series
from gwr_graph.lexicon import indicators
from gwr_graph.store import PREFIXES
from gwr_graph.web import charts, urls
from gwr_graph.web.desk import Desk
from gwr_graph.web.pages import METHODS
from gwr_graph.web.pages.ledger import book_of

_INDICATOR = f"{PREFIXES['id']}indicator/"
_LONGEST = 200
MOST = 200
"""How many rows a list shows at first."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An indicator with one unit and direction that several reports give of their jurisdiction."""

    key: str
    series: Series
    reports: int
    results: int
    targets: int


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/indicators", methods=METHODS, response_model=None)
    def page(request: Request) -> Response:
        opened, book, lang = desk.opened(), book_of(desk), desk.language(request)
        every = opened.keep("series", lambda: ledger.series(book.reports, book.said))
        asked = {
            name: request.query_params.get(name, "").strip()[:_LONGEST]
            for name in ("report", "indicator", "words")
        }
        one = _report(book.reports, asked["report"])
        if asked["report"] and one is None:
            return desk.missing(request, asked["report"])
        found = tuple(s for s in every if _fits(s, asked["words"], lang))
        values: dict[str, Any] = {"shared": (), "comparisons": (), "charts": (), "rest": ()}
        if asked["indicator"]:
            found = tuple(s for s in every if _is(s, asked["indicator"]))
            if not found:
                return desk.missing(request, asked["indicator"])
            values |= _beside(found)
        elif one or len({r.home for r in book.reports}) == 1:
            values |= _of_report(found, one)
        else:
            values |= {"shared": _shared(found)}
        return desk.page(
            request,
            "indicators.html.j2",
            reports=book.reports,
            report=one,
            given=asked,
            name=partial(name_of, lang=lang),
            homes=frozenset(report.home for report in ([one] if one else book.reports)),
            indicator=found[0] if asked["indicator"] else None,
            most=MOST,
            address=lambda **changed: urls.indicators(**{**asked, **changed}),
            **values,
        )

    return made


def name_of(series: Series, lang: str) -> str:
    """Return what an indicator is called; only those of the list have an English name."""
    listed = indicators.load().get(key_of(series))
    return listed.english if listed and lang == "en" else series.label


def key_of(series: Series) -> str:
    """Return the end of an indicator's IRI, as addresses name it."""
    return series.indicator.removeprefix(_INDICATOR)


def _report(reports: Sequence[Report], key: str) -> Report | None:
    return next((report for report in reports if report.key == key), None)


def _is(series: Series, asked: str) -> bool:
    return asked in (series.indicator, key_of(series), series.label)


def _fits(series: Series, words: str, lang: str) -> bool:
    text = f"{series.label} {name_of(series, lang)}".casefold()
    return all(word in text for word in words.casefold().split())


def _of_report(found: Sequence[Series], report: Report | None) -> dict[str, Any]:
    """Return what one report (or those of one jurisdiction) gives: charts, and all else."""
    kept = [s.of_report(report.key) if report else s for s in found]
    kept = [s for s in kept if s.figures]
    drawn = [(s, charts.charted(s) if s.both or _years(s) > 1 else None) for s in kept]
    shown = [chart for _, chart in drawn if chart]
    return {
        "charts": tuple(sorted(shown, key=lambda c: not _listed(c.series))),
        "rest": tuple(
            sorted(
                (s for s, chart in drawn if not chart), key=lambda s: (not s.both, not _listed(s))
            )
        ),
    }


def _years(series: Series) -> int:
    return len({(f.number.period, f.is_target) for f in series.figures})


def _listed(series: Series) -> bool:
    return key_of(series) in indicators.load()


def _beside(found: Sequence[Series]) -> dict[str, Any]:
    """Return one indicator over all reports: those of whole jurisdictions side by side."""
    alike: dict[tuple[str, str, bool], list[Series]] = defaultdict(list)
    for s in found:
        if all(f.report.home == s.of for f in s.figures):
            alike[s.unit, s.direction, s.cumulative].append(s)
    found_charts = [
        charts.compared(group) if len(group) > 1 else charts.charted(group[0])
        for group in alike.values()
    ]
    comparisons = sorted((c for c in found_charts if c), key=lambda chart: -len(chart.bars))
    drawn = frozenset[str]().union(*(chart.drawn for chart in comparisons))
    rest = tuple(s for s in found if not drawn.issuperset(f.number.iri for f in s.figures))
    return {"comparisons": tuple(comparisons), "rest": rest}


def _shared(found: Sequence[Series]) -> tuple[Shared, ...]:
    """Return what two reports at least give of their jurisdictions, the most widely given first."""
    alike: dict[tuple[str, str, str, bool], list[Series]] = defaultdict(list)
    for s in found:
        if any(f.report.home == s.of for f in s.figures):
            alike[s.indicator, s.unit, s.direction, s.cumulative].append(s)
    rows = [
        Shared(
            key_of(group[0]),
            group[0],
            len({f.report.key for s in group for f in s.figures}),
            len({f.report.key for s in group for f in s.results}),
            len({f.report.key for s in group for f in s.targets}),
        )
        for group in alike.values()
    ]
    rows = [row for row in rows if row.reports > 1]
    return tuple(sorted(rows, key=lambda r: (-r.reports, not _listed(r.series), r.series.label)))
