"""Names completed by a head that stands once, behind the last of a list."""

from __future__ import annotations

import pytest

from gwr_graph.extraction import shared_heads
from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.naming import candidates
from gwr_graph.extraction.tokens import tokenize, vocabulary
from gwr_graph.model import Header, Level

VOCAB = vocabulary(Header("", "金台区", Level.COUNTY, 2023, division="610303"))


def names(found: list[Candidate]) -> set[str]:
    return {one.name for one in found}


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("实施老街焕彩提质、乡村民宿提档行动。", "老街焕彩提质行动"),
        ("打好蓝天、碧水、净土保卫战。", "蓝天保卫战"),
        ("打好蓝天、碧水、净土保卫战。", "碧水保卫战"),
    ],
)
def test_a_programme_completes_the_items_before_it(text: str, completed: str) -> None:
    found = shared_heads.programmes(text, tokenize(text, VOCAB), VOCAB)
    one = next(c for c in found if c.name == completed)
    assert one.tail is not None
    assert completed == text[one.start : one.end] + text[slice(*one.tail)]


@pytest.mark.parametrize(
    "text", ["蟠龙、硖石等地的城乡供水工程。", "实施六大行动。", "行动、计划都要落实。"]
)
def test_no_programme_where_none_is_shared(text: str) -> None:
    assert not shared_heads.programmes(text, tokenize(text, VOCAB), VOCAB)


def test_a_work_behind_et_completes_short_proper_items() -> None:
    text = "年内蟠龙、硖石等城乡供水工程建成投用。"
    found = shared_heads.behind_et(text, tokenize(text, VOCAB), VOCAB)
    assert names(found) == {"蟠龙城乡供水工程", "硖石城乡供水工程"}
    assert {text[slice(*c.tail)] for c in found if c.tail} == {"城乡供水工程"}


@pytest.mark.parametrize(
    "text", ["蟠龙、硖石等重点工程。", "蟠龙、硖石等3个供水工程。", "等城乡供水工程。"]
)
def test_general_and_counted_works_complete_nothing(text: str) -> None:
    assert not shared_heads.behind_et(text, tokenize(text, VOCAB), VOCAB)


def test_a_facilitys_head_completes_the_items_before_it() -> None:
    text = "建成团结、钛谷大桥。"
    assert {"团结大桥", "钛谷大桥"} <= names(candidates(text, tokenize(text, VOCAB), VOCAB))
