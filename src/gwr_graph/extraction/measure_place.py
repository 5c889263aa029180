"""Quantities in their sentence: the clause around each, its bound words, thresholds left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gwr_graph.extraction.measure_words import patterns, verbs
from gwr_graph.extraction.quantities import Quantity
from gwr_graph.lexicon import measure_cues
from gwr_graph.model import Bound

BREAK = re.compile(r"[，；。：！？;]|——")
COUNTED = frozenset(("count", "people"))
# Kinds that a specification of a thing may have (450立方米高炉2座).
_SPECIFIED = frozenset(("volume", "mass", "power", "length", "energy"))
_CHANGES = re.compile(r"[提增升上降下]")
_CALM = re.compile(r"[^、，；。的]{1,10}")


@dataclass(slots=True)
class Spot:
    """A quantity in its sentence: the clause [begin, stop) around it, the end of bound words."""

    quantity: Quantity
    begin: int
    stop: int
    after: int
    bound: Bound


def place(text: str, quantities: tuple[Quantity, ...]) -> list[Spot]:
    """Return quantities in their clauses, without thresholds inside a thing counted."""
    if not quantities:
        return []
    p = patterns()
    starts, stops = [0], []
    for mark in BREAK.finditer(text):
        stops.append(mark.start())
        starts.append(mark.end())
    stops.append(len(text))
    spots: list[Spot] = []
    at = 0
    for quantity in quantities:
        while stops[at] < quantity.start:
            at += 1
        after, bound = quantity.end, Bound.EXACT
        match = p.after.match(text, quantity.end)
        if match:
            after, bound = match.end(), p.after_of[match[1]]
        spots.append(Spot(quantity, starts[at], stops[at], after, bound))
    return [s for i, s in enumerate(spots) if not _threshold(text, spots, i)]


def left_start(text: str, spots: list[Spot], i: int) -> int:
    """Return where the words before quantity ``i`` begin: its clause, or behind the one before."""
    if i and spots[i - 1].after > spots[i].begin:
        if spots[i - 1].quantity.kind == "time" and text[: spots[i - 1].quantity.start].endswith(
            "连续"
        ):
            return left_start(text, spots, i - 1)  # 粮食产量连续9年稳定在1300亿斤
        return spots[i - 1].after
    return spots[i].begin


def clause_before(text: str, begin: int) -> str:
    """Return the clause that ends where the one at ``begin`` starts, "" at a sentence's start."""
    if begin < 2 or text[begin - 1] != "，":
        return ""
    start = max((m.end() for m in BREAK.finditer(text, 0, begin - 1)), default=0)
    return text[start : begin - 1]


def _threshold(text: str, spots: list[Spot], i: int) -> bool:
    """True for a number that says which things are meant (1亿元以上项目12个, 60岁以上老人)."""
    spot = spots[i]
    q = spot.quantity
    cues = measure_cues.load()
    left = text[spot.begin : q.start].rstrip()
    following = text[spot.after : spot.stop].lstrip()
    if not following or not following[0].isalnum() or following.startswith(cues.mark_noun):
        return False
    if q.kind == "age" and _CHANGES.match(following):
        return False
    if q.kind == "age" or (q.kind in _SPECIFIED and left.endswith(cues.spec_before)):
        return True
    nearest = next(
        (
            s
            for s in spots[i + 1 :]
            if s.begin == spot.begin and s.quantity.start > q.start and not s.quantity.end_range
        ),
        None,
    )
    if q.kind in _SPECIFIED and _specifies(text, spots, i, nearest):
        return True
    if q.kind in ("percent", "points", "times"):
        return False
    group = following.startswith("的") and not following[1:2].isdigit()
    if spot.after > q.end:
        if q.kind in COUNTED:
            governed = any(at + len(verb) == len(left) for at, verb in verbs(left))
            return not governed and (q.unit in "户人" or nearest is not None or not left)
        if following.startswith(cues.money_noun) and nearest is None:
            return False
        return group or not following.startswith("的")
    if q.kind in COUNTED:
        return False
    passed = patterns().bound_end.search(left, max(0, len(left) - 8))
    if passed is None or patterns().bound_of[passed[1]] is Bound.APPROX:
        return False
    return group or (q.kind == "money" and not following.startswith("的"))


def _specifies(text: str, spots: list[Spot], i: int, nearest: Spot | None) -> bool:
    """True for the size of each thing counted: 450立方米高炉2座, 2座150吨转炉."""
    spot = spots[i]
    if i and spots[i - 1].after == spot.quantity.start and spots[i - 1].quantity.kind in COUNTED:
        return True
    if nearest is None or nearest.quantity.kind not in COUNTED:
        return False
    between = text[spot.after : nearest.quantity.start]
    if not _CALM.fullmatch(between) or verbs(between):
        return False
    behind = text[nearest.after : nearest.after + 1]
    return not behind.isalnum()
