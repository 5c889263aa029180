"""Tools on entities: find them, read their cards, see who is involved where and what ties two."""

from __future__ import annotations

from collections.abc import Collection

from gwr_graph import lookup, network, queries
from gwr_graph.mcp import said
from gwr_graph.mcp.graph import Graph
from gwr_graph.mcp.naming import as_taken, spoken_of, taken
from gwr_graph.mcp.replies import (
    Connection,
    EntityCard,
    EntityHit,
    EntityHits,
    Evidence,
    Hop,
    Involved,
    Involvements,
    Taken,
    Thing,
)

_EVERYTHING = ("Entity", "Concept")
_MOST_ALSO = 10


def search_entities(
    graph: Graph, name: str, types: Collection[str] | None, limit: int
) -> EntityHits:
    """Return the entities, indicators and themes that a name may mean, the best first."""
    found = lookup.find(graph.index, name, types=types or _EVERYTHING, limit=limit)
    spoken = spoken_of(graph, [match.iri for match in found])
    return EntityHits(
        asked=name,
        hits=tuple(
            EntityHit(
                iri=match.iri,
                label=match.label,
                types=match.types,
                matched=match.matched,
                how=match.how.value,
                score=match.score,
                statements=spoken[match.iri][0],
                evidence=spoken[match.iri][1],
            )
            for match in found
        ),
    )


def get_entity(graph: Graph, name: str, limit: int) -> EntityCard:
    """Return all that is known of an entity. Raise QueryError where none is called so."""
    meant = taken(graph, name, ("Entity",))
    iri = meant.iri
    facts: dict[str, list[str]] = {}
    for row in _run(graph, "entity-card", "entity", iri):
        facts.setdefault(row["fact"], []).append(row["value"])
    chain = [row["placeLabel"] for row in _run(graph, "entity-chain", "entity", iri)]
    places = _run(graph, "places-of", "entity", iri)
    types = _types(graph, [row["where"] for row in places])
    total, found = said.statements(
        graph,
        said.found_by([iri], ("?s gwr:mentions ?it", "?m gwr:of ?it . ?s gwr:hasMeasure ?m")),
        limit=limit,
        entity=iri,
    )
    others = (*facts.get("alsoCalled", ()), *facts.get("writtenAs", ()))
    return EntityCard(
        taken=meant,
        other_names=tuple(dict.fromkeys(other for other in others if other != meant.label)),
        division_code=next(iter(facts.get("divisionCode", ())), None),
        within=tuple(dict.fromkeys(chain)),
        holds=tuple(facts.get("holds", ())),
        on_site=tuple(facts.get("onSite", ())),
        undertaken_by=tuple(facts.get("undertakenBy", ())),
        involved=tuple(
            _involved(
                graph,
                row,
                Thing(iri=iri, label=meant.label, types=meant.types),
                _thing(row, "where", types),
            )
            for row in places
        ),
        total=total,
        statements=found,
    )


def who_is_involved(
    graph: Graph, place: str, types: Collection[str] | None, limit: int
) -> Involvements:
    """Return who is involved in a place and in all that lies within it."""
    meant = taken(graph, place, ("Place",))
    rows = _run(graph, "who-is-where", "place", meant.iri)
    kinds = _types(graph, [row[role] for row in rows for role in ("who", "where")])
    wanted = set(types or ())
    found = [
        _involved(graph, row, who, _thing(row, "where", kinds))
        for row in rows
        for who in (_thing(row, "who", kinds),)
        if not wanted or wanted & set(who.types)
    ]
    told = {one.evidence.iri for one in found}
    _, here = said.statements(
        graph,
        said.found_by(graph.within(meant.iri), ("?s gwr:mentions ?it", "?s gwr:contextPlace ?it")),
        limit=_MOST_ALSO + len(told),
    )
    also = [one.evidence for one in here if one.evidence.iri not in told]
    return Involvements(
        taken=meant,
        total=len(found),
        involved=tuple(found[:limit]),
        also_named=() if wanted else tuple(also[:_MOST_ALSO]),
    )


def find_path(graph: Graph, one: str, other: str, most: int) -> Connection:
    """Return how two things are connected. Raise QueryError for an unknown name."""
    found = network.between(graph.ties, graph.index, one, other, most=most)
    return Connection(
        connected=bool(found.paths or found.passages),
        one=_end(found.one),
        other=_end(found.other),
        paths=tuple(tuple(_hop(graph, hop) for hop in path.hops) for path in found.paths),
        passages=tuple(_passage(graph, passage) for passage in found.passages),
    )


def _end(end: network.End) -> Taken | None:
    return None if end.entity is None else as_taken(end.text, end.entity, end.others)


def _hop(graph: Graph, hop: network.Hop) -> Hop:
    source, target = (
        Thing(iri=stop.iri, label=stop.label, types=stop.types) for stop in (hop.source, hop.target)
    )
    return Hop(
        source=source,
        target=target,
        role=hop.role.value,
        forward=hop.forward,
        evidence=None if hop.words is None else _passage(graph, hop.words),
        place=None if hop.place is None else _passage(graph, hop.place),
    )


def _passage(graph: Graph, passage: network.Passage) -> Evidence:
    return graph.evidence(
        passage.quote, passage.report, passage.start, passage.end, passage.statement
    )


def _run(graph: Graph, query: str, parameter: str, iri: str) -> list[dict[str, str]]:
    table = queries.run(graph.store, queries.get(query), {parameter: iri})
    return list(table.dicts())


def _thing(row: dict[str, str], role: str, types: dict[str, tuple[str, ...]]) -> Thing:
    return Thing(iri=row[role], label=row[f"{role}Label"], types=types.get(row[role], ()))


def _involved(graph: Graph, row: dict[str, str], who: Thing, where: Thing) -> Involved:
    return Involved(
        who=who,
        where=where,
        scope=row["scope"],
        stance=row["stance"],
        period=row.get("period"),
        evidence=graph.evidence_of(row),
    )


def _types(graph: Graph, iris: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the classes of entities as the index of names has them."""
    index = graph.index
    known = ((iri, index.numbers.get(iri)) for iri in dict.fromkeys(iris))
    return {iri: index.things[number].types for iri, number in known if number is not None}
