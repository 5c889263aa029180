"""From one text to the things it may be a name of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gwr_graph.lookup import sounds
from gwr_graph.lookup.folding import fold
from gwr_graph.lookup.index import SCORES, SURE, How, Index, wanted
from gwr_graph.store import PREFIXES

_LEAST_ALIKE = 0.5
_LEAST_ALIKE_IN_SOUND = 0.8
_TIE = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that a text may name.

    ``matched`` is the name of it that fits, ``how`` says in what way, ``score`` how well, from 0
    to 1. ``types`` are local names of classes; "Theme" stands for the concepts of that scheme.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    matched: str
    how: How
    score: float

    @property
    def sure(self) -> bool:
        """True where the text is a name of the thing, False where it is only like one."""
        return self.how in SURE


def find(
    index: Index, text: str, *, types: Collection[str] | None = None, limit: int = 5
) -> tuple[Match, ...]:
    """Return the things that ``text`` may name, the best first, each once.

    ``types`` narrows them to these classes; Place, Actor, Entity and Concept stand for several.
    Two that score alike are both meant: see :func:`best`. An IRI, or what follows ``id/`` in one,
    names its thing.
    """
    kinds = wanted(types)
    found = Found(index, kinds)
    number = index.numbers.get(_as_iri(text))
    if number is not None:
        found.add_thing(number, text.strip(), How.IRI, 1.0)
        return found.matches(limit)
    key = fold(text)
    if not key:
        return ()
    add_exact(found, key)
    sure = found.any_sure()
    add_parts(found, key)
    if not sure:
        add_shortened(found, key)
    if not sure and (sounds.latin(text) or not found.any()):
        _add_sounds(found, text)
    if not found.any_above(_LEAST_ALIKE):
        _add_slips(found, key)
    return found.matches(limit)


def best(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Return those that score about as well as the first: more than one means it is ambiguous."""
    return tuple(m for m in matches if m.score >= matches[0].score - _TIE)


class Found:
    """The best match of each thing so far."""

    def __init__(self, index: Index, kinds: frozenset[str] | None) -> None:
        self.index = index
        self.kinds = kinds
        self._best: dict[int, Match] = {}

    def add(self, name: int, how: How, score: float) -> None:
        """Count in the thing of the name with this number."""
        own = self.index.names[name]
        self.add_thing(own.thing, own.text, how, score)

    def add_thing(self, number: int, matched: str, how: How, score: float) -> None:
        thing = self.index.things[number]
        if self.kinds is not None and self.kinds.isdisjoint(thing.types):
            return
        known = self._best.get(number)
        if known is None or score > known.score:
            match = Match(thing.iri, thing.label, thing.types, matched, how, round(score, 3))
            self._best[number] = match

    def any(self) -> bool:
        return bool(self._best)

    def any_sure(self) -> bool:
        return any(match.sure for match in self._best.values())

    def any_above(self, score: float) -> bool:
        return any(match.score > score for match in self._best.values())

    def matches(self, limit: int) -> tuple[Match, ...]:
        return tuple(sorted(self._best.values(), key=_order)[:limit])


def _order(match: Match) -> tuple[float, int, str, str]:
    return -match.score, len(match.label), match.label, match.iri


def add_exact(found: Found, key: str) -> None:
    """Count in the things that have this very name."""
    for name in found.index.keys.exact(key):
        how = found.index.names[name].how
        found.add(name, how, SCORES[how])


def add_parts(found: Found, key: str) -> None:
    """Count in the things whose name holds ``key``, best where it begins with it."""
    if len(key) < 2:
        return
    for name, offset in found.index.keys.containing(key):
        own = found.index.names[name]
        if own.how is not How.CUE and len(key) < len(own.key):
            how = How.PREFIX if offset == 0 else How.PART
            found.add(name, how, part_score(how, len(key) / len(own.key)))


def part_score(how: How, share: float) -> float:
    """Return the score of a text that is this share of a name, from 0 to 1."""
    return (0.6 if how is How.PREFIX else 0.5) + 0.3 * share


def add_shortened(found: Found, key: str) -> None:
    """Count in the things of whose name ``key`` is a shorter form: 龙源园 of 龙源工业园."""
    if len(key) < 3:
        return
    for name in found.index.keys.starting(key[:2]):
        own = found.index.names[name]
        if own.how is not How.CUE and len(key) < len(own.key) and shortens(key, own.key):
            found.add(name, How.SHORT, part_score(How.PREFIX, len(key) / len(own.key)))


def shortens(short: str, name: str) -> bool:
    """True where ``short`` leaves out inner characters of ``name`` only, at most two thirds."""
    if short[:2] != name[:2] or short[-1] != name[-1] or 3 * len(short) < len(name):
        return False
    rest = iter(name)
    return all(char in rest for char in short)


def _add_sounds(found: Found, text: str) -> None:
    words = [token.text for token in sounds.tokens(text)]
    said = sounds.readings(words)
    add_heard(found, said)
    if found.any_above(_LEAST_ALIKE):
        return
    from rapidfuzz import fuzz, process

    known = sounds.sounds(found.index)
    for reading in said:
        alike = process.extract(
            reading,
            known.joined,
            scorer=fuzz.ratio,
            score_cutoff=100 * _LEAST_ALIKE_IN_SOUND,
            limit=20,
        )
        for _, ratio, number in alike:
            found.add(known.owners[number], How.SLIP, 0.85 * ratio / 100)


def add_heard(found: Found, said: Iterable[str], *, least_part: int = 1) -> None:
    """Count in the things whose names sound like one of these readings, the first the likeliest,
    or hold one: then of ``least_part`` syllables inside the name, of two at its beginning."""
    for rank, reading in enumerate(said):
        for heard in sounds.heard(found.index, reading):
            if heard.how is How.PART and heard.syllables < least_part:
                continue
            if heard.how is How.PREFIX and heard.syllables < 2:
                continue
            whole = heard.how is How.PINYIN
            score = SCORES[heard.how] if whole else part_score(heard.how, heard.share) - 0.02
            found.add(heard.name, heard.how, score - 0.001 * rank)


def _add_slips(found: Found, key: str) -> None:
    from rapidfuzz import fuzz, process

    keys = [name.key for name in found.index.names]
    alike = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=100 * _LEAST_ALIKE, limit=20)
    for _, ratio, name in alike:
        found.add(name, How.SLIP, 0.85 * ratio / 100)


def _as_iri(text: str) -> str:
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return text
    local = text.removeprefix("id:")
    return PREFIXES["id"] + local if "/" in local else ""
