"""Statements with all that is known of them: stance, year, theme, numbers, words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gwr_graph.mcp.graph import Graph, values
from gwr_graph.mcp.replies import Number, Said
from gwr_graph.store import named

STANCES = ("Achievement", "Commitment", "Situation")


def statements(
    graph: Graph, pattern: str, *, limit: int, offset: int = 0, entity: str | None = None
) -> tuple[int, tuple[Said, ...]]:
    """Return how many statements ``?s`` fit a pattern, and some of them, in the reports' order.

    ``entity`` is the IRI of the one whose status is told.
    """
    rows = graph.rows(
        f"""SELECT DISTINCT ?s ?report ?start {{ {{ SELECT DISTINCT ?s {{ {pattern} }} }}
              ?s a gwr:Statement ; gwr:inReport ?report ; gwr:start ?start }}"""
    )
    order = sorted(rows, key=lambda row: (row["report"], int(row["start"]), row["s"]))
    some = [row["s"] for row in order[offset : offset + limit]]
    return len(order), _told(graph, some, entity)


def found_by(iris: Sequence[str], ways: Sequence[str]) -> str:
    """Return the pattern of statements ``?s`` that one of the ways leads to from one of ``?it``.

    It is a query of its own: a store that joined it with others might begin at the wrong end.
    """
    union = " UNION ".join(f"{{ VALUES ?it {{ {values(iris)} }} {way} }}" for way in ways)
    return f"{{ SELECT DISTINCT ?s {{ {union} }} }}"


def numbers(graph: Graph, iris: Sequence[str]) -> dict[str, list[Number]]:
    """Return the numbers of statements, by statement, in their order."""
    found: dict[str, dict[str, tuple[int, Number]]] = defaultdict(dict)
    for row in graph.rows(
        f"""SELECT ?s ?m ?kind ?name ?what ?value ?unit ?surface ?way ?bound ?year ?due ?of ?owner
              ?start {{
              VALUES ?s {{ {values(iris)} }}
              ?s gwr:hasMeasure ?m . ?m gwr:surface ?surface ; gwr:value ?value ; gwr:start ?start .
              OPTIONAL {{ ?m a ?kind FILTER(?kind IN (gwr:Target, gwr:Result)) }}
              OPTIONAL {{ ?m gwr:indicator ?i . ?i rdfs:label ?name FILTER(LANG(?name) != "en") }}
              OPTIONAL {{ ?m gwr:what ?what }} OPTIONAL {{ ?m gwr:unitText ?unit }}
              OPTIONAL {{ ?m gwr:direction ?way }} OPTIONAL {{ ?m gwr:bound ?bound }}
              OPTIONAL {{ ?m gwr:period ?year }} OPTIONAL {{ ?m gwr:dueText ?due }}
              OPTIONAL {{ ?m gwr:of ?of . ?of rdfs:label ?owner }} }}"""
    ):
        number = Number(
            kind=local(row.get("kind", "Measure")),
            indicator=row.get("name"),
            what=row.get("what", ""),
            value=row["value"],
            unit=row.get("unit", ""),
            surface=row["surface"],
            direction=local(row.get("way", "Level")),
            bound=local(row.get("bound", "Exact")),
            period=row.get("year"),
            due=row.get("due"),
            of=row.get("owner"),
            of_iri=row.get("of"),
        )
        found[row["s"]].setdefault(row["m"], (int(row["start"]), number))
    return {
        s: [number for _, number in sorted(own.values(), key=lambda one: (one[0], str(one[1])))]
        for s, own in found.items()
    }


def local(iri: str) -> str:
    """Return the local name of a term."""
    return iri.rpartition("#")[2]


def _told(graph: Graph, iris: Sequence[str], entity: str | None) -> tuple[Said, ...]:
    if not iris:
        return ()
    kinds: dict[str, set[str]] = defaultdict(set)
    facts: dict[str, dict[str, str]] = {}
    for row in graph.rows(
        f"""SELECT ?statement ?quote ?report ?start ?end ?kind ?year ?theme {{
              VALUES ?statement {{ {values(iris)} }}
              ?statement gwr:quote ?quote ; gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end .
              OPTIONAL {{ ?statement a ?kind }} OPTIONAL {{ ?statement gwr:period ?year }}
              OPTIONAL {{ ?statement gwr:theme ?t . ?t skos:prefLabel ?theme
                          FILTER(LANG(?theme) != "en") }} }}"""
    ):
        kinds[row["statement"]].add(local(row.get("kind", "")))
        facts.setdefault(row["statement"], row)
    status = _statuses(graph, iris, entity) if entity else {}
    own = numbers(graph, iris)
    return tuple(
        Said(
            stance=next((s for s in STANCES if s in kinds[iri]), "Statement"),
            goal="Goal" in kinds[iri],
            period=facts[iri].get("year"),
            theme=facts[iri].get("theme"),
            status=status.get(iri),
            numbers=tuple(own.get(iri, ())),
            evidence=graph.evidence_of(facts[iri]),
        )
        for iri in iris
        if iri in facts
    )


def _statuses(graph: Graph, iris: Sequence[str], entity: str) -> dict[str, str]:
    rows = graph.rows(
        f"""SELECT ?s ?status {{ VALUES ?s {{ {values(iris)} }}
              ?m gwr:statedIn ?s ; gwr:refersTo {named(entity)} ; gwr:status ?status }}"""
    )
    return {row["s"]: local(row["status"]) for row in sorted(rows, key=lambda r: r["status"])}
