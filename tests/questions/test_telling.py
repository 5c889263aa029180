"""Which answer a question gets, and two answers as one."""

from __future__ import annotations

from gwr_graph.questions import Answer, Evidence, Item
from gwr_graph.questions.telling import both

ONE = Answer("q", "zh", True, "甲。", (Item("甲"),), "SELECT", (Evidence("甲", "r", 0, 1),))
OTHER = Answer(
    "q", "zh", True, "乙。", (Item("乙"), Item("甲")), "ASK", (Evidence("乙", "r", 1, 2),)
)


def test_two_answers_as_one() -> None:
    told = both("zh", ONE, OTHER)
    assert told.text == "甲。乙。"
    assert [item.label for item in told.items] == ["甲", "乙"]
    assert told.evidence == ONE.evidence + OTHER.evidence
    assert both("en", ONE, OTHER).text == "甲。 乙。"


def test_what_is_told_already_is_not_told_again() -> None:
    assert both("zh", ONE, ONE) == ONE


def test_a_second_answer_that_has_no_room_is_left_out() -> None:
    long = Answer("q", "zh", True, "丙" * 399 + "。", (Item("丙"),))
    told = both("zh", ONE, long)
    assert told == ONE
    assert len(told.text) <= 400
