"""The numbers that bear out a question."""

from __future__ import annotations

import pytest

import asked_sample
from asked_sample import Put
from gwr_graph.questions.figures import Figure, alike, figures


def found(put: Put, question: str) -> list[Figure]:
    return figures(asked_sample.asked(put, question))


def test_the_best_number_stands_first(county: Put) -> None:
    own = found(county, "停车位新增多少个")
    assert {one.number.surface for one in own[:2]} == {"620个", "800个"}
    assert [one.score for one in own] == sorted((one.score for one in own), reverse=True)


def test_a_number_is_one_of_the_statement_it_comes_with(county: Put) -> None:
    for one in found(county, "今年有多少口袋公园"):
        assert one.number.surface in one.said.quote
        assert one.said.iri == one.number.statement


def test_only_numbers_of_the_year_asked_for(county: Put) -> None:
    assert [one.number.surface for one in found(county, "2023年停车位新增多少个")] == ["620个"]
    assert [one.number.surface for one in found(county, "今年停车位新增多少个")] == ["800个"]
    assert found(county, "2011年停车位新增多少个") == []


def test_a_unit_that_says_what_is_counted_must_be_the_number_s(county: Put) -> None:
    assert found(county, "停车位多少公里") == []


def test_money_is_asked_for(county: Put) -> None:
    assert {one.number.unit for one in found(county, "去年地区生产总值多少钱")} == {"元"}


def test_growth_and_level_are_told_apart(county: Put) -> None:
    grown = found(county, "去年地区生产总值增长多少")[0]
    level = found(county, "去年地区生产总值是多少")[0]
    assert (grown.number.unit, level.number.unit) == ("%", "元")


def test_what_is_not_counted_has_no_number(county: Put) -> None:
    assert found(county, "云溪大桥造价多少") == []
    assert found(county, "低空经济投资多少") == []


@pytest.mark.parametrize(
    ("unit", "other", "same"),
    [("户", "家", True), ("公里", "千米", True), ("元", "元", True), ("元", "户", False)],
)
def test_units_that_are_alike(unit: str, other: str, same: bool) -> None:
    assert alike(unit, other) is same
    assert alike(other, unit) is same
