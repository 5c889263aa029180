"""What two numbers of one quantity say: was the aim reached, was it changed?"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from gwr_graph.ledger.said import Number
from gwr_graph.lexicon import fates

_DIGITS = re.compile(r"\d+(?:\.(\d+))?")


def same_time(aim: Number, result: Number) -> bool:
    """Return whether a result is of the very years that were aimed at."""
    return aim.period is not None and (aim.period, aim.since) == (result.period, result.since)


def reached(aim: Number, result: Number) -> bool | None:
    """Return whether a result reaches an aim of the same quantity, None where words leave it open.

    At least, at most: as said. A plain number is reached by itself and by more, by less where less
    is better. About a number is what rounds to it as it is written, and what is better; anything
    else is left open.
    """
    found = result.value
    if {aim.direction, result.direction} == {"Increase", "Decrease"}:
        found = -found
    if aim.bound == "Min":
        return found >= aim.value
    if aim.bound == "Max":
        return found <= aim.value
    low = fates.load().lower_is_better.search(aim.label + aim.what) and aim.direction != "Decrease"
    better = found <= aim.value if low else found >= aim.value
    if aim.bound == "Approx" and not better:
        return _rounds_to(aim, found) or None
    return better


def same_aim(one: Number, other: Number) -> bool:
    """Return whether two numbers of one quantity say the same: value, bound and direction."""
    return (one.value, one.bound, one.direction) == (other.value, other.bound, other.direction)


def _rounds_to(aim: Number, value: Decimal) -> bool:
    written = _DIGITS.search(aim.surface)
    if written is None or not Decimal(written[0]):
        return False
    scale = aim.value / Decimal(written[0])
    step = Decimal(1).scaleb(-len(written[1] or ""))
    return (value / scale).quantize(step, ROUND_HALF_UP) == Decimal(written[0])
