"""Answers that are places."""

from __future__ import annotations

import pytest

from asked_sample import Put, labels, quotes


@pytest.mark.parametrize(
    "question",
    [
        "恒岳机械在哪",
        "恒岳机械在哪儿",
        "恒岳机械落在哪个园区",
        "衡岳机械在哪",  # a slip
        "Hengyue Jixie 在哪儿",
        "Where is Hengyue Machinery?",
    ],
)
def test_a_firm_is_where_the_report_says(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert labels(answer) == ["青石工业园"]
    assert "青石工业园" in answer.text
    assert "青石工业园" in quotes(answer)[0]


@pytest.mark.parametrize(
    "question", ["火星基地建在哪里", "Where is the Mars base?", "金台医院在哪", "地铁站在哪"]
)
def test_what_no_report_names_is_nowhere(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.items == ()


@pytest.mark.parametrize(
    "question", ["叉车配套产业园在哪", "叉车配套产业园在哪个园区", "叉车配套园落在哪儿"]
)
def test_a_thing_is_in_the_place_that_only_the_clauses_before_name(
    several_said: Put, question: str
) -> None:
    answer = several_said.answer(question)
    assert labels(answer) == ["东塬工业园"]
    assert quotes(answer) == ["推动东塬工业园建设", "打造叉车配套产业园"]  # both prove it


def test_what_the_clauses_behind_name_is_no_place_of_it(several_said: Put) -> None:
    assert "北塬工业园" not in labels(several_said.answer("氢能配套产业园在哪"))


def test_of_two_places_that_the_clauses_before_name_none_is_chosen(several_said: Put) -> None:
    found = labels(several_said.answer("光伏配套产业园在哪"))
    assert not {"长宁工业园", "永宁工业园"}.intersection(found)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("晨光小学在哪", "柳溪镇"),
        ("星河中学在哪个镇", "杏坪镇"),
        ("冷链物流园在哪里", "柳溪镇"),
        ("花卉市场在哪", "杏坪镇"),
        ("望湖广场在哪", "柳溪镇"),
        ("朝阳广场在哪", "杏坪镇"),
    ],
)
def test_of_a_list_only_its_own_clause_places_a_thing(
    several_said: Put, question: str, place: str
) -> None:
    answer = several_said.answer(question)
    assert labels(answer) == [place]
    (other,) = {"柳溪镇", "杏坪镇"} - {place}
    assert other not in answer.text
    assert other not in (answer.items[0].note or "")
