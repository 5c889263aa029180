"""The words of an English question, in the words Chinese reports write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gwr_graph.lexicon import dictionary, glossary, indicators, segmenting
from gwr_graph.questions.asking_words import idle
from gwr_graph.questions.term import NOUN, UNKNOWN, VERB, Term

_VERBS = frozenset("v a ad vd z".split())
_MOST_WORDS = 5
_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z0-9.'’]*[A-Za-z0-9])?(?:-[A-Za-z0-9]+)*|\d[\d.,]*")
_CODE = re.compile(r"[A-Z]+\d[A-Za-z\d]*|[A-Z]{2,}")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9.'’]*")


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text; one with hyphens that is not known as it is by its parts."""
    for match in _TOKEN.finditer(text):
        word = match[0].lower()
        if "-" in word and _known(word) is None and _known(word.replace("-", " ")) is None:
            yield from _PART.finditer(text, match.start(), match.end())
        else:
            yield match


def english(text: str) -> list[Term]:
    tokens = list(_tokens(text))
    found: list[Term] = []
    at = 0
    while at < len(tokens):
        size, forms = _phrase(text, tokens, at)
        start, end = tokens[at].start(), tokens[at + size - 1].end()
        words = text[start:end]
        if forms:
            weight = VERB if _is_verb(words, forms[0]) else NOUN
            found.append(Term(words, forms, weight, False, start, end))
        elif forms is None and not _idle_word(words):
            loose = not (words[0].isupper() and start > 0)
            own: tuple[str, ...] = (words,) if _CODE.fullmatch(words) else ()
            if loose and not own:
                size, own = _guessed(text, tokens, at)
                end = tokens[at + size - 1].end()
            weight = UNKNOWN if loose else NOUN
            found.append(Term(text[start:end], own, weight, loose, start, end))
        at += size
    return found


def is_noun(word: str) -> bool:
    """True where an English word is known, and not as a verb."""
    forms = _known(word.lower())
    return bool(forms) and not _idle_word(word) and not _is_verb(word, forms[0] if forms else "")


def is_verb(word: str) -> bool:
    """True where an English word is known as a verb: renovates, but not planned or new."""
    forms = _known(word.lower())
    return bool(forms) and word.lower().endswith("s") and _is_verb(word, forms[0] if forms else "")


def _is_verb(word: str, chinese: str) -> bool:
    tag = "n" if chinese in _measured() else _tag(chinese)
    return tag in _VERBS or (tag == "vn" and word.lower().endswith(("ed", "ing")))


@cache
def _measured() -> frozenset[str]:
    """Return the words for sums of money in which names of indicators end: 收入, which is a verb to
    dictionaries."""
    return frozenset(
        one.label[-2:] for one in indicators.load().values() if one.unit in ("元", "美元")
    )


@cache
def _tag(word: str) -> str:
    """Return the part of speech of a Chinese word, "n" where it is several."""
    found = segmenting.tag(word)
    return str(found[0][1]) if len(found) == 1 else "n"


def _phrase(text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, tuple[str, ...] | None]:
    """Return how many tokens the longest known phrase takes and what it stands for, None where
    nothing is known of the word."""
    for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        between = text[tokens[at].start() : tokens[at + size - 1].end()]
        if size > 1 and not re.fullmatch(r"[A-Za-z0-9.'’\- ]+", between):
            continue
        phrase = re.sub(r"\s+", " ", between.lower())
        for form in (
            phrase,
            phrase.replace("-", " "),
            phrase.removesuffix("'s").removesuffix("’s"),
        ):
            if size == 1 and _idle_word(form):
                return size, ()
            known = _known(form)
            if known is not None:
                return size, known
    return 1, None


def _guessed(text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many unknown tokens, two at most, the dictionary knows and what it gives for them;
    1 and nothing where it does not know the first."""
    pair = tokens[at : at + 2]
    between = text[pair[0].end() : pair[-1].start()] if len(pair) > 1 else ""
    if between == " " and _known(pair[1][0]) is None and not _idle_word(pair[1][0]):
        forms = dictionary.english_to_chinese(f"{pair[0][0]} {pair[1][0]}")
        if forms:
            return 2, forms
    return 1, dictionary.english_to_chinese(pair[0][0])


def _known(phrase: str) -> tuple[str, ...] | None:
    for form in glossary.base_forms(phrase):
        if form in glossary.english():
            return glossary.english()[form]
    return None


def _idle_word(word: str) -> bool:
    low = word.lower().removesuffix("'s").removesuffix("’s").strip(".'’")
    return low in idle("en") or len(low) < 2
