"""Quoted programmes, honours, persons, and names known by their verbs."""

from __future__ import annotations

import pytest

import inline_gold
from gwr_graph.extraction import phrases
from gwr_graph.extraction.candidates import Candidate, runs
from gwr_graph.extraction.tokens import tokenize, vocabulary

VOCAB = vocabulary(inline_gold.document("x").header)


def shown(found: list[Candidate]) -> str:
    return ", ".join(f"{c.name} {c.types[0]}" for c in found)


def quoted(text: str) -> str:
    return shown(phrases.quoted(text, tokenize(text, VOCAB), VOCAB))


def honours(text: str) -> str:
    tokens = tokenize(text, VOCAB)
    return shown(phrases.honours(text, tokens, runs(tokens), VOCAB))


def by_verb(text: str) -> str:
    tokens = tokenize(text, VOCAB)
    return shown(phrases.known_by_verb(text, tokens, runs(tokens), VOCAB))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全面推行“街巷长制”", "街巷长制 Programme"),
        ("“五心五做”工作成效显著", "五心五做 Programme"),
        ("实施“5812”行动", "5812 Programme"),
        ("深入开展“净水清源”专项行动", "净水清源 Programme"),
        ("推行“一窗办”、“掌上办”服务", "一窗办 Programme, 掌上办 Programme"),
        ("建成“云杪产业园”", "云杪产业园 Park"),
        ("出版《栖霖县志》", "栖霖县志 Programme"),
    ],
)
def test_quoted_names(text: str, expected: str) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "下好“先手棋”",
        "念好“山字经”",
        "坚持“两个确立”",
        "落实“八项规定”",
        "“民”",
        "群众的“钱袋子”越来越鼓",
        "跑出“加速度”",
    ],
)
def test_metaphors_and_doctrine_are_no_names(text: str) -> None:
    assert quoted(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石榴寨村入选全国文明村", "全国文明村 Honour"),
        ("成功创建国家卫生县城", "国家卫生县城 Honour"),
        ("入选工信部绿色制造名单", "绿色制造名单 Honour"),
        ("荣获“全国先进”", "全国先进 Honour"),
        ("争创省级生态县建设", "省级生态县 Honour"),
        ("争创文明城市", ""),
        ("创建工作成效明显", ""),
        ("入选名单", ""),
    ],
)
def test_honours_stand_behind_their_verbs(text: str, expected: str) -> None:
    assert honours(text) == expected


def test_whose_honour_it_is_does_not_hide_it() -> None:
    assert honours("获评全市美丽河湖").startswith("美丽河湖")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("栖霖县人民政府县长 沈砚清", ["沈砚清"]),
        ("代县长 沈 砚", ["沈砚"]),
        ("自治区主席 阿依·古丽", ["阿依·古丽"]),
        ("教师陆怀谷当选先进", ["陆怀谷"]),
        ("习近平总书记重要讲话", ["习近平"]),
        ("以习近平同志为核心", ["习近平"]),
        ("以习近平新时代中国特色社会主义思想为指导", []),
        ("教师待遇提高", []),
    ],
)
def test_persons(text: str, expected: list[str]) -> None:
    assert [c.name for c in phrases.persons(text)] == expected


@pytest.mark.xfail(reason="any words behind the office at a line's end are a person", strict=True)
def test_the_office_itself_is_no_person() -> None:
    assert phrases.persons("办好县长信箱") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("晴岚原尚交付使用", "晴岚原尚 Site"),
        ("沐野鲜入驻新区", "沐野鲜 Enterprise"),
        ("支持瑞穗达做大做强", "瑞穗达 Enterprise"),
        ("瑞穗达发展壮大", ""),
        ("建成投产", ""),
        ("“瑞穗达”入驻", ""),
    ],
)
def test_names_known_by_their_verbs(text: str, expected: str) -> None:
    assert by_verb(text) == expected
