"""The same quantity: by indicator or by the nouns counted, growth beside growth, level beside level."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from gwr_graph.compare.said import Said
from gwr_graph.compare.words import bare, letters, load, telling
from gwr_graph.lexicon import indicators
from gwr_graph.model import Continuation, Direction, Resolution, Stance, Status

_PARTS = re.compile(r"[、和及与的“”]")
# What two numbers may not say side by side: a total beside an addition, what goes beside what comes.
_APART: tuple[set[str], ...] = (
    {"all", "more"},
    {"gone", "more"},
    {"gone", "made"},
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number made comparable.

    ``nouns`` are the things counted without verbs and works, ``kind`` is "growth" or the unit, and
    ``role`` tells a total ("all") from what came ("more", "made") or went ("gone"); "some" and ""
    are neither. ``general`` marks counts of 项目 and the like, which say little by themselves.
    """

    said: int
    nouns: frozenset[str]
    indicator: str | None
    kind: str
    role: str
    owner: str
    status: Status | None
    general: bool


def quantities(resolution: Resolution) -> tuple[list[Quantity], list[Quantity]]:
    """Return the numbers of the review and those of the plan."""
    extraction = resolution.extraction
    placed = {
        extraction.statements[c.statement].sentence: resolution.refers[c.mention]
        for c in extraction.contexts
    }
    earlier: list[Quantity] = []
    later: list[Quantity] = []
    before: dict[int, set[str]] = defaultdict(set)
    for index, statement in enumerate(extraction.statements):
        into = {Stance.ACHIEVED: earlier, Stance.COMMITTED: later}.get(statement.stance)
        for i in statement.measures:
            one = _quantity(
                resolution, index, i, placed.get(statement.sentence), before[statement.sentence]
            )
            before[statement.sentence] |= one.nouns
            if into is not None:
                into.append(one)
    return earlier, later


def same_quantity(earlier: Sequence[Quantity], later: Sequence[Quantity]) -> Iterator[Continuation]:
    """By indicator or by the nouns counted: growth beside growth, a level beside one of its unit."""
    by_noun: dict[str, list[Quantity]] = defaultdict(list)
    for one in earlier:
        for noun in {*one.nouns, *([one.indicator] if one.indicator else ())}:
            by_noun[noun].append(one)
    for new in later:
        for noun in sorted({*new.nouns, *([new.indicator] if new.indicator else ())}):
            for old in by_noun.get(noun, ()):
                if not _alike(old, new):
                    continue
                known = noun == new.indicator
                rule, sure = ("same-indicator", 0.95) if known else ("same-quantity", 0.9)
                yield Continuation(new.said, old.said, f"{noun}/{new.kind}", rule, sure)


def same_counted(
    resolution: Resolution,
    plan: Sequence[Said],
    review: Sequence[Said],
    counted: Sequence[Quantity],
) -> Iterator[Continuation]:
    """By what one part counts and the other speaks of without a number."""
    sides: tuple[dict[str, set[int]], dict[str, set[int]]] = (defaultdict(set), defaultdict(set))
    later = {s.index for s in plan}
    for one in counted:
        for noun in one.nouns:
            if len(noun) >= 4 and one.indicator and one.owner == resolution.home:
                sides[one.said in later][noun].add(one.said)
    for of_plan, others in ((False, plan), (True, review)):
        for noun in sorted(sides[of_plan]):
            without = [
                s.index for s in others if noun in s.rest and not s.numbers and _alone(noun, s.rest)
            ]
            if 0 < len(without) * len(sides[of_plan][noun]) <= 3:
                for here, there in product(sorted(sides[of_plan][noun]), without):
                    pair = (here, there) if of_plan else (there, here)
                    yield Continuation(*pair, noun, "same-counted", 0.8)


def _alone(noun: str, text: str) -> bool:
    """Whether a noun stands in a text as itself, not inside another (单位生产总值能耗)."""
    return any(noun in _PARTS.split(run) for run in telling(text))


def _quantity(
    resolution: Resolution, said: int, at: int, place: str | None, before: set[str]
) -> Quantity:
    words = load()
    measure = resolution.extraction.measures[at]
    unit = words.unit.get(measure.unit_text, measure.unit_text)
    grows = measure.direction is not Direction.LEVEL and unit in words.shares
    what = measure.what.rsplit("的", 1)[-1]
    nouns: set[str] = set()
    role = "more" if measure.direction is Direction.INCREASE else ""
    text, start = resolution.extraction.document.text, measure.start
    if not role and words.total_before.search(text, max(0, start - 6), start):
        role = "all"
    own = resolution.extraction.document.header.jurisdiction[-1] + "级"
    for part in _PARTS.split(what):
        noun, verb = _noun(part.replace(own, ""))
        role = role or verb
        nouns.add(noun)
    whole, _ = _noun(bare(what).replace(own, ""))
    nouns.add(whole)
    nouns |= {n.removeprefix(wide) for n in nouns for wide in words.wide}
    heads = {n[-2:] for n in nouns if n in words.general or n.endswith(words.work_head)}
    nouns = {n for n in nouns if len(n) >= 2 and n not in words.general}
    owner = resolution.measure_of[at]
    if heads and unit == "count":
        nouns |= {n for n in before if n[-2:] in heads and n.endswith(words.work_head)}
        owner = place if place and owner == resolution.home else owner
    kind = "growth" if grows else unit
    indicator = measure.indicator or indicators.match(words.achieving.split(measure.what)[-1])
    role = "" if grows else role
    return Quantity(
        said,
        frozenset(nouns),
        indicator,
        kind,
        role,
        owner,
        measure.status,
        bool(heads) and unit == "count",
    )


def _noun(what: str) -> tuple[str, str]:
    """Return the words for what is counted without verbs and works, and what the verbs do to it.

    That is "gone", "made", "some" for verbs that tell neither, or "" where there is no verb.
    """
    words = load()
    text, role = letters(what), ""
    while (found := words.verbs.match(text)) and found.end() < len(text) - 1:
        verb, text = found[1], text[found.end() :]
        if verb in words.removing:
            role = "gone"
        elif verb in words.neutral:
            role = role or "some"
        elif verb in words.making and role != "gone":
            role = "made"
    while (shorter := words.growth.sub("", text)) != text and len(shorter) >= 2:
        text = shorter
    while not text.endswith(words.work_head) and (found := words.end.search(text, 2)):
        text, role = text[: found.start()], role or "some"
    return text, role


def _alike(old: Quantity, new: Quantity) -> bool:
    """Whether two numbers with a noun or indicator in common may stand side by side."""
    if old.kind != new.kind or old.owner != new.owner:
        return False
    roles = {old.role, new.role}
    loose = {"all", "made"} if old.kind == "count" else {"more", ""}
    if roles in (*_APART, loose):
        return False
    if old.general and new.general:
        return old.status == new.status and bool(old.nouns & new.nouns)
    return True
