"""Results beside targets, one year beside another."""

from __future__ import annotations

import pytest

from asked_sample import Put, numbers, quotes


@pytest.mark.parametrize(
    ("question", "result", "target", "unit"),
    [
        ("去年GDP增速和今年目标比怎么样", "5.8", "6.5", "%"),
        ("社零去年增长多少今年要增长多少", "7.1", "8", "%"),
        ("今年新增停车位比去年多多少", "620", "800", "个"),
        ("去年新增停车位620个，今年呢", "620", "800", "个"),
        ("就业目标比去年高吗", "3200", "3500", "人"),
        ("Compare parking spaces added last year with this year's target", "620", "800", "个"),
    ],
)
def test_a_result_stands_beside_its_target(
    county: Put, question: str, result: str, target: str, unit: str
) -> None:
    assert numbers(county.answer(question)) == [(result, unit), (target, unit)]


def test_the_gap_is_told(county: Put) -> None:
    answer = county.answer("今年新增停车位比去年多多少")
    assert "180个" in answer.text
    assert quotes(answer) == ["新增停车位620个", "新增停车位800个"]
    english = county.answer("Compare parking spaces added last year with this year's target")
    assert english.lang == "en"
    assert "180" in english.text


def test_what_has_no_result_is_compared_with_nothing(county: Put) -> None:
    answer = county.answer("今年标准厂房比去年多建多少")
    assert {item.type for item in answer.items} <= {"Target"}
    assert "去年" not in " ".join(quotes(answer))
