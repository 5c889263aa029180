"""English words as questions use them for Chinese names (data/lexicon/english.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows

_COLUMNS = ("english", "chinese", "example", "name")


@dataclass(frozen=True, slots=True)
class Word:
    """``english`` (lower case, words apart) may stand for each of ``chinese``; "" is nothing at all.

    ``example`` is an English form of the Chinese ``name``.
    """

    english: str
    chinese: tuple[str, ...]
    example: str
    name: str


@cache
def load() -> Mapping[str, Word]:
    """Return English → Word in the order of the file; raise DataError where it is broken."""
    found: dict[str, Word] = {}
    for row in rows("english.tsv", _COLUMNS):
        english = row["english"]
        if english in found or english != english.lower() or not row["chinese"]:
            raise DataError(f"english.tsv: {english}: said twice or incomplete; correct the line")
        chinese = tuple("" if zh == "-" else zh for zh in row["chinese"].split("|"))
        found[english] = Word(english, chinese, row["example"], row["name"])
    return MappingProxyType(found)
