"""What a question asks for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lookup_sample
from asked_sample import Put, quotes
from gwr_graph import questions
from gwr_graph.lexicon import question_words
from gwr_graph.lexicon.question_words import Row
from gwr_graph.questions import Aim, Plan

INDEX = lookup_sample.index()
ROWS = question_words.load()


def values(plan: Plan, slot: str) -> list[str]:
    said: dict[str, list[str]] = {
        "aim": [aim.value for aim in plan.aims],
        "class": list(plan.classes),
        "stance": [stance.value for stance in plan.stances],
        "direction": [way.value for way in plan.directions],
        "year": [str(year - 2023) for year in plan.years],
        "unit": ["元"] if plan.money else [],
    }
    return said[slot]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.slot} {row.value}")
def test_each_example_has_the_value_and_no_counter_has(row: Row) -> None:
    for example in row.examples:
        assert row.value in values(questions.read(INDEX, example, 2023), row.slot), example
    for counter in row.counters:
        assert row.value not in values(questions.read(INDEX, counter, 2023), row.slot), counter


def test_each_aim_has_words_in_both_languages() -> None:
    assert {row.value for row in ROWS if row.slot == "aim"} == set(Aim)
    for row in ROWS:
        assert {w[0].isascii() for w in row.words} == {True, False}, row.value


def test_a_question_is_read_whole() -> None:
    plan = questions.read(INDEX, "新增规上工业企业，去年实绩和今年目标各是几户？", 2023)
    assert plan.lang == "zh"
    assert [m.matches[0].label for m in plan.mentions] == ["规上工业企业"]
    assert plan.aims[0] is Aim.COMPARE
    assert plan.years == (2022, 2023)
    assert [s.value for s in plan.stances] == ["Achievement", "Commitment"]


def test_the_words_of_a_name_ask_for_nothing() -> None:
    plan = questions.read(INDEX, "团结大桥咋样了", 2023)
    assert (plan.classes, plan.aims) == ((), (Aim.STATUS,))
    assert plan.left == "□□□□咋样了"


def test_a_word_for_a_class_is_one_though_an_indicator_is_called_so() -> None:
    for question in ("哪些企业在硖石", "Which enterprises are in Xiashi?"):
        plan = questions.read(INDEX, question, 2023)
        assert plan.classes == ("Enterprise",)
        assert Aim.WHO in plan.aims


def test_what_is_not_known_is_left_out_of_the_words() -> None:
    plan = questions.read(INDEX, "金台医院在哪", 2023)
    assert [m.matches for m in plan.mentions] == [()]
    assert (plan.classes, plan.aims) == ((), (Aim.WHERE,))


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("养老院第三期完工了吗", "养老院三期完工了吗"),
        ("第十二期、第2期", "十二期、2期"),
        ("第三产业占多少", "第三产业占多少"),  # no phase
        ("第三季度", "第三季度"),
    ],
)
def test_a_phase_is_read_as_reports_write_it(question: str, read: str) -> None:
    assert questions.read(INDEX, question, 2023).question == read


def test_a_phase_told_as_the_second_is_that_of_the_name(several_said: Put) -> None:
    (mention,) = questions.read(INDEX, "长乐塬抗战工业遗址第二期走到哪了", 2023).mentions
    assert mention.matches[0].label == "长乐塬抗战工业遗址二期"
    assert quotes(several_said.answer("安和养老院第三期完工了吗")) == ["安和养老院三期主体完工"]
    assert quotes(several_said.answer("安和养老院第四期呢")) == ["开工建设安和养老院四期"]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("GDP是多少", "zh"),
        ("Who is in Panlong New Area?", "en"),
        ("What does 三拆三改 mean?", "en"),
        ("PM2.5 和 GDP 各是多少", "zh"),
        ("How does the (北延) strategy tie in?", "en"),
        ("", "zh"),
    ],
)
def test_the_language_is_the_question_s(question: str, lang: str) -> None:
    assert questions.language(question) == lang


def test_years_are_said_or_meant() -> None:
    assert questions.read(INDEX, "2021年和2022年相比", 2023).years == (2021, 2022)
    assert questions.read(INDEX, "from last year to 2024", 2023).years == (2022, 2024)
    assert questions.read(INDEX, "12023个", 2023).years == ()


@settings(deadline=None)  # the first one loads the sounds
@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    plan = questions.read(INDEX, text, 2023)
    assert len(plan.left) == len(plan.question)
    assert plan == questions.read(INDEX, text, 2023)
