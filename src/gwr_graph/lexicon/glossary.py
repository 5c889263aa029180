"""Words of questions and the words of Chinese reports that they stand for.

``english`` reads data/lexicon/glossary.tsv, ``synonyms`` data/lexicon/synonyms.tsv, ``idle``
data/lexicon/idle_words.tsv. English words stand there in their base form: ``base_forms`` says
which base forms a word of a question may have, ``chinese`` looks all of them up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows

_LANGUAGES = ("en", "zh")
_VOWELS = frozenset("aeiouy")
# American spellings, which the glossary holds in the British form
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})iz(?=e$|ed$|es$|ing$|er$|ers$|ation$|ations$)"), "is"),
    (re.compile(r"^center"), "centre"),
    (re.compile(r"^program(?=s?$)"), "programme"),
    (re.compile(r"^(lab|hon|harb|neighb|endeav)or(?=$|s$|ed$|ing$|hoods?$)"), r"\1our"),
)


def _table(name: str, word: str, stands_for: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(name, (word, stands_for, "example")):
        key, cell = row[word], row[stands_for]
        alternatives = () if cell == "-" else tuple(cell.split("|"))
        broken = not cell or "" in alternatives or len(set(alternatives)) < len(alternatives)
        if broken or key in found or key != key.lower() or not row["example"]:
            raise DataError(f"{name}: {key}: said twice or incomplete; correct the line")
        found[key] = alternatives
    return MappingProxyType(found)


@cache
def english() -> Mapping[str, tuple[str, ...]]:
    """Return English word or phrase (lower case, base form) → Chinese words, the likeliest first.

    Raise DataError where the file is broken.
    """
    return _table("glossary.tsv", "english", "chinese")


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return Chinese word as people ask → words as reports write, the likeliest first.

    Raise DataError where the file is broken.
    """
    return _table("synonyms.tsv", "word", "reports_write")


@cache
def idle(lang: str) -> frozenset[str]:
    """Return the words of a question that need not stand in the text; ``lang`` is "en" or "zh".

    English words are lower case. Raise DataError where the file is broken or the language unknown.
    """
    if lang not in _LANGUAGES:
        raise DataError(f"idle_words.tsv: no language {lang}; ask for {' or '.join(_LANGUAGES)}")
    seen: set[tuple[str, str]] = set()
    for row in rows("idle_words.tsv", ("lang", "word")):
        pair = (row["lang"], row["word"])
        if pair[0] not in _LANGUAGES or not pair[1] or pair in seen or pair[1] != pair[1].lower():
            said = " ".join(pair)
            raise DataError(f"idle_words.tsv: {said}: said twice or incomplete; correct the line")
        seen.add(pair)
    return frozenset(word for language, word in seen if language == lang)


def base_forms(word: str) -> tuple[str, ...]:
    """Return what ``word`` may be a form of, itself first: plurals, -ing, -ed, -er; lower case.

    American spellings give the British one as well. Of a phrase the last word is taken back, and
    the first one (new parks → new park; laying pipes → lay pipe). They are guesses: look them up.
    """
    first, *rest = word.lower().split() or [""]
    if not rest:
        return _forms_of(first)
    between, last = rest[:-1], rest[-1]
    found = [
        " ".join((start, *between, end)) for start in _forms_of(first) for end in _forms_of(last)
    ]
    return tuple(dict.fromkeys(found))


def chinese(word: str) -> tuple[str, ...]:
    """Return the Chinese words for an English word or phrase in any form; () if none is known."""
    known = english()
    return next((known[form] for form in base_forms(word) if form in known), ())


@cache
def _forms_of(word: str) -> tuple[str, ...]:
    spellings = [word]
    for pattern, british in _BRITISH:
        spellings.append(pattern.sub(british, word))
    found: list[str] = list(dict.fromkeys(spellings))
    for spelling in tuple(found):
        bare = re.sub(r"['’]s?$", "", spelling)
        found.append(bare)
        for rule in _RULES:
            found.extend(rule(bare))
    return tuple(dict.fromkeys(form for form in found if len(form) > 1 or form == word))


def _plural(word: str) -> list[str]:
    if not word.endswith("s") or word.endswith("ss") or len(word) < 4:
        return []
    found = [word[:-1]]
    if word.endswith("ies"):
        found.insert(0, word[:-3] + "y")
    elif word.endswith("ves"):
        found += [word[:-3] + "f", word[:-3] + "fe"]
    elif word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("ers"):
        found += _suffix("er")(word[:-1])
    return found


def _suffix(ending: str) -> Callable[[str], list[str]]:
    def strip(word: str) -> list[str]:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2 or not _VOWELS.intersection(stem):
            return []
        if ending != "ing" and stem.endswith("i"):
            return [stem[:-1] + "y"]
        # running → run before runn; making → make and mak
        doubled = [stem[:-1]] if stem[-1] == stem[-2] and stem[-1] not in _VOWELS else []
        return [*doubled, stem, stem + "e"]

    return strip


_RULES: tuple[Callable[[str], list[str]], ...] = (
    _plural,
    _suffix("ing"),
    _suffix("ed"),
    _suffix("er"),
)
