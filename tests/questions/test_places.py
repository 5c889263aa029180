"""Answers that are places."""

from __future__ import annotations

import pytest

from asked_sample import Put, labels, quotes


@pytest.mark.parametrize(
    "question",
    [
        "恒岳机械在哪",
        "恒岳机械在哪儿",
        "恒岳机械落在哪个园区",
        "衡岳机械在哪",  # a slip
        "Hengyue Jixie 在哪儿",
        "Where is Hengyue Machinery?",
    ],
)
def test_a_firm_is_where_the_report_says(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert labels(answer) == ["青石工业园"]
    assert "青石工业园" in answer.text
    assert "青石工业园" in quotes(answer)[0]


@pytest.mark.parametrize(
    "question", ["火星基地建在哪里", "Where is the Mars base?", "金台医院在哪", "地铁站在哪"]
)
def test_what_no_report_names_is_nowhere(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.items == ()
