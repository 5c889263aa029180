"""Words that decide what a number measures (data/lexicon/measure_cues.yaml), by role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_type_hints

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tables import mapping

_NAME = "measure_cues.yaml"


@dataclass(frozen=True, slots=True)
class MeasureCues:
    """The lists of the file; patterns are compiled, alternations longest word first."""

    not_after: frozenset[str]
    period_before: frozenset[str]
    term_after: tuple[str, ...]
    people_after: re.Pattern[str]
    index_before: re.Pattern[str]
    people_before: tuple[str, ...]
    after_bare: tuple[str, ...]
    chinese_units: tuple[str, ...]
    chinese_not_after: frozenset[str]
    after_tenth: frozenset[str]
    fixed: re.Pattern[str]
    bound_before: Mapping[str, tuple[str, ...]]
    bound_after: Mapping[str, tuple[str, ...]]
    copula: tuple[str, ...]
    adverb: tuple[str, ...]
    increase_verb: tuple[str, ...]
    decrease_verb: tuple[str, ...]
    increase_head: tuple[str, ...]
    decrease_head: tuple[str, ...]
    growth_not: tuple[str, ...]
    growth_noun: tuple[str, ...]
    decline_noun: tuple[str, ...]
    relational: tuple[str, ...]
    lead: tuple[str, ...]
    verb: tuple[str, ...]
    outcome: tuple[str, ...]
    money_noun: tuple[str, ...]
    deng_before: frozenset[str]
    deng_after: frozenset[str]
    quantity_head: re.Pattern[str]
    shared_start: tuple[str, ...]
    driving: tuple[str, ...]
    verb_not: tuple[str, ...]
    spec_before: tuple[str, ...]
    introducing: tuple[str, ...]
    backing: tuple[str, ...]
    wholly: tuple[str, ...]
    owned_head: tuple[str, ...]
    describing: tuple[str, ...]
    topic_end: tuple[str, ...]
    mark_noun: tuple[str, ...]
    aside: tuple[str, ...]
    rate_not: tuple[str, ...]
    guard: Mapping[str, str]
    lead_guard: Mapping[str, str]
    outcome_guard: Mapping[str, str]
    lasting: tuple[str, ...]
    shared_head: tuple[str, ...]
    due: Mapping[str, tuple[int, int]]


_HINTS = get_type_hints(MeasureCues)
_LISTS = tuple(name for name, kind in _HINTS.items() if kind == tuple[str, ...])
_LETTERS = tuple(name for name, kind in _HINTS.items() if kind == frozenset[str])
_PATTERNS = tuple(name for name, kind in _HINTS.items() if kind == re.Pattern[str])


def _words(value: str) -> tuple[str, ...]:
    """A list of words, longest first, each once."""
    return tuple(sorted(set(value.split()), key=lambda word: (-len(word), word)))


def alternation(
    words: tuple[str, ...],
    before: Mapping[str, str] | None = None,
    behind: Mapping[str, str] | None = None,
) -> str:
    """Return words as one regular expression group, tried in the order given.

    ``before`` and ``behind`` give for some words the characters that may not stand beside them.
    """
    parts = []
    for word in words:
        no_before = before.get(word) if before else None
        no_behind = behind.get(word) if behind else None
        parts.append(
            (f"(?<![{no_before}])" if no_before else "")
            + re.escape(word)
            + (f"(?![{no_behind}])" if no_behind else "")
        )
    return "(?:" + "|".join(parts) + ")"


@cache
def load() -> MeasureCues:
    """Return the cues; raise DataError where the file is broken."""
    raw = mapping(_NAME)
    try:
        lists = {name: _words(raw[name]) for name in _LISTS}
        letters = {name: frozenset(raw[name]) for name in _LETTERS}
        patterns = {name: re.compile(raw[name]) for name in _PATTERNS}
        bounds = {
            name: {role: _words(words) for role, words in raw[name].items()}
            for name in ("bound_before", "bound_after")
        }
        guards = {
            name: {word: str(letters) for word, letters in raw[name].items()}
            for name in ("guard", "lead_guard", "outcome_guard")
        }
        due = {word: (int(month), int(day)) for word, (month, day) in raw["due"].items()}
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise DataError(f"{_NAME}: cannot be read: {error}; correct the file") from error
    return MeasureCues(**lists, **letters, **patterns, **bounds, **guards, due=due)  # type: ignore[arg-type]
