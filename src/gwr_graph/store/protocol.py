"""What every store can do, wherever its quads lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

import pyoxigraph as ox

from gwr_graph.errors import QueryError
from gwr_graph.store.terms import Answer, Table

MAX_ROWS = 100_000
_T = TypeVar("_T")


class Store(Protocol):
    """A place that holds RDF quads and answers SPARQL 1.1 queries; use it as a context manager.

    The default graph of every query is the union of all graphs. The prefixes of ``PREFIXES`` need
    not be declared. SERVICE and updates are refused. What goes wrong is a QueryError where the
    query is at fault, a GraphError where the quads are, an EndpointError where a server is.
    """

    def select(self, query: str, *, max_rows: int = MAX_ROWS) -> Table:
        """Return the rows. Raise QueryError for a wrong query or more than ``max_rows`` rows."""
        ...

    def ask(self, query: str) -> bool: ...

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query, each once."""
        ...

    def query(self, query: str, *, max_rows: int = MAX_ROWS) -> Answer:
        """Run a query of any form. Raise QueryError on a fault, with its line and column."""
        ...

    def load(self, source: Path | Iterable[str]) -> None:
        """Add an N-Quads file or N-Quads lines."""
        ...

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        """Put ``lines`` (N-Quads, all of them in ``graph``) in the place of what the graph held."""
        ...

    def size(self) -> int:
        """Return the number of quads."""
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Answering:
    """The forms of query told apart, for a store that has ``query``, ``close`` and nothing else."""

    def query(self, query: str, *, max_rows: int = MAX_ROWS) -> Answer:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def select(self, query: str, *, max_rows: int = MAX_ROWS) -> Table:
        found = self.query(query, max_rows=max_rows)
        if not isinstance(found, Table):
            raise QueryError("this is no SELECT query: its result is no table")
        return found

    def ask(self, query: str) -> bool:
        found = self.query(query)
        if not isinstance(found, bool):
            raise QueryError("this is no ASK query: its result is not true or false")
        return found

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        found = self.query(query)
        if isinstance(found, bool | Table):
            raise QueryError("this is no CONSTRUCT or DESCRIBE query: its result is no graph")
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def limited(found: Iterable[_T], most: int, unit: str) -> Iterator[_T]:
    """Yield what is found. Raise QueryError past ``most``: a cut answer would be a wrong one."""
    for count, item in enumerate(found):
        if count >= most:
            raise QueryError(f"more than {most} {unit}: add a LIMIT or ask for less")
        yield item
