"""The unit that a number is asked in: 多少户, how many kilometres, in yuan."""

from __future__ import annotations

import re
from functools import cache

from gwr_graph.lexicon import question_words
from gwr_graph.questions.term import Term

_COUNTED = re.compile(
    r"\b(?:how many|in|number of)(?: (?:hundred|thousand|million|billion))?\s*$", re.IGNORECASE
)


_SHARE = re.compile(r"\b(?:what|which) (?:share|percentage|proportion|rate)\b", re.IGNORECASE)
_PERCENT = re.compile("百分之[几多]|百分比|几成|占比")


def asked_in(
    question: str, own: tuple[Term, ...], lang: str
) -> tuple[tuple[str, ...], tuple[Term, ...]]:
    """Return the units that a number is asked in, and the words of the question without them.

    An English word for a unit stays where it is all that is asked for.
    """
    if lang != "en":
        shares = ("%",) if _PERCENT.search(question) else ()
        return tuple(dict.fromkeys((*_after_how_many().findall(question), *shares))), own
    listed = _units()
    found: list[str] = ["%"] if _SHARE.search(question) else []
    kept: list[Term] = []
    for term in own:
        units = [form for form in term.forms if form in listed]
        if units and term.forms[0] in listed and _COUNTED.search(question[: term.start]):
            found += units
        else:
            kept.append(term)
    if not any(term.is_noun for term in kept):
        return tuple(dict.fromkeys(found)), own
    return tuple(dict.fromkeys(found)), tuple(kept)


@cache
def _units() -> frozenset[str]:
    return frozenset(
        word for one in question_words.around() if one.side == "unit" for word in one.words
    )


@cache
def _after_how_many() -> re.Pattern[str]:
    """Return a pattern whose group is the unit that a number is asked in: 多少亿元."""
    return re.compile(
        rf"(?:多少|几)(?:大|个(?=[亿万千百]))?(?:亿|万|千|百)?({question_words.side('unit')})(?!以上)"
    )
