"""Every stretch of a sentence that might be a name.

The stretches are those between token borders inside a region that no hard boundary cuts, and
whatever a construction proposed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from gwr_graph.extraction.candidates import Candidate, is_boundary, is_proper
from gwr_graph.extraction.tokens import LIST, NUMBER, PAREN, QUOTED, STOP, UNKNOWN, Token
from gwr_graph.lexicon.names import Role

_LONGEST = 26
_MOST_TOKENS = 9


class Stretch(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) and the characters they span; ``start`` may lie one
    or two characters inside the first token where a stray verb sticks to an unknown word."""

    first: int
    last: int
    start: int
    end: int


_Place = tuple[int, int, int, int]  # start, end, first, last: sorts by place

_JOINING = frozenset("和 与 及 暨 至 到".split())
_SPEC = re.compile(r"(?:亩|吨|千瓦|兆瓦|平方米|立方米|只|头|千伏|公里|米|年|斤|床|条|个|大|类|倍)$")


class _Trait(NamedTuple):
    """What a token is to the names around it, whatever stands beside it.

    ``hard``: no name contains it. ``soft``: only a long name with a suffix at its end does.
    ``proper``: it is a name's own part. ``telling``: a name may lie where it stands. ``closing``:
    it may end a name that a soft token crosses. ``plain``: an ordinary word, which ends a name only
    where the phrase ends. ``onward``: a phrase that stands before it goes on. ``opening``: a name
    may begin with it.
    """

    hard: bool
    soft: bool
    proper: bool
    telling: bool
    closing: bool
    plain: bool
    onward: bool
    opening: bool


@lru_cache(maxsize=1 << 16)
def _trait(kind: str, text: str) -> _Trait:
    token = Token(0, len(text), text, kind)
    word = not kind.isupper()
    soft = _soft(token)
    proper = is_proper(token) or Role.BODY in kind
    ended = word and any(r in kind for r in (Role.SUFFIX, Role.WORK, Role.PART))
    return _Trait(
        _hard(token),
        soft,
        proper,
        proper or (word and Role.SUFFIX in kind),
        ended or kind == QUOTED,
        not ended and not is_proper(token) and kind != PAREN,
        word and not soft and not is_boundary([token], 0, 0),
        kind != PAREN and not (soft and text in _JOINING),
    )


def _hard(token: Token) -> bool:
    if token.kind in (STOP, LIST):
        return True
    if token.kind == NUMBER:
        return not _SPEC.search(token.text)
    if token.kind.isupper():
        return False
    return (
        Role.FUNCTION in token.kind and Role.SUFFIX not in token.kind and token.text not in _JOINING
    )


def _soft(token: Token) -> bool:
    if token.kind == NUMBER:
        return True
    if token.kind.isupper() or any(
        r in token.kind for r in (Role.SUFFIX, Role.AREA, Role.BODY, Role.WORK)
    ):
        return False
    if Role.FUNCTION in token.kind:
        return True
    return Role.GOVERN in token.kind and Role.NOMINAL not in token.kind


def _regions(traits: Sequence[_Trait]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that no hard boundary cuts, as (first, last exclusive)."""
    found: list[tuple[int, int]] = []
    first = 0
    for at, trait in enumerate(traits):
        if trait.hard:
            if first < at:
                found.append((first, at))
            first = at + 1
    if first < len(traits):
        found.append((first, len(traits)))
    return found


def stretches(
    tokens: Sequence[Token], proposed: Iterable[Candidate], seen: Iterable[tuple[int, int]] = ()
) -> list[Stretch]:
    """Return every stretch worth judging, sorted by place.

    ``proposed`` come from constructions, ``seen`` are spans whose words are a name elsewhere.
    """
    found: set[_Place] = set()
    traits = [_trait(t.kind, t.text) for t in tokens]
    for begin, stop in _regions(traits):
        _inside(tokens, traits, begin, stop, found)
    starts = [t.start for t in tokens]
    for start, end in [*((c.start, c.end) for c in proposed), *seen]:
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end)
        if 0 <= first < last:
            found.add((start, end, first, last))
    return [Stretch(first, last, start, end) for start, end, first, last in sorted(found)]


def _inside(
    tokens: Sequence[Token], traits: Sequence[_Trait], begin: int, stop: int, found: set[_Place]
) -> None:
    """Add the stretches of one region."""
    if not any(t.telling for t in traits[begin:stop]):
        return
    for first in range(begin, stop):
        opening = tokens[first]
        if not traits[first].opening:
            continue
        start = opening.start
        told = crossed = False
        # Ordinary words make a name only as a whole phrase: 经济 开发区 is none in 临海 经济 开发区.
        named = first == begin or traits[first - 1].soft or tokens[first - 1].kind == PAREN
        for at in range(first, min(stop, first + _MOST_TOKENS)):
            _, soft, proper, telling, closing, plain, _, _ = traits[at]
            told = told or telling
            named = named or proper
            crossed = crossed or soft
            _, end, text, kind = tokens[at]
            if end - start > _LONGEST:
                break
            if not (told and named) or end - start < 2:
                continue
            if crossed and not closing and not (at == first and kind == NUMBER):
                continue
            last = at + 1
            if plain and last != stop and traits[last].onward:
                continue
            found.add((start, end, first, last))
            if opening.kind == UNKNOWN and len(opening.text) > 2:
                found.add((start + 1, end, first, last))
                if len(opening.text) > 3:
                    found.add((start + 2, end, first, last))
            if kind == UNKNOWN and len(text) > 3:
                found.add((start, end - 1, first, last))
                if len(text) > 4:
                    found.add((start, end - 2, first, last))
