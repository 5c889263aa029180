"""How many things a question asks for, and the word it counts them in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gwr_graph.questions import facts
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.figures import fits_unit
from gwr_graph.questions.ranking import Ranked

_DIGITS = "[\\d一二三四五六七八九十百千万亿两Ⅰ-Ⅻ]"
COUNTED = re.compile("(?:多少|(?<![哪第这那好十近前头数])几)(?:[十百千万亿])?([\u3400-\u9fff])")
_NUMERALS = "零一二三四五六七八九十"
_WORDS = "zero one two three four five six seven eight nine ten".split()
_SO_MANY = re.compile(
    rf"哪([{_NUMERALS[3:]}])[\u3400-\u9fff]"
    rf"|([{_NUMERALS[3:]}])[个种大类项]\w{{1,6}}?(?:是什么|是啥|是哪|有哪)"
    rf"|\b(?:which|what) ({'|'.join(_WORDS[3:])})\b"
    r"|哪(\d{1,2})[\u3400-\u9fff]|\b(?:which|what(?: are)?(?: the)?) (\d{1,2})\b",
    re.IGNORECASE,
)


def with_numbers(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the statements that tell a number, with the word that it is asked in: 层 for 几层."""
    word = COUNTED.search(asked.plan.question)
    if word is not None:
        shown = re.compile(rf"{_DIGITS}[多余来]?(?:个|大)?{word[1]}")
        return [r for r in ranked if shown.search(r.said.quote)]
    numbers = facts.numbers(asked.store, [r.said.iri for r in ranked])
    return [
        r for r in ranked if any(fits_unit(asked.plan, own) for own in numbers.get(r.said.iri, ()))
    ]


def so_many(question: str) -> int:
    """Return how many things a question asks for (哪五个, which three), 0 where it does not say."""
    asked = _SO_MANY.search(question)
    if asked is None:
        return 0
    numeral = next(one for one in asked.groups() if one).lower()
    if numeral.isdigit():
        return int(numeral)
    return _NUMERALS.index(numeral) if numeral in _NUMERALS else _WORDS.index(numeral)


def lists_as_many(question: str, words: str) -> bool:
    """True unless a question asks for so many things (哪五个) and words list fewer."""
    listed = [re.split("[、和与及]", part) for part in re.split("[，；。]", words)]
    return max(map(len, listed)) >= so_many(question)
