"""What the projection reads out of a store, as plain values in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gwr_graph.store import Store

ID_BASE = "https://w3id.org/gwr-graph/id/"
ONTOLOGY = "https://w3id.org/gwr-graph/ontology#"

# An entity has one or two types; the first of this order that it has is the one it is drawn as.
# The more tangible comes first: a bridge under repair is drawn as the bridge.
ENTITY_KINDS = (
    "Park",
    "AdminArea",
    "Enterprise",
    "Institution",
    "Person",
    "Site",
    "Project",
    "Programme",
    "Honour",
)
# A picture of many reports reads more rows than an answer for a person may have.
_MAX_ROWS = 10_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as a picture shows it; ``surface`` is as written, ``value`` after 万 and 亿."""

    what: str
    surface: str
    value: str
    unit: str
    direction: str
    bound: str
    period: str
    due: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    key: str
    kind: str
    stance: str
    quote: str
    start: int
    end: int
    sentence: str
    report: str
    label: str
    theme: str
    year: str


@dataclass(frozen=True, slots=True)
class Mention:
    statement: str
    entity: str
    start: int
    end: int
    status: str


def select(store: Store, query: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the solutions as text by column, in a fixed order, without repeats.

    Unbound values are ""; IRIs below the data's and the ontology's base lose it.
    """
    table = store.select(query, max_rows=_MAX_ROWS)
    found = {tuple(_short(row.get(c, "")) for c in columns) for row in table.dicts()}
    return [dict(zip(columns, row, strict=True)) for row in sorted(found)]


def _short(value: str) -> str:
    for base in (ID_BASE, ONTOLOGY):
        if value.startswith(base):
            return value[len(base) :]
    return value


def _values(names: Iterable[str]) -> str:
    return " ".join("gwr:" + name for name in names)


def entities(store: Store) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    types: dict[str, set[str]] = defaultdict(set)
    for row in select(
        store,
        f"SELECT ?e ?t WHERE {{ VALUES ?t {{ {_values(ENTITY_KINDS)} }} ?e a ?t }}",
        ("e", "t"),
    ):
        types[row["e"]].add(row["t"])
    labels: dict[str, str] = {}
    names: dict[str, list[str]] = defaultdict(list)
    for row in select(
        store,
        f"""SELECT ?e ?name WHERE {{ VALUES ?t {{ {_values(ENTITY_KINDS)} }}
            ?e a ?t ; rdfs:label ?name }}""",
        ("e", "name"),
    ):
        labels.setdefault(row["e"], row["name"])
    for row in select(
        store,
        f"""SELECT ?e ?name WHERE {{ VALUES ?t {{ {_values(ENTITY_KINDS)} }}
            ?e a ?t ; skos:altLabel ?name }}""",
        ("e", "name"),
    ):
        names[row["e"]].append(row["name"])
    order = {kind: i for i, kind in enumerate(ENTITY_KINDS)}
    return {
        key: (
            labels.get(key, key.rsplit("/", 1)[-1]),
            tuple(sorted(found, key=order.__getitem__)),
            tuple(names[key]),
        )
        for key, found in types.items()
    }


def statements(store: Store) -> dict[str, Statement]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in select(
        store,
        """SELECT ?s ?t WHERE {
             VALUES ?t { gwr:Achievement gwr:Commitment gwr:Situation gwr:Goal } ?s a ?t }""",
        ("s", "t"),
    ):
        kinds[row["s"]].add(row["t"])
    statements: dict[str, Statement] = {}
    for row in select(
        store,
        """SELECT ?s ?quote ?start ?end ?sentence ?report ?label ?theme ?period WHERE {
             ?s gwr:inSentence ?sentence ; gwr:quote ?quote ; gwr:start ?start ; gwr:end ?end ;
                gwr:inReport ?report .
             OPTIONAL { ?s rdfs:label ?label }
             OPTIONAL { ?s gwr:period ?period }
             OPTIONAL { ?s gwr:theme ?about .
               OPTIONAL { ?about skos:prefLabel ?name FILTER(lang(?name) IN ("zh", "")) }
               BIND(COALESCE(?name, STR(?about)) AS ?theme) } }""",
        ("s", "quote", "start", "end", "sentence", "report", "label", "theme", "period"),
    ):
        kind = kinds.get(row["s"])
        if not kind or row["s"] in statements:
            continue
        stance = "Commitment" if "Goal" in kind else min(kind)
        statements[row["s"]] = Statement(
            row["s"],
            "Goal" if "Goal" in kind else stance,
            stance,
            row["quote"],
            int(row["start"]),
            int(row["end"]),
            row["sentence"],
            row["report"].removeprefix("report/"),
            row["label"],
            row["theme"],
            row["period"][:4],
        )
    return statements


def themes(store: Store) -> dict[str, str]:
    """Return the themes' English names by their Chinese ones."""
    return {
        row["zh"]: row["en"]
        for row in select(
            store,
            """SELECT ?zh ?en { { SELECT DISTINCT ?t { ?s gwr:theme ?t } }
                 ?t skos:prefLabel ?zh, ?en . FILTER(lang(?zh) = "zh" && lang(?en) = "en") }""",
            ("zh", "en"),
        )
    }


def sentences(store: Store) -> dict[str, tuple[str, int, str]]:
    headings = {
        row["c"]: row["heading"]
        for row in select(
            store,
            "SELECT ?c ?heading { ?c a gwr:Section ; gwr:heading ?heading }",
            ("c", "heading"),
        )
    }
    return {
        row["s"]: (row["quote"], int(row["start"]), headings.get(row["section"], ""))
        for row in select(
            store,
            """SELECT ?s ?quote ?start ?section { ?s a gwr:Sentence ; gwr:quote ?quote ;
                 gwr:start ?start . OPTIONAL { ?s gwr:inSection ?section } }""",
            ("s", "quote", "start", "section"),
        )
    }


def mentions(store: Store) -> list[Mention]:
    return [
        Mention(row["s"], row["e"], int(row["start"]), int(row["end"]), row["status"])
        for row in select(
            store,
            """SELECT ?s ?e ?start ?end ?status { ?m a gwr:Mention ; gwr:statedIn ?s ;
                 gwr:refersTo ?e ; gwr:start ?start ; gwr:end ?end .
                 OPTIONAL { ?m gwr:status ?status } }""",
            ("s", "e", "start", "end", "status"),
        )
    ]


def figures(store: Store) -> tuple[dict[str, list[str]], list[tuple[str, Figure, str]]]:
    """Return statuses by statement, and (statement, figure, entity it belongs to) in text order."""
    columns = (
        "s", "m", "what", "surface", "value", "unit", "direction", "bound", "period", "due",
        "start", "end", "of", "status",
    )  # fmt: skip
    statuses: dict[str, list[str]] = defaultdict(list)
    figures: dict[str, tuple[str, Figure, str]] = {}
    for row in select(
        store,
        f"""SELECT {" ".join("?" + c for c in columns)} {{
             ?s gwr:hasMeasure ?m . ?m gwr:surface ?surface ; gwr:start ?start ; gwr:end ?end .
             OPTIONAL {{ ?m gwr:what ?what }} OPTIONAL {{ ?m gwr:value ?value }}
             OPTIONAL {{ ?m gwr:unitText ?unit }} OPTIONAL {{ ?m gwr:direction ?direction }}
             OPTIONAL {{ ?m gwr:bound ?bound }} OPTIONAL {{ ?m gwr:period ?period }}
             OPTIONAL {{ ?m gwr:dueText ?due }} OPTIONAL {{ ?m gwr:of ?of }}
             OPTIONAL {{ ?m gwr:status ?status }} }}""",
        columns,
    ):
        if row["status"]:
            statuses[row["s"]].append(row["status"])
        figures[row["s"] + " " + row["m"]] = (
            row["s"],
            Figure(
                row["what"], row["surface"], row["value"], row["unit"], row["direction"],
                row["bound"], row["period"], row["due"], int(row["start"]), int(row["end"]),
            ),
            row["of"],
        )  # fmt: skip
    return statuses, sorted(figures.values(), key=lambda f: (f[0], f[1].start, f[1].end))


def links(store: Store, roles: Iterable[str]) -> list[dict[str, str]]:
    return select(
        store, f"SELECT ?s ?p ?o {{ VALUES ?p {{ {_values(roles)} }} ?s ?p ?o }}", ("s", "p", "o")
    )


def reports(store: Store) -> dict[str, dict[str, str]]:
    return {
        row["r"].removeprefix("report/"): {
            "title": row["title"],
            "year": row["year"][:4],
            "jurisdiction": row["j"],
            "name": row["name"],
        }
        for row in select(
            store,
            """SELECT ?r ?title ?year ?j ?name { ?r a gwr:Report . OPTIONAL { ?r dct:title ?title }
                 OPTIONAL { ?r gwr:year ?year }
                 OPTIONAL { ?r gwr:jurisdiction ?j . ?j rdfs:label ?name } }""",
            ("r", "title", "year", "j", "name"),
        )
    }
