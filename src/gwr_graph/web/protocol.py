"""A request under the SPARQL 1.1 Protocol, read from its parts; no framework here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from gwr_graph.errors import QueryError
from gwr_graph.store import named
from gwr_graph.web.refusal import Refusal

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ALLOW = "GET, HEAD, POST, OPTIONS"
READ_ONLY = "updates are refused: this endpoint is read-only"
MAX_FIELDS = 500


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query and the dataset it is asked over; both graph lists empty where none was named."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    wanted: str | None = None
    """The format asked for by a parameter, over what the Accept header says."""


def read(
    method: str, url_query: str, content_type: str | None, body: bytes, *, max_query: int
) -> SparqlRequest | None:
    """Return the query of a request; None for a GET that has none (it asks what this service is).

    ``url_query`` is the URL's part after ``?`` as sent. Raise Refusal for what the protocol forbids.
    """
    fields = _fields(url_query, "the URL")
    if method == "POST":
        fields = _posted(fields, content_type, body)
    if any(name == "update" for name, _ in fields):
        raise Refusal(403, READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if not queries and method != "POST":
        return None
    if not queries:
        raise Refusal(400, "no query: send it as the parameter `query` or as the body")
    if len(queries) > 1:
        raise Refusal(400, "more than one query: a request holds one")
    query = queries[0].removeprefix("\ufeff")
    if not query.strip():
        raise Refusal(400, "the query is empty")
    if len(query.encode()) > max_query:
        raise Refusal(413, f"the query is too long: at most {max_query} bytes")
    return SparqlRequest(
        query,
        _graphs(fields, "default-graph-uri"),
        _graphs(fields, "named-graph-uri"),
        next((v for n, v in fields if n in ("format", "output") and v), None),
    )


def _posted(
    fields: list[tuple[str, str]], content_type: str | None, body: bytes
) -> list[tuple[str, str]]:
    """Return the URL's fields with what the body says."""
    media, *params = (part.strip().lower() for part in (content_type or "").split(";"))
    charset = next((p[8:].strip('"') for p in params if p.startswith("charset=")), "utf-8")
    if media == UPDATE:
        raise Refusal(403, READ_ONLY)
    if media not in (FORM, QUERY):
        raise Refusal(
            415, f"a body of type {media or 'unknown'} is not read: send {QUERY} or {FORM}"
        )
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(415, f"the charset {charset} is not read: send UTF-8")
    text = _text(body, "the body")
    if media == QUERY:
        return [*fields, ("query", text)]
    return [*fields, *_fields(text, "the body")]


def _fields(encoded: str, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
        )
    except UnicodeDecodeError:
        raise Refusal(400, f"{where} is not UTF-8 behind its %-codes") from None
    except ValueError:
        raise Refusal(400, f"{where} holds more than {MAX_FIELDS} parameters") from None


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, f"{where} is not UTF-8: see byte {error.start}") from None


def _graphs(fields: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    iris = tuple(dict.fromkeys(value for key, value in fields if key == name))
    try:
        return tuple(named(iri).value for iri in iris)
    except QueryError as error:
        raise Refusal(400, f"{name}: {error}") from None
