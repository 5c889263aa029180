"""The ordinary words of a sentence and their parts of speech, as a general dictionary has them.

What the dictionary reads as a verb and its object (稳住|传统|市场) is seldom a name; what it can only
break into single characters often is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import rjieba

_CUT = "|"  # stands for the tag of a word that a border cuts through
_PROPER = frozenset("nr nrt ns nt nz".split())  # people, places, bodies, other proper nouns


class Words(NamedTuple):
    """``tags`` holds a part of speech a word; ``begin`` and ``end`` tell which word starts or ends
    at an offset, -1 for none; ``over`` which word a character belongs to."""

    tags: list[str]
    sizes: list[int]
    begin: list[int]
    end: list[int]
    over: list[int]

    def border(self, at: int) -> tuple[str, str]:
        """Return the tags of the words that end and begin at an offset; | where it cuts a word."""
        left, right = self.end[at], self.begin[at]
        if left < 0 and right < 0:
            return _CUT, _CUT
        return self.tags[left] if left >= 0 else "^", self.tags[right] if right >= 0 else "$"

    def inside(self, start: int, end: int) -> tuple[list[str], int]:
        """Return the tags of the words that a span touches, and how many of these are of one
        character."""
        first, last = self.over[start], self.over[end - 1] + 1
        return self.tags[first:last], self.sizes[first:last].count(1)

    def proper(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of the words that the dictionary has as proper nouns."""
        at = 0
        for tag, size in zip(self.tags, self.sizes, strict=True):
            if size > 1 and tag in _PROPER:
                yield at, at + size
            at += size


def words(text: str) -> Words:
    """Return the words of a sentence; offsets count its characters from 0."""
    size = len(text)
    tags: list[str] = []
    sizes: list[int] = []
    begin, end = [-1] * (size + 1), [-1] * (size + 1)
    over: list[int] = []
    at = 0
    for k, (word, tag) in enumerate(rjieba.tag(text, False)):
        tags.append(tag)
        n = len(word)
        sizes.append(n)
        begin[at] = k
        at += n
        end[at] = k
        over += [k] * n
    return Words(tags, sizes, begin, end, over)
