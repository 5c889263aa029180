"""Answers that are numbers: a target, a result, one beside the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gwr_graph.lexicon import cues
from gwr_graph.model import Direction, Stance
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import NAMED_AT_LEAST, Asked, answered, bears_out
from gwr_graph.questions.facts import Number, Said
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.ranking import NOT_HEAD, OTHER_FORM, SENTENCE, Need, in_number, share
from gwr_graph.questions.searching import HOW_MUCH
from gwr_graph.questions.wording import amount, fitted, quoted, say

_LOOKED_AT = 60
_WORTH_A_LOOK = 0.3
_UNIT, _DIRECTION, _OTHER_DIRECTION, _STANCE = 0.25, 0.2, -0.35, 0.1
_OVER_YEARS = -0.2
_OF_ANOTHER = -0.13
_AS_GOOD = 0.12
_OF_A_PAIR = 0.3
_STEM = 2
_ALIKE = 0.01
_OWN = 0.66
_OF_A_HEAD = 0.65
_AFTER = 8
_BEHIND = 6
_FROM_TO = re.compile(
    "从(?:多少|几).{1,8}?(?:多少|几)|from what\\b.{1,40}?\\bto what\\b", re.IGNORECASE
)
_MOST = 4
_MOST_OF_ALL = 8
_ANY_UNIT = frozenset(("个", "项", "%", "元"))
_TIMES = frozenset(("年", "个月", "天", "月"))
_MONEY = frozenset({"元", "美元"})
SHARES = frozenset({"%", "个百分点", "百分点", "个点"})
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
    """A number, its statement, how far each need is met (``share`` of all), and its score."""

    number: Number
    said: Said
    covers: tuple[float, ...]
    share: float
    score: float


def number(asked: Asked) -> Answer | None:
    """Return the numbers that a question asks for, None where there are none."""
    found = figures(asked)
    chosen = _chosen(asked.search.needs, found)
    return _told(asked, chosen) if chosen else None


def all_figures(asked: Asked) -> Answer | None:
    """Return all numbers of the statements that bear out the question, None where there are none."""
    found = figures(asked)
    unlike: list[Figure] = []
    for one in found:
        if one.score >= found[0].score - _OF_A_PAIR and not any(
            _same(one.number, other.number) for other in unlike
        ):
            unlike.append(one)
    return _told(asked, unlike[:_MOST_OF_ALL], brief=True) if unlike else None


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
            return _told(asked, alike[:2])
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
    return _told(asked, like[:1])


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
    return _told(asked, [best[year] for year in sorted(best)]) if best else None


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
        best.append(own[0])
    best.sort(key=lambda one: -one.number.value)
    return _told(asked, list(dict.fromkeys(best)))


_Pair = tuple["Figure | None", "Figure | None"]


def _pairs(needs: Sequence[Need], found: Sequence[Figure]) -> list[_Pair]:
    """Return results with the targets that are like them; the best of each where none is."""
    results = _chosen(needs, [one for one in found if one.said.stance != Stance.COMMITTED.value])
    targets = _chosen(needs, [one for one in found if one.said.stance == Stance.COMMITTED.value])
    if not results or not targets:
        return [(one, None) for one in results[:1]] + [(None, one) for one in targets[:1]]
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


def figures(asked: Asked) -> list[Figure]:
    """Return the numbers that bear out the question, of the years asked for, the best first."""
    plan = asked.plan
    near = [r for r in asked.search.ranked if r.score >= _WORTH_A_LOOK][
        : _LOOKED_AT * len(asked.reports)
    ]
    numbers = facts.numbers(asked.store, [r.said.iri for r in near])
    needs = asked.search.needs
    only_names = _only_names(needs)
    asks_two = len(HOW_MUCH.findall(plan.question)) > 1
    found = []
    for one in near:
        for own in numbers.get(one.said.iri, ()):
            if not _in_time(plan, own, one.said) or not _counts(plan, own, one.said):
                continue
            counted = any(_alike(own.unit, unit) for unit in plan.units if unit not in _ANY_UNIT)
            covers = tuple(in_number(need, own, one.said, so_counted=counted) for need in needs)
            covers = _as_a_whole(needs, covers, own)
            if only_names and not _theirs(needs, covers, only_names, own):
                continue
            if plan.money and own.unit not in _MONEY:
                continue
            if max(covers, default=0.0) < _OWN:
                continue  # what it measures is told by other clauses only
            heads = [c for need, c in zip(needs, covers, strict=True) if need.head]
            if bears_out(asked, covers) and (asks_two or max(heads, default=1.0) >= _OF_A_HEAD):
                met = share(needs, covers)
                score = met + _fit(asked, own, one.said)
                found.append(Figure(own, one.said, covers, met, score))
    return sorted(found, key=lambda f: (-f.score, f.said.report, f.number.start, f.number.iri))


def _as_a_whole(
    needs: Sequence[Need], covers: tuple[float, ...], number: Number
) -> tuple[float, ...]:
    """Return covers in which a number whose own words hold several of the words asked for is one of
    what is counted, too: 退税减税降费."""
    held = sum(need.noun and cover >= OTHER_FORM for need, cover in zip(needs, covers, strict=True))
    if not held or number.unit in SHARES:
        return covers
    return tuple(
        max(cover, SENTENCE) if need.head and cover == NOT_HEAD else cover
        for need, cover in zip(needs, covers, strict=True)
    )


def _only_names(needs: Sequence[Need]) -> frozenset[str]:
    """Return the entities of a question that says nothing but names: then only a number of theirs
    can be meant."""
    if not any(_entity(need) for need in needs):
        return frozenset()
    if any(need.noun and not _entity(need) for need in needs):
        return frozenset()
    return frozenset(thing for need in needs for thing in need.things)


def _theirs(
    needs: Sequence[Need], covers: Sequence[float], names: frozenset[str], number: Number
) -> bool:
    """True where a number of what is named is meant: one of what it did (借款 for 借了多少), or its
    own where nothing is said that it did."""
    verbs = [cover for need, cover in zip(needs, covers, strict=True) if not need.noun]
    if verbs:
        return max(verbs) >= _OWN
    return number.of in names or min(covers, default=0.0) >= OTHER_FORM


def _counts(plan: Plan, number: Number, said: Said) -> bool:
    """True unless a kind of things is to be counted (多少个项目) and this number counts others."""
    words = [word for kind in plan.kinds for word in kind.words if not word.isascii()]
    asked = list(HOW_MUCH.finditer(plan.question))
    if not words or len(asked) != 1:
        return True
    behind = plan.question[asked[0].end() :][:_BEHIND]
    words = [word for word in words if word in behind] or words
    at = said.quote.find(number.surface)
    after = said.quote[at + len(number.surface) :][:_AFTER] if at >= 0 else ""
    return any(word in number.what or word in after for word in words)


def _in_time(plan: Plan, number: Number, said: Said) -> bool:
    if plan.years:
        return (number.period or said.period) in plan.years
    return len(plan.stances) != 1 or Stance(said.stance) in plan.stances


def _fit(asked: Asked, number: Number, said: Said) -> float:
    """Return how much better or worse a number fits by its unit, direction and stance."""
    plan = asked.plan
    fit = 0.0
    if plan.units and any(_alike(number.unit, unit) for unit in plan.units):
        fit += _UNIT
    elif plan.units and len(HOW_MUCH.findall(plan.question)) == 1:
        fit -= _UNIT
    wanted = {way.value for way in plan.directions}
    if wanted:
        fit += _DIRECTION if number.direction in wanted else _OTHER_DIRECTION
    elif number.direction == Direction.LEVEL.value:
        fit += 0.02
    at = said.sentence.find(number.surface)
    before = said.heading + said.sentence[: max(at, 0)]
    over_years = cues.pattern("over-years")
    cumulative = over_years.search(before) and not over_years.search(plan.question)
    if cumulative or number.since not in (None, number.period):
        fit += _OVER_YEARS  # a figure over several years is seldom meant
    if number.of not in {report.home for report in asked.reports} and not any(
        map(_entity, asked.search.needs)
    ):
        fit += _OF_ANOTHER  # nothing is named: the report's own home is meant
    if number.unit in _TIMES and number.unit not in plan.units and Aim.COUNT in plan.aims:
        fit += _OTHER_DIRECTION  # for two years: nothing is counted
    if plan.stances and Stance(said.stance) in plan.stances:
        fit += _STANCE
    return fit


def _alike(unit: str, wanted: str) -> bool:
    if unit == wanted or unit in wanted or wanted in unit:
        return True
    return any(unit in same and wanted in same for same in _SAME_UNIT)


def _chosen(needs: Sequence[Need], found: Sequence[Figure]) -> list[Figure]:
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
            cover > known + 0.1 for need, cover, known in pairs if need.noun and not _entity(need)
        )
        same = _same(one.number, best.number)
        no_less = all(c >= b - _ALIKE for c, b in zip(one.covers, best.covers, strict=True))
        as_good = one.score >= best.score - _AS_GOOD and no_less and not same
        if (adds and one.share >= best.share - _OF_A_PAIR) or as_good:
            chosen.append(one)
            met = [max(pair) for pair in zip(met, one.covers, strict=True)]
    return chosen


def _entity(need: Need) -> bool:
    return need.named and not any("/indicator/" in thing for thing in need.things)


def _same(one: Number, other: Number) -> bool:
    return (one.value, one.unit, one.direction, one.period) == (
        other.value,
        other.unit,
        other.direction,
        other.period,
    )


def _comparable(one: Number, other: Number) -> bool:
    return _alike(one.unit, other.unit) and one.direction == other.direction


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


def _told(asked: Asked, chosen: Sequence[Figure], *, brief: bool = False) -> Answer:
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
    line = say(f"number.{kind}", lang, period=period, what=what, amount=shown)
    return line if brief else line + say("number.words", lang, quote=quoted(one.said, lang))


def item(one: Figure) -> Item:
    own = one.number
    kind = {"Commitment": "Target", "Achievement": "Result"}.get(one.said.stance, "Measure")
    year = "" if own.period is None else str(own.period)
    note = " ".join(part for part in (own.surface, year, own.of_label) if part)
    return Item(own.what, own.iri, kind, f"{own.value.normalize():f}", own.unit, note)
