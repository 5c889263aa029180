"""The picture of the graph, as ``gwr view`` makes it: a page of its own, with its own policy."""

from __future__ import annotations

import html
import re

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from gwr_graph import lookup, pages
from gwr_graph.errors import UsageError
from gwr_graph.store import PREFIXES
from gwr_graph.web.desk import Desk, Opened
from gwr_graph.web.pages import METHODS

_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_HOPS = "1"


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/graph", methods=METHODS, response_model=None)
    def graph(request: Request) -> Response:
        opened = desk.opened()
        lang = desk.language(request)
        focus = request.query_params.get("focus", "").strip()
        hops = request.query_params.get("hops") or _HOPS
        if not re.fullmatch(r"\d{1,3}", hops):
            return desk.wrong(request, f"hops={hops}")
        iri = _meant(opened, focus) if focus else None
        if focus and iri is None:
            return desk.missing(request, focus)
        try:
            page = _page(opened, iri, int(hops), lang)
        except UsageError as error:
            return desk.wrong(request, str(error))
        response = HTMLResponse(page)
        response.headers["Content-Security-Policy"] = _policy(page)
        desk.dress(request, response)
        return response

    return made


def _page(opened: Opened, focus: str | None, hops: int, lang: str) -> str:
    drawing = opened.keep("drawing", lambda: pages.drawing(opened.store))
    return pages.page_of(drawing, focus=focus, hops=hops, lang=lang, site=True)


def _meant(opened: Opened, focus: str) -> str | None:
    """Return the IRI of a key, or of what a name fits best; None where nothing is like it."""
    iri = PREFIXES["id"] + focus.removeprefix(PREFIXES["id"])
    if iri in opened.index.numbers or "#" in focus:
        return iri
    found = lookup.find(opened.index, focus, types=("Entity",), limit=1)
    return found[0].iri if found and found[0].how is not lookup.How.SLIP else None


def _policy(page: str) -> str:
    """Return the policy that a page made for mailing carries in itself, as a header."""
    found = _POLICY.search(page)
    assert found is not None
    return f"{html.unescape(found[1])}; frame-ancestors 'none'"
