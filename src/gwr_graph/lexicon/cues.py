"""Words by which a question or a statement is told to be of some sort (data/lexicon/cues.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows


@dataclass(frozen=True, slots=True)
class Cue:
    """``example`` has one of the ``words``, in which … is a gap; ``counter`` has none."""

    name: str
    words: tuple[str, ...]
    example: str
    counter: str


@cache
def load() -> dict[str, Cue]:
    """Return the cues by name, in the order of the file; raise DataError where it is broken."""
    found: dict[str, Cue] = {}
    for row in rows("cues.tsv", ("cue", "words", "example", "counter")):
        words = tuple(word for word in row["words"].split("|") if word)
        if row["cue"] in found or not words or not row["example"]:
            raise DataError(f"cues.tsv: {row['cue']}: said twice or incomplete; correct the line")
        found[row["cue"]] = Cue(row["cue"], words, row["example"], row["counter"])
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of the words of a cue, the longest first. Raise KeyError for no such cue."""
    words = sorted(load()[name].words, key=lambda word: (-len(word.strip("^$")), word))
    return re.compile("|".join(map(_pattern, words)), re.IGNORECASE)


def _pattern(word: str) -> str:
    bare = word.removeprefix("^").removesuffix("$")
    inner = ".{1,12}".join(map(re.escape, bare.split("…"))).replace(r"\ ", r"\s+")
    before = r"\b" if bare[0].isascii() and bare[0].isalnum() else ""
    after = r"\b" if bare[-1].isascii() and bare[-1].isalnum() else ""
    start = r"^\s*" if word.startswith("^") else ""
    end = r"[？?。.\s]*$" if word.endswith("$") else ""
    return f"{start}{before}{inner}{after}{end}"
