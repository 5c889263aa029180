"""A question that asks several things."""

from __future__ import annotations

import pytest

from asked_sample import Put, labels, numbers
from gwr_graph.questions import Plan, read
from gwr_graph.questions.parts import parted


def parts(put: Put, question: str) -> tuple[Plan, ...]:
    return parted(put.index, read(put.index, question, 2024), 2024)


@pytest.mark.parametrize("question", ["今年建几个口袋公园", "松涛路，走到哪一步了", "GDP", ""])
def test_one_thing_has_no_parts(county: Put, question: str) -> None:
    assert parts(county, question) == ()


def test_a_part_without_a_name_is_about_the_one_before_it(county: Put) -> None:
    one, other = parts(county, "恒岳机械在哪，二期开工了吗")
    assert [m.matches[0].label for m in one.mentions] == ["恒岳机械"]
    assert "恒岳机械" in [m.matches[0].label for m in other.mentions if m.matches]


def test_a_part_without_a_year_is_about_that_of_the_whole(county: Put) -> None:
    own = parts(county, "今年建几个口袋公园，停车位多少")
    assert [part.years for part in own] == [(2024,), (2024,)]


def test_each_part_is_answered(county: Put) -> None:
    answer = county.answer("今年新增停车位多少个，口袋公园建几个")
    assert numbers(answer) == [("800", "个"), ("12", "个")]
    both = county.answer("今年要建哪些桥？建几个口袋公园？")
    assert {"云溪大桥", "望江大桥"} <= set(labels(both))
    assert "12个" in both.text
