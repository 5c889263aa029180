"""The web application over one built dataset: the SPARQL endpoint and the pages of the workbench."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from gwr_graph.errors import GraphError, GwrError
from gwr_graph.store import open_dataset
from gwr_graph.web import sparql, static, suggestions
from gwr_graph.web.desk import Desk
from gwr_graph.web.guard import LOOPBACK, Guard
from gwr_graph.web.limits import Limits
from gwr_graph.web.pages import ask, editor, entity, graph, home, indicators, ledger, reader, search
from gwr_graph.web.pool import Pool
from gwr_graph.web.protocol import ALLOW
from gwr_graph.web.refusal import Refusal

ENDPOINT = "/sparql"
PAGES = (
    home.router,
    search.router,
    ask.router,
    entity.router,
    reader.router,
    ledger.router,
    indicators.router,
    graph.router,
    editor.router,
)
"""The workbench: each takes the desk and gives its routes."""


def create_app(
    folder: Path, *, limits: Limits | None = None, hosts: Collection[str] | None = LOOPBACK
) -> FastAPI:
    """Return the application over the dataset in ``folder``; nothing in it writes.

    ``hosts`` are the names it may be asked under (of the Host header), None for any. Its workers
    live as long as its lifespan. Raise GraphError where the folder holds no graph.
    """
    with open_dataset(folder):
        pass  # told now, and not by a worker
    within = limits or Limits()
    pool = Pool(folder, within)
    desk = Desk(folder)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
        threading.Thread(target=suggestions.warm, args=(desk,), daemon=True).start()
        try:
            yield
        finally:
            await pool.close()

    # the framework's own pages would be fetched from a CDN
    app = FastAPI(
        title="gwr-graph", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.add_middleware(Guard, hosts=hosts)
    app.add_exception_handler(Refusal, _refused)

    @app.api_route(ENDPOINT, methods=sparql.METHODS, response_model=None)
    async def endpoint(request: Request) -> Response:
        return await sparql.respond(request, pool, within)

    app.include_router(static.router())
    for page in PAGES:
        app.include_router(page(desk))

    # what goes wrong is told in the layout to whoever reads pages
    def _not_served(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and _reads_pages(request):
            return desk.missing(request, unquote(request.url.path))
        return _not_found(request, error)

    def _failed(request: Request, error: Exception) -> Response:
        if isinstance(error, GraphError):
            return desk.gone(request, str(error))
        return desk.wrong(request, str(error))

    app.add_exception_handler(HTTPException, _not_served)
    app.add_exception_handler(GwrError, _failed)
    return app


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    headers = {**sparql.CORS, **refusal.headers}
    return _told(request, refusal.status, refusal.reason, headers)


def _reads_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _not_found(request: Request, error: HTTPException) -> Response:
    headers = dict(error.headers or {})
    reason = f"{request.url.path}: {error.detail.lower()}"
    if error.status_code == 405 and request.url.path == ENDPOINT:
        headers = {**headers, **sparql.CORS, "Allow": ALLOW}
        reason = f"{request.method} is not served here: this endpoint takes {ALLOW}"
    return _told(request, error.status_code, reason, headers)


def _told(request: Request, status: int, reason: str, headers: dict[str, str]) -> Response:
    body = f"{reason}\n".encode()
    headers = {**headers, "Content-Length": str(len(body))}
    return PlainTextResponse(b"" if request.method == "HEAD" else body, status, headers)
