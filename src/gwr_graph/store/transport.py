"""Queries sent to a server over the SPARQL 1.1 Protocol, and its answers read within limits.

SPARQLWrapper forms the requests; they are sent by an opener of our own, because SPARQLWrapper's
digest credentials change how the whole process opens URLs.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from gwr_graph.errors import EndpointError, UsageError
from gwr_graph.store.failures import failed, is_connection_fault, refused, shown_url
from gwr_graph.store.syntax import Form

_ACCEPT: dict[Form, str] = {
    "table": "application/sparql-results+json, application/json;q=0.5",
    "boolean": "application/sparql-results+json, application/json;q=0.5",
    "graph": "application/n-triples, text/turtle;q=0.5",
}
_LONGEST_GET = 1500
PAUSES = (0.2, 0.5)
"""Seconds to wait before a connection is tried once more."""

_AGENT = "gwr-graph"


@dataclass(frozen=True, slots=True)
class Address:
    """A server's URL and how to ask it; ``timeout`` in seconds holds for a whole answer."""

    url: str
    user: str | None
    password: str | None = field(repr=False)
    timeout: float
    max_bytes: int


def address(
    url: str, user: str | None, password: str | None, timeout: float, max_bytes: int
) -> Address:
    """Return the address of a URL; a user and password inside it are taken out of it.

    Raise UsageError where it is no http or https URL.
    """
    parts = urlsplit(url)
    try:
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise UsageError(f"{shown_url(url)}: no URL of a server: write http://… or https://…")
    plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
    own_user = unquote(parts.username) if parts.username else None
    own_password = unquote(parts.password) if parts.password else None
    return Address(plain, user or own_user, password or own_password, timeout, max_bytes)


class Answered:
    """A server's answer as a file that ends with an error where a limit is passed."""

    def __init__(self, where: Address, response: Any, deadline: float) -> None:
        self._where = where
        self._response = response
        self._deadline = deadline
        self._read = 0
        self.headers: http.client.HTTPMessage = response.headers
        self.content_type = response.headers.get_content_type()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most ``size``. Raise EndpointError past a limit."""
        try:
            if time.monotonic() > self._deadline:
                raise TimeoutError
            part: bytes = self._response.read1(size) if size != 0 else b""
            length = self._response.length
            if not part and size != 0 and length:
                raise http.client.IncompleteRead(b"", length)
        except (OSError, http.client.HTTPException) as error:
            raise failed(self._where.url, error, self._where.timeout) from None
        self._read += len(part)
        if self._read > self._where.max_bytes:
            raise EndpointError(
                f"{shown_url(self._where.url)}: an answer of more than "
                f"{self._where.max_bytes // 2**20} MiB: add a LIMIT or ask for less"
            )
        return part

    def close(self) -> None:
        self._response.close()


def ask_server(where: Address, query: str, form: Form, graphs: Sequence[str] = ()) -> Answered:
    """Send a query and return its answer, which has begun well; close it.

    ``graphs``, where given, are the dataset: each is named, and their union is the default graph.
    Raise EndpointError where the server cannot be reached, refuses, or answers something else.
    """
    wrapper = _wrapper(where, query, form, graphs)
    opener = _opener(where)
    for pause in (*PAUSES, None):
        deadline = time.monotonic() + where.timeout
        try:
            response = opener.open(wrapper.request(), timeout=where.timeout)
            break
        except urllib.error.HTTPError as error:
            body = _body(error)
            raise refused(where.url, error.code, body) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            if pause is None or not is_connection_fault(error):
                raise failed(where.url, error, where.timeout) from None
            time.sleep(pause)
    return Answered(where, response, deadline)


def _wrapper(where: Address, query: str, form: Form, graphs: Sequence[str]) -> Any:
    from SPARQLWrapper import ASK, CONSTRUCT, GET, POST, SELECT, SPARQLWrapper

    class Request(SPARQLWrapper):
        def request(self) -> urllib.request.Request:
            made: urllib.request.Request = self._createRequest()
            return made

    wrapper = Request(where.url, agent=_AGENT)
    # its own reading of a query's form stumbles over a # in an IRI; ours is the parser's
    wrapper.queryString = query
    wrapper.queryType = {"table": SELECT, "boolean": ASK, "graph": CONSTRUCT}[form]
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", _ACCEPT[form])
    for graph in graphs:
        wrapper.addParameter("default-graph-uri", graph)
        wrapper.addParameter("named-graph-uri", graph)
    length = len(query.encode()) + sum(2 * len(g.encode()) for g in graphs)
    wrapper.setMethod(GET if length <= _LONGEST_GET and "?" not in where.url else POST)
    return wrapper


def _opener(where: Address) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_Redirects()]
    if where.user is not None:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, where.url, where.user, where.password or "")
        handlers += [
            urllib.request.HTTPDigestAuthHandler(known),
            urllib.request.HTTPBasicAuthHandler(known),
        ]
    return urllib.request.build_opener(*handlers)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """A query that was posted is not sent on: it would become a GET without the query."""

    def redirect_request(  # type: ignore[no-untyped-def]
        self, req: urllib.request.Request, fp, code, msg, headers, newurl: str
    ) -> urllib.request.Request | None:
        if req.data is not None:
            raise urllib.error.URLError(f"it moved to {shown_url(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _body(error: urllib.error.HTTPError) -> str:
    try:
        return error.read(4096).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, ValueError):
        return ""
