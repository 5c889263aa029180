"""From a question to a plan: its names by lookup, its words by the list of question words."""

from __future__ import annotations

import re

from gwr_graph import lookup
from gwr_graph.lexicon import question_words
from gwr_graph.lookup import How, Index, Mention
from gwr_graph.model import Direction, Stance
from gwr_graph.questions.plan import Aim, Plan

_BLANK = "\u25a1"  # no letter: what stands on both sides of a name is not one word
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read(index: Index, question: str, year: int) -> Plan:
    """Return what a question asks for; ``year`` is what it calls 今年, this year."""
    mentions = lookup.mentions_in(index, question)
    left = question
    for mention in mentions:
        if not _says_a_class(mention):
            blank = _BLANK * (mention.end - mention.start)
            left = left[: mention.start] + blank + left[mention.end :]
    said = _said(left)
    years = {int(found) for found in _YEAR.findall(left)}
    years |= {year + int(offset) for offset in said["year"]}
    return Plan(
        question=question,
        lang=language(question),
        mentions=mentions,
        aims=tuple(aim for aim in Aim if aim in said["aim"]),
        classes=tuple(said["class"]),
        stances=tuple(stance for stance in Stance if stance in said["stance"]),
        directions=tuple(way for way in Direction if way.value in said["direction"]),
        years=tuple(sorted(years)),
        left=left,
    )


def _says_a_class(mention: Mention) -> bool:
    """True where a word that speaks for a theme, or is an indicator too, asks for a class: 企业."""
    if mention.matches and mention.matches[0].how is How.CUE:
        return True
    patterns = question_words.patterns()
    return any(s == "class" and pattern.fullmatch(mention.text) for s, _, pattern in patterns)


def language(question: str) -> str:
    """Return "en" for a question in English, Chinese names in it or not, else "zh"."""
    words = len(re.findall(r"[A-Za-z]{2,}", question))
    characters = len(re.findall(r"[\u3400-\u9fff]", question))
    return "en" if words >= 2 and words * 2 > characters else "zh"


def _said(text: str) -> dict[str, list[str]]:
    """Return the values of each slot that words of the text stand for, as the file orders them."""
    found: dict[str, list[str]] = {slot: [] for slot in question_words.SLOTS}
    for slot, value, pattern in question_words.patterns():
        if pattern.search(text):
            found[slot].append(value)
    return found
