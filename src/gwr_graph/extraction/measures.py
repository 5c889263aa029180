"""Numbers of a sentence and what they measure.

Every quantity of ``quantities`` is judged in its place: a threshold inside the thing counted
(10亿元以上项目4个) belongs to the thing; the others become measures. A number followed by its noun
counts it (20个项目建成投产); a number at the end of its phrase measures what stands before it
(地区生产总值增长5.3%). A phrase without a subject takes that of the phrase before, an item of a list
the verb of the item before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gwr_graph.extraction.measure_lists import split_subjects
from gwr_graph.extraction.measure_period import Times, earlier, read_times
from gwr_graph.extraction.measure_words import (
    Left,
    after_examples,
    driven,
    first_verb,
    head_direction,
    patterns,
    read_left,
    shorten,
    strip_lead,
    topic,
    verbs,
)
from gwr_graph.extraction.quantities import (
    DIGITS,
    Quantity,
    find_chinese,
    find_quantities,
)
from gwr_graph.lexicon import indicators, measure_cues
from gwr_graph.model import Bound, Direction, Measure, Sentence, Stance

_ANY = re.compile(r"[0-9０-９一二三四五六七八九两十]")
_DIGIT = re.compile(r"[0-9０-９]")
_BREAK = re.compile(r"[，；。：！？;]")
_JOIN = re.compile(r"[ ]*(?:、|和|与|及|以及|，)[ ]*(?:其中)?")
_JOIN_END = re.compile(r"(?:、|和|与|及|以及)[ ]*$")
_FROM = re.compile(r"[由从]([^由从，；]{0,14})$")
_TO = re.compile(r"^[^，；。]{0,4}?[一-鿿]{0,3}(?:到|至|为)[了 ]?$")
_SHARE = re.compile(
    r"^(?:分别|均|约|仅|已)?(?:占|为|是|相当于|高于|低于|快于|比|较|同比|超额|完成(?:年度|全年|目标|计划|任务|序时|年初))"
)
_COUNTED = frozenset(("count", "people"))

_CONFIDENCE = {
    "after": 0.9,
    "growth": 0.92,
    "counted": 0.88,
    "respectively": 0.9,
    "from-to": 0.9,
    "inherited": 0.85,
    "chinese": 0.6,
    "magnitude": 0.6,
}


@dataclass(slots=True)
class _Spot:
    """A quantity in its sentence: the clause [begin, stop) around it and the end of its bound words."""

    quantity: Quantity
    begin: int
    stop: int
    after: int
    bound: Bound


@dataclass(slots=True)
class _Memory:
    """What later phrases of the sentence may inherit."""

    subjects: list[str] = field(default_factory=list)
    verb: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    what: str
    direction: Direction
    bound: Bound
    rule: str
    subject: str
    verb: str = ""
    year: int | None = None


def find_measures(sentence: Sentence, stance: Stance, year: int) -> tuple[Measure, ...]:
    """Return the measures of a sentence, in order; offsets are those of the sentence's document.

    ``year`` is the period of a number that names none: the year reviewed or planned.
    """
    text = sentence.text
    if not _ANY.search(text):
        return ()
    found: list[tuple[Quantity, _Reading]] = []
    times: Times | None = None
    if _DIGIT.search(text):
        spots = _spots(text, find_quantities(text))
        if spots:
            times = read_times(text, year, stance is Stance.COMMITTED)
            found = _read_all(text, spots, times)
    for spot in _spots(text, find_chinese(text)):
        if not any(q.start < spot.quantity.end and spot.quantity.start < q.end for q, _ in found):
            times = times or read_times(text, year, stance is Stance.COMMITTED)
            found.extend(
                (quantity, replace(reading, rule="chinese"))
                for quantity, reading in _read_all(text, [spot], times)
            )
    if times is None:
        return ()
    found.sort(key=lambda item: (item[0].start, item[0].end_range))
    return tuple(_measure(sentence, stance, times, q, reading) for q, reading in found)


def _spots(text: str, quantities: tuple[Quantity, ...]) -> list[_Spot]:
    """Place quantities in their clauses and drop the thresholds among them."""
    if not quantities:
        return []
    p = patterns()
    breaks = [-1, *(m.start() for m in _BREAK.finditer(text)), len(text)]
    spots: list[_Spot] = []
    at = 0
    for quantity in quantities:
        while breaks[at + 1] < quantity.start:
            at += 1
        after, bound = quantity.end, Bound.EXACT
        match = p.after.match(text, quantity.end)
        if match:
            after, bound = match.end(), p.after_of[match[1]]
        spots.append(_Spot(quantity, breaks[at] + 1, breaks[at + 1], after, bound))
    return [s for i, s in enumerate(spots) if not _threshold(text, spots, i)]


def _threshold(text: str, spots: list[_Spot], i: int) -> bool:
    """True for a number that says which things are meant (1亿元以上项目12个, 60岁以上老人)."""
    spot = spots[i]
    q = spot.quantity
    following = text[spot.after : spot.stop].lstrip()
    if text[: q.start].rstrip().endswith(measure_cues.load().spec_before):
        return True
    if not following or not following[0].isalnum():
        return False
    if q.kind == "age":
        return True
    later = any(
        s.begin == spot.begin and s.quantity.start > q.start and not s.quantity.end_range
        for s in spots[i + 1 :]
    )
    cues = measure_cues.load()
    if following.startswith(cues.mark_noun):
        return False
    if spot.after > q.end:
        if q.kind in _COUNTED:
            left = text[spot.begin : q.start]
            governed = any(at + len(v) == len(left.rstrip()) for at, v in verbs(left))
            return not governed and (later or not left.strip())
        if following.startswith(cues.money_noun) and not later:
            return False
        return not following.startswith("的") or not following[1:2].isdigit()
    if q.kind == "money" and text[max(0, q.start - 1) : q.start] in ("超", "过"):
        return following[0] != "的" or not following[1:2].isdigit()
    return False


def _read_all(text: str, spots: list[_Spot], times: Times) -> list[tuple[Quantity, _Reading]]:
    memory = _Memory()
    found: list[tuple[Quantity, _Reading]] = []
    i = 0
    while i < len(spots):
        group = _group(text, spots, i)
        readings = _respectively(text, spots, i, group, memory)
        if readings is None:
            readings = _from_to(text, spots, i, memory, times)
        if readings is None:
            reading = _read(text, spots, i, memory)
            if reading is None:
                i += 1
                continue
            readings = [reading]
            if i + 1 < len(spots) and spots[i + 1].quantity.end_range:
                readings.append(readings[0])
        for offset, reading in enumerate(readings):
            quantity = spots[i + offset].quantity
            if quantity.bound is not Bound.EXACT and reading.bound in (Bound.EXACT, Bound.APPROX):
                reading = replace(reading, bound=quantity.bound)
            found.append((quantity, reading))
            if reading.subject:
                memory.subjects.append(reading.subject)
        memory.verb = readings[-1].verb
        memory.unit = spots[i + len(readings) - 1].quantity.unit
        i += len(readings)
    return found


def _group(text: str, spots: list[_Spot], i: int) -> int:
    """Return how many quantities from ``i`` on stand side by side (6%和8%)."""
    end = i + 1
    while end < len(spots):
        between = text[spots[end - 1].after : spots[end].quantity.start]
        if spots[end].quantity.end_range or spots[end - 1].quantity.end_range:
            break
        match = _JOIN.fullmatch(between)
        if match is None or "其中" in between:
            break
        end += 1
    return end - i


def _left_start(text: str, spots: list[_Spot], i: int) -> int:
    spot = spots[i]
    previous = spots[i - 1] if i else None
    if previous is not None and previous.after > spot.begin:
        return previous.after
    return spot.begin


def _respectively(
    text: str, spots: list[_Spot], i: int, count: int, memory: _Memory
) -> list[_Reading] | None:
    """Read 分别增长6%和8%, or growths side by side after as many subjects."""
    if count < 2:
        return None
    left = text[_left_start(text, spots, i) : spots[i].quantity.start]
    words = read_left(left)
    phrase = strip_lead(words.subject)
    stated = "分别" in left
    if not stated and phrase:
        return None
    share = _SHARE.match(phrase)
    subjects: tuple[str, ...]
    if phrase and not share:
        phrase = driven(phrase)
        subjects = split_subjects(phrase, count) or (phrase,) * count
    else:
        subjects = tuple(memory.subjects[-count:])
        if len(set(subjects)) == 1 and len(subjects) >= 1:
            subjects = split_subjects(subjects[-1], count) or (subjects[-1],) * count
        if len(subjects) < count:
            return None
    group = spots[i : i + count]
    trailing = group[-1].bound
    readings = []
    for spot, subject in zip(group, subjects, strict=True):
        bound = spot.bound
        if bound is Bound.EXACT:
            bound = words.bound if words.bound is not Bound.EXACT else trailing
        what = subject + _share_words(phrase, share) + words.growth
        direction = words.direction
        if direction is Direction.LEVEL:
            direction = head_direction(subject)
        readings.append(_Reading(what, direction, bound, "respectively", subject))
    return readings


def _share_words(phrase: str, share: re.Match[str] | None) -> str:
    """占全国的, 分别是上年的: what the number is a part or a multiple of, "" where it is neither."""
    return phrase.removeprefix("分别").removesuffix("的") if share else ""


def _from_to(
    text: str, spots: list[_Spot], i: int, memory: _Memory, times: Times
) -> list[_Reading] | None:
    """Read 由X提高到Y: both are levels, X of the earlier year the text gives."""
    if i + 1 >= len(spots) or spots[i + 1].begin != spots[i].begin:
        return None
    left = text[_left_start(text, spots, i) : spots[i].quantity.start]
    match = _FROM.search(left)
    if match is None or not _TO.match(text[spots[i].quantity.end : spots[i + 1].quantity.start]):
        return None
    subject = strip_lead(left[: match.start()])
    if not subject and memory.subjects:
        subject = memory.subjects[-1]
    elif subject in measure_cues.load().relational and memory.subjects:
        subject = memory.subjects[-1] + subject
    what = shorten(subject) or text[spots[i].begin : spots[i].quantity.start].strip()
    low = _Reading(
        what, Direction.LEVEL, spots[i].bound, "from-to", subject, year=earlier(match[1], times)
    )
    high = _Reading(what, Direction.LEVEL, spots[i + 1].bound, "from-to", subject)
    return [low, high]


def _read(text: str, spots: list[_Spot], i: int, memory: _Memory) -> _Reading | None:
    spot = spots[i]
    q = spot.quantity
    begin = _left_start(text, spots, i)
    left = text[begin : q.start]
    listed = begin != spot.begin and bool(_JOIN_END.search(left))
    if listed:
        left = ""  # the words are the noun of the number before
    words = read_left(left)
    following = next((s for s in spots[i + 1 :] if not s.quantity.end_range), None)
    stop = spot.stop
    if following is not None and following.quantity.start < stop:
        stop = following.quantity.start
    right = text[spot.after : stop].strip()
    shared = ""
    if following is not None and stop == following.quantity.start:
        shared = text[following.after : following.stop].strip()
    bound = spot.bound if spot.bound is not Bound.EXACT else words.bound
    if not right and following is not None and stop == following.quantity.start == spot.after:
        if not strip_lead(words.subject) and following.quantity.kind in _COUNTED:
            right = shared  # 3126户8457名贫困人口
    if _counts(q, right, words, following is not None and stop == following.quantity.start):
        if q.kind == "length" and not strip_lead(left):
            return None  # a specification: 8000米钻机
        return _counted(left, right, shared, words, bound, listed, begin != spot.begin, q, memory)
    if q.kind == "time" and right and left.endswith("连续"):
        return _Reading("连续" + right[:18], Direction.LEVEL, bound, "after", "")
    noun = ""
    if right.startswith("的"):
        noun = right[1:]
        if not noun and following is not None:
            noun = shared
    return _after(
        left, _clause_before(text, spot.begin), words, bound, q, noun, begin == spot.begin, memory
    )


def _counts(q: Quantity, right: str, words: Left, more: bool) -> bool:
    """True where the number counts the noun behind it, False where it ends its phrase."""
    if not right or not (right[0].isalnum() or right[0] in "“《"):
        return False
    if more and _JOIN_END.fullmatch(right):
        return False
    if right[0] in "和与及" and more:
        return False
    subject = strip_lead(words.subject)
    if q.kind in ("percent", "points", "times", "fraction", "number", "score"):
        return False
    p = patterns()
    if q.kind in _COUNTED:
        ended = len(subject) > 3 and not first_verb(subject) and not subject.endswith("等")
        return not (ended and p.outcome.match(right))
    if right[0] == "的":
        return False
    return not subject or first_verb(subject) == subject


def _counted(
    left: str,
    right: str,
    shared: str,
    words: Left,
    bound: Bound,
    listed: bool,
    adjacent: bool,
    q: Quantity,
    memory: _Memory,
) -> _Reading:
    """Read 20个项目建成投产, 打造…等4个基地, 新建10家中心、30家孵化器.

    ``shared`` is what stands behind the next number, where only a noun stands between the two.
    """
    right = right.removeprefix("的")
    right = _described(right, q)
    joined = _JOIN_END.search(right)
    right = _JOIN_END.sub("", right)
    if shared and not joined and any(at + len(v) == len(right) for at, v in verbs(right)):
        right += shared  # 3个街道各建1处社区老年食堂
    for mark in re.finditer("、", right):
        if first_verb(right[mark.end() :]) and mark.start() > 1:
            right = right[: mark.start()]
            break
    noun, outcome = _split_outcome(right)
    if joined and shared and not outcome:
        outcome = _split_outcome(shared)[1]
    if words.growth:
        verb = prefix = words.growth
    else:
        verb, prefix = _governing(strip_lead(left.rstrip()))
        if memory.verb and (listed or adjacent and not verb):
            verb = prefix = memory.verb
    direction = words.direction if words.growth else head_direction(verb)
    if outcome and not (joined and prefix):
        what = outcome[:14] + "的" + noun[-14:]
    else:
        what = prefix + noun[:24]
    return _Reading(what or right, direction, bound, "counted", verb + noun, verb)


def _described(right: str, q: Quantity) -> str:
    """Drop a description before 的 from a thing counted; end an amount at 的 (210亿元资金的实绩)."""
    at = right.find("的")
    if at <= 0:
        return right
    if q.kind not in _COUNTED:
        return right[:at]
    head, tail = right[:at], right[at + 1 :]
    describes = "、" in head or head.startswith(measure_cues.load().describing)
    return tail if at <= 24 and len(tail) > 1 and describes else right


def _split_outcome(right: str) -> tuple[str, str]:
    """Split 项目建成投产 into the thing and what came of it."""
    split = patterns().outcome.search(right, 2)
    if split is None:
        return right, ""
    if split[0] in measure_cues.load().aside:
        return right[: split.start()], ""
    return right[: split.start()], right[split.start() :].partition("的")[0]


def _governing(phrase: str) -> tuple[str, str]:
    """Return the verb that governs a counted thing, and the words of ``phrase`` to put before it."""
    verb = first_verb(phrase)
    if verb:
        return verb, verb
    inside = verbs(phrase)
    if after_examples(phrase) or "、" in phrase and "各" not in phrase:
        verb = inside[0][1] if inside else ""
        return verb, verb
    return (inside[-1][1] if inside else ""), shorten(phrase, 14)


def _after(
    left: str,
    before: str,
    words: Left,
    bound: Bound,
    q: Quantity,
    noun: str,
    opens: bool,
    memory: _Memory,
) -> _Reading:
    """Read 地区生产总值增长5.3%, 新增企业10户、商户20户, ，增长6%."""
    cues = measure_cues.load()
    phrase = strip_lead(words.subject)
    if not opens and "、" in phrase[1:]:
        tail = phrase[phrase.index("、", 1) + 1 :]
        if first_verb(tail) or cues.quantity_head.search(tail):
            phrase = tail
    if phrase.endswith("、"):
        phrase = _until_copula(phrase[:-1])
    raw = words.subject.strip(" 、和与及，")
    share = _SHARE.match(raw)
    if len(phrase) <= 5 and (verb := raw.removesuffix(phrase)[-2:]) in ("完成", "实现"):
        phrase = verb + phrase
    prior = memory.subjects[-1] if memory.subjects else topic(before)
    rule = "growth" if words.growth else "after"
    direction = words.direction
    if not phrase or share or (phrase in cues.relational and not noun):
        rule = "inherited"
        subject = prior if share else prior + phrase
        what = subject + _share_words(raw, share) + words.growth
        if direction is Direction.LEVEL:
            direction = head_direction(subject) if not share else Direction.LEVEL
        if not what:
            what = left.strip(" 、，") or words.growth
        return _Reading(what, direction, bound, rule, subject, memory.verb)
    at = after_examples(phrase)
    if at and phrase[at:] and not words.growth:
        phrase = first_verb(phrase) + phrase[at:]
    verb = first_verb(phrase)
    if noun and phrase.removeprefix(verb) in cues.relational:
        split = patterns().outcome.search(noun, 2)
        noun = noun[: split.start()] if split else noun
        what = noun[:14] + phrase.removeprefix(verb)
        return _Reading(what, direction, bound, rule, what, verb)
    if (
        not verb
        and memory.verb
        and not words.copula
        and not words.growth
        and q.kind in _COUNTED
        and not cues.quantity_head.search(phrase)
        and (not opens or memory.unit == q.unit)
        and not verbs(phrase)
    ):
        verb = memory.verb
        phrase = verb + phrase
    phrase = shorten(driven(phrase) if words.growth else phrase)
    if direction is Direction.LEVEL:
        direction = head_direction(phrase)
    return _Reading(phrase + words.growth, direction, bound, rule, phrase, verb)


def _clause_before(text: str, begin: int) -> str:
    """The clause that ends where the one at ``begin`` starts, "" at the start of a sentence."""
    if begin < 2 or text[begin - 1] != "，":
        return ""
    start = max((m.end() for m in _BREAK.finditer(text, 0, begin - 1)), default=0)
    return text[start : begin - 1]


def _until_copula(phrase: str) -> str:
    """经济总量跨过两个万亿元大关 → 经济总量: the subject of two predicates side by side."""
    cues = measure_cues.load()
    ends = [
        at
        for word in (*cues.bound_before["min"], *cues.copula)
        if len(word) > 1 and (at := phrase.find(word)) > 1
    ]
    return phrase[: min(ends)] if ends else phrase


def _measure(
    sentence: Sentence, stance: Stance, times: Times, q: Quantity, reading: _Reading
) -> Measure:
    period, first = times.at(q.start)
    if reading.year is not None:
        period, first = reading.year, None
    due = None
    if stance is Stance.COMMITTED:
        begin = max((m.end() for m in _BREAK.finditer(sentence.text, 0, q.start)), default=0)
        stop = _BREAK.search(sentence.text, q.end)
        due = times.due(begin, q.start, stop.start() if stop else len(sentence.text))
    return Measure(
        surface=sentence.text[q.start : q.end],
        start=sentence.start + q.start,
        end=sentence.start + q.end,
        value=q.value,
        unit_text=q.unit,
        what=reading.what,
        direction=reading.direction,
        bound=reading.bound,
        period=period,
        sentence=sentence.order,
        rule=f"measure-{reading.rule}",
        confidence=_CONFIDENCE[reading.rule],
        period_start=first,
        due=due[0] if due else None,
        due_text=sentence.text[due[1] : due[2]] if due else None,
        indicator=indicators.match(reading.what),
    )
