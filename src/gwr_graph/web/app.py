"""The web application over one built dataset."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException

from gwr_graph.store import open_dataset
from gwr_graph.web import sparql
from gwr_graph.web.guard import LOOPBACK, Guard
from gwr_graph.web.limits import Limits
from gwr_graph.web.pool import Pool
from gwr_graph.web.protocol import ALLOW
from gwr_graph.web.refusal import Refusal

ENDPOINT = "/sparql"


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

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
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
    app.add_exception_handler(HTTPException, _not_served)

    @app.api_route(ENDPOINT, methods=sparql.METHODS, response_model=None)
    async def endpoint(request: Request) -> Response:
        return await sparql.respond(request, pool, within)

    @app.get("/", response_model=None)
    async def home() -> Response:
        return RedirectResponse(ENDPOINT)

    return app


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    headers = {**sparql.CORS, **refusal.headers}
    return _told(request, refusal.status, refusal.reason, headers)


async def _not_served(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
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
