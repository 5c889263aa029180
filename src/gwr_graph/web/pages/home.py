"""The first page: search, what is in the graph, questions that it answers."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from gwr_graph.web.desk import Desk
from gwr_graph.web.pages import METHODS


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/", methods=METHODS, response_model=None)
    def home(request: Request) -> Response:
        return desk.page(request, "home.html.j2", reports=tuple(desk.reports().values()))

    return made
