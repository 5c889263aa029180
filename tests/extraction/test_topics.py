"""Places that a heading or an earlier sentence gives."""

from __future__ import annotations

import pytest

from gwr_graph import documents
from gwr_graph.extraction import extract, topics
from gwr_graph.model import Extraction, Scope

_TITLE = "云岭县人民政府工作报告\n——2024年1月8日在云岭县第十八届人民代表大会第三次会议上\n县长 李明\n各位代表：\n"
_PLAN = "二、2024年工作安排\n"


def read(*lines: str) -> Extraction:
    text = _TITLE + "一、2023年工作回顾\n过去一年，全县经济平稳运行。\n" + _PLAN + "\n".join(lines)
    return extract(documents.read_bytes(text.encode(), "report.txt"))


def placed(found: Extraction) -> dict[str, str]:
    """Return who → where of what earlier words place."""
    names = [m.name for m in found.mentions]
    return {names[i.who]: names[i.where] for i in found.involvements if i.scope is Scope.CONTEXT}


def test_a_heading_places_what_stands_under_it() -> None:
    found = read(
        "（一）提速云溪高新技术产业开发区。",
        "恒锐电子、宏图机械等12个项目建成投产。",
    )
    assert placed(found)["恒锐电子"] == "云溪高新技术产业开发区"
    involvement = next(i for i in found.involvements if i.scope is Scope.CONTEXT)
    assert involvement.rule == "heading"
    assert 0 < involvement.confidence <= 1


def test_a_place_of_the_sentence_goes_before_that_of_the_heading() -> None:
    found = read(
        "（一）提速云溪高新技术产业开发区。",
        "恒锐电子在白水工业园建成投产。",
    )
    assert "恒锐电子" not in placed(found)


def test_a_slogan_in_a_heading_places_nothing() -> None:
    found = read("（一）壮大实体经济。", "恒锐电子、宏图机械等12个项目建成投产。")
    assert placed(found) == {}


def test_without_context_nothing_is_placed_from_outside() -> None:
    text = _TITLE + _PLAN + "（一）提速云溪高新区。\n恒锐电子等12个项目建成投产。"
    found = extract(documents.read_bytes(text.encode(), "report.txt"), context=False)
    assert placed(found) == {}
    assert not found.contexts


def test_the_surest_place_of_each_is_kept() -> None:
    one, two, other = (topics.Topic(w, p, "before", []) for w, p in ((1, 5), (1, 6), (2, 5)))
    kept = topics.best([one, two, other], [0.2, 0.9, -2.0], -0.4)
    assert kept == [(two, 0.9)]


@pytest.mark.parametrize("distance", [0, 5])
def test_a_park_too_far_back_is_no_topic(distance: int) -> None:
    between = ["全力优化营商环境。"] * distance
    found = read("做强云溪工业园，产值突破80亿元。" + "".join(between) + "恒锐电子年内投产。")
    who = next(i for i, m in enumerate(found.mentions) if m.name == "恒锐电子")
    possible = [t.who for t in topics.topics(found.document, found.mentions, ())]
    assert (who in possible) is (distance < 4)
