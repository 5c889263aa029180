"""The unit that a number is asked in."""

from __future__ import annotations

import pytest

from gwr_graph.questions.terms import terms
from gwr_graph.questions.units import asked_in


def units(question: str, lang: str) -> set[str]:
    return set(asked_in(question, terms(question, lang), lang)[0])


def words(question: str, lang: str) -> list[str]:
    return [term.text for term in asked_in(question, terms(question, lang), lang)[1]]


@pytest.mark.parametrize(
    ("question", "lang", "unit"),
    [
        ("新增多少户", "zh", "户"),
        ("修了多少公里", "zh", "公里"),
        ("投了多少亿元", "zh", "元"),
        ("完成几公里", "zh", "公里"),
        ("占百分之几", "zh", "%"),
        ("占比多少", "zh", "%"),
        ("how many kilometres of road", "en", "公里"),
        ("road in kilometres", "en", "公里"),
        ("how many households moved", "en", "户"),
        ("What share of waste is sorted?", "en", "%"),
        ("what percentage", "en", "%"),
    ],
)
def test_a_unit_is_read(question: str, lang: str, unit: str) -> None:
    assert unit in units(question, lang)


@pytest.mark.parametrize(
    ("question", "lang"),
    [("多少", "zh"), ("新增停车位", "zh"), ("how many", "en"), ("a road", "en"), ("", "zh")],
)
def test_no_unit_is_made_up(question: str, lang: str) -> None:
    assert units(question, lang) == set()


def test_an_english_unit_is_no_word_that_must_be_told_too() -> None:
    assert words("how many kilometres of road", "en") == ["road"]


def test_a_unit_that_is_all_there_is_stays_a_word() -> None:
    assert words("how many kilometres", "en") == ["kilometres"]
