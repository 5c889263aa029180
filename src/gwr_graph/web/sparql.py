"""The path ``/sparql``: requests in, answers or refusals out."""

from __future__ import annotations

import asyncio
from typing import Protocol

from fastapi import Request, Response

from gwr_graph.errors import QueryError
from gwr_graph.web import service_description
from gwr_graph.web.answering import Job, Reply
from gwr_graph.web.limits import Limits
from gwr_graph.web.protocol import ALLOW, read
from gwr_graph.web.refusal import Refusal

METHODS = ALLOW.split(", ")

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Pages of any origin may read: what is here is public to whoever reaches it, and no one logs in."""

_PREFLIGHT = {
    "Allow": ALLOW,
    "Access-Control-Allow-Methods": ALLOW,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_FORM_OVERHEAD = 4  # a character of three bytes is nine in a form; and there are other fields
_GONE = 499


class Runner(Protocol):
    """What runs queries."""

    async def run(self, job: Job) -> Reply: ...


async def respond(request: Request, runner: Runner, limits: Limits) -> Response:
    """Answer a request to the endpoint. Raise Refusal for what is not answered."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**CORS, **_PREFLIGHT})
    body = await _body(request, limits.max_query * _FORM_OVERHEAD)
    asked = read(
        request.method,
        request.url.query,
        request.headers.get("content-type"),
        body,
        max_query=limits.max_query,
    )
    accept = ", ".join(request.headers.getlist("accept")) or None
    if asked is None:
        counted = await _while_connected(
            request, runner, Job(service_description.COUNTS, wanted="json")
        )
        wanted = request.query_params.get("format") or request.query_params.get("output")
        try:
            reply = service_description.describe(
                str(request.url.replace(query="")),
                service_description.counts(counted.body),
                accept,
                wanted or None,
            )
        except QueryError as error:
            raise Refusal(400, f"the Host header: {error}") from None
    else:
        job = Job(asked.query, asked.default_graphs, asked.named_graphs, accept, asked.wanted)
        reply = await _while_connected(request, runner, job)
    headers = {**CORS, "Vary": "Accept", "Cache-Control": "no-cache"}
    headers["Content-Type"] = reply.content_type
    headers["Content-Length"] = str(len(reply.body))
    content = b"" if request.method == "HEAD" else reply.body
    return Response(content, reply.status, headers)


async def _body(request: Request, most: int) -> bytes:
    refusal = Refusal(413, f"the request is too long: at most {most} bytes")
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        raise refusal
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "a compressed body is not read: send it as it is")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise refusal
    return bytes(body)


async def _while_connected(request: Request, runner: Runner, job: Job) -> Reply:
    """Run a query as long as someone waits for its answer."""
    running = asyncio.create_task(runner.run(job))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            return running.result()
        raise Refusal(_GONE, "the client has left")
    finally:
        leaving.cancel()
        running.cancel()
        await asyncio.gather(running, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
