"""How far a statement bears out a question: the share of its names and words that stand in it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gwr_graph.questions.facts import Number, Said

QUOTE, TOPIC, SENTENCE, PART, HEADING = 1.0, 0.75, 0.65, 0.5, 0.4
"""What a word counts that stands in the statement, as a name before it in its sentence, elsewhere in
that, in part in the statement, in its heading."""

_LEAST_PARTS = 2

OTHER_FORM = 0.95
"""What a number counts that is told in other words than the question's."""

SAID = 0.9
"""What a need counts at least that a statement itself meets."""

_HIGHER = re.compile("总书记|总理|副[\u3400-\u9fff]长|党组书记")
"""Titles that others end in, and are not meant by them."""

_ROLES = {"mentions": 1.0, "number": 1.0, "name": 1.0, "place": 0.95, "theme": 0.6}
_BASE = 0.3
_BESIDE, NOT_HEAD, _OTHER_INDICATOR, _OTHER_CLAUSE = 0.85, 0.4, 0.7, 0.56
_TAIL = re.compile(
    "[总产数量额值规模人口户个家水平率增长下降提高达到实现完成建设项目工程]{1,6}|(?:从|由|较|比上年).*"
)


@dataclass(frozen=True, slots=True)
class Need:
    """Something of a question that an answer's text must bear out.

    ``forms`` are words, any of which will do; ``things`` IRIs that a statement may bear on instead.
    ``named`` is True for a name, ``noun`` for a word that must stand there, ``loose`` for one that
    may be how people talk; ``weight`` is what it tells, its rarity counted in. Needs of one
    ``group`` (a list: 产值、户数) are met where one of them is; 0 is none. ``head`` is True for what
    is counted or measured: 人口 in 多少人口. ``pieces`` are characters of words of its meaning, for
    one that no report holds. ``must`` is True for a word for whom is asked for: director.
    """

    text: str
    forms: tuple[str, ...]
    things: frozenset[str]
    weight: float
    named: bool = False
    noun: bool = True
    loose: bool = False
    group: int = 0
    head: bool = False
    pieces: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """``score`` is the share, from 0 to 1, of what is needed; ``covers`` how far each need is met."""

    said: Said
    score: float
    covers: tuple[float, ...]


def rarity(total: int, found: int) -> float:
    """Return a weight from 0.3 (everywhere) to 1.3 (nowhere) for what ``found`` of ``total`` have."""
    if found <= 0 or total <= 1:
        return 1 + _BASE
    return _BASE + max(0.0, math.log(total / found) / math.log(total))


def in_statement(need: Need, said: Said) -> float:
    """Return how far a statement meets a need, from 0 to 1."""
    best = max((_ROLES[said.roles[t]] for t in need.things if t in said.roles), default=0.0)
    return best if best >= SAID else max(best, _where(need, said))


def holds(form: str, text: str) -> bool:
    """True where words stand in a text; a number is no part of a longer one."""
    if form not in text:
        return False
    if not (form[0].isdigit() or form[-1].isdigit()):
        return True
    return re.search(rf"(?<![\d.]){re.escape(form)}(?!\d|\.\d)", text) is not None


def _where(need: Need, said: Said) -> float:
    quote, sentence, heading = said.quote.lower(), said.sentence.lower(), said.heading.lower()
    before = sentence[: max(said.start - said.sentence_start, 0)]
    best = 0.0
    if need.must:
        quote, sentence = _HIGHER.sub("", quote), _HIGHER.sub("", sentence)
    for form in need.forms:
        own = form.lower()
        if holds(own, quote):
            return QUOTE
        if own in before and need.named and not _is_indicator(need):
            best = max(best, TOPIC)
        elif own in sentence:
            best = max(best, SENTENCE)
        elif own in heading:
            best = max(best, HEADING)
    part = _part_of(need.text, quote) or any(piece in quote for piece in need.pieces)
    if part and not need.named and not need.head:
        return max(best, PART)
    return best


def _part_of(word: str, quote: str) -> bool:
    """True where a statement holds the beginning or the end of a longer word: 屠宰厂, 屠宰加工厂."""
    return (
        len(word) > _LEAST_PARTS
        and not word.isascii()
        and (word[:2] in quote or word[-2:] in quote)
    )


def in_number(need: Need, number: Number, said: Said, *, so_counted: bool = False) -> float:
    """Return how far a number of a statement meets a need: its own words count before others.

    What is asked to be counted must be what the number counts: 常住人口城镇化率 is no 常住人口;
    with ``so_counted``, where the unit is the one asked for, its statement may tell that.
    """
    own = f"{number.what}{number.indicator_label}".lower()
    if number.indicator in need.things or number.of in need.things:
        return 1.0
    held = [form.lower() for form in need.forms if form.lower() in own]
    if not held:
        if need.forms and any(holds(form.lower(), number.surface.lower()) for form in need.forms):
            return 1.0
        beside = in_statement(need, said)
        if any(map(_is_listed, need.things)) and beside < QUOTE:
            return min(beside, _OTHER_CLAUSE)
        return _BESIDE * beside
    if need.head and not any(_is_head(form, number) for form in held):
        return SENTENCE if so_counted else NOT_HEAD
    if need.text.lower() not in held and not need.text.isascii():
        return OTHER_FORM
    other = _is_indicator(need) and _is_listed(number.indicator)
    return _OTHER_INDICATOR if other else 1.0


def _is_indicator(need: Need) -> bool:
    return any("/indicator/" in thing for thing in need.things)


def _is_listed(iri: str | None) -> bool:
    """True for an indicator of the list, whose IRIs are in Latin letters; the others are coined."""
    return iri is not None and "/indicator/" in iri and iri.isascii() and "%" not in iri


def _is_head(form: str, number: Number) -> bool:
    """True where what is measured ends with ``form``, but for a word such as 总数."""
    for what in (number.what.lower(), number.indicator_label.lower()):
        rest = what.rpartition(form)
        if rest[1] and (not rest[2] or _TAIL.fullmatch(rest[2])):
            return True
    return False


def rank(needs: tuple[Need, ...], found: Mapping[str, Said]) -> tuple[Ranked, ...]:
    """Return the statements with their scores, the best first, else in the order of the text."""
    ranked = []
    for said in found.values():
        covers = tuple(in_statement(need, said) for need in needs)
        ranked.append(Ranked(said, share(needs, covers), covers))
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.said.report, r.said.start, r.said.iri)))


def share(needs: tuple[Need, ...], covers: tuple[float, ...]) -> float:
    """Return the weighted share of the needs that are met; 0 where nothing is needed."""
    pairs = grouped(needs, covers)
    total = sum(need.weight for need, _ in pairs)
    return sum(need.weight * cover for need, cover in pairs) / total if total else 0.0


def grouped(needs: tuple[Need, ...], covers: tuple[float, ...]) -> list[tuple[Need, float]]:
    """Return needs with their covers; of each group the one that is met best."""
    best: dict[int, tuple[Need, float]] = {}
    for at, pair in enumerate(zip(needs, covers, strict=True), start=1):
        key = pair[0].group or -at
        if key not in best or pair[1] > best[key][1]:
            best[key] = pair
    return list(best.values())
