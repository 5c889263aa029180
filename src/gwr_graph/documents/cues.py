"""The words by which a report's parts are recognised, from ``data/lexicon/document.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tables import mapping

GROUPS = ("lines", "front", "headings", "kinds")


@dataclass(frozen=True, slots=True)
class Cue:
    """One regular expression with the examples that it must and must not match."""

    name: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def _raw() -> Mapping[str, Any]:
    data = mapping("document.yaml")
    if any(group not in data for group in GROUPS):
        raise DataError(f"document.yaml: needs the groups {', '.join(GROUPS)}")
    return data


@cache
def cues() -> Mapping[str, Cue]:
    """Return every cue by its name."""
    found: dict[str, Cue] = {}
    for group in GROUPS:
        for name, entry in _raw()[group].items():
            try:
                pattern = re.compile(entry["pattern"])
                found[name] = Cue(name, pattern, tuple(entry["matches"]), tuple(entry["misses"]))
            except (KeyError, TypeError, re.error) as problem:
                raise DataError(f"document.yaml: cue {group}/{name}: {problem}") from problem
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the compiled expression of the cue ``name``; KeyError where there is none."""
    return cues()[name].pattern


@cache
def reduplicated() -> frozenset[str]:
    """Return the characters that a word may rightly double."""
    return frozenset(_raw()["reduplicated"])
