"""The first page: search, what is in the graph, questions that it answers; and the reports."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from gwr_graph.web import holdings, suggestions
from gwr_graph.web.desk import Desk
from gwr_graph.web.pages import METHODS


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/", methods=METHODS, response_model=None)
    def home(request: Request) -> Response:
        opened = desk.opened()
        lang = desk.language(request)
        return desk.page(
            request,
            "home.html.j2",
            reports=tuple(opened.reports.values()),
            classes=opened.keep("classes", lambda: holdings.classes(opened.index)),
            said=opened.keep("said", lambda: holdings.statements(opened.store)),
            themes=opened.keep("themes", lambda: holdings.themes(opened.store)),
            examples=suggestions.of(opened, lang),
        )

    @made.api_route("/reports", methods=METHODS, response_model=None)
    def reports(request: Request) -> Response:
        return desk.page(request, "reports.html.j2", reports=tuple(desk.reports().values()))

    return made
