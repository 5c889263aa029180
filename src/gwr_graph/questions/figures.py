"""The numbers of the reports that bear out a question, and how well each of them does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gwr_graph.lexicon import cues
from gwr_graph.model import Direction, EntityType, Stance
from gwr_graph.questions import facts
from gwr_graph.questions.asked import Asked, bears_out
from gwr_graph.questions.facts import Number, Said
from gwr_graph.questions.heads import HOW_MANY, HOW_MUCH
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.ranking import NOT_HEAD, OTHER_FORM, SENTENCE, Need, in_number, share

_LOOKED_AT = 60
_WORTH_A_LOOK = 0.3
_UNIT, _DIRECTION, _OTHER_DIRECTION, _STANCE = 0.25, 0.2, -0.35, 0.1
_OVER_YEARS = -0.2
_OF_ANOTHER = -0.13
_OWN = 0.66
_ACTORS = frozenset((EntityType.ENTERPRISE.value, EntityType.INSTITUTION.value))
_OF_AN_ACTOR = 0.65
_OF_A_HEAD = 0.65
_AFTER = 8
_BEHIND = 6
ANY_UNIT = frozenset(("个", "项", "%", "元"))
_TIMES = frozenset(("年", "个月", "天", "月"))
_MONEY = frozenset({"元", "美元"})
SHARES = frozenset({"%", "个百分点", "百分点", "个点"})
_SAME_UNIT = (
    {"户", "家", "个"},
    {"公里", "千米", "米"},
    {"平方米", "方", "平米", "平方公里"},
    {"斤", "公斤", "吨"},
    {"户", "座"},
    {"人", "名"},
    {"处", "个"},
    {"所", "个"},
    {"条", "个"},
    {"天", "个工作日", "日", "工作日"},
    {"栋", "幢", "座"},
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its statement, how far each need is met (``share`` of all), and its score."""

    number: Number
    said: Said
    covers: tuple[float, ...]
    share: float
    score: float


def figures(asked: Asked) -> list[Figure]:
    """Return the numbers that bear out the question, of the years asked for, the best first."""
    plan = asked.plan
    near = [r for r in asked.search.ranked if r.score >= _WORTH_A_LOOK][
        : _LOOKED_AT * len(asked.reports)
    ]
    numbers = facts.numbers(asked.store, [r.said.iri for r in near])
    needs = asked.search.needs
    only_names = _only_names(needs)
    actors = {
        m.text for m in plan.mentions if m.matches and not _ACTORS.isdisjoint(m.matches[0].types)
    }
    asks_two = len(HOW_MUCH.findall(plan.question)) > 1
    found = []
    for one in near:
        for own in numbers.get(one.said.iri, ()):
            if not in_years(plan, own, one.said) or not _counts(plan, own, one.said):
                continue
            if not _in_unit(plan, own):
                continue
            counted = any(alike(own.unit, unit) for unit in plan.units if unit not in ANY_UNIT)
            covers = tuple(in_number(need, own, one.said, so_counted=counted) for need in needs)
            covers = _as_a_whole(needs, covers, own)
            if only_names and not _theirs(needs, covers, only_names, own):
                continue
            if own.unit in _TIMES and plan.units and own.unit not in plan.units:
                continue
            if plan.money and own.unit not in _MONEY:
                continue
            of_actors = [c for n, c in zip(needs, covers, strict=True) if n.text in actors]
            if of_actors and max(of_actors) < _OF_AN_ACTOR:
                continue  # a number of another clause is not what is named has
            if max(covers, default=0.0) < _OWN:
                continue  # what it measures is told by other clauses only
            heads = [c for need, c in zip(needs, covers, strict=True) if need.head]
            several = asks_two and (Aim.COMPARE not in plan.aims or len(heads) > 1)
            if (bears_out(asked, covers) or _told_again(plan, needs, covers)) and (
                several or max(heads, default=1.0) >= _OF_A_HEAD
            ):
                met = share(needs, covers)
                score = met + _fit(asked, own, one.said)
                found.append(Figure(own, one.said, covers, met, score))
    return sorted(found, key=lambda f: (-f.score, f.said.report, f.number.start, f.number.iri))


def _told_again(plan: Plan, needs: Sequence[Need], covers: Sequence[float]) -> bool:
    """True where a comparison names what is measured, and a number measures it: the other words,
    培育 of one year, are seldom those of the next."""
    if Aim.COMPARE not in plan.aims and len(plan.years) < 2 and len(plan.stances) < 2:
        return False
    pairs = list(zip(needs, covers, strict=True))
    measured = [cover for need, cover in pairs if need.named and not is_entity(need)] or [
        cover for need, cover in pairs if need.noun and not need.text[0].isdigit()
    ]
    return bool(measured) and min(measured) >= OTHER_FORM


def fits_unit(plan: Plan, number: Number) -> bool:
    """True where a number has a unit that it is asked in, money where that is asked for, any where
    nothing is said."""
    if plan.money:
        return number.unit in _MONEY
    return not plan.units or any(alike(number.unit, unit) for unit in plan.units)


def _in_unit(plan: Plan, number: Number) -> bool:
    """True unless a question asks for one number in a unit that says what is counted, and the
    number has another: 多少户, 8个."""
    units = [unit for unit in plan.units if unit not in ANY_UNIT]
    asks = HOW_MANY if plan.lang == "en" else HOW_MUCH
    if not units or len(asks.findall(plan.question)) != 1:
        return True
    return number.unit in units or any(
        alike(number.unit, unit) and number.unit not in ANY_UNIT for unit in units
    )


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
    if not any(is_entity(need) for need in needs):
        return frozenset()
    if any(need.noun and not is_entity(need) for need in needs):
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
    if plan.lang == "en" and words and Aim.COUNT in plan.aims:
        words += [ending for kind in plan.kinds for ending in kind.endings]
        return any(word in number.what for word in words)
    asked = list(HOW_MUCH.finditer(plan.question))
    if not words or len(asked) != 1:
        return True
    behind = plan.question[asked[0].end() :][:_BEHIND]
    words = [word for word in words if word in behind] or words
    at = said.quote.find(number.surface)
    after = said.quote[at + len(number.surface) :][:_AFTER] if at >= 0 else ""
    return any(word in number.what or word in after for word in words)


def in_years(plan: Plan, number: Number, said: Said) -> bool:
    if plan.years:
        return (number.period or said.period) in plan.years
    return len(plan.stances) != 1 or Stance(said.stance) in plan.stances


def _fit(asked: Asked, number: Number, said: Said) -> float:
    """Return how much better or worse a number fits by its unit, direction and stance."""
    plan = asked.plan
    fit = 0.0
    if plan.units and any(alike(number.unit, unit) for unit in plan.units):
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
        map(is_entity, asked.search.needs)
    ):
        fit += _OF_ANOTHER  # nothing is named: the report's own home is meant
    if number.unit in _TIMES and number.unit not in plan.units and Aim.COUNT in plan.aims:
        fit += _OTHER_DIRECTION  # for two years: nothing is counted
    if plan.stances and Stance(said.stance) in plan.stances:
        fit += _STANCE
    return fit


def alike(unit: str, wanted: str) -> bool:
    if unit == wanted or unit in wanted or wanted in unit:
        return True
    return any(unit in same and wanted in same for same in _SAME_UNIT)


def is_entity(need: Need) -> bool:
    return need.named and not any("/indicator/" in thing for thing in need.things)
