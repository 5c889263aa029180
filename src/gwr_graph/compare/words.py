"""Words that decide whether two statements speak of the same thing (data/lexicon/compare.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

import ahocorasick

from gwr_graph.errors import DataError
from gwr_graph.lexicon import measure_cues, names
from gwr_graph.lexicon.tables import mapping

_FILE = "compare.yaml"
_MARKS = re.compile(r"[\s“”‘’《》（）()]")
_NOT_WORDS = re.compile(r"[^一-鿿A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of the file, joined with those of names and measures where these say the same.

    ``end`` matches what may be taken off the end of a name, ``verbs`` a verb in front of what is
    counted, ``growth`` words of growth behind it, ``stock`` words before a number that make it a
    total. ``blanks`` are stock phrases and verbs, by which nothing is told.
    """

    end: re.Pattern[str]
    phase: re.Pattern[str]
    yearly: re.Pattern[str]
    numeral: re.Pattern[str]
    achieving: re.Pattern[str]
    firm_tail: re.Pattern[str]
    honour_start: re.Pattern[str]
    verbs: re.Pattern[str]
    growth: re.Pattern[str]
    total_before: re.Pattern[str]
    house: tuple[str, ...]
    village: tuple[str, ...]
    common_name: frozenset[str]
    neutral: frozenset[str]
    removing: frozenset[str]
    making: frozenset[str]
    general: frozenset[str]
    work_head: tuple[str, ...]
    wide: tuple[str, ...]
    shares: frozenset[str]
    unit: Mapping[str, str]
    blanks: ahocorasick.Automaton


_LISTS = (
    "tail firm_tail house village common_name neutral removing loose wide general_head work_head "
    "object_work growth_tail total_before not_total honour_start shares stock"
).split()


def alternation(words: Iterable[str]) -> str:
    """Return the words as a regular expression, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))


@cache
def load() -> Words:
    """Return the words; raise DataError where the file is broken."""
    raw = mapping(_FILE)
    try:
        lists = {name: tuple(raw[name].split()) for name in _LISTS}
        phase, yearly, numeral = (re.compile(raw[n]) for n in ("phase", "yearly", "numeral"))
        unit = {word: group for group, words in raw["same_unit"].items() for word in words.split()}
        achieving = re.compile(raw["achieving"])
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise DataError(f"{_FILE}: cannot be read: {error}; correct the file") from error
    cues, lexicon = measure_cues.load(), names.load()
    work = {
        word
        for word, roles in lexicon.roles.items()
        if names.Role.WORK in roles and not word.startswith(lists["object_work"])
    }
    blanks = ahocorasick.Automaton()
    for word in lists["stock"]:
        blanks.add_word(word, len(word))
    for word, roles in lexicon.roles.items():
        if names.Role.GOVERN in roles and len(word) > 1:
            blanks.add_word(word, len(word))
    blanks.make_automaton()
    growth = {*cues.increase_verb, *cues.decrease_verb, *cues.adverb, *lists["growth_tail"]}
    front = {*cues.verb, *cues.lead, *lists["neutral"], *lists["removing"], *lists["loose"]}
    total = {*cues.copula, *lists["total_before"]} - {*lists["not_total"]}
    return Words(
        end=re.compile(f"(?:{alternation({*work, *lists['tail']})}|{phase.pattern})$"),
        phase=re.compile(f"(?:{phase.pattern})$"),
        yearly=yearly,
        numeral=numeral,
        achieving=achieving,
        firm_tail=re.compile(f"(?:{alternation(lists['firm_tail'])})$"),
        honour_start=re.compile(
            f"^(?:{alternation({*lexicon.cues['level'], *lists['honour_start']})})+"
        ),
        verbs=re.compile(f"(?!{alternation(cues.verb_not)})({alternation(front)})"),
        growth=re.compile(f"(?:{alternation(growth)})$"),
        total_before=re.compile(f"(?:{alternation(total)})$"),
        house=lists["house"],
        village=lists["village"],
        common_name=frozenset(lists["common_name"]),
        neutral=frozenset(lists["neutral"]),
        removing=frozenset(lists["removing"]),
        making=frozenset(cues.verb),
        general=frozenset(lists["general_head"]),
        work_head=lists["work_head"],
        wide=lists["wide"],
        shares=frozenset(lists["shares"]),
        unit=unit,
        blanks=blanks,
    )


def bare(text: str) -> str:
    """Return a text without quotation marks, brackets and spaces."""
    return _MARKS.sub("", text)


def plain(text: str) -> str:
    """Return a text also without the numeral of a yearly list (民生“十件实事” → 民生实事)."""
    return load().numeral.sub("", bare(text))


def letters(text: str) -> str:
    """Return only what is a word, without digits and marks."""
    return _NOT_WORDS.sub("", text)


@lru_cache(maxsize=1024)
def telling(text: str) -> tuple[str, ...]:
    """Return the stretches of words in a text that are no verbs and no stock phrases."""
    left, at = [], 0
    for last, length in load().blanks.iter_long(text):
        left.append(text[at : last + 1 - length])
        at = last + 1
    left.append(text[at:])
    return tuple(run for part in left for run in _NOT_WORDS.split(part) if run)


def pieces(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of what tells in a text."""
    return frozenset(run[i : i + 2] for run in telling(text) for i in range(len(run) - 1))


def longest(a: str, b: str) -> str:
    """Return the longest stretch of what tells in both texts, "" where there is none."""
    left, right = " ".join(telling(a)), "|".join(telling(b))
    found = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return left[found.a : found.a + found.size]
