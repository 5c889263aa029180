"""Words that no report holds, found again in those it does hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asked_sample import Put, numbers
from gwr_graph.questions.kin import expansions, telling_characters

# short forms


@pytest.mark.parametrize(
    ("word", "text", "longer"),
    [
        ("市二院", "推进市第二人民医院迁建", "市第二人民医院"),
        ("县二院", "县第二人民医院建成投用", "县第二人民医院"),
        ("市二院", "市第二医院分院", "市第二医院"),  # no longer than it must be
        ("妇幼院", "新建妇幼保健院", "妇幼保健院"),
        ("工信局", "工业和信息化局", "工业和信息化局"),
    ],
)
def test_a_short_form_stands_for_the_name_it_is_of(word: str, text: str, longer: str) -> None:
    assert expansions(word, [text]) == (longer,)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("市二院", "市人民医院"),  # a character is missing
        ("市二院", "医院迁到第二中学，市里支持"),  # in another order
        ("市二院", "推进市第二，人民医院"),  # across a comma
        ("市二院", "市里规划第二批三甲综合型医院"),  # too far apart
        ("市二院", "市里再建第二批乡镇医院"),  # too long
        ("院", "市第二人民医院"),
        ("5G", "5个G"),
        ("ab", "a和b"),
        ("", "市第二人民医院"),
    ],
)
def test_what_no_name_is_short_for_stands_for_nothing(word: str, text: str) -> None:
    assert expansions(word, [text]) == ()


def test_each_longer_form_is_told_once() -> None:
    texts = ["市第二人民医院开工", "市第二人民医院完工", "市第二中医院"]
    assert expansions("市二院", texts) == ("市第二人民医院", "市第二中医院")


@given(
    st.text("市二院人民医，第a", max_size=4),
    st.lists(st.text("市二院人民医，第a", max_size=20), max_size=3),
)
def test_a_longer_form_stands_in_a_text_and_holds_the_word(word: str, texts: list[str]) -> None:
    for longer in expansions(word, texts):
        assert any(longer in text for text in texts)
        assert (longer[0], longer[-1]) == (word[0], word[-1])
        rest = iter(longer)
        assert all(char in rest for char in word)  # in its order


@pytest.mark.parametrize("question", ["县二院有多少床位", "县二院开放了多少张床位"])
def test_a_question_may_use_the_short_form(several_said: Put, question: str) -> None:
    assert numbers(several_said.answer(question)) == [("300", "张")]


# characters


def test_only_characters_that_words_share_tell_something() -> None:
    quotes = ["建成育苗大棚12座", "新建种子库", "培养人才"]
    assert telling_characters(["种苗", "育苗"], quotes) == ("苗",)


def test_one_word_shares_nothing() -> None:
    assert telling_characters(["种苗"], ["建成育苗大棚12座"]) == ()
    assert telling_characters([], ["建成育苗大棚12座"]) == ()


def test_a_character_that_many_statements_hold_tells_nothing() -> None:
    many = [f"第{number}个产业项目" for number in range(30)]
    assert telling_characters(["产业", "产能"], many) == ()
    assert telling_characters(["产业", "产能"], many[:3]) == ("产",)


def test_a_character_that_no_statement_holds_tells_nothing() -> None:
    assert telling_characters(["种苗", "育苗"], ["新建停车位"]) == ()


def test_latin_words_share_no_characters() -> None:
    assert telling_characters(["5G基站", "5G网络"], ["建成5G基站"]) == ()
