"""Where the tools' graph comes from: a built folder, reopened after a new build, or an endpoint."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from gwr_graph.errors import QueryError
from gwr_graph.mcp import sandbox
from gwr_graph.mcp.graph import Graph
from gwr_graph.mcp.sandbox import Limits
from gwr_graph.store import GRAPH, RemoteStore, open_dataset


class Source(Protocol):
    """Gives the graph as it is now, and runs queries that anyone may have written."""

    def graph(self) -> Graph: ...

    async def run(self, query: str, limits: Limits) -> dict[str, Any]:
        """Return the result as JSON values, as ``sandbox.run`` does."""
        ...


class Folder:
    """A built dataset. Raise GraphError where there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._stamp = self._now()
        self._graph = Graph(open_dataset(folder))

    def graph(self) -> Graph:
        with self._lock:
            if self._now() != self._stamp:
                self._stamp, self._graph = self._now(), Graph(open_dataset(self._folder))
            return self._graph

    async def run(self, query: str, limits: Limits) -> dict[str, Any]:
        _check(query, limits)
        return await sandbox.run(self._folder, query, limits)

    def _now(self) -> tuple[int, int]:
        """Return what changes when the dataset is built anew."""
        try:
            found = (self._folder / GRAPH).stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns


class Endpoint:
    """A SPARQL endpoint, whose own timeout ends a query; names are read from it once."""

    def __init__(self, store: RemoteStore) -> None:
        self._graph = Graph(store)

    def graph(self) -> Graph:
        return self._graph

    async def run(self, query: str, limits: Limits) -> dict[str, Any]:
        import anyio

        _check(query, limits)
        store = self._graph.store
        return await anyio.to_thread.run_sync(lambda: sandbox.answer(store, query, limits))


def _check(query: str, limits: Limits) -> None:
    if len(query) > limits.query:
        raise QueryError(f"the query has {len(query)} characters, more than {limits.query}")
