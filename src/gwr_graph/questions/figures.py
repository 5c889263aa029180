"""Answers that are numbers: a target, a result, one beside the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gwr_graph.model import Direction, Stance
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import Asked, answered, bears_out
from gwr_graph.questions.facts import Number, Said
from gwr_graph.questions.plan import Aim
from gwr_graph.questions.ranking import Ranked, in_number, share
from gwr_graph.questions.searching import in_time
from gwr_graph.questions.wording import amount, fitted, quoted, say

_LOOKED_AT = 60
_WORTH_A_LOOK = 0.3
_UNIT, _DIRECTION, _OTHER_DIRECTION, _STANCE = 0.25, 0.2, -0.35, 0.1
_AS_GOOD = 0.12
_MOST = 4
_MONEY = frozenset({"元", "美元"})
_SAME_UNIT = (
    {"户", "家", "个"},
    {"公里", "千米"},
    {"人", "名"},
    {"处", "个"},
    {"所", "个"},
    {"条", "个"},
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its statement, how far each need is met, and its score."""

    number: Number
    said: Said
    covers: tuple[float, ...]
    score: float


def number(asked: Asked) -> Answer | None:
    """Return the numbers that a question asks for, None where there are none."""
    found = _figures(asked, in_time(asked.plan, asked.search.ranked))
    chosen = _chosen(found)
    return _told(asked, chosen) if chosen else None


def compare(asked: Asked) -> Answer | None:
    """Return a result beside a target, None where there is neither."""
    found = _figures(asked, in_time(asked.plan, asked.search.ranked))
    result = _first(found, Stance.ACHIEVED)
    target = _first(found, Stance.COMMITTED, like=result)
    if result is not None and target is not None:
        better = _first(found, Stance.ACHIEVED, like=target)
        result = (
            better if better is not None and better.score >= result.score - _AS_GOOD else result
        )
    pair = [one for one in (result, target) if one is not None]
    if not pair:
        return None
    lang = asked.lang
    parts = [_line(asked, one) for one in pair]
    if result is None or target is None:
        parts.append(say("compare.only_target" if result is None else "compare.only_result", lang))
    else:
        parts.insert(0, _compared(result.number, target.number, lang))
    items = [_item(one) for one in pair]
    return answered(asked, fitted(parts, lang), items, [one.said for one in pair])


def _figures(asked: Asked, ranked: Sequence[Ranked]) -> list[Figure]:
    """Return the numbers of statements that bear out the question, the best first."""
    near = [r for r in ranked if r.score >= _WORTH_A_LOOK][:_LOOKED_AT]
    numbers = facts.numbers(asked.store, [r.said.iri for r in near])
    needs = asked.search.needs
    found = []
    for one in near:
        for own in numbers.get(one.said.iri, ()):
            covers = tuple(in_number(need, own, one.said) for need in needs)
            if bears_out(asked, covers):
                score = share(needs, covers) + _fit(asked, own, one.said)
                found.append(Figure(own, one.said, covers, score))
    return sorted(found, key=lambda f: (-f.score, f.said.report, f.number.start, f.number.iri))


def _fit(asked: Asked, number: Number, said: Said) -> float:
    """Return how much better or worse a number fits by its unit, direction and stance."""
    plan = asked.plan
    fit = 0.0
    if plan.units:
        fit += _UNIT if any(_alike(number.unit, unit) for unit in plan.units) else -_UNIT
    wanted = {way.value for way in plan.directions}
    if wanted:
        fit += _DIRECTION if number.direction in wanted else _OTHER_DIRECTION
    elif number.direction == Direction.LEVEL.value:
        fit += 0.02
    if plan.stances and Stance(said.stance) in plan.stances:
        fit += _STANCE
    return fit


def _alike(unit: str, wanted: str) -> bool:
    if unit == wanted or unit in wanted or wanted in unit:
        return True
    return any(unit in same and wanted in same for same in _SAME_UNIT)


def _chosen(found: Sequence[Figure]) -> list[Figure]:
    """Return the best number, and those that meet what it does not or are as good."""
    if not found:
        return []
    best = found[0]
    chosen = [best]
    met = list(best.covers)
    for one in found[1:]:
        if len(chosen) == _MOST:
            break
        adds = any(cover > known + 0.1 for cover, known in zip(one.covers, met, strict=True))
        same = _same(one.number, best.number)
        as_good = one.score >= best.score - _AS_GOOD and not same
        if (adds and one.score >= best.score - 0.4) or as_good:
            chosen.append(one)
            met = [max(pair) for pair in zip(met, one.covers, strict=True)]
    return chosen


def _same(one: Number, other: Number) -> bool:
    return (one.value, one.unit, one.direction, one.period) == (
        other.value,
        other.unit,
        other.direction,
        other.period,
    )


def _first(found: Iterable[Figure], stance: Stance, like: Figure | None = None) -> Figure | None:
    own = [one for one in found if one.said.stance == stance.value]
    if like is not None:
        for one in own:
            if _comparable(one.number, like.number) and one.score >= own[0].score - 0.3:
                return one
    return own[0] if own else None


def _comparable(one: Number, other: Number) -> bool:
    return one.unit == other.unit and one.direction == other.direction


def _compared(result: Number, target: Number, lang: str) -> str:
    if not _comparable(result, target) or (
        result.what != target.what
        and (result.indicator is None or result.indicator != target.indicator)
    ):
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


def _told(asked: Asked, chosen: Sequence[Figure]) -> Answer:
    parts = [_line(asked, one) for one in chosen]
    text = fitted(parts, asked.lang)
    return answered(asked, text, [_item(one) for one in chosen], [one.said for one in chosen])


def _line(asked: Asked, one: Figure) -> str:
    """Return a number in words: whose, which year, target or result, and the words it stands in."""
    lang, own = asked.lang, one.number
    period = say("period", lang, year=own.period) if own.period else ""
    kind = {"Commitment": "Target", "Achievement": "Result"}.get(one.said.stance, "Situation")
    shown = say(f"number.{own.direction}", lang, amount=amount(own, lang))
    what = own.what
    if own.direction != Direction.LEVEL.value and any(s in what for s in ("增长", "下降")):
        shown = amount(own, lang)
    line = say(f"number.{kind}", lang, period=period, what=what, amount=shown)
    return line + say("number.words", lang, quote=quoted(one.said, lang))


def _item(one: Figure) -> Item:
    own = one.number
    kind = {"Commitment": "Target", "Achievement": "Result"}.get(one.said.stance, "Measure")
    year = "" if own.period is None else str(own.period)
    note = " ".join(part for part in (own.surface, year, own.of_label) if part)
    return Item(own.what, own.iri, kind, f"{own.value.normalize():f}", own.unit, note)


def wants_number(asked: Asked) -> bool:
    """True where the question asks for a number that a report gives, or for a count of things that
    it gives as one (多少户)."""
    aims = asked.plan.aims
    return Aim.NUMBER in aims or Aim.COUNT in aims or bool(asked.plan.directions)
