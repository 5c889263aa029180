"""IRIs are readable and follow from content alone."""

from __future__ import annotations

import pytest

from gwr_graph.rdf import iris

BASE = "https://w3id.org/gwr-graph/id/"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (iris.report("610303-2023"), "report/610303-2023"),
        (iris.report("沙澜区-2021"), "report/沙澜区-2021"),
        (iris.entity("division/610303102224"), "division/610303102224"),
        (iris.entity("610303/金河工业园"), "610303/金河工业园"),
        (iris.entity("610303/“1239”行动"), "610303/“1239”行动"),
        (iris.entity("610303/A <B> 50%"), "610303/A%20%3CB%3E%2050%25"),
        (iris.entity("610303/C#D?E"), "610303/C%23D%3FE"),
        (iris.indicator("gdp"), "indicator/gdp"),
        (iris.indicator("建成投产项目"), "indicator/建成投产项目"),
        (iris.indicator("km/h"), "indicator/km%2Fh"),
        (iris.theme("economy"), "theme/economy"),
    ],
)
def test_iris_are_readable(made: str, expected: str) -> None:
    assert made == f"<{BASE}{expected}>"


def test_a_digest_is_stable_and_of_all_its_parts() -> None:
    assert iris.digest("610303-2023", 10, 12, "林岚") == "c1a3812c5fbe"
    assert iris.digest("a", 1, 12, "x") != iris.digest("a", 11, 2, "x")
    assert iris.digest("a", "b") != iris.digest("ab")


def test_one_spelling_for_an_unlisted_indicator() -> None:
    assert iris.concept("“新建” 停车位 ＡＢ") == iris.concept("新建停车位AB") == "新建停车位AB"
