"""The graphs that are the same for every build: the ontology, and the lists of concepts as SKOS."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.rdf import iris


@cache
def ontology_quads() -> tuple[str, ...]:
    """Return gwr.ttl as lines of the ontology's graph; raise DataError where it does not parse."""
    import pyoxigraph as ox

    file = resources.path("ontology", "gwr.ttl")
    try:
        triples = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        return tuple(sorted(f"{q.triple} {iris.ONTOLOGY_GRAPH} ." for q in triples))
    except (OSError, SyntaxError) as error:
        raise DataError(f"{file}: {error}; mend or reinstall the ontology") from error


def fixed_quads() -> Iterator[str]:
    """Yield the lines of the ontology's graph and of the concept schemes' graph."""
    yield from ontology_quads()
