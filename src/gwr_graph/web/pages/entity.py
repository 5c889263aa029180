"""The page of one thing: an entity, an indicator or a theme, with all that reports say of it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from gwr_graph.rdf.nquads import path
from gwr_graph.web import urls
from gwr_graph.web.desk import Desk
from gwr_graph.web.entity_facts import Thing, around, figures, statuses, thing, ties
from gwr_graph.web.entity_said import STANCES, said_of
from gwr_graph.web.pages import METHODS

_PAGE = 100
_SHOWN = 12
"""How many rows of a list are open at once; the rest unfolds."""


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/entity/{key:path}", methods=METHODS, response_model=None)
    def entity(request: Request, key: str) -> Response:
        if key.startswith("report/"):
            return RedirectResponse(urls.report(key), 308)
        store = desk.store()
        # whoever types a name into the address writes it as it is, not as an IRI has it
        found = thing(store, key) or thing(store, path(key))
        if found is None:
            return desk.missing(request, key)
        asked = request.query_params
        inner = _inner(found, asked.get("inner", ""))
        stance = asked.get("stance", "")
        if stance not in STANCES:
            stance = ""
        page = _number(asked.get("page", ""))
        reports = desk.reports()
        said = said_of(
            store, found, tuple(reports), inner=inner, stance=stance, page=page, size=_PAGE
        )
        pages = max(1, -(-said.total // _PAGE))
        if page > pages:
            return desk.missing(request, f"{found.label} · {page}")
        rows = figures(store, found)
        both = sum(bool(row.results and row.targets) for row in rows)
        first = len(rows) if found.is_concept else max(_SHOWN, both)
        return desk.page(
            request,
            "entity.html.j2",
            thing=found,
            around=around(store, found),
            here=ties(store, found, here=True) if found.place else (),
            elsewhere=() if found.is_concept else ties(store, found, here=False),
            statuses=() if found.is_concept else statuses(store, found),
            figures=rows[:first],
            more_figures=rows[first:],
            said=said,
            reports=reports,
            inner=inner,
            stance=stance,
            page=page,
            pages=pages,
            shown=_SHOWN,
        )

    return made


def _inner(of: Thing, wish: str) -> bool:
    """Tell whether what lies within a place is spoken of too: in a town and in what is smaller."""
    if not of.place:
        return False
    return wish == "1" or (not of.is_wide and wish != "0")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1
