"""The words of a question that an answer must bear out, in the words reports write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gwr_graph.questions.number_words import NUMBER, number_forms
from gwr_graph.questions.term import Term
from gwr_graph.questions.terms import terms


def by_text(question: str, lang: str) -> dict[str, Term]:
    return {term.text: term for term in terms(question, lang)}


def forms(question: str, lang: str) -> set[str]:
    return {form for term in terms(question, lang) for form in term.forms}


# Chinese


def test_a_noun_must_be_told_and_a_verb_tells_less() -> None:
    found = by_text("今年停车位新增多少", "zh")
    assert found["停车位"].is_noun
    assert not found["新增"].is_noun
    assert found["停车位"].weight > found["新增"].weight


@pytest.mark.parametrize("question", ["是什么", "有哪些", "2024年有什么", "什么的", ""])
def test_words_that_only_ask_are_no_terms(question: str) -> None:
    assert terms(question, "zh") == ()


def test_a_word_comes_with_the_words_that_reports_write_for_it() -> None:
    (term,) = terms("完工", "zh")
    assert term.forms[0] == "完工"
    assert {"竣工", "建成"} <= set(term.forms)


def test_words_that_may_stand_for_one_another_are_one() -> None:
    (term,) = terms("完工或者竣工", "zh")
    assert {"完工", "竣工"} <= set(term.forms)


def test_latin_names_stand_as_they_are() -> None:
    found = by_text("PM2.5和5G基站多少", "zh")
    assert "PM2.5" in found["PM2.5"].forms
    assert "5G" in found["5G"].forms


def test_no_word_is_found_across_a_name() -> None:
    assert "停车" not in by_text("停□车", "zh")


# English


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How many parking spaces were added?", "停车位"),
        ("Which bridges will be completed?", "大桥"),
        ("elderly care", "养老"),
        ("ELDERLY CARE", "养老"),
        ("a center", "中心"),  # American
        ("a centre", "中心"),
        ("base-stations", "基站"),
    ],
)
def test_english_words_are_told_in_chinese(question: str, form: str) -> None:
    assert form in forms(question, "en")


def test_the_longest_phrase_is_one_term() -> None:
    (term,) = (t for t in terms("How many parking spaces?", "en") if t.is_noun)
    assert term.text == "parking spaces"


def test_an_english_verb_tells_less_than_a_noun() -> None:
    found = by_text("How many parking spaces were added?", "en")
    assert not found["added"].is_noun
    assert found["parking spaces"].is_noun


def test_an_unknown_word_has_no_forms_and_may_be_how_people_talk() -> None:
    assert by_text("What is the zzyzx budget?", "en")["zzyzx"].forms == ()
    assert by_text("What is the zzyzx budget?", "en")["zzyzx"].loose


def test_an_unknown_name_must_be_told() -> None:
    name = by_text("Does Zzyzx matter?", "en")["Zzyzx"]
    assert name.is_noun
    assert not name.loose


def test_what_which_asks_for_must_be_told() -> None:
    term = by_text("which contractor builds it", "en")["contractor"]
    assert term.is_noun
    assert not term.loose


# numbers


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("20,000", ("20000", "2万")),
        ("1bn", ("1000000000", "10亿")),
        ("2 billion", ("20亿",)),
        ("3万", ("3万",)),
        ("20亿", ("20亿",)),
        ("6.5%", ("6.5%",)),
        ("6.5 percent", ("6.5%",)),
        ("6.5 per cent", ("6.5%",)),
        ("300k", ("30万",)),
        ("1.5 million", ("150万",)),
        ("120", ("120",)),
    ],
)
def test_a_number_in_the_forms_of_reports(asked: str, written: tuple[str, ...]) -> None:
    match = NUMBER.search(asked)
    assert match is not None
    assert set(written) <= set(number_forms(match))


@pytest.mark.parametrize("asked", ["2023", "1998", "7"])
def test_a_year_or_a_single_digit_tells_nothing(asked: str) -> None:
    match = NUMBER.search(asked)
    assert match is not None
    assert number_forms(match) == ()


def test_a_number_goes_with_what_it_counts() -> None:
    assert "120户" in forms("120户", "zh")
    assert "20亿元" in forms("投资20亿元", "zh")
    assert "2万" in forms("20,000 parking spaces", "en")
    assert "亿元以上" in forms("亿元以上项目", "zh")


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("过亿的项目", "亿元以上"),
        ("超亿元的项目", "亿元以上"),
        ("上百亿的产业", "100亿元以上"),
        ("上百亿的产业", "百亿"),
        ("产值破百亿的园区", "超100亿元"),
        ("超过10亿元的项目", "10亿元以上"),
        ("过千万的合同", "千万元以上"),
    ],
)
def test_what_a_sum_exceeds_as_reports_write_it(question: str, written: str) -> None:
    assert written in forms(question, "zh")


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("projects over 100 million yuan", "亿元以上"),
        ("projects above RMB 100 million", "1亿元以上"),
        ("projects worth over 10 million yuan", "1000万元以上"),
        ("projects worth over 10 million yuan", "千万元以上"),
        ("industries of more than 10 billion yuan", "100亿元以上"),
        ("clusters over 100bn yuan", "千亿元以上"),
    ],
)
def test_what_a_sum_exceeds_in_english_as_reports_write_it(question: str, written: str) -> None:
    assert written in forms(question, "en")


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("过亿的项目有几个", "zh"),
        ("上百亿的产业有几个", "zh"),
        ("How many projects worth over 100 million yuan?", "en"),
    ],
)
def test_a_sum_is_one_term_that_must_be_told(question: str, lang: str) -> None:
    (term,) = (t for t in terms(question, lang) if any("亿" in form for form in t.forms))
    assert term.is_noun
    assert not term.loose


def test_words_that_ask_leave_no_pieces_of_them() -> None:
    assert terms("考核线划在哪儿", "zh") == ()
    assert set(by_text("财政收入的考核线划在哪儿", "zh")) == {"财政收入"}


# any text


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["zh", "en"]))
def test_terms_stand_where_they_say(text: str, lang: str) -> None:
    found = terms(text, lang)
    for term in found:
        assert text[term.start : term.end].strip() == term.text
        assert term.weight > 0
        assert all(term.forms)
    assert len({term.text for term in found}) == len(found)
