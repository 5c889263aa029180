"""Readings of quantities in place: the thing measured, direction and bound of each.

A number followed by its noun counts it (20个项目建成投产); a number at the end of its phrase
measures what stands before it (地区生产总值增长5.3%). A phrase without a subject takes that of the phrase
before, an item of a list the verb of the item before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gwr_graph.extraction.measure_lists import split_subjects
from gwr_graph.extraction.measure_period import Times, earlier
from gwr_graph.extraction.measure_place import COUNTED, Spot, clause_before, left_start
from gwr_graph.extraction.measure_words import (
    Left,
    after_examples,
    at_least,
    driven,
    ends_in_verb,
    first_verb,
    head_direction,
    patterns,
    read_left,
    shorten,
    strip_lead,
    topic,
    verbs,
    without_growth,
)
from gwr_graph.extraction.quantities import Quantity
from gwr_graph.lexicon import measure_cues
from gwr_graph.model import Bound, Direction

_JOIN = re.compile(r"[ ]*(?:、|和|与|及|以及)[ ]*")
_JOIN_END = re.compile(r"(?:、|和|与|及|以及)[ ]*$")
_FROM = re.compile(r"[由从]([^由从，；]{0,14})$")
_TO = re.compile(r"^[^，；。]{0,4}?[一-鿿]{0,3}(?:到|至|为)[了 ]?$")
_SHARE = re.compile(
    r"^(?:分别|均|约|仅|已)?"
    r"(?:在[^，]{1,8}占比|折合|约合|占|为|是|相当于|高于|低于|快于|比|较|同比|超额|完成(?:年度|全年|目标|计划|任务|序时|年初))"
)
_ASIDE = re.compile(r"（[^（）]*）")
_RELATIVE = frozenset(("percent", "points", "times", "fraction", "number", "score"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number says. ``subject`` and ``verb`` are what later phrases may inherit.

    ``year`` is set only where it differs from the sentence's.
    """

    what: str
    direction: Direction
    bound: Bound
    rule: str
    subject: str
    verb: str = ""
    year: int | None = None


@dataclass(slots=True)
class _Memory:
    """What later phrases of the sentence may inherit."""

    subjects: list[str] = field(default_factory=list)
    verb: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """The words around one quantity.

    ``left`` and ``right`` stand beside it within its clause, up to the next quantity; ``shared``
    behind the next quantity where no mark parts the two; ``before`` is the clause before.
    ``opens`` is True where its words begin the clause, ``listed`` where it is the next of a list.
    """

    quantity: Quantity
    left: str
    right: str
    shared: str
    before: str
    opens: bool
    listed: bool
    words: Left
    bound: Bound


def read_all(text: str, spots: list[Spot], times: Times) -> list[tuple[Quantity, Reading]]:
    """Return the readings of the quantities of one sentence, in order."""
    memory = _Memory()
    found: list[tuple[Quantity, Reading]] = []
    i = 0
    while i < len(spots):
        readings = _respectively(text, spots, i, memory) or _from_to(text, spots, i, memory, times)
        if not readings:
            reading = _read(_view(text, spots, i), memory)
            if reading is None:
                i += 1
                continue
            ranged = i + 1 < len(spots) and spots[i + 1].quantity.end_range
            readings = [reading, reading] if ranged else [reading]
        for offset, reading in enumerate(readings):
            quantity = spots[i + offset].quantity
            stated = reading.bound in (Bound.MIN, Bound.MAX) or quantity.bound is Bound.EXACT
            bounded = reading if stated else replace(reading, bound=quantity.bound)
            found.append((quantity, bounded))
            if reading.subject:
                memory.subjects.append(reading.subject)
        memory.verb = readings[-1].verb
        memory.unit = spots[i + len(readings) - 1].quantity.unit
        i += len(readings)
    return found


def _respectively(text: str, spots: list[Spot], i: int, memory: _Memory) -> list[Reading] | None:
    """Read 分别增长6%和8%, or growths side by side after as many subjects."""
    count = _side_by_side(text, spots, i)
    if count < 2:
        return None
    left = text[left_start(text, spots, i) : spots[i].quantity.start]
    words = read_left(left)
    phrase = strip_lead(words.subject)
    if "分别" not in left and phrase:
        return None
    share = _SHARE.match(phrase)
    if phrase and not share:
        phrase = driven(phrase)
        subjects = split_subjects(phrase, count) or (phrase,) * count
    else:
        subjects = tuple(memory.subjects[-count:])
        if subjects and len(set(subjects)) == 1:
            subjects = split_subjects(subjects[-1], count) or (subjects[-1],) * count
        if len(subjects) < count:
            return None
    group = spots[i : i + count]
    bound = words.bound if words.bound is not Bound.EXACT else group[-1].bound
    readings = []
    for spot, subject in zip(group, subjects, strict=True):
        direction = words.direction
        if direction is Direction.LEVEL:
            direction = head_direction(subject)
        readings.append(
            Reading(
                subject + _share_words(phrase, share) + words.growth,
                direction,
                bound if spot.bound is Bound.EXACT else spot.bound,
                "respectively",
                subject,
            )
        )
    return readings


def _side_by_side(text: str, spots: list[Spot], i: int) -> int:
    """Return how many quantities from ``i`` on stand side by side (6%和8%)."""
    end = i + 1
    while end < len(spots):
        if spots[end].quantity.end_range or spots[end - 1].quantity.end_range:
            break
        if not _JOIN.fullmatch(text, spots[end - 1].after, spots[end].quantity.start):
            break
        end += 1
    last = text[spots[end - 1].after : spots[end - 1].after + 1]
    return 1 if last.isalnum() else end - i  # 增长4%、12个项目: the last counts a thing of its own


def _share_words(phrase: str, share: re.Match[str] | None) -> str:
    """占全国的, 分别是上年的: what the number is a part or a multiple of, else ""."""
    return phrase.removeprefix("分别").removesuffix("的") if share else ""


def _from_to(
    text: str, spots: list[Spot], i: int, memory: _Memory, times: Times
) -> list[Reading] | None:
    """Read 由X提高到Y: both are levels, X of the earlier year."""
    if i + 1 >= len(spots) or spots[i + 1].begin != spots[i].begin:
        return None
    left = text[left_start(text, spots, i) : spots[i].quantity.start]
    match = _FROM.search(left)
    if match is None or not _TO.match(text[spots[i].quantity.end : spots[i + 1].quantity.start]):
        return None
    subject = strip_lead(_ASIDE.sub("", left[: match.start()]))
    prior = memory.subjects[-1] if memory.subjects else ""
    share = _SHARE.match(subject)
    if share or not subject or subject in measure_cues.load().relational:
        subject = prior + subject
    what = shorten(subject) or left.strip()
    year = earlier(match[1], times)
    return [
        Reading(what, Direction.LEVEL, spots[i].bound, "from-to", subject, year=year),
        Reading(what, Direction.LEVEL, spots[i + 1].bound, "from-to", subject),
    ]


def _view(text: str, spots: list[Spot], i: int) -> _View:
    spot = spots[i]
    begin = left_start(text, spots, i)
    left = text[begin : spot.quantity.start]
    listed = begin != spot.begin and bool(_JOIN_END.search(left))
    if listed:
        left = ""  # the words are the noun of the number before
    words = read_left(left)
    following = next((s for s in spots[i + 1 :] if not s.quantity.end_range), None)
    stop, shared = spot.stop, ""
    if following is not None and following.quantity.start < stop:
        stop = following.quantity.start
        shared = text[following.after : following.stop].strip()
    right = text[spot.after : stop].strip()
    if not right and stop == spot.after and following is not None:
        right = shared  # 3126户8457名贫困人口
    elif 0 < len(right) <= 2 and not _JOIN_END.search(right) and not verbs(left):
        right += shared  # 14个村1.6万人吃上了“放心水”
    bound = spot.bound
    if bound is Bound.EXACT:
        bound = words.bound if words.bound is not Bound.EXACT else at_least(left)
    return _View(
        spot.quantity,
        left,
        right,
        shared,
        clause_before(text, spot.begin),
        begin == spot.begin,
        listed,
        words,
        bound,
    )


def _read(view: _View, memory: _Memory) -> Reading | None:
    """Read a quantity on its own; None where it is a specification (8000米钻机)."""
    q, right = view.quantity, view.right
    if q.kind == "time" and right and view.left.endswith("连续"):
        what = strip_lead(view.left)[-14:] + right[:18]
        return Reading(what, Direction.LEVEL, view.bound, "after", "")
    if _counts(view):
        left = view.left.rstrip()
        if q.kind == "length" and not strip_lead(left) and not ends_in_verb(left):
            return None
        return _counted(view, memory)
    return _after(view, memory)


def _counts(view: _View) -> bool:
    """True where the number counts the noun behind it, False where it ends its phrase."""
    right, q = view.right, view.quantity
    if not right or not (right[0].isalnum() or right[0] in "“《"):
        return False
    if q.kind in _RELATIVE or (right[0] in "和与及" and view.shared):
        return False
    subject = strip_lead(view.words.subject)
    if q.kind in COUNTED:
        thing = subject.removeprefix(first_verb(subject))
        ended = len(thing) > 3 and not subject.endswith("等") and not ends_in_verb(subject)
        return not (ended and patterns().outcome.match(right))
    if right[0] == "的":
        return False
    cues = measure_cues.load()
    if q.kind == "money" and subject:
        return subject.endswith(cues.introducing)
    return not subject or subject.endswith(cues.introducing) or ends_in_verb(subject)


def _counted(view: _View, memory: _Memory) -> Reading:
    """Read 20个项目建成投产, 打造…等4个基地, 新建10家中心、30家孵化器."""
    words = view.words
    right = _described(view.right.removeprefix("的"), view.quantity)
    joined = _JOIN_END.search(right)
    right = _JOIN_END.sub("", right)
    if view.shared and not joined and ends_in_verb(right):
        right += view.shared  # 3个街道各建1处社区老年食堂
    for mark in re.finditer("、", right):
        if mark.start() > 1 and first_verb(right[mark.end() :]):
            right = right[: mark.start()]
            break
    noun, outcome = _split_outcome(right)
    if joined and view.shared and not outcome:
        outcome = _split_outcome(view.shared)[1]
    if words.growth:
        verb = prefix = words.growth
    else:
        verb, prefix = _governing(strip_lead(view.left.rstrip()), noun, outcome)
        if memory.verb and (view.listed or (not view.opens and not verb)):
            verb = prefix = memory.verb
    direction = head_direction(verb)
    people = measure_cues.load().people_after.match(right) if view.quantity.unit == "人" else None
    if people and not outcome:
        noun = people[0]
    owned = prefix.endswith("的") and view.quantity.kind not in COUNTED
    if outcome and noun and not (joined and prefix) and not owned:
        what = outcome[:14] + "的" + noun[-14:]
    else:
        what = prefix + (noun[:24] or outcome[:14])
    return Reading(what or right, direction, view.bound, "counted", verb + noun, verb)


def _described(right: str, q: Quantity) -> str:
    """Drop a description before 的 from a thing counted; end an amount at 的."""
    at = right.find("的")
    if at <= 0:
        return right
    if q.kind not in COUNTED:
        return right[:at]
    head, tail = right[:at], right[at + 1 :]
    if measure_cues.load().people_after.match(right):
        return right
    describes = "、" in head or head.startswith(measure_cues.load().describing)
    return tail if at <= 24 and len(tail) > 1 and describes else right


def _split_outcome(right: str) -> tuple[str, str]:
    """Split 项目建成投产 into the thing and what came of it."""
    split = patterns().outcome.search(right, 1)
    while split and split.start() < 2 and len(split[0]) < 2:
        split = patterns().outcome.search(right, split.end())
    if right.startswith(measure_cues.load().wholly):
        return "", right
    if split is None:
        return right, ""
    if split[0] in measure_cues.load().aside:
        return right[: split.start()], ""
    return right[: split.start()], right[split.start() :].partition("的")[0]


def _governing(phrase: str, noun: str, outcome: str) -> tuple[str, str]:
    """Return the verb that governs a counted thing, and the words to put before the thing."""
    verb = first_verb(phrase)
    if verb:
        return verb, verb
    inside = verbs(phrase)
    if after_examples(phrase) or ("、" in phrase and "各" not in phrase):
        verb = inside[0][1] if inside else ""
        if not verb and not outcome and len(noun) <= 2:
            return "", phrase[:28]  # a verb no list holds: 示范带串起下沈村等12个村
        return verb, verb
    return (inside[-1][1] if inside else ""), shorten(phrase, 14)


def _after(view: _View, memory: _Memory) -> Reading:
    """Read 地区生产总值增长5.3%, 新增企业10户、商户20户, ，增长6%."""
    cues = measure_cues.load()
    words, q = view.words, view.quantity
    raw = _ASIDE.sub("", words.subject).strip(" 、和与及，")
    phrase = strip_lead(raw).removesuffix("的")
    if not view.opens and "、" in phrase[1:]:
        tail = phrase[phrase.index("、", 1) + 1 :]
        if first_verb(tail) or cues.quantity_head.search(tail):
            phrase = tail
    if words.subject.endswith("、"):
        phrase = _until_copula(phrase)
    share = _SHARE.match(raw)
    if len(phrase) <= 5 and (done := raw.removesuffix(phrase)[-2:]) in ("完成", "实现"):
        phrase = done + phrase
    rule = "growth" if words.growth else "after"
    direction = words.direction
    named = view.right.startswith("的")
    if named and not phrase and not words.growth:  # 89.4%的公园实现开放
        return Reading(view.right[1:21], direction, view.bound, rule, "")
    if not phrase or share or (phrase in cues.relational and not named):
        prior = memory.subjects[-1] if memory.subjects else topic(view.before)
        reached = (
            not share and not words.growth and (words.copula or words.bound is not Bound.EXACT)
        )
        if reached:
            prior = without_growth(prior)  # 新增装机80万千瓦，突破500万千瓦
        subject = prior if share else prior + phrase
        what = subject + _share_words(raw, share) + words.growth
        if direction is Direction.LEVEL and not share:
            direction = head_direction(subject)
        what = what or view.left.strip(" 、，") or view.right[:18]
        return Reading(what, direction, view.bound, "inherited", subject, memory.verb)
    if named and (what := _owned(view, phrase)):
        return Reading(what, direction, view.bound, rule, what)
    at = after_examples(phrase)
    if at and phrase[at:] and not words.growth:
        phrase = first_verb(phrase) + phrase[at:]
    verb = first_verb(phrase)
    if not verb and _takes_verb(view, phrase, memory):
        verb = memory.verb
        phrase = verb + phrase
    phrase = shorten(driven(phrase) if words.growth else phrase)
    if direction is Direction.LEVEL:
        direction = head_direction(phrase)
    if verb and verb == phrase and not view.opens and memory.subjects:
        phrase = memory.subjects[-1] + phrase  # 新能源开工1600万千瓦、投产1000万千瓦
    what = phrase + words.growth
    if q.kind not in _RELATIVE and len(what) <= 3 and view.right[:1].isalnum() and not named:
        what += (view.right if verb else _split_outcome(view.right)[0] or view.right)[
            :14
        ]  # 筹资2.1亿元办好实事
        if view.shared and ends_in_verb(what):
            what += view.shared[:10]
    return Reading(what, direction, view.bound, rule, phrase, verb)


def _owned(view: _View, phrase: str) -> str:
    """总投资889.3亿元的302个重点项目 → 重点项目总投资, "" where the amount has no such head."""
    heads = measure_cues.load().owned_head
    head = next((word for word in heads if phrase.endswith(word)), "")
    if not head:
        return ""
    noun = view.right[1:] or view.shared
    noun = _split_outcome(noun)[0]
    return noun[:16] + head


def _takes_verb(view: _View, phrase: str, memory: _Memory) -> bool:
    """True where an item without a verb goes on a list that began with one."""
    if not memory.verb or view.words.copula or view.words.growth or verbs(phrase):
        return False
    same = memory.unit == view.quantity.unit
    if not view.opens and same:
        return True
    if view.quantity.kind not in COUNTED or measure_cues.load().quantity_head.search(phrase):
        return False
    return not view.opens or same


def _until_copula(phrase: str) -> str:
    """经济总量跨过两个万亿元大关 → 经济总量: the subject of two predicates side by side."""
    cues = measure_cues.load()
    ends = [
        at
        for word in (*cues.bound_before["min"], *cues.copula)
        if len(word) > 1 and (at := phrase.find(word)) > 1
    ]
    return phrase[: min(ends)] if ends else phrase
