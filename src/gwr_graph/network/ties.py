"""What ties two entities: said together, one at the other, one inside the other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from gwr_graph.network import reading

if TYPE_CHECKING:
    from gwr_graph.store import Store


class Role(StrEnum):
    """What ties one entity to another; the value is what outputs call it."""

    LOCATED_IN = "locatedIn"  # the report says who is where
    TAKES_PART_IN = "takesPartIn"
    TOGETHER = "namedTogether"  # in one statement
    UNDERTAKEN_BY = "undertakenBy"
    ON_SITE = "onSite"  # the place is named inside the other's name
    WITHIN = "within"
    CONTEXT = "contextPlace"  # the place is taken from a heading or an earlier clause
    SENTENCE = "sameSentence"  # in two statements of one sentence
    REPORTED = "inReportOf"  # named in the report of the other, a jurisdiction


# What a hop costs: a path is short where its words say most. A crowd of names says little of any
# two of them, and two ends of a long sentence little of each other.
_COST = {
    Role.LOCATED_IN: 0.9,
    Role.TAKES_PART_IN: 0.9,
    Role.WITHIN: 0.95,
    Role.UNDERTAKEN_BY: 0.95,
    Role.TOGETHER: 1.0,
    Role.ON_SITE: 1.2,
    Role.CONTEXT: 1.5,
    Role.SENTENCE: 1.6,
    Role.REPORTED: 2.0,
}
_CROWD, _A_FEW = 0.1, 3
_FAR, _MOST_FOR_FAR = 1 / 300, 0.6
_HUB = 0.15
_UNSAID = 0.25  # what only the table of divisions says


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie from ``source`` to ``target``, by keys.

    ``words`` is the key of the statement or sentence that says it, "" where the table of divisions
    does.
    """

    source: str
    target: str
    role: Role
    words: str
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """All ties of a store by pair, the cheapest first, and what it costs to pass by an entity.

    What is ``closed`` (a report's own jurisdiction and all above it) is only an end of a path:
    everything lies there.
    """

    store: Store
    beside: Mapping[str, Mapping[str, tuple[Tie, ...]]]
    toll: Mapping[str, float]
    closed: frozenset[str]


def reported(store: Store, entity: str, home: str) -> list[Tie]:
    """Return the ties of an entity to a jurisdiction whose report names it; both are keys."""
    rows = reading.select(
        store,
        f"""SELECT ?s {{ ?s gwr:mentions {_iri(entity)} ; gwr:inReport ?r .
              ?r gwr:jurisdiction {_iri(home)} }}""",
        ("s",),
    )
    return [Tie(entity, home, Role.REPORTED, row["s"], _COST[Role.REPORTED]) for row in rows]


def ties(store: Store) -> Ties:
    """Return the ties between all entities of a store.

    Raise GraphError or EndpointError where the store does not answer.
    """
    found = _Found()
    said = _said(store)
    for row in reading.select(
        store,
        """SELECT ?who ?where ?what ?s { ?i a gwr:Involvement ; gwr:who ?who ; gwr:where ?where ;
             gwr:statedIn ?s . OPTIONAL { ?i gwr:what ?what } }""",
        ("who", "where", "what", "s"),
    ):
        for other, role in ((row["where"], Role.LOCATED_IN), (row["what"], Role.TAKES_PART_IN)):
            if other:
                found.add(row["who"], other, role, said.words(row["s"], row["who"], other))
    for statement, names in said.statements.items():
        crowd = _CROWD * max(0, len(names) - _A_FEW)
        for one, other in combinations(sorted(names), 2):
            found.add(one, other, Role.TOGETHER, statement, crowd)
    for sentence, whole in said.sentences.items():
        clauses = [said.statements[statement] for statement in said.inside[sentence]]
        for one, other in combinations(sorted(whole), 2):
            if not any(one in names and other in names for names in clauses):
                gap = min(abs(a - b) for a in whole[one] for b in whole[other])
                found.add(one, other, Role.SENTENCE, sentence, min(gap * _FAR, _MOST_FOR_FAR))
    for row in reading.links(store, ("contextPlace",)):
        near = said.sentences.get(said.sentence_of.get(row["s"], ""), {})
        for name in sorted(said.statements.get(row["s"], ())):
            if row["o"] not in near:
                found.add(name, row["o"], Role.CONTEXT, row["s"])
    above = _structure(store, found, said)
    return _arranged(store, found, above)


class _Found:
    """The ties so far, by pair."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)

    def add(self, source: str, target: str, role: Role, words: str, more: float = 0.0) -> None:
        if source != target:
            tie = Tie(source, target, role, words, _COST[role] + more)
            self.pairs[min(source, target), max(source, target)].append(tie)

    def together(self, one: str, other: str) -> str:
        """Return the first statement that names both, "" where none does."""
        pair = self.pairs.get((min(one, other), max(one, other)), ())
        return min((tie.words for tie in pair if tie.role is Role.TOGETHER), default="")


@dataclass(frozen=True, slots=True)
class _Said:
    """Which entities statements and sentences name; ``sentences`` with the offsets of the names."""

    statements: Mapping[str, set[str]]
    sentences: Mapping[str, Mapping[str, list[int]]]
    sentence_of: Mapping[str, str]
    inside: Mapping[str, list[str]]

    def words(self, statement: str, one: str, other: str) -> str:
        """Return the statement, or its sentence where only that names both."""
        sentence = self.sentence_of.get(statement, "")
        both = {one, other}
        if both <= self.statements.get(statement, set()):
            return statement
        return sentence if both <= self.sentences.get(sentence, {}).keys() else statement


def _said(store: Store) -> _Said:
    statements: dict[str, set[str]] = defaultdict(set)
    sentences: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    sentence_of: dict[str, str] = {}
    for row in reading.select(
        store,
        """SELECT ?s ?e ?x ?at { ?m a gwr:Mention ; gwr:statedIn ?s ; gwr:refersTo ?e ;
             gwr:start ?at . ?s gwr:inSentence ?x }""",
        ("s", "e", "x", "at"),
    ):
        statements[row["s"]].add(row["e"])
        sentences[row["x"]][row["e"]].append(int(row["at"]))
        sentence_of[row["s"]] = row["x"]
    inside: dict[str, list[str]] = defaultdict(list)
    for statement, sentence in sentence_of.items():
        inside[sentence].append(statement)
    return _Said(dict(statements), dict(sentences), sentence_of, inside)


def _structure(store: Store, found: _Found, said: _Said) -> Mapping[str, set[str]]:
    """Add what lies in what and who builds what; return the direct parents of places."""
    stated: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in reading.select(
        store,
        """SELECT ?inner ?outer ?s {
             ?c a gwr:Containment ; gwr:inner ?inner ; gwr:outer ?outer ; gwr:statedIn ?s }""",
        ("inner", "outer", "s"),
    ):
        stated[row["inner"], row["outer"]].append(row["s"])
    first: dict[str, str] = {}
    for statement in sorted(said.statements, reverse=True):
        first.update(dict.fromkeys(said.statements[statement], statement))
    above: dict[str, set[str]] = defaultdict(set)
    for row in reading.links(store, ("within", "onSite", "undertakenBy")):
        source, target, role = row["s"], row["o"], Role(row["p"])
        if role is Role.WITHIN:
            above[source].add(target)
            stated[source, target] += []
        else:
            words = found.together(source, target) or first.get(source, "")
            found.add(source, target, role, words)
    for (inner, outer), statements in stated.items():
        for statement in statements or [""]:
            found.add(inner, outer, Role.WITHIN, statement, 0.0 if statement else _UNSAID)
    return above


def _arranged(store: Store, found: _Found, above: Mapping[str, set[str]]) -> Ties:
    beside: dict[str, dict[str, tuple[Tie, ...]]] = defaultdict(dict)
    for (one, other), all_ in sorted(found.pairs.items()):
        best: dict[str, Tie] = {}
        for tie in sorted(all_, key=lambda t: (t.cost, t.words, t.source)):
            best.setdefault(tie.words, tie)
        beside[one][other] = beside[other][one] = tuple(best.values())
    closed = {facts["jurisdiction"] for facts in reading.reports(store).values()}
    edge = set(closed)
    while edge:
        edge = {up for place in edge for up in above.get(place, ())} - closed
        closed |= edge
    toll = {entity: _HUB * math.log2(1 + len(others)) for entity, others in beside.items()}
    return Ties(store, dict(beside), toll, frozenset(closed))


def _iri(key: str) -> str:
    from gwr_graph.store import named

    return str(named(reading.ID_BASE + key))
