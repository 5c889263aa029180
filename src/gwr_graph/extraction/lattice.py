"""Every stretch of a sentence that might be a name.

The stretches are those between token borders inside a region that no hard boundary cuts, and
whatever a construction proposed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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


_JOINING = frozenset("和 与 及 暨 至 到".split())
_SPEC = re.compile(r"(?:亩|吨|千瓦|兆瓦|平方米|立方米|只|头|千伏|公里|米|年|斤|床|条|个|大|类|倍)$")


def _hard(tokens: Sequence[Token], at: int) -> bool:
    """Say whether no name contains this token."""
    token = tokens[at]
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
    """Say whether only a long name with a suffix at its end contains this token."""
    if token.kind == NUMBER:
        return True
    if token.kind.isupper() or any(
        r in token.kind for r in (Role.SUFFIX, Role.AREA, Role.BODY, Role.WORK)
    ):
        return False
    if Role.FUNCTION in token.kind:
        return True
    return Role.GOVERN in token.kind and Role.NOMINAL not in token.kind


def regions(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that no hard boundary cuts, as (first, last exclusive)."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for at in range(len(tokens)):
        if _hard(tokens, at):
            if first is not None:
                found.append((first, at))
                first = None
        elif first is None:
            first = at
    if first is not None:
        found.append((first, len(tokens)))
    return found


def stretches(
    tokens: Sequence[Token], proposed: Iterable[Candidate], seen: Iterable[tuple[int, int]] = ()
) -> list[Stretch]:
    """Return every stretch worth judging, sorted by place.

    ``proposed`` come from constructions, ``seen`` are spans whose words are a name elsewhere.
    """
    found: set[Stretch] = set()
    for begin, stop in regions(tokens):
        _inside(tokens, begin, stop, found)
    starts = [t.start for t in tokens]
    for start, end in [*((c.start, c.end) for c in proposed), *seen]:
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end)
        if 0 <= first < last:
            found.add(Stretch(first, last, start, end))
    return sorted(found, key=lambda s: (s.start, s.end, s.first, s.last))


def _inside(tokens: Sequence[Token], begin: int, stop: int, found: set[Stretch]) -> None:
    """Add the stretches of one region."""
    inside = tokens[begin:stop]
    proper = [is_proper(t) or Role.BODY in t.kind for t in inside]
    telling = [
        own or (Role.SUFFIX in t.kind and not t.kind.isupper())
        for own, t in zip(proper, inside, strict=True)
    ]
    if not any(telling):
        return
    soft = [_soft(t) for t in inside]
    for first in range(begin, stop):
        opening = tokens[first]
        if opening.kind == PAREN or (soft[first - begin] and opening.text in _JOINING):
            continue
        told = crossed = False
        # Ordinary words make a name only as a whole phrase: 经济 开发区 is none in 临海 经济 开发区.
        named = first == begin or soft[first - 1 - begin] or tokens[first - 1].kind == PAREN
        for last in range(first + 1, min(stop, first + _MOST_TOKENS) + 1):
            final = tokens[last - 1]
            told = told or telling[last - 1 - begin]
            named = named or proper[last - 1 - begin]
            crossed = crossed or soft[last - 1 - begin]
            start, end = opening.start, final.end
            if end - start > _LONGEST:
                break
            if not (told and named) or end - start < 2:
                continue
            ended = any(r in final.kind for r in (Role.SUFFIX, Role.WORK, Role.PART)) and (
                not final.kind.isupper()
            )
            alone = last - first == 1 and final.kind == NUMBER
            if crossed and not ended and final.kind != QUOTED and not alone:
                continue
            plain = not ended and not is_proper(final) and final.kind != PAREN
            if plain and last != stop and not soft[last - begin] and _goes_on(tokens, last, first):
                continue
            found.add(Stretch(first, last, start, end))
            if opening.kind == UNKNOWN and len(opening.text) > 2:
                found.add(Stretch(first, last, start + 1, end))
                if len(opening.text) > 3:
                    found.add(Stretch(first, last, start + 2, end))
            if final.kind == UNKNOWN and len(final.text) > 3:
                found.add(Stretch(first, last, start, end - 1))
                if len(final.text) > 4:
                    found.add(Stretch(first, last, start, end - 2))


def _goes_on(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether the phrase that began at ``first`` does not end before token ``at``."""
    return tokens[at].kind.islower() and not is_boundary(tokens, at, first)
