"""From a question to an answer: what holds for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asked_sample import LANXI, Put, numbers, quotes
from gwr_graph import questions
from gwr_graph.questions import Answer
from gwr_graph.questions.wording import say
from gwr_graph.store import EmbeddedStore

LONGEST = 400

SOME = [
    "今年新增停车位多少个",
    "恒岳机械在哪",
    "松涛路改造走到哪一步了",
    "哪些县提到了口袋公园",
    "各县GDP增长目标是多少",
    "哪里提到了低空经济",
    "恒岳机械和青石工业园有什么关系",
    "哪个园区的承诺最多",
    "三清三建是什么意思",
    "量子计算投资多少",
    "Which bridges will be built?",
    "How many jobs were created last year?",
    "",
]


def check(put: Put, answer: Answer) -> None:
    """Assert what holds for any answer."""
    assert answer.text.strip()
    assert len(answer.text) <= LONGEST
    assert answer.lang in ("zh", "en")
    for one in answer.evidence:
        assert put.texts[one.report][one.start : one.end] == one.quote
    if answer.answered:
        assert answer.evidence
        assert answer.sparql
    else:
        assert answer.items == ()
    assert all(item.label for item in answer.items)


# what people write


@pytest.mark.parametrize("question", SOME)
def test_the_evidence_stands_in_the_report(counties: Put, question: str) -> None:
    check(counties, counties.answer(question))


@pytest.mark.parametrize("question", SOME)
def test_the_same_question_has_the_same_answer(counties: Put, question: str) -> None:
    assert counties.answer(question) == counties.answer(question)


@pytest.mark.parametrize("question", SOME)
def test_a_server_gives_the_same_answer(counties: Put, counties_served: Put, question: str) -> None:
    assert counties_served.answer(question) == counties.answer(question)


@pytest.mark.parametrize("question", [one for one in SOME if one])
def test_the_query_of_an_answer_can_be_run(counties: Put, question: str) -> None:
    answer = counties.answer(question)
    if answer.answered:
        assert len(counties.store.select(answer.sparql).rows) > 0


def test_the_question_is_told_as_it_was_put(county: Put) -> None:
    question = "“低空经济”在哪里提到？"
    assert county.answer(f"  {question}\n").question == question


def test_an_index_is_made_where_none_is_given(county: Put) -> None:
    question = "恒岳机械在哪"
    assert questions.answer(county.store, question) == county.answer(question)


@pytest.mark.parametrize(
    ("question", "lang"),
    [("今年新增停车位多少个", "zh"), ("How many bridges will be built?", "en"), ("asdf", "zh")],
)
def test_the_answer_is_in_the_language_of_the_question(
    county: Put, question: str, lang: str
) -> None:
    assert county.answer(question).lang == lang


# years


def test_this_year_is_that_of_the_report_unless_it_is_told(county: Put) -> None:
    assert numbers(county.answer("今年停车位新增多少个")) == [("800", "个")]
    assert numbers(county.answer("今年停车位新增多少个", year=2023)) == [("620", "个")]
    assert numbers(county.answer("去年停车位新增多少个", year=2025)) == [("800", "个")]


@pytest.mark.parametrize("question", ["2015年停车位新增多少", "Parking spaces added in 2015?"])
def test_another_year_is_said_not_to_be_told(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert "2015" in answer.text
    assert "新增停车位620个" in quotes(answer)  # the nearest passages


# an honest no


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("哪个县提到了地铁", "地铁"),
        ("Will there be a subway?", "subway"),
        ("北京市GDP是多少", "北京市"),
        ("火星基地建在哪里", "火星"),
    ],
)
def test_what_is_not_told_is_named(county: Put, question: str, missing: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert missing in answer.text


@pytest.mark.parametrize("question", ["", " \n", "？", "...", "的", "今天天气怎么样", "hello"])
def test_what_is_no_question_is_not_answered(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.text
    assert answer.items == ()


def test_an_empty_store_says_nothing() -> None:
    with EmbeddedStore() as store:
        answer = questions.answer(store, "GDP是多少")
    assert not answer.answered
    assert answer.text


OPINIONS = [
    "你觉得区长干得好不好",
    "你觉得县长干得好不好",
    "您认为沈知远靠谱吗",
    "白鹭湖景区值不值得去",
    "Do you think the mayor does a good job?",
    "Should I invest in Qingshi Industrial Park?",
]


@pytest.mark.parametrize("question", OPINIONS)
def test_an_opinion_is_not_given(county: Put, question: str) -> None:
    answer = county.answer(question)
    check(county, answer)
    assert not answer.answered
    assert answer.text == say("no.opinion", answer.lang) + say("end", answer.lang)


def test_who_it_is_and_what_was_done_is_no_opinion(county: Put) -> None:
    assert "沈知远" in county.answer("县长是谁").text
    assert numbers(county.answer("白鹭湖景区接待游客多少")) == [("460000", "人")]


# problems


@pytest.mark.parametrize(
    "question",
    [
        "报告承认了哪些问题",
        "What problems does the report admit?",
        "What problems does the county face?",
    ],
)
def test_the_problems_that_the_report_admits_are_told(county: Put, question: str) -> None:
    answer = county.answer(question)
    check(county, answer)
    assert answer.answered
    assert "工业项目不多，财政增收渠道不宽" in answer.text
    assert any("困难和问题" in quote for quote in quotes(answer))


# two numbers


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("地区生产总值完成多少，增长多少", [("18260000000", "元"), ("5.8", "%")]),
        ("白鹭湖景区接待游客多少万人，望江古镇多少万人", [("460000", "人"), ("210000", "人")]),
    ],
)
def test_the_second_number_is_told_beside_the_first(
    county: Put, question: str, found: list[tuple[str, str]]
) -> None:
    assert numbers(county.answer(question)) == found


def test_sums_are_found_as_people_say_them(several_said: Put) -> None:
    for question in ("过亿的项目有几个", "How many projects worth over 100 million yuan?"):
        assert numbers(several_said.answer(question)) == [("18", "个")]
    for question in ("上百亿的项目有几个", "How many projects worth over 10 million yuan?"):
        assert not several_said.answer(question).answered


# uncertain names


@pytest.mark.parametrize("question", ["衡岳机械在哪", "Where is Hengyue Machinery?"])
def test_how_an_uncertain_name_was_read_is_told(county: Put, question: str) -> None:
    assert "恒岳机械" in county.answer(question).reading


def test_a_name_as_it_stands_in_the_report_needs_no_reading(county: Put) -> None:
    answer = county.answer("恒岳机械在哪")
    assert (answer.reading, answer.others) == ("", ())


# any text

_WORDS = [
    *(LANXI, "青石工业园", "恒岳机械", "松涛路改造", "三清三建", "GDP", "停车位", "口袋公园"),
    *("低空经济", "今年", "去年", "2030年", "多少", "几个", "哪些", "哪里", "什么", "谁", "为什么"),
    *("目标", "增长", "最高", "比", "和", "的", "吗", "？", "，", "桥", "企业", "意思", "提到"),
    *("问题", "报告", "通车", "关系", "哪三个", "从多少到多少", "30万", "5%", "20bn", "1,000个"),
    *("what", "which", "who", "where", "how many", "target", "connected", "report", "mean"),
    *('"', "“", "'", "\\", "{}", "{0}", "<", ">", "?x", "}", "#", "\n", "\t", "\0", "□", "𠮷"),
]
_ANY = st.text(max_size=30)
_MIXED = st.builds(
    lambda parts, between: between.join(parts),
    st.lists(st.sampled_from(_WORDS) | _ANY, min_size=1, max_size=9),
    st.sampled_from(["", " "]),
)


@settings(deadline=None, max_examples=150)
@given(question=_MIXED)
def test_any_text_is_answered_or_not_but_never_an_error(counties: Put, question: str) -> None:
    check(counties, counties.answer(question))


@pytest.mark.parametrize("question", ["停车位\ud800多少", "\udfff", "\ud83d parking spaces"])
def test_half_a_character_is_no_error(county: Put, question: str) -> None:
    answer = county.answer(question)
    check(county, answer)
    assert (answer.question + answer.text).encode("utf-8")  # can be printed


@pytest.mark.parametrize(
    "question",
    [
        "停车位" * 400,
        "a " * 2000,
        '停车位" } } DROP ALL #',
        "停车位'; DELETE WHERE { ?s ?p ?o }",
        "\\u0022 \\n {0} {text} %s",
        "https://w3id.org/gwr-graph/id/report/",
        "<script>alert(1)</script>停车位",
    ],
)
def test_hostile_text_is_only_text(counties: Put, question: str) -> None:
    check(counties, counties.answer(question))
    assert numbers(counties.answer("岚汐县今年新增停车位多少个")) == [("800", "个")]
