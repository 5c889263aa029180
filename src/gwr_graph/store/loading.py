"""A built dataset pushed to a server, graph by graph; what is there already is passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from gwr_graph.errors import EndpointError
from gwr_graph.store.embedded import EmbeddedStore
from gwr_graph.store.remote import RemoteStore
from gwr_graph.store.terms import PREFIXES, named, value_of

MARKS = f"{PREFIXES['id']}graph/loaded"
"""The graph on the server that tells of each graph loaded which content it was loaded with."""

_MARKED = f"{PREFIXES['dct']}identifier"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many graphs the dataset has, how many of them were sent, and all its triples."""

    graphs: int
    sent: int
    triples: int


@dataclass(frozen=True, slots=True)
class Step:
    """A graph that is next: the ``number``-th of ``graphs``."""

    number: int
    graphs: int
    graph: str
    triples: int


def push(
    source: EmbeddedStore, target: RemoteStore, tell: Callable[[Step], None] = lambda _: None
) -> Loaded:
    """Put every graph of ``source`` in the place of the server's; return what was done.

    A graph with the same content and as many triples is not sent again, so that a load that was
    broken off goes on. Raise EndpointError with what is there so far.
    """
    graphs = source.graphs()
    sent = triples = number = 0
    try:
        marks = _marks(target)
        for number, graph in enumerate(graphs):
            lines = source.graph_lines(graph)
            triples += len(lines)
            tell(Step(number + 1, len(graphs), graph, len(lines)))
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            if marks.get(graph) == digest and target.graph_size(graph) == len(lines):
                continue
            if marks.pop(graph, None):
                _mark(target, marks)
            _put(target, graph, lines)
            marks[graph] = digest
            _mark(target, marks)
            sent += 1
    except EndpointError as error:
        raise EndpointError(
            f"{error} ({number} of {len(graphs)} graphs are there; run again to go on)"
        ) from None
    return Loaded(len(graphs), sent, triples)


def _put(target: RemoteStore, graph: str, lines: list[str]) -> None:
    target.replace_graph(graph, lines)
    there = target.graph_size(graph)
    if there != len(lines):
        raise EndpointError(
            f"{target.url}: of {len(lines)} triples of {graph} it holds {there}: "
            "does the query URL read the store that is written to?"
        )


def _marks(target: RemoteStore) -> dict[str, str]:
    """Return each loaded graph's digest."""
    query = f"SELECT ?mark {{ GRAPH {named(MARKS)} {{ ?graph <{_MARKED}> ?mark }} }}"
    found = (value_of(row[0]).split(" ", 1) for row in target.select(query))
    return {graph: digest for digest, graph in (pair for pair in found if len(pair) == 2)}


def _mark(target: RemoteStore, marks: dict[str, str]) -> None:
    # one literal each, beside the graph's name and not about it: no other query meets it
    lines = []
    for graph, digest in sorted(marks.items()):
        key = hashlib.sha256(graph.encode()).hexdigest()[:16]
        mark = ox.Literal(f"{digest} {graph}")
        lines.append(f"<{MARKS}#{key}> <{_MARKED}> {mark} <{MARKS}> .")
    target.replace_graph(MARKS, lines)
