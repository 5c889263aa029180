"""When a number holds: the year it speaks of, the first year of a total, the due date."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from gwr_graph.extraction.measure_words import strip_lead
from gwr_graph.extraction.quantities import chinese_value
from gwr_graph.lexicon import measure_cues

_CHINESE_FIVE = "一二三四五六七八九十"
# A year that dates what follows it; a year compared with, or the start of something, does not.
_ANCHOR = re.compile(
    r"(?<![比较与从由自和、第0-9—－–\-（(])(?:(?P<to>到|至|截至|截止)?(?P<year>(?:19|20)[0-9]{2})年"
    r"(?!以来|相比|开始|起|动工|的|前|—|-|至|到|[0-9]{1,2}月[0-9])"
    r"|(?P<next>明年)|(?P<last>去年(?!同期|底|末))"
    r"|(?P<ahead>今后|未来|下一?个?)(?P<span>[三五十])年"
    r"|[“\"]?十(?P<plan>[一二三四五六七八九])五[”\"]?(?P<part>末|期末|期间|时期|以来)?)"
)
_SPAN = re.compile(
    r"过去(?P<past>[二三四五两十])年|(?P<these>[二三四五两十])年来|(?P<total>[2-9二三四五两十])年(?:累计|共|年均|分别|增长|新增)"
    r"|(?:与|比|较)(?P<base>20[0-9]{2})年(?:底|末)?(?:相比)?|(?P<since>20[0-9]{2})年以来"
)
_EARLIER = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年|(?P<last>上年|去年)|(?P<ago>[一二三四五六七八九十两0-9]+)年前|(?P<before>前年)"
)
_CLAUSE = re.compile(r"[，；：]")
_TERM = re.compile(
    r"与(?P<base>20[0-9]{2})年(?:底|末)?相比|(?:过去|这|本届政府任期的?|“?十[一二三四五六七八九]五”?)的?五年|五年来|五年间"
)
_DATED = re.compile(r"[年季月]|前")


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of one sentence; positions are offsets into its text.

    ``anchors`` are (from, to, year, first year or None) in order, ``first`` is the first year of
    figures for the whole sentence, ``base`` the year compared with, ``dues`` (start, end, date,
    how far the date holds).
    """

    year: int
    anchors: tuple[tuple[int, int, int, int | None], ...] = ()
    first: int | None = None
    base: int = 0
    dues: tuple[tuple[int, int, date, int], ...] = ()

    def at(self, position: int) -> tuple[int, int | None]:
        """Return the year that a number at ``position`` speaks of and its first year."""
        year, first = self.year, self.first
        for start, end, anchor, begin in self.anchors:
            if start <= position < end:
                year, first = anchor, begin if begin is not None else self.first
        return year, first if first is not None and first < year else None

    def due(self, start: int, position: int, end: int) -> tuple[date, int, int] | None:
        """Return date and span of the due date of a number in the clause [start, end).

        The nearest before the number comes first, then one behind it, then one that holds on from
        an earlier clause.
        """
        inside = [d for d in self.dues if start <= d[0] < end]
        before = [d for d in inside if d[0] < position]
        lasting = [d for d in self.dues if d[0] < start and position < d[3]]
        for found in (before[-1:], inside[:1], lasting[-1:]):
            if found:
                return found[0][2], found[0][0], found[0][1]
        return None


def base_year(review: str, year: int) -> int:
    """Return the year that the changes in a review are reckoned from.

    ``review`` is the text of the part of a report that reviews, ``year`` the year reviewed: five
    years before it where the part looks back on a term of five years, else the year before.
    """
    match = _TERM.search(review)
    if match is None:
        return year - 1
    return int(match["base"]) if match["base"] else year - 5


def read_times(text: str, year: int, committed: bool, base: int | None = None) -> Times:
    """Return the time expressions of a sentence whose default year is ``year``.

    ``base`` is the year that changes are reckoned from, by default the year before.
    """
    base = year - 1 if base is None else base
    if not _DATED.search(text):
        return Times(year, base=base)
    anchors: list[tuple[int, int, int, int | None]] = []
    dues: list[tuple[int, int, date, int]] = []
    for match in _ANCHOR.finditer(text):
        found = _anchor(match, year, committed)
        if found is None:
            continue
        reach = _reach(text, match)
        anchors.append((match.end(), reach, *found))
        if committed and found[0] > year:
            dues.append((match.start(), match.end(), date(found[0], 12, 31), reach))
    first = None
    span = _SPAN.search(text)
    if span:
        length = span["past"] or span["these"] or span["total"]
        value = _number(length) if length else None
        if value:
            first = year - int(value) + 1
        elif span["base"]:
            base = int(span["base"])
            first = base + 1 if "相比" in span[0] else None
        elif span["since"]:
            first = int(span["since"])
    if committed:
        dues.extend(_dues(text, year))
    return Times(year, tuple(anchors), first, base, tuple(sorted(set(dues))))


def _reach(text: str, match: re.Match[str]) -> int:
    """How far a date holds: to the end of the sentence where it opens one, else of its clause."""
    before = text[match.start() - 1] if match.start() else ""
    after = _CLAUSE.search(text, match.end())
    end = after.start() if after else len(text)
    alone = end - match.end() <= 1 and before in "，；：。—"
    if (
        not before
        or before in "；："
        or alone
        or match["ahead"]
        or (match["to"] and before in "，的")
    ):
        return len(text)
    return end if strip_lead(text[: match.start()]) else len(text)


def _anchor(match: re.Match[str], year: int, committed: bool) -> tuple[int, int | None] | None:
    if match["year"]:
        return int(match["year"]), None
    if match["next"]:
        return year + 1, None
    if match["last"]:
        return (year - 1 if committed else year), None
    if match["ahead"]:
        value = chinese_value(match["span"])
        return (year + int(value) - 1, year) if value else None
    end = 2010 + 5 * (_CHINESE_FIVE.index(match["plan"]))
    if match["part"] in ("末", "期末"):
        return end, None
    if match["part"] and not committed and end - 4 <= year:
        return min(year, end), end - 4
    if match["part"] in ("期间", "时期") and committed and end >= year:
        return end, end - 4
    return None


def earlier(words: str, times: Times) -> int:
    """Return the year of X in 由X提高到Y from the words between 由 and X, the base if not said."""
    match = _EARLIER.search(words)
    if match is None:
        return times.base
    if match["year"]:
        return int(match["year"])
    if match["last"]:
        return times.year - 1
    if match["before"]:
        return times.year - 2
    value = _number(match["ago"])
    return times.year - value if value else times.base


def _number(numeral: str) -> int:
    """The value of a small numeral in digits or characters, 0 if it is none."""
    return int(numeral) if numeral.isdigit() else int(chinese_value(numeral) or 0)


@cache
def _due() -> re.Pattern[str]:
    words = measure_cues.alternation(tuple(measure_cues.load().due))
    return re.compile(
        rf"(?:(?P<year>20[0-9]{{2}})年)?(?:(?P<word>{words})前?|(?P<month>1[0-2]|[1-9])月"
        r"(?:(?P<day>[1-3]?[0-9])日)?(?:底|末|中旬|上旬|下旬)?(?:前|之前)?)|(?P<only>20[0-9]{2})年(?:底|末)?前"
    )


def _dues(text: str, year: int) -> list[tuple[int, int, date, int]]:
    found = []
    for match in _due().finditer(text):
        if match.start() and text[match.start() - 1].isdigit():
            continue
        when = int(match["year"] or match["only"] or year)
        if match["only"]:
            month, day = 12, 31
            when -= 0 if "底" in match[0] or "末" in match[0] else 1
        elif match["word"]:
            month, day = measure_cues.load().due[match["word"]]
        else:
            month = int(match["month"])
            day = int(match["day"] or 0)
        last = calendar.monthrange(when, month)[1]
        due = date(when, month, day if 0 < day <= last else last)
        found.append((match.start(), match.end(), due, match.end()))
    return found
