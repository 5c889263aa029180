"""Answers in the report's own words."""

from __future__ import annotations

import pytest

from asked_sample import Put, quotes

BED = "松涛路改造工程完成路基铺设"
OPEN = "松涛路改造工程年底前竣工通车"


@pytest.mark.parametrize(
    "question",
    [
        "松涛路改造走到哪一步了",
        "松涛路改造去年走到哪一步，今年要到什么程度",
        "How far is the Songtao Road renovation?",
    ],
)
def test_progress_is_what_was_done_then_what_is_planned(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert quotes(answer) == [BED, OPEN]
    assert answer.text.index("2023") < answer.text.index("2024")


@pytest.mark.parametrize(
    "question", ["松涛路改造工程什么时候通车", "When will Songtao Road open to traffic?"]
)
def test_when_is_told_by_words_that_say_when(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert quotes(answer) == [OPEN]
    assert "年底前" in answer.text


def test_a_plan_is_not_told_as_done(county: Put) -> None:
    answer = county.answer("恒岳机械二期开工了吗")
    assert quotes(answer) == ["支持恒岳机械二期开工建设"]
    assert "2024年计划" in answer.text


@pytest.mark.parametrize("question", ["存在哪些问题", "岚汐县还有什么短板"])
def test_what_the_report_admits_to(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert answer.answered
    assert "工业项目不多，财政增收渠道不宽" in answer.text


@pytest.mark.parametrize("question", ["外贸为什么下降", "Why did foreign trade fall?"])
def test_why_is_told_where_the_report_says_why(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert "受市场需求不足影响" in answer.text


def test_why_is_not_made_up(county: Put) -> None:
    assert not county.answer("为什么停车位不够").answered


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("今年养老方面做什么", "建成社区养老服务中心6个"),
        ("养老有什么安排", "建成社区养老服务中心6个"),
        ("青石工业园今年有什么安排", "在青石工业园新建标准厂房3万平方米"),
        ("白鹭湖景区今年干什么", "推进白鹭湖景区提升改造"),
        ("低空经济", "大力发展低空经济"),
    ],
)
def test_what_is_said_is_quoted(county: Put, question: str, words: str) -> None:
    answer = county.answer(question)
    assert answer.answered
    assert words in answer.text
    assert words in quotes(answer)
