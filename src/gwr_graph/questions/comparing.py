"""Answers that set results beside targets, or one year beside another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from gwr_graph.model import Stance
from gwr_graph.questions import facts
from gwr_graph.questions.amounts import chosen_of, item, line, told
from gwr_graph.questions.answers import Answer
from gwr_graph.questions.asked import Asked, answered
from gwr_graph.questions.facts import Number
from gwr_graph.questions.figures import Figure, alike, figures
from gwr_graph.questions.ranking import Need
from gwr_graph.questions.wording import fitted, say

_OF_A_PAIR = 0.3
_STEM = 2
_ALIKE = 0.01
_Pair: TypeAlias = "tuple[Figure | None, Figure | None]"


def compare(asked: Asked) -> Answer | None:
    """Return results beside targets, None where there is neither."""
    found = figures(asked)
    if len(asked.plan.years) > 2:
        return _of_years(asked, found)
    pairs = _pairs(asked.search.needs, found)
    if not pairs:
        return None
    if len(pairs) == 1 and None in pairs[0]:
        pairs = [_with_kin(asked, *pairs[0])]
    lang = asked.lang
    parts = []
    for result, target in pairs:
        own = [line(asked, one) for one in (result, target) if one is not None]
        if result is None or target is None:
            own.append(
                say("compare.only_target" if result is None else "compare.only_result", lang)
            )
        else:
            own.insert(0, _compared(result.number, target.number, lang))
        parts += own
    chosen = [one for pair in pairs for one in pair if one is not None]
    return answered(
        asked, fitted(parts, lang), [item(one) for one in chosen], [one.said for one in chosen]
    )


def _of_years(asked: Asked, found: Sequence[Figure]) -> Answer | None:
    """Return the best number of each year asked for."""
    best: dict[int, Figure] = {}
    for one in found:
        year = one.number.period or one.said.period
        if year is not None:
            best.setdefault(year, one)
    return told(asked, [best[year] for year in sorted(best)]) if best else None


def _pairs(needs: Sequence[Need], found: Sequence[Figure]) -> list[_Pair]:
    """Return results with the targets that are like them; the best of each where none is."""
    results = chosen_of(needs, [one for one in found if one.said.stance != Stance.COMMITTED.value])
    targets = chosen_of(needs, [one for one in found if one.said.stance == Stance.COMMITTED.value])
    if not results or not targets:
        return [(one, None) for one in results[:1]] + [(None, one) for one in targets[:1]]
    results = _nearest(results, found, targets[0])
    pairs: list[_Pair] = []
    free = [one for one in found if one.said.stance == Stance.COMMITTED.value]
    for result in results:
        like = [t for t in free if _comparable(result.number, t.number)]
        like.sort(key=lambda t: (not _same_thing(result.number, t.number), -t.score))
        if like and like[0].score >= targets[0].score - _OF_A_PAIR:
            pairs.append((result, like[0]))
            free.remove(like[0])
    if not pairs:
        other = [
            r
            for r in found
            if r.said.stance == Stance.ACHIEVED.value and _comparable(r.number, targets[0].number)
        ]
        return [((other or results)[0], targets[0])]
    return pairs


def _nearest(results: list[Figure], found: Sequence[Figure], target: Figure) -> list[Figure]:
    """Return the results, the first one replaced by one that is told alike and nearer the target:
    of 690万人 in five years and 141万人 in one the latter stands beside 120万人."""
    first = results[0]
    alike = [
        one
        for one in found
        if one.said.stance == first.said.stance
        and one.number.what == first.number.what
        and one.score >= first.score - _ALIKE
        and _comparable(one.number, target.number)
    ]
    if not _comparable(first.number, target.number) or len(alike) < 2:
        return results
    alike.sort(key=lambda one: abs(one.number.value - target.number.value))
    return [alike[0], *(one for one in results[1:] if one is not alike[0])]


def _with_kin(asked: Asked, result: Figure | None, target: Figure | None) -> _Pair:
    """Return a pair whose missing side is the nearest kin: 空气优良天数 beside 空气质量优良率."""
    known = result or target
    assert known is not None
    stance = Stance.COMMITTED if known is result else Stance.ACHIEVED
    stem = known.number.what[:_STEM]
    keys = [report.key for report in asked.reports]
    values = {"text": stem, "class": stance.value, "report": keys}
    said = facts.said(facts.run(asked.store, "said", values).table)
    numbers = facts.numbers(asked.store, said)
    kin = [
        Figure(own, said[iri], (), 0.0, 0.0)
        for iri, all_ in numbers.items()
        for own in all_
        if own.what.startswith(stem) or stem in said[iri].quote[: said[iri].quote.find(own.surface)]
    ]
    kin.sort(key=lambda one: (not one.number.what.startswith(stem), one.number.start))
    if not kin:
        return result, target
    return (known, kin[0]) if known is result else (kin[0], known)


def _comparable(one: Number, other: Number) -> bool:
    return alike(one.unit, other.unit) and one.direction == other.direction


def _same_thing(one: Number, other: Number) -> bool:
    return one.what == other.what or (
        one.indicator is not None and one.indicator == other.indicator
    )


def _compared(result: Number, target: Number, lang: str) -> str:
    if not _comparable(result, target) or not _same_thing(result, target):
        return say("compare.unlike", lang)
    if result.value == target.value:
        return say("compare.Equal", lang)
    gap = abs(target.value - result.value)
    shown = f"{gap.normalize():,f}{target.unit}"
    for power, name in ((8, "亿"), (4, "万")):
        if gap >= 10**power:
            shown = f"{gap.scaleb(-power).normalize():f}{name}{target.unit}"
            break
    return say("compare.Below" if target.value < result.value else "compare.Above", lang, gap=shown)
