"""The store on a server: any SPARQL 1.1 endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from gwr_graph.errors import EndpointError, GraphError
from gwr_graph.store.embedded import triples_of
from gwr_graph.store.failures import shown_url
from gwr_graph.store.protocol import MAX_ROWS, Answering, limited
from gwr_graph.store.syntax import Form, form_of, names_its_graphs, one_line, with_prefixes
from gwr_graph.store.terms import PREFIXES, Answer, Row, Table, Term, joined, named
from gwr_graph.store.transport import Address, Answered, address, ask_server
from gwr_graph.store.writing import Writer

TIMEOUT = 60.0
"""Seconds that a server has for an answer."""

MAX_BYTES = 256 * 2**20

_TABLES = ("application/sparql-results+json", "application/json")
_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_XSD = PREFIXES["xsd"]
_PLAIN = (f"{_XSD}string", f"{PREFIXES['rdf']}langString")
# Virtuoso says so in its headers, and only there, when an answer is not whole
_MOST_ROWS, _PARTIAL = "X-SPARQL-MaxRows", "X-SQL-State"


class RemoteStore(Answering):
    """A SPARQL 1.1 endpoint; credentials are sent as the server asks for them (basic, digest).

    ``update`` and ``graph_store`` are the URLs for writing; where not given they are what the usual
    servers have beside ``endpoint``. ``timeout`` is in seconds. Raise UsageError for a wrong URL.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        update: str | None = None,
        graph_store: str | None = None,
        user: str | None = None,
        password: str | None = None,
        timeout: float = TIMEOUT,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._where = address(endpoint, user, password, timeout, max_bytes)
        self._writer = Writer(self._where, update, graph_store)
        self._dataset: tuple[str, ...] | None = None

    @property
    def url(self) -> str:
        """The endpoint as it may be shown: without password."""
        return shown_url(self._where.url)

    def query(self, query: str, *, max_rows: int = MAX_ROWS) -> Answer:
        """Run a query of any form. Raise QueryError on a fault, EndpointError on the server's.

        Its text is checked here first: an error is worded as by the embedded store.
        """
        form = form_of(query)
        graphs = () if names_its_graphs(query) else self._graphs_to_name()
        return _answer(self._where, with_prefixes(query), form, graphs, max_rows)

    def load(self, source: Path | Iterable[str]) -> None:
        name = source.name if isinstance(source, Path) else "the given lines"
        by_graph: dict[str, list[ox.Triple]] = {}
        try:
            if isinstance(source, Path):
                quads = ox.parse(path=str(source), format=ox.RdfFormat.N_QUADS)
            else:
                quads = ox.parse(joined(source), ox.RdfFormat.N_QUADS)
            for quad in quads:
                if not isinstance(quad.graph_name, ox.NamedNode):
                    raise GraphError(f"{name}: not loaded: a line names no graph: {quad.triple}")
                by_graph.setdefault(quad.graph_name.value, []).append(quad.triple)
        except (SyntaxError, OSError) as error:
            raise GraphError(f"{name}: not loaded: {one_line(error)}") from None
        self._dataset = None
        for graph, triples in by_graph.items():
            self._writer.add(graph, triples)

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        triples = triples_of(graph, lines)
        self._dataset = None
        self._writer.replace(graph, triples)

    def size(self) -> int:
        return self._number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")

    def graph_size(self, graph: str) -> int:
        """Return the number of triples in a graph, 0 where there is none."""
        return self._number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {named(graph)} {{ ?s ?p ?o }} }}")

    def close(self) -> None:
        self._writer.close()

    def _number(self, query: str) -> int:
        # it names its graphs itself, so that the server's own dataset is the right one
        found = _answer(self._where, query, "table", (), 1)
        value = found.rows[0][0] if isinstance(found, Table) and found.rows else None
        if not isinstance(value, ox.Literal) or not value.value.isdecimal():
            raise EndpointError(
                f"{self.url}: it cannot count its triples: is it a SPARQL 1.1 store?"
            )
        return int(value.value)

    def _graphs_to_name(self) -> tuple[str, ...]:
        """Return the graphs that a query must name so that the default graph is their union: none
        where the server's default graph is that already. Asked once, and again after writing.
        """
        if self._dataset is None:
            one = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1"
            if _answer(self._where, f"ASK {{ {{ {one} }} ?s ?p ?o }}", "boolean", (), 1):
                self._dataset = ()
            else:
                query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
                found = _answer(self._where, query, "table", (), MAX_ROWS)
                rows = found.rows if isinstance(found, Table) else ()
                self._dataset = tuple(
                    row[0].value for row in rows if isinstance(row[0], ox.NamedNode)
                )
        return self._dataset


def _answer(
    where: Address, query: str, form: Form, graphs: tuple[str, ...], max_rows: int
) -> Answer:
    answered = ask_server(where, query, form, graphs)
    try:
        if state := answered.headers.get(_PARTIAL):
            raise EndpointError(
                f"{shown_url(where.url)}: the server gave a part of the answer only ({state}): "
                "ask for less, or raise its time limit"
            )
        if form == "graph":
            return _graph(where, answered, max_rows)
        found = _results(where, answered)
        if isinstance(found, ox.QueryBoolean) != (form == "boolean"):
            raise _broken(where, ValueError(f"it is no {form}"))
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        table = _table(where, found, max_rows)
    finally:
        answered.close()
    most = answered.headers.get(_MOST_ROWS, "")
    if most.isdecimal() and len(table) >= int(most):
        raise EndpointError(
            f"{shown_url(where.url)}: the server cut the answer at {most} rows: "
            "ask for less, or raise its limit (ResultSetMaxRows)"
        )
    return table


def _results(where: Address, answered: Answered) -> ox.QuerySolutions | ox.QueryBoolean:
    if answered.content_type not in _TABLES:
        raise _other(where, answered)
    try:
        return ox.parse_query_results(_file(answered), format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise _broken(where, error) from None


def _table(where: Address, found: ox.QuerySolutions, max_rows: int) -> Table:
    names = tuple(v.value for v in found.variables)
    rows: list[Row] = []
    try:
        for solution in limited(found, max_rows, "rows"):
            rows.append(tuple(_canonical(term) for term in solution))
    except (SyntaxError, ValueError) as error:
        raise _broken(where, error) from None
    return Table(names, tuple(rows))


def _graph(where: Address, answered: Answered, max_rows: int) -> tuple[ox.Triple, ...]:
    form = _GRAPHS.get(answered.content_type)
    if form is None:
        raise _other(where, answered)
    try:
        quads: Iterator[ox.Quad] = ox.parse(_file(answered), format=form)
        found = dict.fromkeys(quad.triple for quad in limited(quads, max_rows, "triples"))
    except (SyntaxError, ValueError) as error:
        raise _broken(where, error) from None
    return tuple(
        ox.Triple(t.subject, t.predicate, cast(ox.Literal, _canonical(t.object))) for t in found
    )


def _canonical(term: Term | None) -> Term | None:
    """Return a term as the embedded store gives it: Virtuoso says 1 for true, others 1.50 for 1.5."""
    if not isinstance(term, ox.Literal) or term.language or term.datatype.value in _PLAIN:
        return term
    return _normal(term)


@lru_cache(maxsize=10_000)
def _normal(literal: ox.Literal) -> ox.Literal:
    found = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {literal} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    normal = row[0]
    assert isinstance(normal, ox.Literal)
    return normal


def _file(answered: Answered) -> IO[bytes]:
    # of all that a file can do, only read() is asked for
    return cast(IO[bytes], answered)


def _other(where: Address, answered: Answered) -> EndpointError:
    return EndpointError(
        f"{shown_url(where.url)}: it answers {answered.content_type}, no SPARQL results: "
        "check that the URL is the query endpoint's"
    )


def _broken(where: Address, error: Exception) -> EndpointError:
    return EndpointError(
        f"{shown_url(where.url)}: the answer is broken or broke off ({one_line(error)}): "
        "try again, or look into the server's log"
    )
