"""What is in the graph: how many of each class, the themes, and its entities by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gwr_graph import lookup, queries
from gwr_graph.network.reading import ENTITY_KINDS
from gwr_graph.store import PREFIXES, Store, in_values, named
from gwr_graph.web import urls

SAID = ("Goal", "Commitment", "Achievement", "Measure")
_DIVISION = "division/"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its key, names in zh and en, and how many statements and checkable goals it has."""

    key: str
    names: Mapping[str, str]
    statements: int
    goals: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing as a list shows it. ``kind`` is the class it is drawn as, ``matched`` the name that

    was found where it is not its label, ``where`` the place it lies in or whose it is.
    """

    iri: str
    label: str
    kind: str
    matched: str = ""
    where: str = ""
    mentions: int = 0


def kind_of(types: Iterable[str]) -> str:
    """Return the class that a thing of these classes is drawn as, the most tangible."""
    held = set(types)
    return next((kind for kind in ENTITY_KINDS if kind in held), min(held, default=""))


def classes(index: lookup.Index) -> dict[str, int]:
    """Return class → how many entities are drawn as it, in the order of the classes."""
    counted = Counter(kind_of(thing.types) for thing in index.things)
    return {kind: counted[kind] for kind in ENTITY_KINDS if counted[kind]}


def statements(store: Store) -> dict[str, int]:
    """Return class of statements, and Measure → how many there are, in all reports."""
    found: Counter[str] = Counter()
    for row in queries.run(store, queries.get("overview")).dicts():
        found[row["kind"]] += int(row["count"])
    return {kind: found[kind] for kind in SAID}


def themes(store: Store) -> tuple[Theme, ...]:
    """Return the themes, the one most spoken of first."""
    return tuple(
        Theme(
            urls.key_of(row["theme"]).removeprefix("theme/"),
            {"zh": row["themeLabel"], "en": row.get("inEnglish", row["themeLabel"]).capitalize()},
            int(row["statements"]),
            int(row["goals"]),
        )
        for row in queries.run(store, queries.get("themes")).dicts()
    )


def entries(
    store: Store, index: lookup.Index, matches: Iterable[lookup.Match]
) -> dict[str, list[Entry]]:
    """Return what was found by class, each class in the order of the matches."""
    found = list(matches)
    where, mentions = _facts(store, index, [match.iri for match in found])
    by_kind: dict[str, list[Entry]] = {}
    for match in found:
        kind = kind_of(match.types)
        matched = "" if match.matched == match.label else match.matched
        own = (where.get(match.iri, ""), mentions.get(match.iri, 0))
        by_kind.setdefault(kind, []).append(Entry(match.iri, match.label, kind, matched, *own))
    return by_kind


def of_class(store: Store, index: lookup.Index, kind: str) -> tuple[Entry, ...]:
    """Return the entities drawn as this class, the most mentioned first."""
    things = [thing for thing in index.things if kind_of(thing.types) == kind]
    where, mentions = _facts(store, index, [thing.iri for thing in things])
    listed = (
        Entry(t.iri, t.label, kind, "", where.get(t.iri, ""), mentions.get(t.iri, 0))
        for t in things
    )
    return tuple(sorted(listed, key=lambda e: (-e.mentions, e.label, e.iri)))


def _facts(
    store: Store, index: lookup.Index, iris: list[str]
) -> tuple[dict[str, str], dict[str, int]]:
    """Return where each thing lies or whose it is, and how often it is mentioned."""
    if not iris:
        return {}, {}
    values = in_values(named(iri) for iri in iris)
    inside = store.select(f"""SELECT ?e (MIN(STR(?name)) AS ?place) {{
        VALUES ?e {{ {values} }} ?e gwr:within ?w . ?w rdfs:label ?name }} GROUP BY ?e""")
    counted = store.select(f"""SELECT ?e (COUNT(?m) AS ?mentions) {{
        VALUES ?e {{ {values} }} ?m gwr:refersTo ?e ; gwr:surface ?any }} GROUP BY ?e""")
    where = {iri: _home(index, iri) for iri in iris}
    where |= {row["e"]: row["place"] for row in inside.dicts()}
    return where, {row["e"]: int(row["mentions"]) for row in counted.dicts()}


def _home(index: lookup.Index, iri: str) -> str:
    """Return the name of the division that an entity's key begins with, "" where there is none."""
    code = urls.key_of(iri).partition("/")[0]
    number = index.numbers.get(f"{PREFIXES['id']}{_DIVISION}{code}")
    return "" if number is None else index.things[number].label
