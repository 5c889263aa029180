from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gwr_graph.extraction.measure_period import base_year
from gwr_graph.extraction.measures import find_measures
from gwr_graph.model import Bound, Direction, Measure, Sentence, Stance

GOLD = Path(__file__).with_name("measure_gold.txt")


def read(
    text: str, stance: Stance = Stance.ACHIEVED, year: int = 2024, start: int = 0
) -> tuple[Measure, ...]:
    sentence = Sentence(3, text, start, start + len(text), 0, 0)
    return find_measures(sentence, stance, year)


def gold() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            if line.strip() != "-":
                cases[-1][1].append(line.strip())
        else:
            cases.append((line, []))
    return cases


@pytest.mark.parametrize(("line", "expected"), gold())
def test_gold_sentences(line: str, expected: list[str]) -> None:
    planned = line.startswith(">")
    stance, year = (Stance.COMMITTED, 2025) if planned else (Stance.ACHIEVED, 2024)
    found = [
        f"{m.surface} | {f'{m.value:f} {m.unit_text}'.strip()} | {m.what}"
        f" | {m.direction} {m.bound} {m.period}"
        for m in read(line.removeprefix(">"), stance, year)
    ]
    assert found == expected


def test_offsets_are_the_documents() -> None:
    text = "新建公厕25座。"
    (measure,) = read(text, start=1000)
    assert (measure.start, measure.end, measure.surface) == (1004, 1007, "25座")
    assert measure.sentence == 3


def test_indicator_is_the_concept() -> None:
    first, second = read("GDP增长5%，社零总额增长8%。")
    assert (first.indicator, second.indicator) == ("gdp", "retail-sales")
    assert read("新增萤火小屋3个。")[0].indicator is None


@pytest.mark.parametrize(
    ("text", "due", "words"),
    [
        ("6月底前建成道路5条。", date(2025, 6, 30), "6月底前"),
        ("上半年新建厂房10万平方米。", date(2025, 6, 30), "上半年"),
        ("到2027年，高新技术企业达到50家。", date(2027, 12, 31), "到2027年"),
        ("年底前改造老旧小区12个。", date(2025, 12, 31), "年底前"),
        ("新建公厕25座。", None, None),
    ],
)
def test_due_dates_of_commitments(text: str, due: date | None, words: str | None) -> None:
    (measure,) = read(text, Stance.COMMITTED, 2025)
    assert (measure.due, measure.due_text) == (due, words)
    assert read(text)[0].due is None or measure.due == date(2027, 12, 31)


def test_period_of_the_text_beats_the_default() -> None:
    later = read("到2027年，产值突破380亿元，企业达到40户。", Stance.COMMITTED, 2025)
    assert [m.period for m in later] == [2027, 2027]
    event = read("园区2015年底升格为国家级开发区，入园企业达412户。")
    assert [m.period for m in event] == [2024]


def test_cumulative_figures_have_a_first_year() -> None:
    (measure,) = read("五年累计造林86.4万亩。")
    assert (measure.period, measure.period_start) == (2024, 2020)


def test_base_year_of_changes() -> None:
    assert base_year("过去五年工作回顾", 2016) == 2011
    assert base_year("与2011年相比，", 2016) == 2011
    assert base_year("一年来，我们", 2016) == 2015
    text = "建成区面积由22平方公里增至38平方公里。"
    sentence = Sentence(0, text, 0, len(text), 0, 0)
    assert [m.period for m in find_measures(sentence, Stance.ACHIEVED, 2016, 2011)] == [2011, 2016]


def test_a_threshold_belongs_to_the_thing() -> None:
    (measure,) = read("亩均税收低于10万元的工业用地还有4800余亩。")
    assert (measure.value, measure.bound) == (Decimal(4800), Bound.MIN)


def test_decrease_that_lists_pass_on() -> None:
    first, second = read("压减炼铁产能102万吨、炼钢产能120万吨。")
    assert first.direction is second.direction is Direction.DECREASE
    assert second.what == "压减炼钢产能"


def test_what_reached_a_level_is_no_growth() -> None:
    first, second = read("新增风电装机80万千瓦，突破500万千瓦。")
    assert (first.direction, second.direction) == (Direction.INCREASE, Direction.LEVEL)
    assert second.what == "风电装机"


@pytest.mark.parametrize(
    "text", ["", "。", "强化责任担当", "2", "第", "由到", "分别增长和", "、1家"]
)
def test_odd_text_does_no_harm(text: str) -> None:
    assert all(m.what for m in read(text))
