"""Numerals with their units: every number of a text that counts or measures something.

A number is found first by its digits, then judged by what stands beside it: letters (G105,
PM2.5), 第 (an ordinal), a date, 每 (a denominator) make it no quantity. Chinese numerals count only
before a classifier and outside the fixed phrases of ``measure_cues.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from gwr_graph.lexicon import measure_cues, units
from gwr_graph.model import Bound

DIGITS = "digits"
CHINESE = "chinese"
MAGNITUDE = "magnitude"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``start``/``end`` are offsets into the text it was found in.

    ``value`` is after 万 and 亿, ``unit`` as written without them, ``kind`` the unit's kind.
    ``bound`` is what the number itself says (多, 余; the ends of a range). ``end_range`` is True
    for the upper end of a range: it shares its span with the lower end before it.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    bound: Bound = Bound.EXACT
    numeral: str = DIGITS
    end_range: bool = False


_DIGIT = "0-9０-９"
_NUMBER = rf"[{_DIGIT}]+(?:[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．][{_DIGIT}]+)?"
_MAGNITUDE = r"百亿亿|亿亿|万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![瓦米克伏])|百(?!分)"
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_FULLWIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
# What says that things form a group, not what they are called one by one.
_GROUP = {"大": "个"}
# Digits in a row beyond this are an account or a code, no number of a report.
_LONGEST = 18
_SOME = "余多来"

_CHINESE_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@cache
def _unit_pattern() -> str:
    """All units as one alternation, longest first, each with what may not follow it."""
    parts = []
    for unit in units.load().values():
        text = re.escape(unit.text)
        parts.append(text + (f"(?![{unit.not_before}])" if unit.not_before else ""))
    per = r"(?:[/／](?:立方米|平方米|平方公里|公里|公顷|小时|秒|亩|升|吨|人|户|年|月|日|天|件|度|米|次))?"
    return f"(?:{'|'.join(parts)}){per}"


@cache
def _digits() -> re.Pattern[str]:
    space = r"[ \u3000]*"
    tail = (
        rf"{space}([{_SOME}])?{space}({_MAGNITUDE})?([{_SOME}](?!是))?{space}({_unit_pattern()})?"
        r"([多余](?=[，。；、！]|$))?"
    )
    # The units between the ends of a range are those of the lower end (3%—5%, 8个至10个).
    return re.compile(rf"({_NUMBER})(?:[/／]({_NUMBER}))?{tail}")


_RANGE = re.compile(rf"[ \u3000]*(?:至|到|-|－|—{{1,2}}|–|~|～|―)[ \u3000]*(?=[{_DIGIT}])")
_RATIO = re.compile(rf"[{_DIGIT}.．]+(?:[ \u3000]*[:：∶][ \u3000]*[{_DIGIT}.．]+)+")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities written in Arabic digits, in order; offsets into ``text``."""
    found: list[Quantity] = []
    at = 0
    pattern = _digits()
    while match := pattern.search(text, at):
        at = match.end()
        ratio = _RATIO.match(text, match.start())
        if ratio:
            at = ratio.end()
            continue
        low = _quantity(text, match)
        span = _RANGE.match(
            text, match.end() if low or not match[6] else match.end(3 if match[3] else 1)
        )
        if span:
            upper = pattern.match(text, span.end())
            if upper and not _from_to(text, match.start()):
                at = upper.end()
                found.extend(_range(text, match, upper))
                continue
        if low is None and not match[6]:
            low = _lends(text, match, pattern)
        if low:
            found.append(low)
            at = low.end
    return _shared_units(text, found)


def _lends(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> Quantity | None:
    """In 分别提高15、22个百分点 the last number's unit is that of all."""
    if "分别" not in text[max(0, match.start() - 16) : match.start()]:
        return None
    follower = match
    while follower and not follower[6]:
        if text[follower.end() : follower.end() + 1] not in ("、", "和"):
            return None
        after = pattern.match(text, follower.end() + 1)
        if after is None:
            return None
        follower = after
    if len(match[1]) > _LONGEST:
        return None
    unit = follower[6].translate(_FULLWIDTH)
    kind = units.kind_of(unit)
    if kind not in ("percent", "points", "times", "money", "count", "people"):
        return None
    value = _scaled(match[1], match[4] or follower[4])
    return Quantity(match.start(), match.end(), value, unit, kind)


def _shared_units(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """In 高于全国12.7个、12个百分点 the first number is of percentage points too."""
    for i, (one, two) in enumerate(pairwise(found)):
        if one.unit == "个" and two.kind == "points" and text[one.end : two.start] in "、和":
            found[i] = replace(one, unit=two.unit, kind=two.kind)
    return tuple(found)


def _from_to(text: str, start: int) -> bool:
    """从71%到94% is a change, not a range."""
    phrase = text[max(0, start - 8) : start].rpartition("，")[2]
    return phrase.startswith(("从", "由")) or phrase.endswith(("从", "由"))


def _range(text: str, low: re.Match[str], high: re.Match[str]) -> tuple[Quantity, ...]:
    top = _quantity(text, high, before=low.start())
    if top is None:
        return ()
    own = _quantity(text, low) if low[6] else None
    if own is None and len(low[1]) > _LONGEST:
        return ()
    value = own.value if own else _scaled(low[1], low[4] or high[4])
    return (
        Quantity(low.start(), top.end, value, top.unit, top.kind, Bound.MIN),
        Quantity(low.start(), top.end, top.value, top.unit, top.kind, Bound.MAX, end_range=True),
    )


def _scaled(number: str, magnitude: str | None) -> Decimal:
    plain = number.translate(_FULLWIDTH).replace(",", "").replace("，", "")
    power = sum(_POWER[c] for c in magnitude or "")
    value: Decimal = Decimal(plain) * (10**power)
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _quantity(text: str, match: re.Match[str], before: int | None = None) -> Quantity | None:
    """Return what a match of the number pattern measures, None where it is no quantity."""
    start = match.start() if before is None else before
    number, divisor, some, magnitude, more, unit, beyond = match.groups()
    if len(number) > _LONGEST:
        return None
    left = text[start - 1] if start else ""
    if left == "." or (
        left.isascii() and left.isalpha() and not (unit and (magnitude or unit == "%"))
    ):
        return None
    if left in measure_cues.load().not_after:
        return None
    end = match.end()
    bound = Bound.MIN if some or more or beyond else Bound.EXACT
    if divisor:
        if unit or magnitude or Decimal(divisor.translate(_FULLWIDTH)) == 0:
            return None
        value = Decimal(number.translate(_FULLWIDTH)) / Decimal(divisor.translate(_FULLWIDTH))
        return Quantity(start, match.end(2), round(value, 6).normalize(), "", "fraction", bound)
    right = text[end : end + 10]
    if not unit:
        return _bare(text, match, start, bound, right)
    unit = unit.translate(_FULLWIDTH)
    kind = units.kind_of(unit)
    if (
        kind in ("spec", "ordinal")
        or (kind != "count" and right.startswith("级"))
        or (some == "来")
    ):
        return None
    value = _scaled(number, magnitude)
    unit = _GROUP.get(unit, unit)
    if unit == "成":
        value, unit = value * 10, "%"
    if kind == "time" and not _duration(text, start, value, unit, right):
        return None
    if kind in ("time", "length") and "圈" in right[:7]:
        return None
    if kind == "people" and left == "前":
        return None
    return Quantity(start, end, value, unit, kind, bound)


def _duration(text: str, start: int, value: Decimal, unit: str, right: str) -> bool:
    """A length of time that is measured: no date, no term of a plan, no opening hours."""
    cues = measure_cues.load()
    if unit == "年":
        if 1900 <= value <= 2100 or (start and text[start - 1] in cues.period_before):
            return False
        return not right.startswith(cues.term_after)
    if unit == "小时" and value == 24:
        return False
    return not right.startswith(cues.term_after)


def _bare(text: str, match: re.Match[str], start: int, bound: Bound, right: str) -> Quantity | None:
    """A number without a unit: people (1.34万脱贫人口), an index (降至2.2), else nothing."""
    cues = measure_cues.load()
    end = (
        match.end(5)
        if match[5]
        else match.end(4)
        if match[4]
        else match.end(3)
        if match[3]
        else match.end(1)
    )
    value = _scaled(match[1], match[4])
    people = cues.people_after.match(right)
    if people and (match[4] or len(people[0]) <= 6):
        return Quantity(start, end, value, "人", "people", bound)
    if match[4]:
        if right[:1].isalnum():
            return None
        before = text[max(0, start - 10) : start]
        counted = any(word in before for word in cues.people_before)
        unit, kind = ("人", "people") if counted else ("", "number")
        return Quantity(start, end, value, unit, kind, bound)
    if right[:1].isalnum() and not right.startswith(cues.after_bare):
        return None
    if cues.index_before.search(text, max(0, start - 12), start):
        return Quantity(start, end, value, "", "number", bound)
    return None


@cache
def _chinese() -> re.Pattern[str]:
    classes = "|".join(re.escape(c) for c in measure_cues.load().chinese_units)
    return re.compile(rf"([一二三四五六七八九两十百千万零]+)([{_SOME}])?({classes})")


def chinese_value(numeral: str) -> Decimal | None:
    """Return the value of a numeral such as 三十六 or 一百零八, None if it is not well made."""
    total = section = digit = 0
    for c in numeral:
        if c in _CHINESE_DIGIT:
            if digit and c not in "零〇":
                return None
            digit = _CHINESE_DIGIT[c]
        elif c == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
            if not total:
                return None
        else:
            section += (digit or 1) * 10 ** _POWER[c]
            digit = 0
    value = total + section + digit
    return Decimal(value) if value else None


def find_chinese(text: str) -> tuple[Quantity, ...]:
    """Return the quantities in Chinese numerals with a classifier; offsets into ``text``."""
    cues = measure_cues.load()
    found = []
    for match in _chinese().finditer(text):
        start, end = match.start(), match.end()
        if match[1] in "一" or cues.fixed.match(text, start):
            continue
        if start and (text[start - 1] in cues.chinese_not_after or text[start - 1].isdigit()):
            continue
        value = chinese_value(match[1])
        if value is None:
            continue
        unit = match[3]
        if unit == "年" and not text[:start].endswith(cues.lasting):
            continue
        if unit == "成":
            if text[end : end + 1] not in cues.after_tenth or value >= 10:
                continue
            value, unit = value * 10, "%"
        unit = _GROUP.get(unit, unit)
        bound = Bound.MIN if match[2] else Bound.EXACT
        found.append(Quantity(start, end, value, unit, units.kind_of(unit), bound, CHINESE))
    for match in _passed().finditer(text):
        unit = match[2]
        if text[match.end() : match.end() + 1] != "级":
            value = _scaled("1", match[1])
            kind = units.kind_of(unit)
            found.append(
                Quantity(match.start(1), match.end(), value, unit, kind, Bound.EXACT, MAGNITUDE)
            )
    return tuple(sorted(found, key=lambda q: q.start))


@cache
def _passed() -> re.Pattern[str]:
    """A magnitude alone behind a verb of passing or reaching: 突破千亿元, 跨上万亿元台阶."""
    return re.compile(
        rf"(?:达到|超过|突破|跨上|迈上|站上|[超过达破])({_MAGNITUDE})({_unit_pattern()})"
    )
