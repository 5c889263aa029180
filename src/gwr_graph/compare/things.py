"""The same entity, or two names of one work: a phase, a section, what is done to it, its maker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from gwr_graph.compare.said import Said, by_key
from gwr_graph.compare.words import load, plain
from gwr_graph.lexicon import names
from gwr_graph.model import Continuation, Entity, EntityType, Extraction, Level, Resolution

E = EntityType
BUSY = 4  # pairs by one name past which the name alone no longer tells what is spoken of
_SELDOM = 6  # statements that may share a word that tells two of one entity apart from the others


def same_thing(
    resolution: Resolution, plan: Sequence[Said], review: Sequence[Said]
) -> Iterator[Continuation]:
    """By one entity; where much is said of it, or it is only the place, by a shared word too."""
    kinds = {e.key: e for e in resolution.entities}
    seldom = _seldom([*plan, *review])
    counted = _counted_areas(resolution.extraction)
    honoured = [
        any(E.HONOUR in resolution.extraction.mentions[i].types for i in s.mentions)
        for s in resolution.extraction.statements
    ]
    earlier, later = by_key(review), by_key(plan)
    for key in sorted(earlier.keys() & later.keys()):
        entity = kinds[key]
        if key == resolution.home or not goes_on(entity):
            continue
        busy = _many(earlier[key], key) * _many(later[key], key) > BUSY
        for old, new in product(earlier[key], later[key]):
            if E.ADMIN_AREA in entity.types:
                if honoured[old.index] and honoured[new.index] and _is_village(entity):
                    yield Continuation(new.index, old.index, key, "same-village", 0.85)
                elif counted[old.index] & counted[new.index]:
                    yield Continuation(new.index, old.index, key, "same-thing", 0.9)
                continue
            subjects = (key in old.about) + (key in new.about)
            if key in old.near | new.near:
                subjects = 0
            if not busy and subjects > (entity.types[0] is E.SITE):
                sure = 0.95 if subjects == 2 else 0.85
                yield Continuation(new.index, old.index, key, "same-thing", sure)
            elif old.pieces & new.pieces & seldom:
                yield Continuation(new.index, old.index, key, "same-thing-and-words", 0.85)


def _is_village(entity: Entity) -> bool:
    if entity.division is not None:
        return entity.division.level is Level.VILLAGE
    return entity.name.endswith(load().village)


def goes_on(entity: Entity) -> bool:
    """Whether a plan goes on with such a thing: no governments, no persons, not everybody's aims."""
    if entity.types[0] is E.PERSON or entity.name in load().common_name:
        return False
    only = entity.types[0] is E.INSTITUTION and len(entity.types) == 1
    return not only or entity.name.endswith(load().house)


def _many(side: Sequence[Said], key: str) -> int:
    """Return how many statements name the key themselves."""
    return sum(key not in said.near for said in side)


def _counted_areas(extraction: Extraction) -> list[frozenset[str]]:
    """Return for each statement the kinds of area it counts (村, 社区)."""
    heads = names.load().heads
    areas = {head for head, kinds in heads.items() if E.ADMIN_AREA in kinds}
    measures = extraction.measures
    return [
        frozenset(
            end
            for i in s.measures
            for end in (measures[i].what[-2:], measures[i].what[-1:])
            if end in areas
        )
        for s in extraction.statements
    ]


def same_work(
    resolution: Resolution, plan: Sequence[Said], review: Sequence[Said]
) -> Iterator[Continuation]:
    """By what is left of two names once phases, sections and works on it are taken off."""
    kinds = {e.key: e for e in resolution.entities}
    cores: dict[str, str] = {}
    for key, entity in kinds.items():
        if key != resolution.home and goes_on(entity):
            core = core_of(entity.name, entity.types)
            if core:
                cores[key] = core
    earlier, later = by_key(review), by_key(plan)
    by_core: dict[str, list[str]] = defaultdict(list)
    for key in sorted(earlier.keys() & cores.keys()):
        by_core[cores[key]].append(key)
    for new_key in sorted(later.keys() & cores.keys()):
        core = cores[new_key]
        near = list(by_core.get(core, ()))
        if E.PROJECT in kinds[new_key].types and len(core) >= 4:
            near += [
                key
                for other, keys in by_core.items()
                if other != core and len(other) >= 4
                for key in keys
                if E.PROJECT in kinds[key].types
                and (
                    other.endswith(core)
                    or core.endswith(other)
                    or _overlap(kinds[key].name, kinds[new_key].name)
                )
            ]
        named = {key: [s for s in earlier[key] if key not in s.near] for key in near}
        after = [s for s in later[new_key] if new_key not in s.near]
        for old_key in near:
            if old_key == new_key or len(named[old_key]) * len(after) > BUSY:
                continue
            a, b = (load().phase.search(kinds[k].name) for k in (old_key, new_key))
            rule = "next-phase" if bool(a) != bool(b) or (a and b and a[0] != b[0]) else "same-work"
            for old, new in product(named[old_key], after):
                if old_key in old.about or new_key in new.about:
                    yield Continuation(new.index, old.index, new_key, rule, 0.9)


def _overlap(a: str, b: str) -> bool:
    """Whether the longer of two names of works holds the head and most pieces of the shorter."""
    short, long = sorted((a, b), key=len)
    if len(short) < 5 or short[:2] not in long:
        return False
    pieces = {short[i : i + 2] for i in range(len(short) - 1)}
    held = {piece for piece in pieces if piece in long}
    return len(held) >= 4 and 2 * len(held) > len(pieces)


@lru_cache(maxsize=4096)
def core_of(name: str, types: tuple[EntityType, ...]) -> str:
    """Return the thing that a name is about, "" where too little of it is left to tell."""
    words = load()
    text = plain(name)
    if types[0] is E.HONOUR:
        text = words.honour_start.sub("", text)
        return text if len(text) >= 5 else ""
    if types[0] is E.ADMIN_AREA:
        return ""
    if types[0] is E.ENTERPRISE:
        return words.firm_tail.sub("", text)
    while found := words.end.search(text, 3):
        text = text[: found.start()]
    return text if len(text) >= 3 else ""


def same_maker(
    resolution: Resolution, plan: Sequence[Said], review: Sequence[Said]
) -> Iterator[Continuation]:
    """By a firm in one part and a work of its own, named after it, in the other."""
    earlier, later = by_key(review), by_key(plan)
    for entity in resolution.entities:
        for firm in entity.undertaken_by:
            for old, new in (
                *product(earlier.get(firm, ()), later.get(entity.key, ())),
                *product(earlier.get(entity.key, ()), later.get(firm, ())),
            ):
                yield Continuation(new.index, old.index, firm, "same-maker", 0.85)


def _seldom(said: Sequence[Said]) -> frozenset[str]:
    """Return the pairs of characters that few statements have."""
    spread = Counter(piece for one in said for piece in one.pieces)
    return frozenset(piece for piece, count in spread.items() if count <= _SELDOM)
