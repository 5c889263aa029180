"""Answers that are numbers: a target, a result, the largest of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gwr_graph.lexicon import cues
from gwr_graph.model import Direction
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import NAMED_AT_LEAST, Asked, answered
from gwr_graph.questions.facts import Number
from gwr_graph.questions.figures import SHARES, Figure, figures, fits_unit, is_entity
from gwr_graph.questions.ranking import Need
from gwr_graph.questions.wording import amount, fitted, quoted, say

_AS_GOOD = 0.12
_OF_A_PAIR = 0.3
_ALIKE = 0.01
_OWN = 0.9
_FROM_TO = re.compile(
    "从(?:多少|几).{1,8}?(?:多少|几)|from what\\b.{1,40}?\\bto what\\b", re.IGNORECASE
)
_MOST = 4
_LEAST_RANKED = 2
_MOST_OF_ALL = 8


def number(asked: Asked) -> Answer | None:
    """Return the numbers that a question asks for, None where there are none."""
    found = figures(asked)
    chosen = chosen_of(asked.search.needs, found)
    return told(asked, chosen) if chosen else None


def all_figures(asked: Asked) -> Answer | None:
    """Return all numbers of the statements that bear out the question, None where there are none."""
    found = figures(asked)
    unlike: list[Figure] = []
    for one in found:
        if one.score >= found[0].score - _OF_A_PAIR and not any(
            same(one.number, other.number) for other in unlike
        ):
            unlike.append(one)
    return told(asked, unlike[:_MOST_OF_ALL], brief=True) if unlike else None


def from_to(asked: Asked) -> Answer | None:
    """Return what a question asks for from and to: two numbers of one statement that are alike."""
    if not _FROM_TO.search(asked.plan.question):
        return None
    found = figures(replace(asked, plan=replace(asked.plan, directions=())))
    for one in found:
        alike = [
            other
            for other in found
            if other.said.iri == one.said.iri and other.number.unit == one.number.unit
        ]
        if len(alike) > 1:
            return told(asked, alike[:2])
    return None


def extreme(asked: Asked) -> Answer | None:
    """Return the largest, or the smallest, of the numbers that bear out the question."""
    found = figures(asked)
    if not found:
        return None
    unit = found[0].number.unit
    like = [
        one for one in found if one.number.unit == unit and one.share >= found[0].share - _AS_GOOD
    ]
    like.sort(
        key=lambda one: one.number.value,
        reverse=not cues.pattern("least").search(asked.plan.question),
    )
    if len(like) < _LEAST_RANKED:
        return None
    return told(asked, like[:1])


def of_each(asked: Asked) -> Answer | None:
    """Return the best number of each of several names that a question puts side by side."""
    needs = asked.search.needs
    listed = [at for at, need in enumerate(needs) if need.noun and need.group]
    if not any(needs[at].named for at in listed):
        return None
    if len(listed) < 2:
        return None
    found = figures(asked)
    best: list[Figure] = []
    for at in listed:
        own = [one for one in found if one.covers[at] >= NAMED_AT_LEAST]
        if not own:
            return None
        plan = asked.plan
        best.append(
            max(
                own,
                key=lambda one: (
                    fits_unit(plan, one.number),
                    one.covers[at] >= _OWN or one not in best,
                    one.covers[at],
                    one.score,
                ),
            )
        )
    best.sort(key=lambda one: -one.number.value)
    return told(asked, list(dict.fromkeys(best)))


def chosen_of(needs: Sequence[Need], found: Sequence[Figure]) -> list[Figure]:
    """Return the best number, and those that meet what it does not or are as good."""
    if not found:
        return []
    best = found[0]
    chosen = [best]
    met = list(best.covers)
    for one in found[1:]:
        if len(chosen) == _MOST:
            break
        pairs = zip(needs, one.covers, met, strict=True)
        adds = any(
            cover > known + 0.1 for need, cover, known in pairs if need.noun and not is_entity(need)
        )
        repeats = same(one.number, best.number)
        no_less = all(c >= b - _ALIKE for c, b in zip(one.covers, best.covers, strict=True))
        as_good = one.score >= best.score - _AS_GOOD and no_less and not repeats
        if (adds and one.share >= best.share - _OF_A_PAIR) or as_good:
            chosen.append(one)
            met = [max(pair) for pair in zip(met, one.covers, strict=True)]
    return chosen


def same(one: Number, other: Number) -> bool:
    return (one.value, one.unit, one.direction, one.period) == (
        other.value,
        other.unit,
        other.direction,
        other.period,
    )


def told(asked: Asked, chosen: Sequence[Figure], *, brief: bool = False) -> Answer:
    parts = [line(asked, one, brief=brief) for one in chosen]
    text = fitted(parts, asked.lang)
    return answered(asked, text, [item(one) for one in chosen], [one.said for one in chosen])


def line(asked: Asked, one: Figure, *, brief: bool = False) -> str:
    """Return a number in words: whose, which year, target or result, and the words it stands in."""
    lang, own = asked.lang, one.number
    period = say("period", lang, year=own.period) if own.period else ""
    kind = {"Commitment": "Target", "Achievement": "Result"}.get(one.said.stance, "Situation")
    shown = amount(own, lang)
    what = own.what
    changes = own.direction != Direction.LEVEL.value and own.unit in SHARES
    if changes and not any(word in what for word in ("增长", "下降", "增速", "降幅", "增幅")):
        shown = say(f"number.{own.direction}", lang, amount=shown)
    home = asked.home(one.said)
    line = say("home", lang, home=home) if home else ""
    line += say(f"number.{kind}", lang, period=period, what=what, amount=shown)
    return line if brief else line + say("number.words", lang, quote=quoted(one.said, lang))


def item(one: Figure) -> Item:
    own = one.number
    kind = {"Commitment": "Target", "Achievement": "Result"}.get(one.said.stance, "Measure")
    year = "" if own.period is None else str(own.period)
    note = " ".join(part for part in (own.surface, year, own.of_label) if part)
    return Item(own.what, own.iri, kind, f"{own.value.normalize():f}", own.unit, note)
