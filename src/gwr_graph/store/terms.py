"""RDF terms as queries use them, and tables of them.

Terms are pyoxigraph's: frozen, hashable, and ``str(term)`` is their SPARQL form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from gwr_graph.errors import QueryError

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]

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


Answer: TypeAlias = Table | bool | tuple[ox.Triple, ...]
"""What a query of any form gives: a table, true or false, or a graph."""


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


def joined(lines: Iterable[str]) -> bytes:
    """Return N-Quads lines, with or without their line ends, as the bytes of a file."""
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines).encode()
