"""The vocabulary of names: suffixes that type them, words that bound them, heads of counted groups.

Everything is read once from ``data/lexicon`` and never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon.tables import mapping
from gwr_graph.lexicon.tsv import rows
from gwr_graph.model import EntityType, Status


class Role:
    """What a word does beside a name; a word may have several."""

    GOVERN = "g"  # a verb or adverb: no name contains it
    FUNCTION = "f"  # 的, 在, 和 …: stands between names
    WORK = "w"  # 改造, 建设: ends a project's name, or governs where nothing stands before it
    PART = "t"  # 二期, 东段: goes with the name before it
    COMMON = "c"  # a word that reports of many places use
    SUFFIX = "s"  # types the name it ends
    BODY = "b"  # a name by itself
    NOMINAL = "n"  # a governing verb that stands inside names too (服务, 发展)
    AREA = "a"  # a division of the table, or the home's own names


NATURE = "N"  # group of the suffixes of nature (河, 山), too short to cut a sentence by


@dataclass(frozen=True, slots=True)
class Suffix:
    """A word that types the names it ends; ``group`` is the one-letter class of the table."""

    text: str
    group: str
    types: tuple[EntityType, ...]
    example: str
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """All name vocabulary.

    ``roles`` maps a word to its role letters, ``heads`` a head noun to the types of what it counts
    (empty: nothing that has a name), ``refused`` holds phrases that only look like names.
    """

    roles: Mapping[str, str]
    suffixes: Mapping[str, Suffix]
    heads: Mapping[str, tuple[EntityType, ...]]
    status: Mapping[str, Status]
    bodies: Mapping[str, tuple[EntityType, ...]]
    cues: Mapping[str, frozenset[str]]
    refused: frozenset[str]


def _types(text: str, place: str) -> tuple[EntityType, ...]:
    if text == "-":
        return ()
    try:
        return tuple(EntityType(part) for part in text.split())
    except ValueError as error:
        raise DataError(f"{place}: {error}; use the nine class names of the ontology") from error


@cache
def load() -> NameLexicon:
    """Return the vocabulary; raise DataError naming file and line where a table is broken."""
    folder = resources.path("data", "lexicon")
    roles: dict[str, str] = {}

    def give(word: str, role: str) -> None:
        if role not in roles.get(word, ""):
            roles[word] = roles.get(word, "") + role

    for row in rows("common.tsv", ("word", "reports", "tag")):
        give(row["word"], Role.COMMON)
    for word in (folder / "ordinary.txt").read_text(encoding="utf-8").split("\n"):
        if word and not word.startswith("#"):
            give(word, Role.COMMON)
    raw: Mapping[str, str] = mapping("cues.yaml")
    cues = {name: frozenset(text.split()) for name, text in raw.items()}
    for word in cues["govern"]:
        give(word, Role.GOVERN)
    for word in list(roles):
        left, right = word[:2], word[2:]
        if len(word) == 4 and right in cues["govern"]:
            firm = {left, right} <= cues["govern"] - cues["nominal"]
            if firm or left in cues["adverb"]:
                give(word, Role.GOVERN)
    for word in cues["nominal"]:
        give(word, Role.NOMINAL)
    for word in cues["function"]:
        give(word, Role.FUNCTION)
    for word in cues["work"]:
        give(word, Role.WORK)
    for word in cues["part"]:
        give(word, Role.PART)
    suffixes: dict[str, Suffix] = {}
    for row in rows("suffixes.tsv", ("suffix", "group", "types", "example", "counter")):
        text = row["suffix"]
        suffixes[text] = Suffix(
            text,
            row["group"],
            _types(row["types"], f"suffixes.tsv, {text}"),
            row["example"],
            tuple(filter(None, row["counter"].split("|"))),
        )
        if row["group"] != NATURE:
            give(text, Role.SUFFIX)
    heads = {
        row["head"]: _types(row["types"], f"heads.tsv, {row['head']}")
        for row in rows("heads.tsv", ("head", "types", "example"))
    }
    bodies = {
        row["word"]: _types(row["types"], f"bodies.tsv, {row['word']}")
        for row in rows("bodies.tsv", ("word", "types"))
    }
    for word in bodies:
        roles[word] = Role.BODY
    status = {row["word"]: Status(row["status"]) for row in rows("status.tsv", ("word", "status"))}
    for word in status:
        if Role.WORK not in roles.get(word, ""):
            give(word, Role.GOVERN)
    refused = frozenset(
        word
        for word in (folder / "names_not.txt").read_text(encoding="utf-8").split("\n")
        if word and not word.startswith("#")
    ) | frozenset(word for suffix in suffixes.values() for word in suffix.counter)
    return NameLexicon(roles, suffixes, heads, status, bodies, cues, refused)
