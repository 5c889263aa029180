"""Which kinds of things a question asks for."""

from __future__ import annotations

import pytest

from gwr_graph.questions.things_asked import asked_for


def asked(question: str, lang: str) -> list[str]:
    found, _ = asked_for(question, lang)
    return [word.kind.key for word in found]


def others(question: str, lang: str) -> list[str]:
    _, found = asked_for(question, lang)
    return [word.kind.key for word in found]


@pytest.mark.parametrize(
    ("question", "lang", "kinds"),
    [
        ("今年要建哪些桥", "zh", ["bridge"]),
        ("哪些企业和项目", "zh", ["enterprise", "project"]),
        ("获得哪些称号", "zh", ["honour"]),
        ("什么荣誉", "zh", ["honour"]),
        ("哪个园区", "zh", ["park"]),
        ("科教项目，今年点了哪几个的名", "zh", ["project"]),
        ("Which bridges will be built?", "en", ["bridge"]),
        ("which firms and projects", "en", ["enterprise", "project"]),
        ("What parks are there?", "en", ["park"]),
        ("Which of the parks grew?", "en", ["park"]),
    ],
)
def test_a_word_beside_one_that_asks_is_asked_for(
    question: str, lang: str, kinds: list[str]
) -> None:
    assert asked(question, lang) == kinds


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("今年桥的长度", "zh"),
        ("the bridge is long", "en"),
        ("桥修好了吗", "zh"),
        ("Is the bridge open?", "en"),
    ],
)
def test_a_word_that_none_asks_for_is_no_kind_but_is_kept(question: str, lang: str) -> None:
    assert asked(question, lang) == []
    assert others(question, lang) == ["bridge"]


def test_the_end_of_a_longer_word_is_not_asked_for() -> None:
    assert asked("哪个园区的职教中心", "zh") == ["park"]


def test_an_english_phrase_that_says_something_else_is_no_kind() -> None:
    assert asked("how many school places", "en") == []


def test_the_words_stand_where_they_say() -> None:
    question = "今年要建哪些桥"
    (word,), _ = asked_for(question, "zh")
    assert question[word.start : word.end] == "桥"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_asked_for_in_nothing(lang: str) -> None:
    assert asked_for("", lang) == ([], [])
