"""A sentence cut into vocabulary, numbers, marks and the unknown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inline_gold
from gwr_graph.extraction.tokens import (
    LATIN,
    LIST,
    NUMBER,
    PAREN,
    QUOTED,
    SEGMENT,
    STOP,
    UNKNOWN,
    Token,
    tokenize,
    vocabulary,
)
from gwr_graph.lexicon.names import Role
from gwr_graph.model import Header, Level

VOCAB = vocabulary(inline_gold.document("x").header)
JINTAI = vocabulary(Header("政府工作报告", "金台区", Level.COUNTY, 2023, "610303"))
ALPHABET = "望潮工业园瑞穗达等20个项目建成、，。“”‘’《》（）：；和的在路段县A1.5亿 　\n—…"


def cut(text: str) -> list[Token]:
    return tokenize(text, VOCAB)


def kinds(text: str) -> dict[str, str]:
    return {token.text: token.kind for token in cut(text)}


def test_a_sentence_in_its_pieces() -> None:
    found = kinds("望潮工业园瑞穗达等20个项目建成投产，产值10.5亿元。")
    assert list(found) == "望潮 工业园 瑞穗达 等 20个 项目 建成投产 ， 产值 10.5亿元 。".split()
    assert found["望潮"] == found["瑞穗达"] == UNKNOWN
    assert Role.SUFFIX in found["工业园"]
    assert Role.FUNCTION in found["等"]
    assert found["20个"] == found["10.5亿元"] == NUMBER
    assert Role.WORK in found["项目"]
    assert Role.GOVERN in found["建成投产"]
    assert found["，"] == STOP


@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        ("推行“街巷长制”", "“街巷长制”", QUOTED),
        ("“寻味‘漪河’”美食节", "“寻味‘漪河’”", QUOTED),
        ("出版《栖霖县志》", "《栖霖县志》", QUOTED),
        ("揽月大桥（二期）开工", "（二期）", PAREN),
        ("明漪、鹤栖", "、", LIST),
        ("S222西过境线", "S222", LATIN),
        ("揽月大道霁洋至坂尾段通车", "霁洋至坂尾段", SEGMENT),
        ("新增三条公交线", "三条", NUMBER),
        ("投资43.9亿元", "43.9亿元", NUMBER),
        ("增长6.5%", "6.5%", NUMBER),
        ("惠及1.34 万人", "1.34 万人", NUMBER),
    ],
)
def test_marks_and_numbers_are_pieces_of_their_own(text: str, piece: str, kind: str) -> None:
    assert kinds(text)[piece] == kind


@pytest.mark.parametrize("text", ["2号楼", "地铁2号线", "国家4A级景区", "5号院"])
def test_numbers_of_names_do_not_count(text: str) -> None:
    assert NUMBER not in kinds(text).values()


def test_the_longest_word_wins() -> None:
    assert "过境线" in kinds("S222西过境线")
    assert [t.text for t in cut("砺锋轴承建成投产")][-1] == "建成投产"


def test_a_trade_that_ends_the_word_wins_over_one_that_leaves_a_character() -> None:
    assert list(kinds("旭光电气")) == ["旭光", "电气"]


def test_the_homes_own_places_are_words() -> None:
    found = {t.text: t.kind for t in tokenize("金台区陈仓镇永利村", JINTAI)}
    assert list(found) == ["金台区", "陈仓镇", "永利村"]
    assert all(Role.AREA in kind for kind in found.values())
    assert Role.AREA not in kinds("永利村").get("永利", "")
    assert [d.code for d in JINTAI.near["金台"]] == ["610303"]


def test_a_home_that_no_table_knows_is_a_place_too() -> None:
    assert Role.AREA in kinds("栖霖县")["栖霖县"]
    assert Role.AREA in kinds("栖霖经开区")["栖霖"]
    assert VOCAB.near["栖霖县"] == ()


@pytest.mark.parametrize("text", ["两个镇", "三个村"])
def test_counted_towns_and_villages_are_numbers(text: str) -> None:
    assert cut(text)[0].kind == NUMBER


@pytest.mark.parametrize(
    ("text", "ending"),
    [("冯家山水库", "水库"), ("渭河流域", "流域"), ("锦绣花园", "花园"), ("西北大学", "大学")],
)
def test_a_suffix_at_the_end_wins_over_a_word_that_tears_it(text: str, ending: str) -> None:
    assert cut(text)[-1].text == ending


@given(st.text(ALPHABET, max_size=60) | st.text(max_size=40))
def test_tokens_are_slices_in_order_and_leave_only_white_space(text: str) -> None:
    tokens = cut(text)
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert token.kind
    for left, right in pairwise(tokens):
        assert left.end <= right.start
    covered = {k for token in tokens for k in range(token.start, token.end)}
    assert all(text[k].isspace() for k in range(len(text)) if k not in covered)


def test_a_home_without_a_name_still_reads() -> None:
    vocab = vocabulary(Header("", "", Level.COUNTY, 2024))
    assert "".join(t.text for t in tokenize("推进重点项目建设。", vocab)) == "推进重点项目建设。"
