"""Words of questions and what they ask for (data/lexicon/question_words.tsv, asking.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows

SLOTS = ("aim", "stance", "direction", "year", "unit")
_COLUMNS = ("slot", "value", "words", "examples", "counters")


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` is what the words of a row stand for in a slot; … in one is a gap.

    Each of ``examples`` is a question that has the value, none of ``counters`` has it.
    """

    slot: str
    value: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]


@cache
def load() -> tuple[Row, ...]:
    """Return the rows of the file; raise DataError where one is broken."""
    found = []
    for row in rows("question_words.tsv", _COLUMNS):
        cells = (tuple(c for c in row[name].split("|") if c) for name in _COLUMNS[2:])
        words, examples, counters = cells
        if row["slot"] not in SLOTS or not row["value"] or not words or not examples:
            raise DataError(f"question_words.tsv: {row['value']}: incomplete; correct the line")
        found.append(Row(row["slot"], row["value"], words, examples, counters))
    return tuple(found)


@cache
def patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return slot, value and a pattern of the words, in the order of the file."""
    return tuple(
        (row.slot, row.value, re.compile("|".join(map(_pattern, row.words)), re.IGNORECASE))
        for row in load()
    )


def _pattern(words: str) -> str:
    """Return a pattern: … is a gap within a sentence, Latin words stand whole."""
    inner = r"[^。！？.!?]{0,60}?".join(map(re.escape, words.split("…")))
    before = r"\b" if words[0].isascii() and words[0].isalnum() else ""
    after = r"\b" if words[-1].isascii() and words[-1].isalnum() else ""
    return before + inner.replace(r"\ ", r"\s+") + after


SIDES = ("before", "after", "unit")


@dataclass(frozen=True, slots=True)
class Around:
    """Words on one side of the kind of thing that is asked for, with an example."""

    side: str
    words: tuple[str, ...]
    example: str


@cache
def around() -> tuple[Around, ...]:
    """Return the rows of asking.tsv; raise DataError where one is broken."""
    found = []
    for row in rows("asking.tsv", ("side", "words", "example")):
        words = tuple(word for word in row["words"].split("|") if word)
        if row["side"] not in SIDES or not words or "[" not in row["example"]:
            raise DataError(f"asking.tsv: {row['side']}: incomplete; correct the line")
        found.append(Around(row["side"], words, row["example"]))
    return tuple(found)


@cache
def side(name: str) -> str:
    """Return a pattern of the words of one of ``SIDES``, the longest first."""
    words = [word for one in around() if one.side == name for word in one.words]
    return "|".join(map(_pattern, sorted(words, key=lambda word: (-len(word), word))))
