"""Which kinds of things a question asks for: bridges in 哪些桥, towns in which two towns."""

from __future__ import annotations

import re
from functools import cache

from gwr_graph.lexicon import cues, glossary, kinds, question_words
from gwr_graph.questions.english_terms import is_noun, is_verb

# how many characters may stand between the kind asked for and the word that asks
_GAP = 4
_GAP_IN_ENGLISH = 40
_MOST_WORDS_BETWEEN = 4
_BORDERS = "的了些个家条座所名里内年都是有和与及在区县市镇省国"
_JOINED = re.compile(r"[、和与及或,\s]+(?:and|or)?\s*")
_OPENING = re.compile(r"^(?:\s+(?:is|was|are|were|of))?(?:\s+(?:the|these|those|their|its))?\s*")
HOW_MANY = re.compile(r"\b(?:how many|number of)\b", re.IGNORECASE)
# classes of bodies, which are named with what they are: leading firms
_NAMED = frozenset(("Enterprise", "Institution", "Person"))
_ALONE = re.compile("哪(?:几|些)个?(?:的?名|[？?。]|$)")


def asked_for(left: str, lang: str) -> tuple[list[kinds.Said], list[kinds.Said]]:
    """Return the words for kinds that are asked for in what is left of a question without its
    names, and the others."""
    asked: list[kinds.Said] = []
    others: list[kinds.Said] = []
    for word in kinds.said_in(left):
        if lang == "en" and _of_a_phrase(left, word):
            continue
        joined = asked and _JOINED.fullmatch(left[asked[-1].end : word.start])
        if joined or (_in_english(left, word) if lang == "en" else _in_chinese(left, word)):
            asked.append(word)
        else:
            others.append(word)
    if not asked and others:
        asked, others = _named_before(left, others)
    return asked, others


def _in_chinese(left: str, word: kinds.Said) -> bool:
    after = _stands_alone(left, word) and _after(_GAP).search(left[word.end :])
    return bool(after or _before(_GAP).search(left[: word.start]))


def _in_english(left: str, word: kinds.Said) -> bool:
    """True where the phrase behind a word that asks ends in the word: which overseas cities."""
    if _after(_GAP).search(left[word.end :]):
        return True
    found = list(_english_before().finditer(left[: word.start]))
    if not found:
        return False
    between = _OPENING.sub("", left[found[-1].end() : word.start])
    short = len(between) <= _GAP_IN_ENGLISH and len(between.split()) <= _MOST_WORDS_BETWEEN
    verbs = any(is_verb(word) for word in between.split())
    return short and not verbs and not cues.pattern("ends-phrase").search(between)


def _named_before(left: str, others: list[kinds.Said]) -> tuple[list[kinds.Said], list[kinds.Said]]:
    """Return the last kind before a word that asks alone: 科教项目，今年点了哪几个的名."""
    alone = _ALONE.search(left)
    before = [word for word in others if alone and word.end <= alone.start()]
    if not before or not _stands_last(left, before[-1]):
        return [], others
    return before[-1:], [word for word in others if word is not before[-1]]


def _stands_last(left: str, word: kinds.Said) -> bool:
    """True where a word ends its clause."""
    return bool(re.match(r"\s*(?:里|中|当中|之中|里头)?\s*[，,：:]", left[word.end :]))


def _stands_alone(text: str, word: kinds.Said) -> bool:
    """True where a word for a kind is no end of a longer word: 中心 in 职教中心 is."""
    before = text[word.start - 1 : word.start]
    if before == "\u25a1":
        return False  # the end of a name
    return not before or before in _BORDERS or not re.match("[\u3400-\u9fff]", before)


def _of_a_phrase(text: str, word: kinds.Said) -> bool:
    """True where an English word for a kind is part of a phrase that says something else: school
    places, city standard."""
    after = re.match(r" ([A-Za-z-]+)", text[word.end :])
    own = text[word.start : word.end]
    if after and not own.endswith("s") and is_noun(after[1]):
        return True
    before = re.search(r"([A-Za-z-]+) $", text[: word.start])
    if before and _says_else(text, f"{before[1]} {own}".lower(), word.kind):
        return True
    phrases = [f"{own} {after[1]}"] if after else []
    return any(
        form not in word.kind.words and form in glossary.english()
        for phrase in phrases
        for form in glossary.base_forms(phrase.lower())
    )


def _says_else(text: str, phrase: str, kind: kinds.Kind) -> bool:
    """True where a known phrase that ends in a word for a kind is no such thing (school places), or
    is counted: how many office buildings."""
    forms = glossary.chinese(phrase)
    if not forms or any(form in kind.words for form in glossary.base_forms(phrase)):
        return False
    if _NAMED.isdisjoint(kind.classes):
        return True
    named = tuple(word for word in kind.words if not word.isascii())
    return HOW_MANY.search(text) is not None or not forms[0].endswith(named)


@cache
def _before(gap: int) -> re.Pattern[str]:
    words = question_words.side("before")
    return re.compile(rf"(?:{words})[^，。？?,.到]{{0,{gap}}}$", re.IGNORECASE)


@cache
def _english_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{question_words.side('before')})(?=\s)", re.IGNORECASE)


@cache
def _after(gap: int) -> re.Pattern[str]:
    words = question_words.side("after")
    return re.compile(rf"^[^，。？?,.]{{0,{gap}}}?(?:{words})", re.IGNORECASE)
