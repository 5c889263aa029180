"""The SPARQL editor: a query, its examples, and its result as table, chart or picture.

The query runs at ``/sparql``, asked by the browser; nothing that a reader writes is run here.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from gwr_graph.queries import ParameterError
from gwr_graph.store import PREFIXES
from gwr_graph.web import editing, static, urls, words
from gwr_graph.web.desk import Desk
from gwr_graph.web.pages import METHODS

EDITOR = "npm/yasgui.min.js"
"""Where it is among the static files there is a real editor, else a plain text area."""

_GIVEN = "p."
_HERE = "x"
_SAID = "js."


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route(urls.query(), methods=METHODS, response_model=None)
    def query(request: Request) -> Response:
        lang = desk.language(request)
        asked = request.query_params
        opened = desk.opened()
        text, example = asked.get("query", ""), None
        if not text.strip():
            given = {k.removeprefix(_GIVEN): v for k, v in asked.items() if k.startswith(_GIVEN)}
            try:
                named = editing.get(asked.get("name") or next(iter(editing.first_ones())))
            except ParameterError as error:
                return desk.wrong(request, str(error), 404)
            example = editing.example(opened.store, named, given or None, lang)
            text = example.text
        terms = opened.keep(("terms", lang), lambda: editing.terms(opened.store, lang))
        return desk.page(
            request,
            "query.html.j2",
            text=text,
            example=example,
            told=editing.told,
            groups=editing.grouped(lang),
            first=tuple(editing.first_ones().values()),
            editor=EDITOR in static.files(),
            data=_data(lang, terms) | {"ready": not (example and example.problem)},
        )

    return made


def _data(lang: str, terms: list[dict[str, str]]) -> dict[str, object]:
    """Return what the page's scripts need: words, terms, prefixes, and where pages lie."""
    said = words.of_page("query", lang)
    return {
        "lang": lang,
        "endpoint": urls.sparql(),
        "here": urls.query(),
        "prefixes": PREFIXES,
        "terms": terms,
        "words": {k.removeprefix(_SAID): v for k, v in said.items() if k.startswith(_SAID)},
        # each address up to where a key goes
        "pages": {
            "entity": urls.entity(_HERE).removesuffix(_HERE),
            "report": urls.report(_HERE).removesuffix(_HERE),
            "indicator": urls.indicators(indicator=_HERE).removesuffix(_HERE),
            "theme": urls.ledger(theme=_HERE).removesuffix(_HERE),
        },
    }
