"""The names that stand in a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lookup_sample
from gwr_graph import lookup
from gwr_graph.lookup import How, Index

INDEX = lookup_sample.index()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("蟠龙新区今年要引进哪些企业", {"蟠龙新区": "蟠龙新区"}),
        ("硖石那边今年有啥安排", {"硖石": "硖石镇"}),
        ("方硕食品落在哪个镇", {"方硕食品": "方硕食品"}),
        ("龙源园今年要进几户", {"龙源园": "龙源工业园"}),
        ("长乐塬遗址二期干得咋样了", {"长乐塬遗址二期": "长乐塬抗战工业遗址二期"}),
        ("柴胡种植基地建在哪", {"柴胡种植基地": "硖石2万亩柴胡种植基地"}),
        ("龙丰片区报告里怎么说", {"龙丰片区": "龙丰片区征迁"}),
        ("荟翠广场开了吗", {"荟翠广场": "荟萃广场"}),
        ("金台的河长制是谁管", {"金台": "金台区", "河长制": "河（湖）长制"}),
        ("“1239”行动是啥意思", {"1239”行动": "1239行动"}),
        (
            "方硕食品和秦创原怎么连起来的",
            {"方硕食品": "方硕食品", "秦创原": "秦创原"},
        ),
        ("社零去年多少？", {"社零": "社会消费品零售总额"}),
        ("规上工业今年目标", {"规上工业": "规上工业增加值"}),
        ("GDP增了几个点", {"GDP": "地区生产总值"}),
        ("PM2.5降了没有", {"PM2.5": "PM2.5浓度"}),
        ("在教育上做了什么", {"教育": "教育"}),
        ("今年新区要做哪些事", {"新区": "蟠龙新区"}),
        ("How far along is Tangchao Cultural City?", {"Tangchao Cultural City": "唐潮文化城"}),
        ("who is in Jinhe Industrial Park", {"Jinhe Industrial Park": "金河工业园"}),
        ("Did the Tuanjie Bridge open?", {"Tuanjie Bridge": "团结大桥"}),
        (
            "Lianhuo Expressway conversion cost",
            {"Lianhuo Expressway conversion": "连霍高速市政化改造"},
        ),
        ("what will the new district build", {"new district": "蟠龙新区"}),
        ("plans for Xiashi this year", {"Xiashi": "硖石镇"}),
        ("Where is the chaihu growing base?", {"chaihu growing base": "硖石2万亩柴胡种植基地"}),
        ("Is Tangchow Cultural City open yet?", {"Tangchow Cultural City": "唐潮文化城"}),
        ("Has Panlung New Area grown?", {"Panlung New Area": "蟠龙新区"}),
        ("retail sales target for 2023", {"retail sales": "社会消费品零售总额"}),
        ("What did they promise on education?", {"education": "教育"}),
        ("air-quality goal", {"air-quality": "空气质量优良率"}),
    ],
)
def test_names_are_found_where_they_stand(
    names: Index, question: str, expected: dict[str, str]
) -> None:
    found = lookup.mentions_in(names, question)
    assert expected.items() <= {m.text: m.matches[0].label for m in found}.items()


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("银河新区有多少债务", "蟠龙新区"),
        ("银河工业园的企业有几家", "金河工业园"),
        ("How much debt has Gongbei New Area?", "蟠龙新区"),
        ("Who is in Yinhe Industrial Park", "金河工业园"),
        ("which bridges opened", "团结大桥"),
        ("有哪些种植基地", "硖石2万亩柴胡种植基地"),
        ("供水工程有几个", "硖石城乡供水工程"),
        ("GDPX是什么", "地区生产总值"),
        ("新能源汽车谁提到了", "新能源汽车产量"),
    ],
)
def test_what_another_thing_is_called_is_no_name(names: Index, question: str, absent: str) -> None:
    found = lookup.mentions_in(names, question)
    assert absent not in {match.label for m in found for match in m.matches}


def test_an_ambiguous_stem_gives_all_that_it_may_mean(names: Index) -> None:
    (mention,) = lookup.mentions_in(names, "蟠龙有些什么", types=("AdminArea", "Park"))
    assert {m.label for m in lookup.best(mention.matches)} == {"蟠龙镇", "蟠龙新区", "蟠龙塬"}


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("硖石区有什么项目", "硖石区"),
        ("蟠龙高新区的企业", "蟠龙高新区"),
        ("金台医院盖好没", "金台医院"),
        ("What is in Xiashi Village?", "Xiashi Village"),
        ("debt of the Panlong Development Zone", "Panlong Development Zone"),
    ],
)
def test_a_longer_name_that_nothing_has_is_told(names: Index, question: str, unknown: str) -> None:
    (mention,) = lookup.mentions_in(names, question, types=("Entity",))
    assert (mention.text, mention.matches) == (unknown, ())


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("金台河长制", "金台区"),
        ("硖石乡村振兴", "硖石镇"),
        ("金台市场主体有多少", "金台区"),
        ("硖石有几个村", "硖石镇"),
        ("schools in Xiashi", "硖石镇"),
        ("Xiashi schools", "硖石镇"),
        ("龙丰片区", "龙丰片区征迁"),
    ],
)
def test_a_word_that_only_follows_makes_no_longer_name(
    names: Index, question: str, first: str
) -> None:
    found = [m for m in lookup.mentions_in(names, question) if m.matches]
    assert first in {m.matches[0].label for m in found}


def test_the_limit_is_for_the_matches_of_a_mention(names: Index) -> None:
    for limit in (1, 2, 9):
        (mention,) = lookup.mentions_in(names, "蟠龙咋样", types=("Place",), limit=limit)
        assert len(mention.matches) == min(limit, 3)


def test_the_longest_name_is_taken(names: Index) -> None:
    found = lookup.mentions_in(names, "蟠龙大道和蟠龙镇")
    assert [(m.start, m.end, m.matches[0].label) for m in found] == [
        (0, 4, "蟠龙大道"),
        (5, 8, "蟠龙镇"),
    ]


def test_a_slip_is_told_as_one(names: Index) -> None:
    (mention,) = lookup.mentions_in(names, "荟翠广场咋样", types=("Entity",))
    assert mention.matches[0].how is How.SLIP
    assert not mention.matches[0].sure


WORDS = [
    "蟠龙",
    "新区",
    "硖石",
    "今年",
    "的",
    "Panlong",
    " New Area",
    " in ",
    "GDP",
    "？",
    "“",
    "工业园",
]


@settings(deadline=None)  # the first one loads the sounds
@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join) | st.text(max_size=40))
def test_spans_are_slices_apart_and_in_order(question: str) -> None:
    found = lookup.mentions_in(INDEX, question)
    assert found == lookup.mentions_in(INDEX, question)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end
        assert question[mention.start : mention.end] == mention.text
        end = mention.end
