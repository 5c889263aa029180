"""Where a report speaks of a thing, and what a term stands for."""

from __future__ import annotations

import pytest

from asked_sample import Put, quotes


@pytest.mark.parametrize(
    ("question", "words", "n"),
    [
        ("哪里提到了低空经济", "低空经济", 1),
        ("报告里提到口袋公园几次", "口袋公园", 2),
        ("提到“口袋公园”的原句", "口袋公园", 2),
        ("Where does the report mention pocket parks?", "口袋公园", 2),
        ("哪些地方提到青石工业园", "青石工业园", 3),
    ],
)
def test_the_sentences_are_the_evidence(county: Put, question: str, words: str, n: int) -> None:
    answer = county.answer(question)
    assert answer.answered
    assert len(answer.evidence) == n
    assert all(words in quote for quote in quotes(answer))
    assert str(n) in answer.text
    assert len({one.start for one in answer.evidence}) == n


@pytest.mark.parametrize(
    "question", ["三清三建是什么意思", "什么叫“三清三建”", "What does 三清三建 mean?"]
)
def test_a_term_is_told_in_the_words_of_the_report(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert answer.answered
    assert "清垃圾、清河道、清残墙" in answer.text


@pytest.mark.parametrize(
    "question", ["低空经济是什么意思", "What does low-altitude economy mean in the report?"]
)
def test_a_term_that_is_only_used_is_said_to_be_so(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert "低空经济" in answer.text
    assert quotes(answer) == ["大力发展低空经济。"]


@pytest.mark.parametrize("question", ["有没有提到量子计算", "哪里提到了地铁", "元宇宙是什么意思"])
def test_what_is_not_mentioned_has_no_passage(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.items == ()


def test_the_number_of_passages_is_that_of_the_words_it_names(county: Put) -> None:
    answer = county.answer("把讲城镇和就业的原句摘出来")
    (item,) = answer.items
    words = item.label.split("、")
    assert item.value == str(len(answer.evidence))
    assert all(word in one.quote for one in answer.evidence for word in words), answer.text
