"""Counted groups, on every example of the table of heads."""

from __future__ import annotations

import pytest

import inline_gold
from gwr_graph.extraction import lattice
from gwr_graph.extraction.candidates import Candidate, runs
from gwr_graph.extraction.groups import groups, head_types, items_before, phrase_after
from gwr_graph.extraction.tokens import tokenize, vocabulary
from gwr_graph.lexicon.names import load
from gwr_graph.lexicon.tsv import rows
from gwr_graph.model import EntityType

E = EntityType
VOCAB = vocabulary(inline_gold.document("x").header)
HEADS = [(r["head"], r["example"]) for r in rows("heads.tsv", ("head", "types", "example"))]
OUT_OF_REACH = {
    "十里铺等3座污水处理厂": "十里 is a word of measure",
    "暖企十条等政策": "十条 is a counted number",
}


def found(text: str) -> list[Candidate]:
    tokens = tokenize(text, VOCAB)
    return groups(text, tokens, runs(tokens), VOCAB)


def named(text: str) -> str:
    return ", ".join(f"{c.name} {' '.join(c.types)}" for c in found(text) if c.rule == "group")


@pytest.mark.parametrize(("head", "example"), HEADS)
def test_the_example_of_a_head(head: str, example: str) -> None:
    if example in OUT_OF_REACH:
        pytest.xfail(OUT_OF_REACH[example])
    exemplar, _, rest = example.partition("等")
    assert head in rest
    types = load().heads[head]
    read = found(example)
    if not types:
        assert read == []
        return
    own = next((c for c in read if c.name == exemplar), None)
    if own is None:  # several names stand in it by their ends: the model decides
        tokens = tokenize(example, VOCAB)
        spans = {(s.start, s.end) for s in lattice.stretches(tokens, read)}
        assert (0, len(exemplar)) in spans
    else:
        assert set(types) & set(own.types)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("瑞穗达等20个项目建成投产", "瑞穗达 Project Enterprise"),
        ("望潮工业园瑞穗达等20个项目建成投产", "瑞穗达 Project Enterprise"),
        ("瑞穗达、艾佩克等20户企业", "瑞穗达 Enterprise, 艾佩克 Enterprise"),
        ("恒砺精工和艾佩克等3家企业", "恒砺精工 Enterprise, 艾佩克 Enterprise"),
        ("石榴寨、乌柏等7个村", "石榴寨村 AdminArea, 乌柏村 AdminArea"),
        ("明漪路改造等8个项目", "明漪路改造 Project Site"),
        ("明漪小学等3所学校", "明漪小学 Institution Site"),
        ("“双百攻坚”等5个行动", "双百攻坚 Programme"),
    ],
)
def test_the_construction_gives_the_type(text: str, expected: str) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    ["教育等领域", "食品加工等主导产业", "停车难等问题", "瑞穗达等", "等20个项目", "、等3个村"],
)
def test_what_has_no_name_gives_none(text: str) -> None:
    assert [c for c in found(text) if c.confidence > 0.5] == []


def test_words_of_every_report_are_weak_exemplars() -> None:
    (one,) = found("道路改造等民生项目")
    assert one.confidence < 0.9
    assert one.types[0] is E.PROJECT


def test_the_last_head_noun_counts() -> None:
    assert head_types("个重点项目", VOCAB) == (E.PROJECT, E.ENTERPRISE)
    assert head_types("石油装备产业集群", VOCAB) == ()
    assert head_types("空谈", VOCAB) is None
    assert head_types("", VOCAB) is None


def test_the_phrase_behind_a_mark() -> None:
    tokens = tokenize("等20个老旧小区完成改造", VOCAB)
    after, words, counted = phrase_after(tokens, 1)
    assert (words, counted, tokens[after].text) == ("老旧小区", True, "完成改造")
    assert phrase_after(tokens, len(tokens)) == (len(tokens), "", False)


def test_items_are_listed_back_to_a_mark_that_joins_nothing() -> None:
    text = "新建云阁，瑞穗达、艾佩克和恒砺等3户企业"
    tokens = tokenize(text, VOCAB)
    etc = next(k for k, t in enumerate(tokens) if t.text == "等")
    items = items_before(tokens, etc, runs(tokens))
    assert [tokens[r.first].text for r in items] == ["瑞穗达", "艾佩克", "恒砺"]
    assert items_before(tokens, 0, runs(tokens)) == []
