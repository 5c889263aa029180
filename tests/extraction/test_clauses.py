"""Sentences cut into clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gwr_graph.extraction.clauses import clauses


def cut(text: str) -> list[str]:
    return [text[c.start : c.end] + "|" * c.lead for c in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("园区扩容，瑞穗达投产。", ["园区扩容", "瑞穗达投产"]),
        ("道路通车；桥梁完工！", ["道路通车", "桥梁完工"]),
        ("推行“早发现，快处置”机制，成效明显。", ["推行“早发现，快处置”机制", "成效明显"]),
        ("揽月大桥（一期，主桥）完工，通车在即。", ["揽月大桥（一期，主桥）完工", "通车在即"]),
        ("《规划（草案），征求意见稿》出台。", ["《规划（草案），征求意见稿》出台"]),
        ("明漪路、鹤栖街通车。", ["明漪路、鹤栖街通车"]),
        ("——坚持稳增长，", ["坚持稳增长|"]),
        ("无标点", ["无标点"]),
        ("", []),
        (" ，。； ", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "lead", ["按照县委部署", "围绕产业升级", "在县委坚强领导下", "以项目建设为抓手", "坚持生态优先"]
)
def test_a_phrase_that_introduces_is_a_lead(lead: str) -> None:
    assert cut(f"{lead}，建成公园3处。") == [f"{lead}|", "建成公园3处"]
    assert cut(f"{lead}。") == [lead]


def test_a_clause_knows_the_mark_that_closes_it() -> None:
    assert [c.mark for c in clauses("一，二；三：四。五")] == ["，", "；", "：", "。", ""]


def test_an_unclosed_quote_does_not_lose_the_rest() -> None:
    text = "推行“一网通办，群众满意，企业点赞。"
    assert cut(text) == [text]
    assert cut("群众满意”，企业点赞。") == ["群众满意”", "企业点赞"]


@given(st.text("通车，；。：“”（）《》、 —a", max_size=50))
def test_clauses_cover_the_text_in_order(text: str) -> None:
    found = clauses(text)
    assert all(c.start < c.end for c in found)
    assert all(left.end < right.start + 1 for left, right in pairwise(found))
    covered = {k for c in found for k in range(c.start, c.end)}
    assert all(text[k] in "，；：。！？ 　—" for k in range(len(text)) if k not in covered)
