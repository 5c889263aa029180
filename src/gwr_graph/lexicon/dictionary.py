"""English words that the glossary lacks, in the Chinese words that a dictionary gives for them.

data/lexicon/dictionary/english.tsv is made from CC-CEDICT (CC BY-SA 4.0) by
scripts/make_dictionary.py. It is broad and knows nothing of reports: what it says is a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import glossary

_HEADER = b"english\tchinese"


@cache
def _lines() -> list[bytes]:
    """Return the sorted lines of the file: kept as they are, since few are ever looked up."""
    path = resources.path("data", "lexicon", "dictionary", "english.tsv")
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise DataError(f"{path.name}: cannot be read ({error.strerror}); reinstall") from error
    if len(lines) < 2 or lines[1] != _HEADER:
        raise DataError(f"{path.name}:2: header must be english chinese; reinstall")
    return lines[2:]


@cache
def english_to_chinese(word: str) -> tuple[str, ...]:
    """Return the Chinese words for an English word or phrase of two in any form, those of most
    reports first; () if none is known. Raise DataError where the file cannot be used."""
    lines = _lines()
    for form in glossary.base_forms(word):
        start = f"{form}\t".encode()
        at = bisect_left(lines, start)
        if at < len(lines) and lines[at].startswith(start):
            return tuple(lines[at].removeprefix(start).decode().split("|"))
    return ()
