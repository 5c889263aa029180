"""How far each named thing has come."""

from __future__ import annotations

import pytest

import inline_gold
from gwr_graph.extraction import extract
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.naming import candidates, choose
from gwr_graph.extraction.status import status_rows, statuses
from gwr_graph.extraction.tokens import tokenize, vocabulary
from gwr_graph.lexicon.names import load
from gwr_graph.lexicon.tsv import rows
from gwr_graph.model import SectionKind, Stance, Status

VOCAB = vocabulary(inline_gold.document("x").header)


def ruled(text: str) -> str:
    """Return what the rules say of each name; the model takes it as one feature among others."""
    tokens = tokenize(text, VOCAB)
    named = choose(candidates(text, tokens, VOCAB))
    wanted = range(len(named))
    found = status_rows(tokens, named, clauses(text), VOCAB, Stance.ACHIEVED, wanted)
    told = [next(f[6:] for f in row if f.startswith("ruled=") and "/" not in f) for row in found]
    return ", ".join(f"{one.name} {how}" for one, how in zip(named, told, strict=True))


def told(text: str, kind: SectionKind = SectionKind.REVIEW) -> str:
    """Return what the build says of each name."""
    found = extract(inline_gold.document(text, kind=kind))
    return ", ".join(f"{m.name} {m.status}" for m in found.mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双榕大桥主体完工。", "双榕大桥 Completed"),
        ("双榕大桥建成通车。", "双榕大桥 Operational"),
        ("双榕、鹭湾大桥竣工通车。", "双榕大桥 Operational, 鹭湾大桥 Operational"),
        (
            "揽月大道、明漪路和鹤栖街贯通。",
            "揽月大道 Completed, 明漪路 Completed, 鹤栖街 Completed",
        ),
        ("栖云广场开业在即。", "栖云广场 InProgress"),
        ("谋划双榕大桥改造。", "双榕大桥改造 Planned"),
        ("加快推进明漪路改造。", "明漪路改造 InProgress"),
        ("明漪路改造开工建设。", "明漪路改造 Started"),
        ("瑞穗达等3个项目签约。", "瑞穗达 Signed"),
        ("瑞穗达等3个项目建成投产。", "瑞穗达 Operational"),
        ("瑞穗达等3个项目签约落地，双榕大桥通车。", "瑞穗达 Signed, 双榕大桥 Operational"),
        ("双榕大桥车流平稳。", "双榕大桥 None"),
        ("双榕大桥车流平稳，群众满意，公交开通。", "双榕大桥 None"),
        ("石榴寨村建成冷库。", "石榴寨村 None"),
        ("望潮工业园瑞穗达等3个项目开工。", "望潮工业园 None, 瑞穗达 Started"),
    ],
)
def test_the_rule_of_the_verb_behind_or_before_a_name(text: str, expected: str) -> None:
    assert ruled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双榕大桥主体完工。", "双榕大桥 Completed"),
        ("双榕大桥建成通车。", "双榕大桥 Operational"),
        ("瑞穗达等3个项目建成投产。", "瑞穗达 Operational"),
        ("瑞穗达等3个项目开工建设。", "瑞穗达 Started"),
        ("明漪路改造加快推进。", "明漪路改造 InProgress"),
        ("鹭湾公园入选全国美丽公园。", "鹭湾公园 Recognised, 全国美丽公园 None"),
    ],
)
def test_plain_sentences_are_judged_as_the_rule_says(text: str, expected: str) -> None:
    assert told(text) == expected


def test_a_commitment_tells_the_status_to_be_reached() -> None:
    assert told("确保双榕大桥建成通车。", SectionKind.PLAN) == "双榕大桥 Operational"


def test_only_what_can_come_far_has_a_status() -> None:
    text = "“五心五做”启动，县长沈砚清荣获表彰。"
    found = extract(inline_gold.document(text))
    for mention in found.mentions:
        assert mention.status is None or mention.types[0] not in ("Programme", "Person", "Honour")


@pytest.mark.parametrize("kind", [SectionKind.REVIEW, SectionKind.PLAN])
@pytest.mark.parametrize(
    "text",
    [
        "双榕大桥车流平稳。",
        pytest.param(
            "双榕大桥景色优美。",
            marks=pytest.mark.xfail(reason="the bridge is not found there", strict=True),
        ),
    ],
)
def test_no_status_is_told_where_no_word_tells_one(text: str, kind: SectionKind) -> None:
    assert told(text, kind).endswith(" None")


def test_no_names_no_statuses() -> None:
    tokens = tokenize("经济平稳。", VOCAB)
    assert statuses(tokens, [], clauses("经济平稳。"), VOCAB, Stance.ACHIEVED) == []


@pytest.mark.xfail(reason="入驻 governs a park as if it were the thing built", strict=True)
def test_the_place_of_a_move_has_no_status() -> None:
    assert ruled("蓝鹄科技签约入驻听涛新区。").endswith("听涛新区 None")


def test_every_status_word_gives_its_status() -> None:
    table = rows("status.tsv", ("word", "status"))
    assert {row["word"]: row["status"] for row in table} == dict(load().status)
    assert {row["status"] for row in table} == set(Status)


@pytest.mark.parametrize(
    "word", ["谋划", "签约", "开工", "推进", "竣工", "投产", "通车", "交付", "获评", "入选", "投用"]
)
def test_the_words_of_the_guide_are_known(word: str) -> None:
    assert word in load().status
