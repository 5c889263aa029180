"""What a graph says of each scored sentence.

A statement is placed by the text of its sentence; statements of sentences that are not scored are
left out. A name is an entity's label or the surface of a mention in that very statement.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gwr_graph.store import EmbeddedStore, Term, named, value_of

GROUPS = {
    "AdminArea": "place",
    "Park": "place",
    "Site": "place",
    "Enterprise": "actor",
    "Institution": "actor",
    "Person": "actor",
    "Project": "project",
    "Programme": "programme",
    "Honour": "honour",
}
_STANCES = {"Achievement": "achieved", "Commitment": "committed", "Situation": "situation"}
_SAME_UNIT = {
    "户": "家",
    "间": "家",
    "％": "%",
    "项": "个",
    "公里": "千米",
    "㎡": "平方米",
    "名": "人",
    "m": "米",
}
_MARKS = re.compile(r"[\s*“”‘’\"'《》〈〉（）()·]")
_PART_OF_SENTENCE = (
    0.6  # how much of the longer text the shorter must cover to be the same sentence
)
_MOST_TYPES = 2
_ALL_ROWS = 10**9


@dataclass(slots=True)
class FoundEntity:
    names: set[str]
    types: frozenset[str]
    statuses: set[str] = field(default_factory=set)


@dataclass(slots=True)
class FoundMeasure:
    value: float
    unit: str
    direction: str
    bound: str
    period: str
    surface: str
    what: set[str]


@dataclass(slots=True)
class Found:
    """What the graph says of one sentence; ``pairs`` holds who, where and scope."""

    entities: dict[str, FoundEntity] = field(default_factory=dict)
    measures: list[FoundMeasure] = field(default_factory=list)
    stances: Counter[str] = field(default_factory=Counter)
    pairs: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Predictions:
    """What the graph says, by sentence number; every entity's labels; the places above a place."""

    by_sentence: Mapping[int, Found]
    labels: Mapping[str, set[str]]
    above: Mapping[str, set[str]]
    placed: int
    statements: int


def predict(
    store: EmbeddedStore, sentences: Mapping[int, str], report: str | None = None
) -> Predictions:
    """Return what the graph says of the sentences; ``report`` is the IRI of the only one meant."""
    place, total = _places(store, sentences, report)
    found: defaultdict[int, Found] = defaultdict(Found)
    stances = "VALUES ?c { gwr:Achievement gwr:Commitment gwr:Situation }"
    for s, kind in _rows(store, f"SELECT ?s ?c {{ ?s a ?c . {stances} }}"):
        if s in place:
            found[place[s]].stances[_STANCES[_local(kind)]] += 1
    labels = _sets(_rows(store, "SELECT ?e ?l { ?e rdfs:label ?l }"))
    _add_entities(store, place, found, labels)
    _add_measures(store, place, found)
    for who, where, s, scope in _rows(
        store,
        "SELECT ?a ?b ?s ?c { ?i a gwr:Involvement ; gwr:who ?a ; gwr:where ?b ; gwr:statedIn ?s "
        "OPTIONAL { ?i gwr:scope ?c } }",
    ):
        if s in place:
            found[place[s]].pairs.add((who, where, _local(scope) or "sentence"))
    above: defaultdict[str, set[str]] = defaultdict(set)
    for inner, outer in _rows(store, "SELECT ?a ?b { ?a gwr:within+ ?b }"):
        above[inner].add(outer)
    return Predictions(found, labels, above, len(place), total)


def _places(
    store: EmbeddedStore, sentences: Mapping[int, str], report: str | None
) -> tuple[dict[str, int], int]:
    """Return statement → sentence number for those that can be placed, and how many there are."""
    only = f"?s gwr:inReport {named(report)} ." if report else ""
    rows = _rows(
        store,
        "SELECT DISTINCT ?s ?q ?b ?t { ?s a ?c ; gwr:quote ?q . "
        f"VALUES ?c {{ gwr:Achievement gwr:Commitment gwr:Situation }} {only} "
        "OPTIONAL { ?s gwr:start ?b } OPTIONAL { ?s gwr:inSentence/gwr:quote ?t } }",
    )
    statements = sorted(rows, key=lambda row: (int(row[2] or 0), row[0]))
    folded = [(sid, fold(text)) for sid, text in sentences.items()]
    place: dict[str, int] = {}
    cursor = 0
    for s, quote, _, sentence in statements:
        own, whole = fold(quote), fold(sentence)
        fits = [
            i
            for i, (_, text) in enumerate(folded)
            if (_alike(whole, text) if whole else own and own in text)
        ]
        if fits:
            # the same words may stand twice: go on in the order of the text
            cursor = min(fits, key=lambda i: (folded[i][1] != whole, i < cursor, abs(i - cursor)))
            place[s] = folded[cursor][0]
    return place, len(statements)


def _add_entities(
    store: EmbeddedStore,
    place: Mapping[str, int],
    found: defaultdict[int, Found],
    labels: Mapping[str, set[str]],
) -> None:
    surfaces: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for s, e, surface in _rows(
        store, "SELECT ?s ?e ?l { ?m gwr:statedIn ?s ; gwr:refersTo ?e ; gwr:surface ?l }"
    ):
        surfaces[s, e].add(fold(surface))
    classes = " ".join(f"gwr:{name}" for name in GROUPS)
    types: defaultdict[str, set[str]] = defaultdict(set)
    for e, kind in _rows(store, f"SELECT ?e ?c {{ ?e a ?c . VALUES ?c {{ {classes} }} }}"):
        types[e].add(_local(kind))
    for s, e, status in _rows(
        store,
        "SELECT DISTINCT ?s ?e ?st { "
        "?s gwr:mentions|gwr:involves|gwr:atPlace|gwr:concerns ?e "
        "OPTIONAL { ?m gwr:refersTo ?e ; gwr:statedIn ?s ; gwr:status ?st } }",
    ):
        if s not in place or e not in types:
            continue
        slots = found[place[s]].entities
        if e not in slots:
            few = types[e] if len(types[e]) <= _MOST_TYPES else ()
            slots[e] = FoundEntity(set(labels.get(e, ())), frozenset(few))
        slots[e].names |= surfaces[s, e]
        if status:
            slots[e].statuses.add(token(status))


def _add_measures(
    store: EmbeddedStore, place: Mapping[str, int], found: defaultdict[int, Found]
) -> None:
    known: dict[tuple[str, str], FoundMeasure] = {}
    for s, m, value, unit, direction, bound, period, what, surface in _rows(
        store,
        "SELECT ?s ?m ?v ?u ?d ?b ?p ?w ?sf { ?s gwr:hasMeasure ?m . ?m gwr:value ?v "
        "OPTIONAL { ?m gwr:unitText ?u } OPTIONAL { ?m gwr:direction ?d } "
        "OPTIONAL { ?m gwr:bound ?b } OPTIONAL { ?m gwr:period ?p } OPTIONAL { ?m "
        "gwr:what|(gwr:indicator/(rdfs:label|skos:prefLabel|skos:altLabel)) ?w } "
        "OPTIONAL { ?m gwr:surface ?sf } }",
    ):
        if s not in place:
            continue
        if (s, m) not in known:
            known[s, m] = FoundMeasure(
                value=float(value),
                unit=fold_unit(unit),
                direction=token(direction),
                bound=token(bound),
                period=period[:4],
                surface=surface,
                what=set(),
            )
            found[place[s]].measures.append(known[s, m])
        known[s, m].what.add(what)


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= _PART_OF_SENTENCE * len(longer)


def fold(text: str) -> str:
    """Return ``text`` without white space, marks and differences of width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or ""))


def fold_unit(text: str) -> str:
    """Return a unit folded, one name for those that mean the same."""
    folded = fold(text)
    return _SAME_UNIT.get(folded, folded)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def token(iri: str) -> str:
    """Return InProgress, in-progress and in_progress as inprogress."""
    return re.sub(r"[^a-z]", "", _local(iri).lower())


def _sets(rows: Iterator[tuple[str, ...]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, name in rows:
        found[key].add(fold(name))
    return dict(found)


def _rows(store: EmbeddedStore, query: str) -> Iterator[tuple[str, ...]]:
    row: Sequence[Term | None]
    for row in store.select(query, max_rows=_ALL_ROWS):
        yield tuple(value_of(term) for term in row)
