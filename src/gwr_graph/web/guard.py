"""Around every request: who may ask, the security headers, and no fault shown raw."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Collection, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which a server that listens on the loopback interface is asked."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer that does not bring its own."""

_log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware. ``hosts`` are the names the server answers to, None for any.

    A page of another site that points its own name at 127.0.0.1 sends that name as Host: refused.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded(message: MutableMapping[str, Any]) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        host = Headers(scope=scope).get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            reason = "this server answers to its own names only, not to what the Host header says"
            await PlainTextResponse(f"{reason}\n", 403)(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except asyncio.CancelledError:
            # the server ends and waits no longer: this was its last request
            if not started:
                last = PlainTextResponse("the server is ending\n", 503)
                await last(scope, receive, guarded)
        except Exception as error:
            debug = bool(os.environ.get("GWR_DEBUG"))
            _log.error("internal error: %s: %s", type(error).__name__, error, exc_info=debug)
            if not started:
                told = "internal error: please report it with your request\n"
                await PlainTextResponse(told, 500)(scope, receive, guarded)


def _name(host: str) -> str:
    """Return a Host header's name without its port."""
    name, mark, port = host.rpartition(":")
    return (name if mark and port.isdecimal() else host).lower()
