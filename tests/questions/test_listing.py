"""Answers that are things."""

from __future__ import annotations

import pytest

from asked_sample import Put, labels, quotes


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("今年要建哪些桥", ["云溪大桥", "望江大桥"]),
        ("今年要建哪两座桥", ["云溪大桥", "望江大桥"]),
        ("Which bridges will be built?", ["云溪大桥", "望江大桥"]),
        ("which two bridges will be built", ["云溪大桥", "望江大桥"]),
        ("哪些企业在青石工业园", ["恒岳机械"]),
        ("谁在青石工业园", ["恒岳机械"]),
        ("投产的企业是哪家", ["恒岳机械"]),
        ("Which firm went into production?", ["恒岳机械"]),
        ("标准厂房建在哪个园区", ["青石工业园"]),
        ("Which park are standard plants built in?", ["青石工业园"]),
        ("今年要争创什么称号", ["国家园林县城"]),
        ("去年获得了什么称号", ["全国卫生县城"]),
    ],
)
def test_the_things_asked_for_are_the_items(county: Put, question: str, things: list[str]) -> None:
    answer = county.answer(question)
    assert labels(answer) == things
    assert all(item.iri for item in answer.items)
    assert all(label in answer.text for label in things)


@pytest.mark.parametrize("question", ["有哪些园区", "哪些园区", "list the parks"])
def test_all_of_a_kind(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert set(labels(answer)) == {"青石工业园", "南浦工业园"}
    assert {item.type for item in answer.items} == {"Park"}


def test_each_thing_is_proven_by_words_that_name_it(county: Put) -> None:
    answer = county.answer("有哪些园区")
    for label in labels(answer):
        assert any(label in quote for quote in quotes(answer))


@pytest.mark.parametrize("question", ["有哪些机场", "哪些村", "Which airports will be built?"])
def test_a_kind_that_no_report_names_has_no_things(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.items == ()


def test_a_thing_of_another_kind_is_not_listed(county: Put) -> None:
    assert not {"松涛路", "白鹭湖景区"} & set(labels(county.answer("有哪些桥")))
