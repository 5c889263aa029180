"""Answers in words: Chinese or English frames, and pieces fitted into the space there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from gwr_graph.lexicon.tsv import rows
from gwr_graph.questions.facts import Number, Said

LONGEST = 400
_QUOTED = 90
_RANGE = re.compile(r"\d\D*[-—~～至到]\D*\d")
_POWERS = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


@cache
def _frames() -> dict[str, dict[str, str]]:
    # a cell's edges are stripped when it is read: ␣ is a space there
    return {
        row["key"]: {lang: row[lang].replace("␣", " ") for lang in ("zh", "en")}
        for row in rows("answers.tsv", ("key", "zh", "en"))
    }


def say(key: str, lang: str, **values: object) -> str:
    """Return the frame ``key`` of data/lexicon/answers.tsv in a language, its places filled."""
    return _frames()[key][lang].format(**values)


def fitted(parts: Sequence[str], lang: str, *, lead: str = "", most: int = LONGEST) -> str:
    """Return ``lead`` and as many parts as have room, and how many more there are."""
    between = say("between", lang)
    text = lead
    for at, part in enumerate(parts):
        rest = len(parts) - at - 1
        tail = say("more", lang, n=rest) if rest else say("end", lang)
        added = (between if at else "") + part
        if len(text) + len(added) + len(tail) > most and at:
            return (text + say("more", lang, n=rest + 1))[:most]
        text += added
    return (text + say("end", lang))[:most]


def quoted(said: Said, lang: str, most: int = _QUOTED) -> str:
    """Return the words of a statement in quotation marks, cut where they are too many."""
    words = said.quote if len(said.quote) <= most else f"{said.quote[: most - 1]}…"
    return say("quote", lang, words=words)


def when(said: Said, lang: str) -> str:
    """Return the year and the stance of a statement: 2023年计划, planned for 2023."""
    year = said.period
    key = f"stance.{said.stance}" if year is not None else f"stance.{said.stance}.undated"
    return say(key, lang, year=year)


def status(name: str, lang: str, *, planned: bool = False) -> str:
    """Return the word for a status, by its local name; ``planned`` is for one yet to be reached."""
    return say(f"status.to.{name}" if planned else f"status.{name}", lang)


def amount(number: Number, lang: str) -> str:
    """Return a number as its report writes it, in English with its value written out."""
    bound = "Exact" if _RANGE.search(number.surface) else number.bound
    if lang == "zh":
        return say(f"bound.{bound}", lang, amount=number.surface)
    value = number.value
    shown = f"{value.normalize():,f}"
    for power, name in _POWERS:
        if abs(value) >= power:
            shown = f"{(value / power).normalize():f} {name}"
            break
    unit = _unit_in_english().get(number.unit, number.unit)
    written = f"{shown}{unit}" if unit == "%" else f"{shown} {unit}".strip()
    if bound != number.bound:
        return number.surface
    said = say(f"bound.{bound}", lang, amount=written)
    return said if shown == number.surface else f"{said} ({number.surface})"


@cache
def _unit_in_english() -> dict[str, str]:
    return {
        key.removeprefix("unit."): texts["en"]
        for key, texts in _frames().items()
        if key.startswith("unit.")
    }
