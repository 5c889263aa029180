"""Kinds of things that questions ask for: bridges, villages, honours (data/lexicon/kinds.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows
from gwr_graph.model import EntityType

_ENDS = "(?![级内外会直属民政委口庄域城企心才员均次数家工物力气])"  # 省 in 省级 is no province
_COLUMNS = ("kind", "words", "classes", "endings", "example", "counter")


@dataclass(frozen=True, slots=True)
class Kind:
    """``words`` ask for it; its things have one of ``classes`` (local names) and a name with one of
    ``endings``, any name where there are none."""

    key: str
    words: tuple[str, ...]
    classes: tuple[str, ...]
    endings: tuple[str, ...]
    example: str
    counter: str


@dataclass(frozen=True, slots=True)
class Said:
    """A word for a kind in a text, at ``text[start:end]``."""

    start: int
    end: int
    kind: Kind


@cache
def load() -> tuple[Kind, ...]:
    """Return the kinds in the order of the file; raise DataError where a line is broken."""
    found = []
    known = {kind.value for kind in EntityType}
    for row in rows("kinds.tsv", _COLUMNS):
        classes = tuple(row["classes"].split(","))
        words = tuple(word for word in row["words"].split("|") if word)
        if not words or not row["endings"] or not known.issuperset(classes):
            raise DataError(f"kinds.tsv: {row['kind']}: incomplete or no class; correct the line")
        endings = () if row["endings"] == "-" else tuple(row["endings"].split("|"))
        found.append(Kind(row["kind"], words, classes, endings, row["example"], row["counter"]))
    return tuple(found)


def said_in(text: str) -> tuple[Said, ...]:
    """Return the words for kinds in a text, in its order, the longest where they overlap."""
    found: list[Said] = []
    for match in _pattern().finditer(text):
        word = re.sub(r"\s+", " ", match[0].lower())
        found.append(Said(match.start(), match.end(), _by_word()[word]))
    return tuple(found)


def is_kind(word: str) -> bool:
    """True where a word asks for a kind: airports."""
    return word.lower() in _by_word()


@cache
def _by_word() -> dict[str, Kind]:
    return {word: kind for kind in reversed(load()) for word in kind.words}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_by_word(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_word, words)), re.IGNORECASE)


def _word(word: str) -> str:
    if word[0].isascii():
        return rf"\b{re.escape(word)}\b(?!-)".replace(r"\ ", r"\s+")
    return word + _ENDS if len(word) == 1 else word
