"""Tools on what is promised and reached: commitments, and one year beside another."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from gwr_graph.errors import QueryError
from gwr_graph.mcp import said
from gwr_graph.mcp.graph import Graph, values
from gwr_graph.mcp.naming import taken
from gwr_graph.mcp.replies import (
    Comparison,
    Evidence,
    Number,
    Said,
    Sequel,
    Series,
    Statements,
    Step,
    Taken,
    YearNumber,
)
from gwr_graph.store import PREFIXES, named

_MOST_COMPARED = 400
_OF = "?m gwr:of ?it . ?s gwr:hasMeasure ?m"
_KINDS = {"Result": 0, "Measure": 1, "Target": 2}


def list_commitments(
    graph: Graph,
    *,
    about: str | None,
    theme: str | None,
    indicator: str | None,
    year: int | None,
    report: str | None,
    words: str | None,
    kind: str,
    with_numbers: bool,
    limit: int,
    offset: int,
) -> Statements:
    """Return statements of a kind that fit all that is asked. Raise QueryError for wrong names."""
    meant: list[Taken] = []
    tests: list[str] = []
    entity = None
    if about:
        one = taken(graph, about, ("Entity",))
        meant.append(one)
        entity = one.iri
        tests.append(_about(graph, one))
    if theme:
        one = taken(graph, theme, ("Theme",))
        meant.append(one)
        tests.append(f"?s gwr:theme {named(one.iri)}")
    if indicator:
        one = taken(graph, indicator, ("Indicator",))
        meant.append(one)
        tests.append(f"?s gwr:hasMeasure/gwr:indicator {named(one.iri)}")
    if year is not None:
        year_ = ox.Literal(str(year), datatype=ox.NamedNode(f"{PREFIXES['xsd']}gYear"))
        tests.append(f"?s gwr:period {year_}")
    if report:
        tests.append(f"?s gwr:inReport {named(graph.report(report).iri)}")
    if words:
        tests.append(f"?s gwr:quote ?quote FILTER(CONTAINS(?quote, {ox.Literal(words)}))")
    if with_numbers:
        tests.append("FILTER EXISTS { ?s gwr:hasMeasure ?m }")
    tests.append(f"?s a gwr:{kind}")
    total, found = said.statements(
        graph, " . ".join(tests), limit=limit, offset=offset, entity=entity
    )
    return Statements(taken=tuple(meant), total=total, statements=found)


def compare_years(graph: Graph, what: str, of: str | None, report: str | None) -> Comparison:
    """Return results, targets and status of one thing or indicator, year by year.

    Raise QueryError for a wrong name, and where there is more than can be compared at once.
    """
    meant = taken(graph, what, ("Entity", "Indicator"))
    indicator = "Indicator" in meant.types
    if indicator:
        ways: tuple[str, ...] = ("?m gwr:indicator ?it . ?s gwr:hasMeasure ?m",)
    else:
        ways = ("?s gwr:mentions ?it", _OF)
    tests = [said.found_by([meant.iri], ways)]
    owner = taken(graph, of, ("Entity",)) if of else None
    if owner is not None:
        tests.append(said.found_by([owner.iri], (_OF,)))
    if report:
        tests.append(f"?s gwr:inReport {named(graph.report(report).iri)}")
    entity = None if indicator else meant.iri
    total, found = said.statements(graph, " . ".join(tests), limit=_MOST_COMPARED, entity=entity)
    if total > _MOST_COMPARED:
        raise QueryError(f"{total} statements: more than can be compared; name a report or `of`")
    only = _numbers_of(graph, meant) if indicator else None
    return Comparison(
        taken=meant,
        series=_series(found, only, owner),
        steps=() if indicator else _steps(found),
        sequels=_sequels(graph, found),
    )


def _about(graph: Graph, one: Taken) -> str:
    """Return the test for what a statement is about: a place with all that lies within it."""
    if not {"AdminArea", "Park", "Site"} & set(one.types):
        return said.found_by([one.iri], ("?s gwr:mentions ?it", _OF))
    ways = (
        "?s gwr:mentions ?it",
        "?s gwr:contextPlace ?it",
        _OF,
        "?thing gwr:onSite ?it . ?s gwr:mentions ?thing",
        "?i gwr:where ?it ; gwr:statedIn ?s",
    )
    return said.found_by(graph.within(one.iri), ways)


def _numbers_of(graph: Graph, meant: Taken) -> str:
    """Return the label that an indicator's numbers have."""
    rows = graph.rows(
        f'SELECT ?l {{ {named(meant.iri)} rdfs:label ?l FILTER(LANG(?l) != "en") }} ORDER BY ?l'
    )
    return rows[0]["l"] if rows else meant.label


def _series(found: tuple[Said, ...], only: str | None, owner: Taken | None) -> tuple[Series, ...]:
    """Return the numbers that can be compared, together; ``only`` is the indicator asked for."""
    groups: dict[tuple[str, str, str, str], list[YearNumber]] = defaultdict(list)
    owners: dict[str | None, str | None] = {}
    for one in found:
        for number in one.numbers:
            if only is not None and number.indicator != only:
                continue
            if owner is not None and number.of_iri != owner.iri:
                continue
            name = number.indicator or number.what
            key = (name, number.of_iri or "", number.direction, number.unit)
            owners.setdefault(number.of_iri, number.of)
            groups[key].append(_year_number(number, one.evidence))
    return tuple(
        Series(
            indicator=name,
            of=owners.get(of_iri),
            of_iri=of_iri or None,
            direction=direction,
            unit=unit,
            numbers=tuple(sorted(own, key=_by_year)),
        )
        for (name, of_iri, direction, unit), own in sorted(groups.items())
    )


def _year_number(number: Number, evidence: Evidence) -> YearNumber:
    return YearNumber(
        period=number.period,
        kind=number.kind,
        value=number.value,
        surface=number.surface,
        bound=number.bound,
        what=number.what,
        due=number.due,
        evidence=evidence,
    )


def _by_year(one: YearNumber) -> tuple[str, int, str, int]:
    return one.period or "", _KINDS[one.kind], one.evidence.report, one.evidence.start


def _steps(found: tuple[Said, ...]) -> tuple[Step, ...]:
    steps = [
        Step(period=one.period, stance=one.stance, status=one.status, evidence=one.evidence)
        for one in found
    ]
    return tuple(sorted(steps, key=lambda s: (s.period or "", s.evidence.report, s.evidence.start)))


def _sequels(graph: Graph, found: tuple[Said, ...]) -> tuple[Sequel, ...]:
    """Return which of the statements take up an earlier one, or are taken up by a later one."""
    iris = [one.evidence.iri for one in found]
    if not iris:
        return ()
    rows = graph.rows(
        f"""SELECT DISTINCT ?later ?relation ?earlier {{ VALUES ?s {{ {values(iris)} }}
              VALUES ?relation {{ gwr:continues gwr:fulfils }}
              {{ ?s ?relation ?earlier BIND(?s AS ?later) }}
              UNION {{ ?later ?relation ?s BIND(?s AS ?earlier) }} }}"""
    )
    words = _words(graph, [row[role] for row in rows for role in ("later", "earlier")])
    pairs = sorted({(row["later"], row["relation"], row["earlier"]) for row in rows})
    sequels = [
        Sequel(relation=said.local(relation), later=words[later], earlier=words[earlier])
        for later, relation, earlier in pairs
        if later in words and earlier in words
    ]
    return tuple(sorted(sequels, key=lambda s: (s.later.report, s.later.start, s.earlier.start)))


def _words(graph: Graph, iris: list[str]) -> dict[str, Evidence]:
    if not iris:
        return {}
    rows = graph.rows(
        f"""SELECT ?statement ?quote ?report ?start ?end {{ VALUES ?statement {{ {values(iris)} }}
              ?statement gwr:quote ?quote ; gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end
            }}"""
    )
    return {row["statement"]: graph.evidence_of(row) for row in rows}
