"""From the names that a tool is given to what they stand for."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from gwr_graph import lookup
from gwr_graph.errors import QueryError
from gwr_graph.mcp.graph import Graph, values
from gwr_graph.mcp.replies import Evidence, Taken, Thing

_MOST = 6
_WHAT: dict[tuple[str, ...], str] = {
    ("Entity",): "entity",
    ("Place",): "place",
    ("Indicator",): "indicator",
    ("Theme",): "theme",
}


def taken(graph: Graph, name: str, types: Collection[str]) -> Taken:
    """Return what a name fits best, with what fits as well: first what reports speak of most.

    Raise QueryError with near names where nothing but a slip fits.
    """
    found = lookup.find(graph.index, name, types=types, limit=_MOST)
    if not found or found[0].how is lookup.How.SLIP:
        what = _WHAT.get(tuple(types), "entity or indicator")
        near = " or ".join(dict.fromkeys(match.label for match in found[:3]))
        hint = f"; did you mean {near}?" if near else ": search_entities finds names"
        raise QueryError(f"no {what} is called {name!r}{hint}")
    best = lookup.best(found)
    if len(best) > 1:
        spoken = spoken_of(graph, [match.iri for match in best])
        best = tuple(sorted(best, key=lambda match: -spoken[match.iri][0]))
    return as_taken(name, best[0], best[1:])


def as_taken(asked: str, match: lookup.Match, others: Collection[lookup.Match]) -> Taken:
    return Taken(
        iri=match.iri,
        label=match.label,
        types=match.types,
        asked=asked,
        sure=match.sure and not others,
        others=tuple(Thing(iri=o.iri, label=o.label, types=o.types) for o in others),
    )


def spoken_of(graph: Graph, iris: Collection[str]) -> dict[str, tuple[int, Evidence | None]]:
    """Return how many statements speak of each thing, and the first one's words."""
    found: dict[str, tuple[int, Evidence | None]] = dict.fromkeys(iris, (0, None))
    if not iris:
        return found
    rows = graph.rows(
        f"""SELECT DISTINCT ?e ?statement ?quote ?report ?start ?end {{
              VALUES ?e {{ {values(iris)} }}
              {{ ?statement gwr:mentions ?e }} UNION {{ ?statement gwr:theme ?e }}
              UNION {{ ?statement gwr:hasMeasure/gwr:indicator ?e }}
              ?statement a gwr:Statement ; gwr:quote ?quote ; gwr:inReport ?report ;
                gwr:start ?start ; gwr:end ?end }}"""
    )
    rows.sort(key=lambda row: (row["e"], row["report"], int(row["start"]), row["statement"]))
    for iri, own in groupby(rows, key=lambda row: row["e"]):
        first, *rest = own
        found[iri] = (1 + len(rest), graph.evidence_of(first))
    return found
