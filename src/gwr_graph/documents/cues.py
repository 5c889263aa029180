"""The words by which a report's parts are recognised, from ``data/lexicon/document.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gwr_graph import resources
from gwr_graph.errors import DataError

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
    import yaml  # noqa: PLC0415

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = resources.path("data", "lexicon", "document.yaml")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  (safe loaders)
    except (OSError, yaml.YAMLError) as problem:
        raise DataError(f"{path.name}: cannot be read: {problem}; reinstall gwr-graph") from problem
    if not isinstance(data, dict) or any(group not in data for group in GROUPS):
        raise DataError(f"{path.name}: needs the groups {', '.join(GROUPS)}")
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
