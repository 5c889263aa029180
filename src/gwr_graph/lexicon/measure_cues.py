"""Words that decide what a number measures (data/lexicon/measure_cues.yaml), by role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from gwr_graph import resources
from gwr_graph.errors import DataError

_NAME = "measure_cues.yaml"


@dataclass(frozen=True, slots=True)
class MeasureCues:
    """The lists of the file; patterns are compiled, alternations longest word first."""

    not_after: frozenset[str]
    period_before: frozenset[str]
    term_after: tuple[str, ...]
    people_after: re.Pattern[str]
    index_before: re.Pattern[str]
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
    owned_head: tuple[str, ...]
    describing: tuple[str, ...]
    topic_end: tuple[str, ...]
    mark_noun: tuple[str, ...]
    aside: tuple[str, ...]
    rate_not: tuple[str, ...]
    guard: Mapping[str, str]
    due: Mapping[str, tuple[int, int]]


def _words(value: str) -> tuple[str, ...]:
    """A list of words, longest first, each once."""
    return tuple(sorted(set(value.split()), key=lambda word: (-len(word), word)))


def alternation(words: tuple[str, ...], guard: Mapping[str, str] | None = None) -> str:
    """Return words as one regular expression group, tried in the order given.

    ``guard`` gives for some words the characters that may not stand right before them.
    """
    parts = []
    for word in words:
        letters = guard.get(word) if guard else None
        parts.append((f"(?<![{letters}])" if letters else "") + re.escape(word))
    return "(?:" + "|".join(parts) + ")"


@cache
def load() -> MeasureCues:
    """Return the cues; raise DataError where the file is broken."""
    path = resources.path("data", "lexicon", _NAME)
    try:
        raw: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506
        lists = {
            name: _words(raw[name])
            for name in (
                "term_after after_bare chinese_units copula adverb increase_verb decrease_verb "
                "increase_head decrease_head growth_not growth_noun decline_noun relational lead "
                "verb outcome money_noun shared_start driving verb_not spec_before introducing owned_head describing topic_end mark_noun aside rate_not"
            ).split()
        }
        letters = {
            name: frozenset(raw[name])
            for name in (
                "not_after period_before chinese_not_after after_tenth deng_before deng_after"
            ).split()
        }
        patterns = {
            name: re.compile(raw[name])
            for name in "people_after index_before fixed quantity_head".split()
        }
        bounds = {
            name: {role: _words(words) for role, words in raw[name].items()}
            for name in ("bound_before", "bound_after")
        }
        guard = {word: str(letters) for word, letters in raw["guard"].items()}
        due = {word: (int(month), int(day)) for word, (month, day) in raw["due"].items()}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, re.error) as error:
        raise DataError(f"{_NAME}: cannot be read: {error}; correct the file") from error
    return MeasureCues(**lists, **letters, **patterns, **bounds, due=due, guard=guard)  # type: ignore[arg-type]


def _loader() -> Any:
    """The loader in C where the library has it: the same result, ten times sooner."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
