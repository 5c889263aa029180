"""What the reports say that may bear on a question: statements, their names and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pyoxigraph as ox

from gwr_graph import queries
from gwr_graph.queries import Values
from gwr_graph.store import PREFIXES, Store, Table, in_values, value_of

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Report:
    """``key`` is what follows ``report/`` in its IRI; ``home`` the IRI of its jurisdiction."""

    iri: str
    key: str
    home: str
    home_label: str
    year: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its sentence and the heading it stands under; offsets as in the graph.

    ``stance`` is the local name of its class; ``roles`` says how it bears on each thing (IRI) that
    was asked for: mentions, place, name, number or theme.
    """

    iri: str
    stance: str
    period: int | None
    quote: str
    report: str
    start: int
    end: int
    sentence: str
    sentence_iri: str
    sentence_start: int
    heading: str
    roles: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a statement and the entity it stands for; ``status`` and ``types`` are local names."""

    iri: str
    label: str
    types: tuple[str, ...]
    surface: str
    start: int
    status: str | None


@dataclass(frozen=True, slots=True)
class Number:
    """A measure of a statement, with the labels of its indicator and of what it belongs to.

    ``since`` is the first year of a figure over several.
    """

    iri: str
    statement: str
    what: str
    value: Decimal
    unit: str
    surface: str
    start: int
    end: int
    direction: str
    bound: str
    period: int | None
    of: str
    of_label: str
    indicator: str | None
    indicator_label: str
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """The rows of a named query and its text as it was run."""

    table: Table
    sparql: str


def run(store: Store, name: str, values: Values) -> Ran:
    """Run a named query. Raise QueryError where a value fits nothing."""
    bound = queries.bind(store, queries.get(name), values)
    return Ran(store.select(bound.text), bound.text)


def reports(store: Store) -> tuple[Report, ...]:
    """Return the reports of a store, the oldest first."""
    found = []
    for row in run(store, "reports", {}).table.dicts():
        key = row["report"].removeprefix(f"{PREFIXES['id']}report/")
        home, label = row["jurisdiction"], row["jurisdictionLabel"]
        found.append(Report(row["report"], key, home, label, int(row["year"])))
    return tuple(sorted(found, key=lambda report: (report.year, report.key)))


def said(table: Table) -> dict[str, Said]:
    """Return the statements of ``said`` or ``said-of`` by IRI, their roles put together."""
    found: dict[str, Said] = {}
    for row in table.dicts():
        one = found.get(row["statement"])
        if one is None:
            one = found[row["statement"]] = Said(
                iri=row["statement"],
                stance=row["stance"],
                period=int(row["period"]) if "period" in row else None,
                quote=row["quote"],
                report=row["report"],
                start=int(row["start"]),
                end=int(row["end"]),
                sentence=row["sentenceQuote"],
                sentence_iri=row["sentence"],
                sentence_start=int(row["sentenceStart"]),
                heading=row["heading"],
            )
        if "thing" in row:
            one.roles[row["thing"]] = row["role"]
    return found


def said_of(
    store: Store, things: Sequence[str], keys: Sequence[str]
) -> tuple[dict[str, Said], list[str]]:
    """Return the statements that bear on these things (IRIs) by IRI, and the queries that were run:
    one a thing, since a theme and an entity at once take an embedded store twenty times as long
    as one after the other."""
    found: dict[str, Said] = {}
    ran: list[str] = []
    for thing in things:
        one = run(store, "said-of", {"thing": thing, "report": list(keys)})
        ran.append(one.sparql)
        for iri, own in said(one.table).items():
            found.setdefault(iri, own).roles.update(own.roles)
    return found, ran


def names(store: Store, statements: Iterable[str]) -> dict[str, tuple[Named, ...]]:
    """Return the names in each of these statements (IRIs), in the order of the text."""
    found: dict[str, dict[tuple[int, str], Named]] = {}
    for part in _chunks(statements):
        table = store.select(f"""
            SELECT ?statement ?entity ?label ?type ?surface ?start ?status {{
              VALUES ?statement {{ {part} }}
              ?mention gwr:statedIn ?statement ; gwr:refersTo ?entity ; gwr:surface ?surface ;
                gwr:start ?start .
              ?entity rdfs:label ?label ; a ?type .
              FILTER(?type IN (gwr:AdminArea, gwr:Park, gwr:Site, gwr:Enterprise, gwr:Institution,
                gwr:Person, gwr:Project, gwr:Programme, gwr:Honour))
              OPTIONAL {{ ?mention gwr:status ?status }}
            }} ORDER BY ?statement ?start ?entity ?type""")
        for row in table.dicts():
            own = found.setdefault(row["statement"], {})
            key = (int(row["start"]), row["entity"])
            kind = _local(row["type"])
            known = own.get(key)
            types = (*known.types, kind) if known else (kind,)
            status = _local(row["status"]) if "status" in row else None
            own[key] = Named(row["entity"], row["label"], types, row["surface"], key[0], status)
    return {iri: tuple(own.values()) for iri, own in found.items()}


def numbers(store: Store, statements: Iterable[str]) -> dict[str, tuple[Number, ...]]:
    """Return the measures of each of these statements (IRIs), in the order of the text."""
    found: dict[str, list[Number]] = {}
    for part in _chunks(statements):
        table = store.select(f"""
            SELECT ?statement ?measure ?what ?value ?unit ?surface ?start ?end ?direction ?bound
              ?period ?since ?of ?ofLabel ?indicator ?indicatorLabel {{
              VALUES ?statement {{ {part} }}
              ?statement gwr:hasMeasure ?measure .
              ?measure gwr:what ?what ; gwr:value ?value ; gwr:unitText ?unit ; gwr:surface ?surface ;
                gwr:start ?start ; gwr:end ?end ; gwr:direction ?direction ; gwr:bound ?bound ;
                gwr:of ?of .
              ?of rdfs:label ?ofLabel .
              OPTIONAL {{ ?measure gwr:period ?period }}
              OPTIONAL {{ ?measure gwr:periodStart ?since }}
              OPTIONAL {{
                ?measure gwr:indicator ?indicator . ?indicator rdfs:label ?indicatorLabel
                FILTER(LANG(?indicatorLabel) = "zh")
              }}
            }} ORDER BY ?statement ?start ?end ?measure""")
        for row in table.dicts():
            found.setdefault(row["statement"], []).append(
                Number(
                    iri=row["measure"],
                    statement=row["statement"],
                    what=row["what"],
                    value=Decimal(row["value"]),
                    unit=row["unit"],
                    surface=row["surface"],
                    start=int(row["start"]),
                    end=int(row["end"]),
                    direction=_local(row["direction"]),
                    bound=_local(row["bound"]),
                    period=int(row["period"]) if "period" in row else None,
                    of=row["of"],
                    of_label=row["ofLabel"],
                    indicator=row.get("indicator"),
                    indicator_label=row.get("indicatorLabel", ""),
                    since=int(row["since"]) if "since" in row else None,
                )
            )
    return {iri: tuple(own) for iri, own in found.items()}


def count(store: Store) -> int:
    """Return how many statements all reports of a store hold."""
    table = store.select("SELECT (COUNT(?statement) AS ?n) { ?statement gwr:inSentence ?sentence }")
    return int(value_of(table.rows[0][0]))


def above(store: Store, places: Sequence[str]) -> frozenset[str]:
    """Return the IRIs of what these places lie in."""
    table = store.select(f"""
        SELECT DISTINCT ?outer {{
          VALUES ?place {{ {in_values(ox.NamedNode(iri) for iri in places)} }}
          ?place gwr:within+ ?outer
        }}""")
    return frozenset(value_of(row[0]) for row in table)


def _chunks(iris: Iterable[str]) -> Iterable[str]:
    listed = [ox.NamedNode(iri) for iri in iris]
    for at in range(0, len(listed), _CHUNK):
        yield in_values(listed[at : at + _CHUNK])


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
