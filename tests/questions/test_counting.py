"""How many things a question asks for, and statements that count them."""

from __future__ import annotations

import pytest

from asked_sample import Put, quotes
from gwr_graph.questions.counting import lists_as_many, so_many


@pytest.mark.parametrize(
    ("question", "n"),
    [
        ("哪三个村", 3),
        ("哪十个项目", 10),
        ("三大工程是什么", 3),
        ("which three towns", 3),
        ("Which Three towns?", 3),
        ("What five projects are there?", 5),
        ("哪些村", 0),
        ("which towns", 0),
        ("第三个村在哪", 0),
        ("", 0),
    ],
)
def test_so_many_are_asked_for(question: str, n: int) -> None:
    assert so_many(question) == n


def test_a_list_is_as_long_as_asked_for() -> None:
    assert lists_as_many("哪三个村", "建成甲村、乙村和丙村")
    assert not lists_as_many("哪三个村", "建成甲村、乙村")
    assert lists_as_many("哪些村", "建成甲村")


def test_a_count_in_the_word_it_is_asked_in(county: Put) -> None:
    answer = county.answer("安全生产连续多少年零事故")
    assert answer.answered
    assert "6年" in answer.text
    assert quotes(answer) == ["安全生产连续6年零事故"]


@pytest.mark.parametrize("question", ["投产了几个项目", "How many projects went into production?"])
def test_projects_are_counted(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert [(item.value, item.unit) for item in answer.items] == [("12", "个")]
    assert "12个" in answer.text
