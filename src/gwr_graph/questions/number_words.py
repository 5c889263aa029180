"""Numbers in questions, as reports may write them."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = re.compile(
    r"(?<![A-Za-z\d.])(?P<number>\d[\d,]*(?:\.\d+)?)\s*-?\s*"
    r"(?P<scale>万亿|千万|百万|万|亿|bn|billion|million|mn|m|trillion|thousand|k)?(?![a-z])"
    r"(?P<percent>%|％|\s?percent|\s?per cent)?",
    re.IGNORECASE,
)
_ROUND = (("百亿", 10), ("千亿", 11), ("万亿", 12))
_ROUND_SUMS = (("百万", 6), ("千万", 7))
_SCALES = {
    "bn": 9,
    "billion": 9,
    "million": 6,
    "mn": 6,
    "m": 6,
    "trillion": 12,
    "thousand": 3,
    "k": 3,
}


def number_forms(match: re.Match[str]) -> tuple[str, ...]:
    """Return a number as reports may write it: 20,000 as 2万, 1bn as 10亿; () for a year."""
    digits = match["number"].replace(",", "").rstrip(".")
    scale = (match["scale"] or "").lower()
    if match["percent"]:
        return (f"{digits}%",)
    if (not scale and re.fullmatch(r"(19|20)\d\d", digits)) or (len(digits) < 2 and not scale):
        return ()
    if scale and not scale.isascii():
        return (f"{digits}{scale}",)
    value = Decimal(digits).scaleb(_SCALES.get(scale, 0))
    forms = [f"{value.normalize():f}"]
    for name, power in (("亿", 8), ("万", 4)):
        if value >= Decimal(10) ** power:
            forms.append(f"{(value / Decimal(10) ** power).normalize():f}{name}")
        if value == Decimal(10) ** power:
            forms.append(f"{name}元")  # 万元GDP能耗
    forms += [name for name, power in _ROUND if value == Decimal(10) ** power]
    forms += [f"{name}元" for name, power in _ROUND_SUMS if value == Decimal(10) ** power]
    return tuple(forms)
