"""The words of a Chinese question that an answer must bear out."""

from __future__ import annotations

import re
from functools import cache

from gwr_graph.lexicon import glossary, question_words, segmenting
from gwr_graph.lexicon.tsv import rows
from gwr_graph.questions.asking_words import idle
from gwr_graph.questions.term import NOUN, VERB, Term

_NOUNS = frozenset("t n nr nrt ns nt nz nrfg ng an j l i b eng s g vg".split())
_PROPER = frozenset("nr nrt ns nt nz nrfg".split())
_VERBS = frozenset("v vn a ad vd z".split())
_LEAST_SPLIT = 2
_IS_WHO = re.compile("是(?:谁|哪位)|(?:叫|姓)(?:谁|什么|啥)")
_WHICH_ONE = re.compile("(?:哪[个支家位所款]|什么|啥)$")


def chinese(run: str, offset: int) -> list[Term]:
    found = []
    words = segmenting.tag(run)
    end = offset
    for at, (word, tag) in enumerate(words):
        start, end = end, end + len(word)
        if word in _directions():
            continue
        known = word in glossary.synonyms()
        if len(word) == _LEAST_SPLIT and not known and word not in _used():
            found += _characters(word, start)
        before = words[at - 1] if at else ("", "")
        if len(word) == len(before[0]) == 1 and known and not _says(before[0]):
            whole = before[0] + word  # 抹茶, which no dictionary has
            found.append(Term(whole, (whole,), NOUN, False, start - 1, end))
            continue
        asked = _IS_WHO.match(run, end - offset) is not None
        asked |= (
            len(word) == 1 and tag == "n" and _WHICH_ONE.search(run[: start - offset]) is not None
        )
        if not asked and not known and (len(word) < 2 or _only_idle(word)):
            continue
        forms = glossary.synonyms().get(word, ())
        if tag in _NOUNS or (len(word) == 1 and tag not in _VERBS):
            weight = NOUN
        elif tag in _VERBS or forms:
            weight = VERB
        else:
            continue
        after = words[at + 1][0] if at + 1 < len(words) else ""
        weight = NOUN if asked else weight
        named = asked or tag in _PROPER or (bool(after) and after in _endings())
        loose = not named and not forms and word not in _used()
        forms = (word, *(form for form in forms if form != word))
        found.append(Term(word, forms, weight, loose, start, end))
    return found


@cache
def _directions() -> frozenset[str]:
    """Return the words that ask for growth or a level, and name nothing: 盘子."""
    return frozenset(
        word for row in question_words.load() if row.slot == "direction" for word in row.words
    )


def _says(character: str) -> bool:
    """True where a character is a word of its own here: one that asks, or that reports write so."""
    return character in idle("zh") or character in glossary.synonyms()


def _characters(word: str, start: int) -> list[Term]:
    """Return the first character of what is no word, where it alone tells something: 羊 in 羊要."""
    first, rest = word[0], word[1:]
    if first not in glossary.synonyms() or rest not in idle("zh"):
        return []
    forms = tuple(dict.fromkeys((first, *glossary.synonyms()[first])))
    return [Term(first, forms, NOUN, False, start, start + 1)]


@cache
def _used() -> frozenset[str]:
    """Return the words that several reports use."""
    return frozenset(row["word"] for row in rows("common.tsv", ("word", "reports", "tag")))


@cache
def _endings() -> frozenset[str]:
    """Return the words that end names of places and bodies."""
    columns = ("suffix", "group", "types", "example", "counter")
    return frozenset(row["suffix"] for row in rows("suffixes.tsv", columns))


def _only_idle(word: str) -> bool:
    """True where words that ask, or say nothing, make up the whole of ``word``."""
    known = idle("zh")
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(
            reached[start] and word[start:end] in known for start in range(max(0, end - 6), end)
        )
    return reached[-1]
