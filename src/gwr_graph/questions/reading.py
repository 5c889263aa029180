"""From a question to a plan: its names by lookup, its words by the lists of question words."""

from __future__ import annotations

import re
from dataclasses import replace

from gwr_graph import lookup
from gwr_graph.lexicon import cues, kinds, question_words
from gwr_graph.lookup import How, Index, Mention
from gwr_graph.lookup.index import CONCEPTS
from gwr_graph.model import Direction, Stance
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.term import Term
from gwr_graph.questions.terms import terms
from gwr_graph.questions.things_asked import asked_for
from gwr_graph.questions.units import asked_in

_BLANK = "\u25a1"  # no letter: what stands on both sides of a name is not one word
_A_YEAR = re.compile(r"[\d年]+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WHICH = re.compile("哪几[个家户条座所处项次类种]?")
_PHASE = re.compile("第([一二三四五六七八九十\\d]+期)")
_SUM = re.compile("(?:多少|几)个?(?:亿|千万|百万)(?!元?以上)")
_QUOTED = re.compile('[“‘「『"]([\u3400-\u9fff\\w]{2,14})[”’」』"]')
_QUOTES = re.compile('[“”‘’「」『』"]')
_MOST_ENDINGS = 6
# a number further from the report's year is a name: the 1958 creative park
_YEARS_BACK, _YEARS_AHEAD = 30, 30
_GLOSSED = re.compile(r"(?:[A-Z][A-Za-z'’-]*\s+)+(?:[a-z]+\s+)?\(")
_CLAUSE_END = re.compile(r"[，。；！？,;!?)）]")


def read(index: Index, question: str, year: int) -> Plan:
    """Return what a question asks for; ``year`` is what it calls 今年, this year.

    Its quotation marks are taken out.
    """
    lang = language(question)
    quoted = tuple(match[1] for match in _QUOTED.finditer(question))
    question = _PHASE.sub(r"\1", _QUOTES.sub("", question))
    question = _without_what_is_not_asked(question)
    named = (_known(index, m) for m in lookup.mentions_in(index, question))
    mentions = tuple(m for m in named if not _A_YEAR.fullmatch(m.text) and not _is_a_kind(m))
    left = question
    for mention in mentions:
        if not _says_a_kind(mention):
            left = _blanked(left, mention.start, mention.end)
    for start, end in _glosses(question, mentions):
        mentions = tuple(m for m in mentions if not (start <= m.start and m.end <= end))
        left = _blanked(left, start, end)
    said = _said(left)
    years = {int(found) for found in _YEAR.findall(left)}
    years = {found for found in years if -_YEARS_BACK <= found - year <= _YEARS_AHEAD}
    years |= {year + int(offset) for offset in said["year"]}
    aims = tuple(aim for aim in Aim if aim in said["aim"])
    if cues.pattern("deputy").search(question):
        aims = tuple(aim for aim in aims if aim is not Aim.ORIGIN)
    if not aims and cues.pattern("whether").search(question):
        aims = (Aim.STATUS,)
    asked, others = asked_for(left, lang)
    mentions = tuple(m for m in mentions if not _in_a_kind(m, asked, whole=lang != "en"))
    rest = left
    for word in asked:
        rest = _blanked(rest, word.start, word.end)
    units, own = asked_in(question, terms(rest, lang), lang)
    return Plan(
        question=question,
        lang=lang,
        mentions=mentions,
        aims=aims,
        kinds=_with_likes(tuple(dict.fromkeys(word.kind for word in asked)), lang),
        stances=tuple(stance for stance in Stance if stance in said["stance"]),
        directions=tuple(way for way in Direction if way.value in said["direction"]),
        years=tuple(sorted(years)),
        terms=_with_endings(own, left, others),
        units=units,
        left=left,
        money=bool(said["unit"]) or _SUM.search(question) is not None,
        quoted=quoted,
    )


def _without_what_is_not_asked(question: str) -> str:
    """Return a question without its clauses on what is not meant: (not the growth rate)."""
    for match in reversed(list(cues.pattern("not").finditer(question))):
        end = _CLAUSE_END.search(question, match.end())
        reached = end.start() if end else len(question)
        if match.start() > 0:
            question = question[: match.start()] + question[reached:]
    return question


def _known(index: Index, mention: Mention) -> Mention:
    """Return an unknown name as the area that it begins with: Jiangsu in "Which Jiangsu city"."""
    start, space, _ = mention.text.rpartition(" ")
    if mention.matches or not space:
        return mention
    found = lookup.find(index, start, types=("AdminArea",))
    if not found or found[0].how not in (How.LABEL, How.NAME, How.STEM, How.PINYIN):
        return mention
    return Mention(mention.start, mention.start + len(start), start, found)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + _BLANK * (end - start) + text[end:]


def _glosses(question: str, named: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """Return where English words stand for a Chinese name behind them: Baoji University (宝文理)."""
    return [
        match.span()
        for match in _GLOSSED.finditer(question)
        if any(one.matches and one.start == match.end() for one in named)
    ]


def _says_a_kind(mention: Mention) -> bool:
    """True where a word that speaks for a theme, or is an indicator too, asks for a kind: 企业."""
    best = mention.matches[:1]
    return any(match.how is How.CUE or "Theme" in match.types for match in best)


def _is_a_kind(mention: Mention) -> bool:
    """True for an indicator or a theme that is called like a kind of thing: 企业."""
    if not mention.matches or not CONCEPTS.intersection(mention.matches[0].types):
        return False
    if mention.matches[0].how is How.CUE:
        return False
    said = kinds.said_in(mention.text)
    return any(word.end - word.start == len(mention.text) for word in said)


def _with_likes(asked: tuple[kinds.Kind, ...], lang: str) -> tuple[kinds.Kind, ...]:
    """Return kinds with those that the same English word may mean: a park to work or to walk in."""
    if lang != "en" or not any(kind.key == "park" for kind in asked):
        return asked
    return (*asked, *(kind for kind in kinds.load() if kind.key == "public-park"))


def _in_a_kind(mention: Mention, asked: list[kinds.Said], *, whole: bool) -> bool:
    """True for an indicator or a theme that is part of the words for a kind (housing estates), with
    ``whole`` all of them: 园区, but not 污水 of 污水厂."""
    if not mention.matches or not CONCEPTS.intersection(mention.matches[0].types):
        return False
    own = (mention.start, mention.end)
    if whole:
        return any(own == (word.start, word.end) for word in asked)
    return any(word.start <= mention.start and mention.end <= word.end for word in asked)


def _with_endings(own: tuple[Term, ...], left: str, others: list[kinds.Said]) -> tuple[Term, ...]:
    """Return the terms, those that are words for a kind with the endings of its names."""
    by_word = {left[word.start : word.end].lower(): word.kind for word in others}
    found = []
    for term in own:
        kind = by_word.get(term.text.lower())
        if kind is not None and kind.endings:
            forms = tuple(dict.fromkeys((*term.forms, *kind.endings[:_MOST_ENDINGS])))
            found.append(replace(term, forms=forms))
        else:
            found.append(term)
    return tuple(found)


def language(question: str) -> str:
    """Return "en" for a question in English, Chinese names in it or not, else "zh"."""
    words = len(re.findall(r"[A-Za-z]{2,}", question))
    characters = len(re.findall(r"[\u3400-\u9fff]", question))
    return "en" if words >= 2 and words * 2 > characters else "zh"


def _said(text: str) -> dict[str, list[str]]:
    """Return the values of each slot that words of the text stand for, as the file orders them."""
    text = _WHICH.sub("哪些", text)  # 哪几个 asks for names, 几个 for their number
    found: dict[str, list[str]] = {slot: [] for slot in question_words.SLOTS}
    for slot, value, pattern in question_words.patterns():
        if pattern.search(text):
            found[slot].append(value)
    return found
