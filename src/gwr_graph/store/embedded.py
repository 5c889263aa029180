"""The store in this process: pyoxigraph, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from gwr_graph.errors import GraphError, QueryError
from gwr_graph.store.protocol import MAX_ROWS, Answering, limited
from gwr_graph.store.syntax import names_its_graphs, one_line, refuse_service, syntax_message
from gwr_graph.store.terms import PREFIXES, Answer, Table, joined, named

if TYPE_CHECKING:
    from rdflib import Dataset


class EmbeddedStore(Answering):
    """pyoxigraph in this process: in memory, or on disk where ``path`` is given."""

    def __init__(self, path: Path | None = None) -> None:
        self._store: ox.Store | None = _opened(path, read_only=False)

    @classmethod
    def read_only(cls, path: Path) -> Self:
        """Open a store on disk for reading; a writer beside it is not disturbed."""
        store = cls.__new__(cls)
        store._store = _opened(path, read_only=True)
        return store

    @property
    def raw(self) -> ox.Store:
        """The pyoxigraph store. Raise GraphError when closed."""
        if self._store is None:
            raise GraphError("the store is closed: open it again")
        return self._store

    def query(self, query: str, *, max_rows: int = MAX_ROWS) -> Answer:
        """Run a query of any form. Raise QueryError on a fault, with its line and column."""
        refuse_service(query)
        try:
            # pyoxigraph's union would overrule a query's own FROM
            union = not names_its_graphs(query)
            found = self.raw.query(query, prefixes=PREFIXES, use_default_graph_as_union=union)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QueryTriples):
                return tuple(dict.fromkeys(limited(found, max_rows, "triples")))
            names = [v.value for v in found.variables]
            rows = tuple(tuple(row) for row in limited(found, max_rows, "rows"))
        except SyntaxError as error:
            raise QueryError(syntax_message(str(error), query)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {one_line(error)}") from None
        return Table(tuple(names), rows)

    def load(self, source: Path | Iterable[str]) -> None:
        try:
            if isinstance(source, Path):
                self.raw.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS)
            else:
                self.raw.bulk_load(joined(source), ox.RdfFormat.N_QUADS)
        except (SyntaxError, OSError, RuntimeError) as error:
            name = source.name if isinstance(source, Path) else "the given lines"
            raise GraphError(f"{name}: not loaded: {one_line(error)}") from None

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        name = named(graph)
        body = "\n".join(f"{triple} ." for triple in triples_of(graph, lines))
        # one update is one transaction: a reader sees the old graph or the new one
        self.raw.update(f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{ {body} }} }}")

    def size(self) -> int:
        return len(self.raw)

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, sorted."""
        return tuple(sorted(g.value for g in self.raw.named_graphs()))

    def graph_lines(self, graph: str) -> list[str]:
        """Return a graph's N-Quads lines, sorted, without line ends."""
        found: Iterator[ox.Quad] = self.raw.quads_for_pattern(None, None, None, named(graph))
        return sorted(f"{quad} ." for quad in found)

    def as_rdflib(self) -> Dataset:
        """Return this store as an rdflib Dataset: a view, nothing is copied; only read it.

        Its default graph is the union of all graphs, the prefixes are bound, and queries given as
        text are answered by Oxigraph. A *prepared* query would be run by rdflib itself, triple by
        triple: a hundred times slower. Raise GraphError where oxrdflib is not installed.
        """
        try:
            from oxrdflib import OxigraphStore
            from rdflib import Dataset
        except ModuleNotFoundError as error:
            raise GraphError(
                f"rdflib's view needs {error.name}: install it with `pip install gwr-graph[rdflib]`"
            ) from None
        view = Dataset(store=OxigraphStore(store=self.raw), default_union=True)
        for prefix, iri in PREFIXES.items():
            view.bind(prefix, iri)
        return view

    def flush(self) -> None:
        """Write everything to disk and compact it: for a store that is only read from now on."""
        self.raw.flush()
        self.raw.optimize()

    def close(self) -> None:
        # pyoxigraph closes its files when the last reference goes
        self._store = None


def triples_of(graph: str, lines: Iterable[str]) -> list[ox.Triple]:
    """Return the triples of N-Quads lines, all of ``graph``.

    Raise GraphError where one is broken or belongs elsewhere.
    """
    name = named(graph)
    try:
        quads = list(ox.parse(joined(lines), ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise GraphError(f"graph {graph}: not loaded: {one_line(error)}") from None
    foreign = next((q.graph_name for q in quads if q.graph_name != name), None)
    if foreign is not None:
        raise GraphError(f"graph {graph}: a line belongs to {foreign}; give its own lines only")
    return [quad.triple for quad in quads]


def _opened(path: Path | None, *, read_only: bool) -> ox.Store:
    try:
        if path is None:
            return ox.Store()
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except (OSError, RuntimeError) as error:
        reason = one_line(error)
        if "lock" in reason.lower():
            reason = "another process writes to it; wait, or open it read-only"
        raise GraphError(f"{path}: the store cannot be opened: {reason}") from None
