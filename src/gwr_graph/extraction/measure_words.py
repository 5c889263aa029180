"""The words around a number: what bounds it, what says its direction, and the thing measured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gwr_graph.lexicon import measure_cues
from gwr_graph.model import Bound, Direction


def _join(*lists: tuple[str, ...]) -> str:
    words = sorted({w for words in lists for w in words}, key=lambda w: (-len(w), w))
    return measure_cues.alternation(tuple(words), measure_cues.load().guard)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled once from the cue lists; the ``*_end`` patterns match at the end of a string."""

    bound_end: re.Pattern[str]
    bound_of: dict[str, Bound]
    after: re.Pattern[str]
    after_of: dict[str, Bound]
    copula_end: re.Pattern[str]
    growth_end: re.Pattern[str]
    rate_end: re.Pattern[str]
    lead: re.Pattern[str]
    verb: re.Pattern[str]
    outcome: re.Pattern[str]
    heads: re.Pattern[str]
    topic_end: re.Pattern[str]
    decreasing: frozenset[str]
    raising: frozenset[str]


# How long it has been so (粮食产量连续9年稳定在).
_STREAK = r"(?:已)?连续[0-9一二三四五六七八九十两]+年"
# A time before the thing measured (到2027年, “十二五”末, 二季度前).
_TIME = (
    r"(?:[到至在])?(?:(?:19|20)[0-9]{2}年(?:底|末)?前?(?!的)|[“\"]?十[一二三四五六七八九]五[”\"]?(?:末|期末|期间|时期)?(?![规计])"
    r"|(?:近|过去)?[0-9一二三四五六七八九十]年(?:来|间|累计)?(?!均|度|行动|规划|计划)|[一二三四]季度(?:末)?前?|(?:1[0-2]|[1-9])月(?:底|末|[0-9]{1,2}日)?前?|[上下]半年前?|(?:今|明)?年(?:底|末)前?)"
)


@cache
def patterns() -> Patterns:
    """Return the patterns of this module."""
    cues = measure_cues.load()
    bounds = {w: _BOUND[role] for role, words in cues.bound_before.items() for w in words}
    after = {w: _BOUND[role] for role, words in cues.bound_after.items() for w in words}
    adverbs = _join(cues.adverb)
    compared = (
        r"(?:[比较](?:上年|去年|前年|年初|20[0-9]{2}年|全国|全省|全市|全区|全县)(?:同期|末|底|平均)?"
        r"|同比|环比|按可比价格?计?算?|年均)"
    )
    return Patterns(
        bound_end=re.compile(rf"({_join(tuple(bounds))})[ ]?$"),
        bound_of=bounds,
        after=re.compile(rf"[ ]?({_join(tuple(after))})"),
        after_of=after,
        copula_end=re.compile(rf"(?:(?:{_STREAK}|{_join(cues.copula, cues.adverb)})[ ]?)+$"),
        growth_end=re.compile(
            rf"(?:(?:{compared}|{adverbs})*)({_join(cues.increase_verb, cues.decrease_verb)})[ ]?$"
        ),
        rate_end=re.compile(rf"({_join(cues.growth_noun, cues.decline_noun)})$"),
        lead=re.compile(
            rf"(?:{_TIME}|{measure_cues.alternation(cues.lead, behind=cues.lead_guard)}|[ 、和及与并且也”’）)])+"
        ),
        verb=re.compile(f"(?P<not>{_join(cues.verb_not)})|(?P<verb>{_join(cues.verb)})"),
        outcome=re.compile(measure_cues.alternation(cues.outcome, behind=cues.outcome_guard)),
        heads=re.compile(
            rf"(?P<not>{_join(cues.growth_not)})|(?P<up>{_join(cues.increase_head)})"
            rf"|(?P<down>{_join(cues.decrease_head)})"
        ),
        topic_end=re.compile(_join(cues.topic_end)),
        decreasing=frozenset(cues.decrease_verb) | frozenset(cues.decline_noun),
        raising=frozenset(cues.increase_verb) | frozenset(cues.growth_noun),
    )


_BOUND = {"min": Bound.MIN, "max": Bound.MAX, "approx": Bound.APPROX}


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a number: the subject, the growth word, and what they say."""

    subject: str
    growth: str
    direction: Direction
    bound: Bound
    copula: bool


def read_left(left: str) -> Left:
    """Split the words that end at a number into subject, growth word and bound."""
    p = patterns()
    text = left.rstrip()
    bound = Bound.EXACT
    match = p.bound_end.search(text, max(0, len(text) - 8))
    if match:
        bound = p.bound_of[match[1]]
        text = text[: match.start()].rstrip()
    copula = False
    match = p.growth_end.search(text, max(0, len(text) - 16))
    if match:
        direction = _direction(match[1])
        subject = text[: match.start()].rstrip()
        growth = text[match.start() :].strip()
    else:
        direction, growth = Direction.LEVEL, ""
        match = p.copula_end.search(text, max(0, len(text) - 16))
        if match:
            copula = True
            text = text[: match.start()].rstrip()
        subject = text
        rate = p.rate_end.search(subject, max(0, len(subject) - 4))
        if rate and not subject.endswith(measure_cues.load().rate_not):
            direction = _direction(rate[1])
    return Left(subject, growth, direction, bound, copula)


def _direction(word: str) -> Direction:
    bare = word.removesuffix("了")
    return Direction.DECREASE if bare in patterns().decreasing else Direction.INCREASE


def head_direction(words: str) -> Direction:
    """Return the direction that a verb of growth in ``words`` gives (城镇新增就业), else LEVEL."""
    for match in patterns().heads.finditer(words):
        if match["up"]:
            return Direction.INCREASE
        if match["down"]:
            return Direction.DECREASE
    return Direction.LEVEL


def without_growth(words: str) -> str:
    """Drop a verb of growth at the start: what has been added to is not what is there now."""
    match = patterns().heads.match(words)
    return words[match.end() :] if match and not match["not"] else words


def strip_lead(words: str) -> str:
    """Drop adverbs, times and stance words that stand before the thing measured."""
    text = words.strip()
    match = patterns().lead.match(text)
    return text[match.end() :].lstrip() if match else text


def first_verb(words: str) -> str:
    """Return the verb at the start of ``words``, "" if none stands there."""
    match = patterns().verb.match(words)
    return match["verb"] or "" if match else ""


def ends_in_verb(words: str) -> bool:
    """True where ``words`` end in a verb that governs what follows."""
    start = max(0, len(words) - 6)
    return any(start + at + len(verb) == len(words) for at, verb in verbs(words[start:]))


def at_least(left: str) -> Bound:
    """Return the bound of 至少建成1个, EXACT where none stands before the verb."""
    match = _AT_LEAST.search(left)
    return patterns().bound_of[match[1]] if match else Bound.EXACT


def verbs(words: str) -> list[tuple[int, str]]:
    """Return the verbs in ``words`` with their offsets, in order."""
    return [(m.start(), m["verb"]) for m in patterns().verb.finditer(words) if m["verb"]]


def topic(clause: str) -> str:
    """服务业支撑作用更加明显 → 服务业: what a clause without numbers speaks of, "" if unclear."""
    words = strip_lead(clause)
    match = patterns().topic_end.search(words, 2, 18)
    return words[: match.start()] if match else ""


def after_examples(words: str) -> int:
    """Return the offset behind the last 等 that ends a list of examples, 0 if there is none."""
    cues = measure_cues.load()
    at = words.rfind("等")
    while at > 0:
        if words[at - 1] not in cues.deng_before and words[at + 1 : at + 2] not in cues.deng_after:
            return at + 1
        if words[at + 1 : at + 2] == "" and words[at - 1] not in cues.deng_before:
            return at + 1
        at = words.rfind("等", 0, at)
    return 0


def shorten(words: str, limit: int = 20) -> str:
    """Drop from a phrase who did it or where, if that is longer than the thing measured."""
    if words.startswith(measure_cues.load().backing) and "各" not in words:
        acts = [at for at, _ in verbs(words) if at > 3 and len(words) - at >= 4]
        if acts:
            return words[acts[0] :]
    if len(words) <= 16 or "各" in words[4:] or "占" in words[2:]:
        return words
    for at, verb in verbs(words):
        rest = len(words) - at
        done = words[at + len(verb) :].startswith("后")
        if not done and ((at >= 8 and 4 <= rest <= at) or (at and 4 <= rest <= limit < len(words))):
            return words[at:]
    if places := _PLACES.match(words):
        words = words[places.end() :]
    if len(words) <= limit:
        return words
    tail = words[-limit:]
    for mark in "、”":
        if mark in tail[:-4]:
            return tail[tail.index(mark) + 1 :]
    return tail


_AT_LEAST = re.compile(r"(至少|不少于)[^，、]{1,4}$")
# Two or more places in a row before the thing measured; one alone may belong to it (县城污水处理率).
_PLACES = re.compile(
    r"(?:[^、，的]{2,7}?(?:镇|乡|村|街道|社区|嘎查|苏木|县|区|市|旗)[、和及与]?){2,}(?=.{4})"
)


def driven(words: str) -> str:
    """Return what stands behind a verb of causing (带动限上家电零售额 → 限上家电零售额)."""
    for verb in measure_cues.load().driving:
        at = words.rfind(verb)
        if at >= 0 and len(words) - at - len(verb) >= 3:
            words = words[at + len(verb) :]
    return words
