"""The words of the interface, in Chinese and English: ``words/<page>.tsv`` with key, zh, en."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gwr_graph.errors import DataError

FOLDER = Path(__file__).resolve().parent / "words"
LANGUAGES = ("zh", "en")
BASE = "base"
_HEADER = ["key", *LANGUAGES]


@cache
def load(page: str) -> Mapping[str, Mapping[str, str]]:
    """Return key → language → words of ``words/<page>.tsv``, empty where there is no such file.

    Raise DataError where a line is broken.
    """
    path = FOLDER / f"{page}.tsv"
    if not path.is_file():
        return MappingProxyType({})
    found: dict[str, Mapping[str, str]] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if number == 1 and cells != _HEADER:
            raise DataError(f"{path.name}:1: the header must be {' '.join(_HEADER)}")
        if number == 1 or not line.strip():
            continue
        if len(cells) != len(_HEADER) or not all(cell.strip() for cell in cells):
            raise DataError(f"{path.name}:{number}: want a key and its words in zh and en")
        if cells[0] in found:
            raise DataError(f"{path.name}:{number}: {cells[0]} is there already")
        found[cells[0]] = MappingProxyType(dict(zip(LANGUAGES, cells[1:], strict=True)))
    return MappingProxyType(found)


def of_page(page: str, lang: str) -> dict[str, str]:
    """Return key → words in ``lang`` that a page may use: its own before those of all pages."""
    return {key: words[lang] for key, words in {**load(BASE), **load(page)}.items()}
