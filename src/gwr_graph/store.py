"""Where the graph is kept and asked: one protocol, the embedded store behind it.

The default graph of every query is the union of all graphs, so a query names a graph only where it
means one. Terms are pyoxigraph's: frozen, hashable, and ``str(term)`` is their SPARQL form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeAlias, TypeVar

import pyoxigraph as ox

from gwr_graph.errors import GraphError, QueryError

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]
_T = TypeVar("_T")

PREFIXES: dict[str, str] = {
    "gwr": "https://w3id.org/gwr-graph/ontology#",
    "id": "https://w3id.org/gwr-graph/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
}
"""The prefixes that a query need not declare."""

MAX_ROWS = 100_000

GRAPH, MANIFEST, TEXTS, STORE = "graph.nq", "manifest.json", "texts", "store"
"""What a dataset folder holds: the quads, what was built, the clean texts, the embedded store."""

# what may hide a keyword or a colon: comments, IRIs and strings
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*",
    re.DOTALL,
)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
_PREFIXED = re.compile(r"(?<![\w?$:@^-])([A-Za-z][\w.-]*):")
_SERVICE = re.compile(r"(?<![\w?$:.-])SERVICE(?![\w:-])", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?<![\w?$:.-])(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:-])",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\b(?:PREFIX\s+[\w.-]*\s*:|BASE\b)\s*", re.IGNORECASE)
_NEAR = 20
_LONGEST_REASON = 80
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """A SELECT result: the variables' names without ``?`` and rows of terms, None where unbound."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def dicts(self) -> Iterator[dict[str, str]]:
        """Yield each row as variable → lexical value; unbound variables are left out."""
        for row in self.rows:
            yield {
                name: value_of(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }


class Store(Protocol):
    """A place that holds RDF quads and answers SPARQL 1.1 queries; use it as a context manager."""

    def select(self, query: str, *, max_rows: int = MAX_ROWS) -> Table:
        """Return the rows. Raise QueryError for a wrong query or more than ``max_rows`` rows."""
        ...

    def ask(self, query: str) -> bool: ...

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query, each once."""
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


class EmbeddedStore:
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

    def query(
        self, query: str, *, max_rows: int = MAX_ROWS
    ) -> Table | bool | tuple[ox.Triple, ...]:
        """Run a query of any form. Raise QueryError on a fault, with its line and column."""
        visible = _OPAQUE.sub(_blank, query)
        if _SERVICE.search(visible):
            raise QueryError("SERVICE is refused: nothing outside this graph is asked")
        try:
            found = self.raw.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QueryTriples):
                return tuple(dict.fromkeys(_limited(found, max_rows, "triples")))
            names = [v.value for v in found.variables]
            rows = tuple(tuple(row) for row in _limited(found, max_rows, "rows"))
        except SyntaxError as error:
            raise QueryError(_syntax_message(str(error), visible)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {_one_line(error)}") from None
        return Table(tuple(names), rows)

    def load(self, source: Path | Iterable[str]) -> None:
        try:
            if isinstance(source, Path):
                self.raw.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS)
            else:
                self.raw.bulk_load(_joined(source), ox.RdfFormat.N_QUADS)
        except (SyntaxError, OSError, RuntimeError) as error:
            name = source.name if isinstance(source, Path) else "the given lines"
            raise GraphError(f"{name}: not loaded: {_one_line(error)}") from None

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        name = ox.NamedNode(graph)
        try:
            quads = list(ox.parse(_joined(lines), ox.RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise GraphError(f"graph {graph}: not loaded: {_one_line(error)}") from None
        foreign = next((q.graph_name for q in quads if q.graph_name != name), None)
        if foreign is not None:
            raise GraphError(f"graph {graph}: a line belongs to {foreign}; give its own lines only")
        body = "\n".join(f"{quad.triple} ." for quad in quads)
        # one update is one transaction: a reader sees the old graph or the new one
        self.raw.update(f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{ {body} }} }}")

    def size(self) -> int:
        return len(self.raw)

    def flush(self) -> None:
        """Write everything to disk and compact it: for a store that is only read from now on."""
        self.raw.flush()
        self.raw.optimize()

    def close(self) -> None:
        # pyoxigraph closes its files when the last reference goes
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_dataset(folder: Path) -> EmbeddedStore:
    """Open a built dataset for reading. Raise GraphError where there is none.

    Where its store cannot be opened (a read-only disk, a folder copied without it), its graph is
    read into memory.
    """
    if not (folder / GRAPH).is_file():
        shown = folder if folder.is_absolute() else f"./{folder}"
        raise GraphError(f"no graph in {shown}: run `gwr build` first or name another with --data")
    try:
        return EmbeddedStore.read_only(folder / STORE)
    except GraphError:
        store = EmbeddedStore()
        store.load(folder / GRAPH)
        return store


def value_of(term: Term | None) -> str:
    """Return a term's text: an IRI, a literal's lexical form, "" for None."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def short(term: Term | None) -> str:
    """Return an IRI with its prefix (``gwr:Park``), any other term's text."""
    if isinstance(term, ox.NamedNode):
        for name, start in PREFIXES.items():
            if term.value.startswith(start):
                return f"{name}:{term.value[len(start) :]}"
    return value_of(term)


def in_values(terms: Iterable[Term]) -> str:
    """Return terms serialised for a VALUES block; the only way a value enters a query."""
    return " ".join(str(term) for term in terms)


def named(iri: str) -> ox.NamedNode:
    """Return an IRI as a term. Raise QueryError where it is none."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise QueryError(f"{iri!r} is no IRI") from None


def _opened(path: Path | None, *, read_only: bool) -> ox.Store:
    try:
        if path is None:
            return ox.Store()
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except (OSError, RuntimeError) as error:
        reason = _one_line(error)
        if "lock" in reason.lower():
            reason = "another process writes to it; wait, or open it read-only"
        raise GraphError(f"{path}: the store cannot be opened: {reason}") from None


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines).encode()


def _limited(found: Iterable[_T], most: int, unit: str) -> Iterator[_T]:
    for count, item in enumerate(found):
        if count >= most:
            raise QueryError(f"more than {most} {unit}: add a LIMIT or ask for less")
        yield item


def _blank(match: re.Match[str]) -> str:
    """Hide a comment, IRI or string but keep lines and columns."""
    return re.sub(r"[^\n]", " ", match.group())


def _one_line(error: BaseException) -> str:
    return " ".join(str(error.args[0] if error.args else error).split())


def _syntax_message(message: str, visible: str) -> str:
    declared = {*PREFIXES, *_DECLARED.findall(visible)}
    for match in _PREFIXED.finditer(visible):
        if match.group(1) not in declared:
            line = visible.count("\n", 0, match.start()) + 1
            column = match.start() - (visible.rfind("\n", 0, match.start()) + 1) + 1
            return (
                f"syntax error at line {line}, column {column}: "
                f"the prefix {match.group(1)}: is not declared"
            )
    if _UPDATE.match(_PROLOGUE.sub("", visible).lstrip()):
        return "this is an update: the graph is read-only, only queries are answered"
    place = _PLACE.match(message)
    if not place:
        return f"syntax error: {' '.join(message.split())}"
    line, column = int(place.group(1)), int(place.group(2))
    text = visible.splitlines()[line - 1 : line]
    words = text[0][max(0, column - _NEAR) : column].strip() if text else ""
    near = f" near {words!r}" if words else ""
    return f"syntax error at line {line}, column {column}{near}{_expected(place.group(3))}"


def _expected(reason: str) -> str:
    """Return what the parser expected in words, "" where that is a long list of characters."""
    reason = " ".join(reason.split())
    unbound = re.search(r"The SELECT contains .*?(?=, \[|, \"|$)", reason)
    if unbound:
        return f": {unbound.group()[0].lower()}{unbound.group()[1:]}"
    return f": {reason.removesuffix(', [_]')}" if len(reason) <= _LONGEST_REASON else ""
