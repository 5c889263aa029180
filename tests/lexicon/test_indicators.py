from __future__ import annotations

import pytest

from gwr_graph.lexicon import indicators
from gwr_graph.lexicon.indicators import Indicator

ALL = tuple(indicators.load().values())


def test_there_are_enough() -> None:
    assert len(ALL) >= 350


@pytest.mark.parametrize("indicator", ALL, ids=lambda i: i.key)
def test_names_examples_and_counter_examples(indicator: Indicator) -> None:
    for name in (indicator.label, *indicator.names, indicator.example):
        assert indicators.match(name) == indicator.key, name
    assert indicator.counter_example
    for name in (*indicator.not_names, indicator.counter_example):
        assert indicators.match(name) != indicator.key, name


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("全年地区生产总值同比增长", "gdp"),
        ("成都平原经济区经济总量", "gdp"),
        ("规上工业增加值分别增长", "industrial-output-scale"),
        ("工业增加值", "industrial-value-added"),
        ("限上社会消费品零售总额", "retail-sales-scale"),
        ("新增规上工业企业", "scale-industry-firms"),
        ("规上工业企业利润", "scale-industry-profit"),
        ("每万人口高价值发明专利拥有量", "high-value-patents"),
        ("打造口袋公园", "pocket-parks"),
        ("累计建成未来工厂", "future-factories"),
        ("居民消费价格上涨", "cpi"),
        ("居民人均可支配收入实际增长", "income-all"),
        ("常住人口城镇化率比2011年提高", "urbanisation"),
        ("经济增长", "gdp"),
        ("地区生产总值高于全国", None),
        ("产业集群产值", None),
        ("打造城市客厅", None),
        ("", None),
    ],
)
def test_match(what: str, key: str | None) -> None:
    assert indicators.match(what) == key


def test_labels_begin_with_the_preferred_one() -> None:
    assert indicators.labels("gdp")[0] == "地区生产总值"
    assert "GDP" in indicators.labels("gdp")
