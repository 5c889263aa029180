"""The same words where nothing has a name in both parts: terms, and stretches few statements share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from gwr_graph.compare.said import Said
from gwr_graph.compare.things import BUSY, core_of, goes_on
from gwr_graph.compare.words import bare, load, longest, plain
from gwr_graph.lexicon import names
from gwr_graph.model import Continuation, EntityType, Resolution

E = EntityType
_QUOTED = re.compile(r"“([^“”]{2,10})”")
_RARE = 4  # statements that may share a word that still picks out one thing


def same_term(
    resolution: Resolution, plan: Sequence[Said], review: Sequence[Said]
) -> Iterator[Continuation]:
    """By a name of one part, or a term that both quote, that is no name in the other part."""
    words = load()
    statements = resolution.extraction.statements
    starts = {
        entity.key: plain(entity.name)
        for entity in resolution.entities
        if entity.types[0] in (E.PROGRAMME, E.PROJECT, E.ENTERPRISE)
    }
    named = {
        core
        for entity in resolution.entities
        if entity.types[0] in (E.PROGRAMME, E.PROJECT)
        and goes_on(entity)
        and len(core := core_of(entity.name, entity.types)) >= 4
    }
    kinds = {e.key: e for e in resolution.entities}
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in resolution.entities:
        site = kinds.get(entity.on_site or "")
        if site and E.PROJECT in entity.types and entity.name.startswith(site.name):
            owners[core_of(entity.name[len(site.name) :], entity.types)].add(entity.key)
    owners = {term: keys for term, keys in owners.items() if len(term) >= 4}
    quoted: dict[str, set[int]] = defaultdict(set)
    for said in (*plan, *review):
        for term in map(bare, _QUOTED.findall(statements[said.index].quote)):
            if len(term) >= 3:
                quoted[term].add(said.index)
    doctrine = names.load().cues["doctrine"] | words.common_name

    def tells(said: Said, term: str) -> bool:
        if term in named:
            longer = any(starts.get(key, "").startswith(term) for key in said.about | said.at)
            return longer or term in said.rest
        if term in owners:
            return bool(said.about & owners[term]) or term in said.rest
        return said.index in quoting[term]

    quoting = {
        term: {i for other, found in quoted.items() if term in other for i in found}
        for term in quoted
    }
    for term in sorted((named | owners.keys() | quoted.keys()) - doctrine):
        old = [s for s in review if term in s.text and tells(s, term)]
        new = [s for s in plan if term in s.text and tells(s, term)] if old else []
        if len(old) * len(new) <= BUSY:
            for a, b in product(old, new):
                yield Continuation(b.index, a.index, term, "same-term", 0.9)


def same_list(plan: Sequence[Said], review: Sequence[Said]) -> Iterator[Continuation]:
    """By the list of works that every year's report promises anew under one name."""
    yearly = load().yearly
    kept = [s for s in review if yearly.search(s.text)]
    for new in plan:
        if kept and (found := yearly.search(new.text)):
            for old in kept:
                yield Continuation(new.index, old.index, found[0], "same-list", 0.9)


def same_words(plan: Sequence[Said], review: Sequence[Said]) -> Iterator[Continuation]:
    """By what both say beside names: half of the shorter, four characters of it in a row.

    Two statements that both count something are left to their numbers.
    """
    spread = Counter(piece for said in (*review, *plan) for piece in said.pieces)
    having: dict[str, list[Said]] = defaultdict(list)
    for old in review:
        for piece in old.pieces:
            if spread[piece] <= _RARE:
                having[piece].append(old)
    for new in plan:
        met = Counter(old.index for piece in new.pieces for old in having.get(piece, ()))
        side = {old.index: old for piece in new.pieces for old in having.get(piece, ())}
        for index in sorted(met):
            old = side[index]
            least = min(len(new.pieces), len(old.pieces))
            if met[index] < 2 or 2 * len(new.pieces & old.pieces) < least:
                continue
            if new.numbers and old.numbers:
                continue
            run = longest(new.unnamed, old.unnamed)
            if len(run) >= 4:
                yield Continuation(new.index, index, run, "same-words", 0.8)
