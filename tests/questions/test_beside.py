"""The second number of a question that asks two."""

from __future__ import annotations

import pytest

import asked_sample
from asked_sample import Put, numbers
from gwr_graph.questions import Answer
from gwr_graph.questions.beside import beside

ROADS, BRIDGES = ("86", "公里"), ("7", "座")


def second(put: Put, first: str, part: str) -> Answer | None:
    """Return what stands beside the answer to ``first`` for the part of a question behind it."""
    whole = asked_sample.asked(put, f"{first}，{part}")
    return beside(asked_sample.asked(put, part), put.answer(first), whole)


def test_the_number_in_the_unit_asked_for_stands_in_the_same_sentence(several_said: Put) -> None:
    found = second(several_said, "新改建农村公路多少公里", "多少座")
    assert found is not None
    assert numbers(found) == [BRIDGES]
    assert "桥梁7座" in found.evidence[0].quote


def test_the_number_of_what_is_named_needs_no_unit(several_said: Put) -> None:
    found = second(several_said, "新改建农村公路多少公里", "桥梁多少")
    assert found is not None
    assert numbers(found) == [BRIDGES]


@pytest.mark.parametrize(
    ("first", "part"),
    [
        ("新改建农村公路多少公里", "多少张"),  # beds stand in another sentence
        ("县二院有多少床位", "多少座"),
        ("新改建农村公路多少公里", "多少公里"),  # told already
        ("新改建农村公路多少公里", "2024年多少座"),  # of 2023
        ("新改建农村公路多少公里", "为什么"),  # no number
    ],
)
def test_no_other_number_stands_beside_it(several_said: Put, first: str, part: str) -> None:
    assert second(several_said, first, part) is None


@pytest.mark.parametrize(
    "question",
    [
        "新改建农村公路多少公里，多少座",
        "农村公路修了多少公里，桥梁几座",
        "新改建农村公路多少公里？桥梁多少座？",
        "How many kilometres of rural roads were built, and how many bridges?",
    ],
)
def test_both_numbers_are_told_in_the_order_asked(several_said: Put, question: str) -> None:
    assert numbers(several_said.answer(question)) == [ROADS, BRIDGES]


def test_the_second_number_is_told_only_where_the_report_has_it(several_said: Put) -> None:
    assert numbers(several_said.answer("县二院多少张床位，多少公里")) == [("300", "张")]
