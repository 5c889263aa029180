"""What a statement speaks of, made ready to be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gwr_graph.compare.words import pieces, plain
from gwr_graph.model import Resolution, Stance


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: its number in the extraction, ``text`` without marks, ``unnamed`` without names,
    ``rest`` without both.

    ``about`` holds the keys of what it is about, ``at`` those of the places it stands at, ``near``
    those of the places that it has from the clauses before it. ``pieces`` are the pairs of
    characters of what it says beside names, ``numbers`` whether it counts anything.
    """

    index: int
    text: str
    unnamed: str
    rest: str
    numbers: bool
    about: frozenset[str]
    at: frozenset[str]
    near: frozenset[str]
    pieces: frozenset[str]


def read(resolution: Resolution) -> list[Said]:
    """Return what a report says it did or will do, in order; what is mere situation is left out."""
    extraction = resolution.extraction
    placed: dict[int, set[int]] = defaultdict(set)
    for one in extraction.involvements:
        placed[one.statement].add(one.where)
    given = {c.statement: resolution.refers[c.mention] for c in extraction.contexts}
    out = []
    for index, statement in enumerate(extraction.statements):
        if statement.stance is Stance.SITUATION:
            continue
        about: set[str] = set()
        at: set[str] = set()
        unnamed = statement.quote
        for i in statement.mentions:
            mention = extraction.mentions[i]
            only_there = i in placed[index] and mention.status is None
            (at if only_there else about).add(resolution.refers[i])
            unnamed = unnamed.replace(mention.surface, " ")
        at -= about
        near = {given[index]} - about - at if index in given else set()
        out.append(
            Said(
                index,
                plain(statement.quote),
                unnamed,
                plain(unnamed),
                bool(statement.measures),
                frozenset(about),
                frozenset(at),
                frozenset(near),
                pieces(unnamed),
            )
        )
    return out


def by_key(side: Sequence[Said]) -> dict[str, list[Said]]:
    """Return entity key → statements that name it or stand at it, in order."""
    found: dict[str, list[Said]] = defaultdict(list)
    for said in side:
        for key in said.about | said.at | said.near:
            found[key].append(said)
    return found
