"""A query's answer over an open store: checked, within its limits, in the format asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from gwr_graph.errors import QueryError
from gwr_graph.store import PREFIXES, EmbeddedStore
from gwr_graph.store.syntax import form_of, names_its_graphs, one_line
from gwr_graph.web import results
from gwr_graph.web.negotiation import GRAPH_FORMATS, TABLE_FORMATS, choose, content_type
from gwr_graph.web.refusal import Refusal

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Job:
    """A query as a worker gets it: its text, its dataset, and how its result is wanted."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str | None = None
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A status code with the content type and the body of the whole answer."""

    status: int
    content_type: str
    body: bytes


def answer(store: EmbeddedStore, job: Job, *, max_rows: int, max_bytes: int) -> Reply:
    """Return the whole result. Raise Refusal for a wrong query, a format not offered or a limit."""
    try:
        offers = GRAPH_FORMATS if form_of(job.query) == "graph" else TABLE_FORMATS
        offer, media = choose(offers, job.accept, job.wanted)
        found = _ask(store.raw, job)
        if isinstance(found, ox.QueryBoolean):
            body = results.boolean(bool(found), offer.media).encode()
        elif isinstance(found, ox.QueryTriples):
            triples = dict.fromkeys(_bounded(found, max_rows, "triples"))
            body = results.graph(triples, offer.media)
        else:
            names = [variable.value for variable in found.variables]
            rows = _bounded(found, max_rows, "rows")
            body = _joined(results.table(names, rows, offer.media), max_bytes)
    except QueryError as error:
        raise Refusal(400, str(error)) from None
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise Refusal(400, f"the query failed: {one_line(error)}") from None
    if len(body) > max_bytes:
        raise _too_big(max_bytes)
    return Reply(200, content_type(media), body)


def _ask(raw: ox.Store, job: Job) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Start a query over the graphs that the request names, else the query, else over all."""
    if job.default_graphs or job.named_graphs:
        return raw.query(
            job.query,
            prefixes=PREFIXES,
            default_graph=[ox.NamedNode(iri) for iri in job.default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in job.named_graphs],
        )
    # with the union as default graph pyoxigraph passes over FROM
    union = not names_its_graphs(job.query)
    return raw.query(job.query, prefixes=PREFIXES, use_default_graph_as_union=union)


def _bounded(found: Iterable[_T], most: int, unit: str) -> Iterator[_T]:
    for count, item in enumerate(found):
        if count >= most:
            raise Refusal(503, f"more than {most} {unit}: add a LIMIT or ask for less")
        yield item


def _joined(pieces: Iterable[str], most: int) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece.encode()
        if len(whole) > most:
            raise _too_big(most)
    return bytes(whole)


def _too_big(most: int) -> Refusal:
    return Refusal(503, f"the result is larger than {most} bytes: add a LIMIT or ask for less")
