"""The ledger of commitments: filters, rows, and the same rows as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import partial

from fastapi import APIRouter, Request, Response

from gwr_graph import ledger
from gwr_graph.ledger import SORTS, Entry, Fate, Ledger, Wanted, slug
from gwr_graph.lexicon import themes
from gwr_graph.model import Status
from gwr_graph.web import ledger_csv, urls, words
from gwr_graph.web.desk import Desk
from gwr_graph.web.pages import METHODS

ROWS = 100
"""How many rows a page shows."""
FIRST = next(iter(SORTS))
"""The order that is not asked for."""
_LONGEST = 200
_FIELDS = tuple(field.name for field in fields(Wanted))
_MORE = ("actor", "number", "status", "year", "sort")
_INSIDE = (Fate.CARRIED, Fate.CHANGED, Fate.NEW)
_LATER = tuple(fate for fate in Fate if fate is not Fate.NEW)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: values with what they are called, as they occur in the ledger."""

    reports: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]
    statuses: tuple[str, ...]
    years: tuple[str, ...]
    compared: bool


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/ledger", methods=METHODS, response_model=None)
    def page(request: Request) -> Response:
        book, lang = book_of(desk), desk.language(request)
        wanted, sort = _asked(request)
        found = _sorted(ledger.chosen(book, wanted), sort)
        last = max(1, -(-len(found) // ROWS))
        at = min(_number(request.query_params.get("page", "")), last)
        given = {name: getattr(wanted, name) for name in _FIELDS} | {"sort": sort}
        return desk.page(
            request,
            "ledger.html.j2",
            rows=found[(at - 1) * ROWS : at * ROWS],
            total=len(found),
            goals=sum(entry.said.goal for entry in found),
            every=len(book.entries),
            first=(at - 1) * ROWS + 1,
            at=at,
            last=last,
            given=given,
            more=any(given[name] for name in _MORE),
            filtered=any(given[name] for name in _FIELDS),
            choices=desk.opened().keep(("ledger choices", lang), lambda: _choices(book, lang)),
            inside=_counts(_INSIDE, (e.continuation for e in found)),
            later=_counts(_LATER, (e.fate for e in found if e.fate)),
            slug=slug,
            theme=partial(theme_word, lang=lang),
            sorts=tuple(SORTS),
            order=sort or FIRST,
            address=lambda **changed: urls.ledger(**{**given, **changed}),
            file=lambda: urls.ledger_file(**given),
        )

    @made.api_route("/ledger.csv", methods=METHODS, response_model=None)
    def file(request: Request) -> Response:
        wanted, sort = _asked(request)
        found = _sorted(ledger.chosen(book_of(desk), wanted), sort)
        lang = desk.language(request)
        body = ledger_csv.text(found, words.of_page("ledger", lang), lang)
        response = Response(body.encode(), media_type=ledger_csv.MEDIA)
        response.headers["Content-Disposition"] = 'attachment; filename="ledger.csv"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        desk.dress(request, response)
        return response

    return made


def book_of(desk: Desk) -> Ledger:
    """Return the ledger of today's graph, made once."""
    opened = desk.opened()
    return opened.keep("ledger", lambda: ledger.ledger(opened.store))


def _asked(request: Request) -> tuple[Wanted, str]:
    """Return the filters and the order that an address asks for; an order that is none is the first."""
    asked = {name: request.query_params.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    sort = request.query_params.get("sort", "")
    return Wanted(**asked), sort if sort in SORTS and sort != FIRST else ""


def _sorted(found: tuple[Entry, ...], sort: str) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=SORTS[sort or FIRST]))


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _counts(order: Iterable[Fate], found: Iterable[Fate]) -> Mapping[Fate, int]:
    """Return how often each fate occurs, those that do."""
    counts = Counter(found)
    return {fate: counts[fate] for fate in order if counts[fate]}


def _choices(book: Ledger, lang: str) -> Choices:
    said = [entry.said for entry in book.entries]
    named = {s.theme: theme_word(s.theme, s.theme_name, lang) for s in said if s.theme}
    states = {state for s in said for state in s.states}
    return Choices(
        tuple((report.key, report.name) for report in book.reports),
        tuple(sorted(named.items(), key=lambda pair: pair[1])),
        _most_named(t.name for s in said for t in s.places),
        _most_named(t.name for s in said for t in s.actors),
        tuple(status.value for status in Status if status.value in states),
        tuple(sorted({str(s.period) for s in said if s.period})),
        any(entry.next for entry in book.entries),
    )


def theme_word(key: str, name: str, lang: str) -> str:
    """Return what a theme is called; its own name where the list does not have it."""
    theme = themes.load().get(key)
    return theme.english if theme and lang == "en" else name


def _most_named(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, the most frequent first, as many as a list of suggestions bears."""
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:300])
