"""Words of questions that only ask, and say nothing of their own."""

from __future__ import annotations

import re
from functools import cache

from gwr_graph.lexicon import glossary, question_words
from gwr_graph.lexicon.tsv import rows

_LEAST_BLANKED = 3
_STATES = frozenset("open opened finished completed done".split())


@cache
def idle(lang: str) -> frozenset[str]:
    """Return the words that ask, with those that say nothing."""
    asking = {
        part.strip().lower()
        for row in question_words.load()
        for words in row.words
        for part in words.split("…")
        if not _tells(part)
    }
    if lang == "en":
        pieces = {piece for words in asking if words.isascii() for piece in words.split()}
        asking = {piece for piece in pieces if piece in asking or piece not in glossary.english()}
    return glossary.idle(lang) | asking


def _tells(part: str) -> bool:
    """True for words that ask and say something too: 开业没, is … open."""
    if part.isascii():
        return not _STATES.isdisjoint(part.lower().split())
    return _status_word().search(part) is not None


@cache
def _status_word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, status_words())))


@cache
def status_words() -> tuple[str, ...]:
    """Return the words by which reports say how far a thing has come."""
    return tuple(
        row["word"] for row in rows("status.tsv", ("word", "status")) if len(row["word"]) > 1
    )


@cache
def asking(lang: str) -> re.Pattern[str]:
    """Return a pattern of the longer words that ask, and say nothing."""
    english = lang == "en"
    parts = {
        part.strip()
        for row in question_words.load()
        for words in row.words
        for part in words.split("…")
        if part.isascii() == english and not _tells(part) and _long(part.strip())
    }
    listed = "|".join(sorted(map(re.escape, parts), key=lambda p: (-len(p), p)))
    return re.compile(rf"\b(?:{listed})\b" if english else listed, re.IGNORECASE)


def _long(part: str) -> bool:
    return " " in part if part.isascii() else len(part) >= _LEAST_BLANKED
