"""What can go wrong between here and a server, each as one line: where, why, what to do."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from urllib.parse import urlsplit

from gwr_graph.errors import EndpointError

_LONGEST = 200
_TIMES_OUT = (408, 503, 504)
_ADVICE = {
    400: "it does not understand the request: its own words say why",
    401: "the name or the password is missing or wrong: give --user and set GWR_PASSWORD",
    403: "this user may not do that: ask for the right, or give --user and set GWR_PASSWORD",
    404: "there is no endpoint at this address: check the URL",
    405: "this address does not take such requests: check which URL is for what",
    406: "it cannot answer in SPARQL JSON or N-Triples: check that the URL is a SPARQL endpoint",
    413: "the request is too large for it: raise its limit",
    414: "the request is too long for it: raise its limit",
    415: "it does not read this format: check which URL is for what",
    429: "it is asked too often: wait, then try again",
}


def shown_url(url: str) -> str:
    """Return a URL as it may be shown: without user, password and parameters."""
    parts = urlsplit(url)
    if not parts.netloc:
        return url.rpartition("@")[2]
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def refused(url: str, status: int, body: str) -> EndpointError:
    """Return the error for an answer with this status and body."""
    advice = _ADVICE.get(status, "the server failed: look into its log, or try again later")
    if status in _TIMES_OUT:
        advice = "it is too busy or ran out of time: ask for less, or try again later"
    said = words_of(body)
    reason = http.client.responses.get(status, "")
    says = f" ({said})" if said else ""
    return EndpointError(f"{shown_url(url)}: {status} {reason}{says}: {advice}")


def failed(url: str, error: BaseException, timeout: float) -> EndpointError:
    """Return the error for a request that got no answer, or only a part of one."""
    return EndpointError(f"{shown_url(url)}: {_reason(_causes(error), timeout)}")


def is_connection_fault(error: BaseException) -> bool:
    """Tell whether no answer began, so that asking once more may help and does no harm."""
    causes = _causes(error)
    return any(
        cause.errno == socket.EAI_AGAIN
        if isinstance(cause, socket.gaierror)
        else isinstance(cause, ConnectionError)
        for cause in causes
    )


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and what it wraps: urllib keeps that as its reason, httpx as its cause."""
    causes = [error]
    while True:
        last = causes[-1]
        reason = getattr(last, "reason", None)
        inner = reason if isinstance(reason, BaseException) else last.__cause__ or last.__context__
        if inner is None or inner in causes:
            return causes
        causes.append(inner)


def words_of(body: str) -> str:
    """Return what an error's body says, on one short line; "" for a page of HTML."""
    if re.match(r"\s*<(!doctype|html)", body, re.IGNORECASE):
        title = re.search(r"<title[^>]*>([^<]*)", body, re.IGNORECASE)
        body = title.group(1) if title else ""
    first = " ".join(body.split())
    return first if len(first) <= _LONGEST else first[: _LONGEST - 1] + "…"


def _reason(causes: list[BaseException], timeout: float) -> str:
    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    names = {type(cause).__name__ for cause in causes}
    if has(TimeoutError) or any(name.endswith("Timeout") for name in names):
        return f"no answer within {timeout:g} s: ask for less, or raise --timeout"
    if has(ssl.SSLCertVerificationError):
        why = next(c for c in causes if isinstance(c, ssl.SSLCertVerificationError))
        return (
            f"its certificate is not trusted ({why.verify_message}): "
            "name the authority's file in SSL_CERT_FILE"
        )
    if has(ssl.SSLError):
        return "no secure connection (TLS) could be made: check https or http, and the port"
    if has(socket.gaierror):
        return "no such host: check the name, and the network"
    if has(ConnectionRefusedError):
        return "nothing listens there: start the server, or check host and port"
    if has(http.client.IncompleteRead) or "RemoteProtocolError" in names:
        return "the answer broke off: try again, or look into the server's log"
    if has(ConnectionError):
        return "the server closed the connection: try again, or look into its log"
    if has(http.client.HTTPException):
        return "what answers there does not speak HTTP: check host and port"
    said = words_of(str(causes[-1])) or type(causes[-1]).__name__
    return f"cannot be reached ({said}): check the URL and the network"
