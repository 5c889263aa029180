"""Answers that are numbers."""

from __future__ import annotations

import pytest

from asked_sample import Put, numbers, quotes

YUAN = ("18260000000", "元")


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("去年GDP完成了多少", *YUAN),
        ("去年地区生产总值总量是多少", *YUAN),
        ("今年GDP增长目标是多少", "6.5", "%"),
        ("社零今年计划增长多少", "8", "%"),
        ("规上工业增加值今年增长多少", "7", "%"),
        ("今年新增停车位多少个", "800", "个"),
        ("去年新增停车位多少", "620", "个"),
        ("今年建几个社区养老服务中心", "6", "个"),
        ("白鹭湖景区接待了多少游客", "460000", "人"),
        ("青石工业园建标准厂房多少平方米", "30000", "平方米"),
        ("外贸下降了多少", "3.2", "%"),
        ("How many parking spaces will be added this year?", "800", "个"),
        ("How many jobs were created last year?", "3200", "人"),
        ("What is the GDP growth target for this year?", "6.5", "%"),
        ("How many elderly care centres will be built?", "6", "个"),
    ],
)
def test_the_number_asked_for_is_told(county: Put, question: str, value: str, unit: str) -> None:
    answer = county.answer(question)
    assert numbers(answer) == [(value, unit)]
    assert answer.items[0].iri


def test_a_number_is_told_with_its_year_and_its_words(county: Put) -> None:
    told = county.answer("今年新增停车位多少个")
    assert "2024年" in told.text
    assert "800个" in told.text
    assert quotes(told) == ["新增停车位800个"]
    assert told.items[0].type == "Target"
    assert county.answer("去年新增停车位多少").items[0].type == "Result"


def test_a_bound_is_told(county: Put) -> None:
    assert "7%以上" in county.answer("规上工业增加值今年增长多少").text
    assert "at least 7%" in county.answer("industrial value added growth target").text


def test_thousands_are_set_apart_in_english(county: Put) -> None:
    assert "3,500" in county.answer("how many jobs this year").text


def test_both_years_where_none_is_asked_for(county: Put) -> None:
    assert set(numbers(county.answer("停车位新增多少"))) == {("620", "个"), ("800", "个")}


@pytest.mark.parametrize(
    "question", ["停车位和口袋公园今年各建多少", "今年停车位、口袋公园各新增多少"]
)
def test_a_number_of_each(county: Put, question: str) -> None:
    assert set(numbers(county.answer(question))) == {("800", "个"), ("12", "个")}


@pytest.mark.parametrize(
    "question",
    [
        "污水处理率从多少提高到多少",
        "From what to what did the sewage treatment rate rise?",
    ],
)
def test_from_one_number_to_another(county: Put, question: str) -> None:
    assert numbers(county.answer(question)) == [("91", "%"), ("95", "%")]


@pytest.mark.parametrize(
    "question",
    [
        "云溪大桥造价是多少",
        "What will Yunxi Bridge cost?",
        "量子计算投资多少",
        "2030年GDP目标是多少",
        "2015年停车位新增多少",
        "松涛路改造投资多少",
    ],
)
def test_a_number_that_no_report_tells_is_not_made_up(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.items == ()
