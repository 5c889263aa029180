"""Which names of a statement belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asked_sample import Put, labels
from gwr_graph.questions.clauses import about, gives_each, of_its_clause
from gwr_graph.questions.facts import Named, Said

FIRMS = ["甲厂", "乙厂", "丙厂", "丁厂"]
VILLAGES = ["子村", "丑村", "寅村", "卯村"]


def told(quote: str, own: str, start: int = 0) -> list[str]:
    """Return the names of a statement that belong to those in ``own``, split at blanks."""
    said = Said("s", "Achievement", 2023, quote, "r", start, start + len(quote), quote, "", 0, "")
    named = [
        Named(name, name, ("Site",), name, start + quote.index(name), None)
        for name in (*FIRMS, *VILLAGES)
        if name in quote
    ]
    named.sort(key=lambda name: name.start)
    return [name.label for name in of_its_clause(said, named, own.split())]


# a list


@pytest.mark.parametrize("start", [0, 1000])  # offsets are those of the report
@pytest.mark.parametrize(
    ("quote", "own", "names"),
    [
        ("甲厂在子村、乙厂在丑村", "甲厂", ["甲厂", "子村"]),
        ("甲厂在子村、乙厂在丑村", "丑村", ["乙厂", "丑村"]),
        ("甲厂建在子村，乙厂建在丑村", "乙厂", ["乙厂", "丑村"]),
        ("在子村建甲厂；在丑村建乙厂。", "甲厂", ["子村", "甲厂"]),
        ("推动子村甲厂扩建", "甲厂", ["子村", "甲厂"]),
    ],
)
def test_a_name_comes_with_those_of_its_clause(
    quote: str, own: str, names: list[str], start: int
) -> None:
    assert told(quote, own, start) == names


@pytest.mark.parametrize(
    ("quote", "own"),
    [
        ("子村建成甲厂、乙厂", "乙厂"),  # alone in its clause
        ("甲厂在子村、乙厂在丑村", "丙厂"),  # not there
        ("甲厂在子村、乙厂在丑村", ""),
        ("甲厂在子村、乙厂在丑村", "甲厂 乙厂"),  # both are asked about
    ],
)
def test_all_names_are_left_where_a_clause_tells_nothing(quote: str, own: str) -> None:
    assert told(quote, own) == told(quote, "")


# 分别


def test_who_stands_before_the_list_is_given_nothing_of_it() -> None:
    quote = "甲厂建成，乙厂、丙厂分别落户丑村、寅村"
    assert told(quote, "甲厂") == told(quote, "")


def test_of_several_that_are_asked_about_none_is_left_out() -> None:
    quote = "甲厂、乙厂分别落户子村、丑村"
    assert told(quote, "甲厂 乙厂") == told(quote, "")


@pytest.mark.parametrize("each", ["分别", "各自", "依次"])
@pytest.mark.parametrize("before", ["", "去年，", "子城、丑城招商有力，"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_has_what_stands_at_its_place(each: str, before: str, count: int) -> None:
    firms, villages = FIRMS[:count], VILLAGES[:count]
    quote = f"{before}{'、'.join(firms)}{each}落户{'、'.join(villages)}"
    for firm, village in zip(firms, villages, strict=True):
        assert told(quote, firm) == [firm, village]


def test_lists_of_different_lengths_give_nothing_to_anyone() -> None:
    quote = "甲厂、乙厂分别落户子村、丑村、寅村"
    assert told(quote, "甲厂") == told(quote, "")


@pytest.mark.parametrize(
    ("words", "each"),
    [("甲厂、乙厂分别落户子村、丑村", True), ("甲厂、乙厂落户子村", False), ("", False)],
)
def test_words_that_give_each_its_own(words: str, each: bool) -> None:
    assert gives_each(words) is each


def test_a_firm_is_in_the_park_that_is_given_to_it(several_said: Put) -> None:
    assert labels(several_said.answer("恒昌机械落户哪个园区")) == ["北湾工业园"]
    assert labels(several_said.answer("明达电子落户哪个园区")) == ["南岭工业园"]


@given(
    st.lists(st.sampled_from([*FIRMS, *VILLAGES, "分别", "落户", "、", "，", "。"]), max_size=14),
    st.sampled_from([*FIRMS, *VILLAGES]),
)
def test_only_names_of_the_statement_are_told_with_the_one_asked(
    words: list[str], own: str
) -> None:
    quote = "".join(words)
    found = told(quote, own)
    assert set(found) <= set(told(quote, ""))
    assert (own in found) == (own in quote)


# words about a name


@pytest.mark.parametrize(
    ("names", "clause"),
    [
        ({"星河中学"}, "星河中学建在杏坪镇"),
        ({"杏坪镇", "星河中学"}, "星河中学建在杏坪镇"),
        ({"晨光小学", "星河中学"}, "晨光小学建在柳溪镇，星河中学建在杏坪镇"),
        ({"冷链物流园"}, "晨光小学建在柳溪镇，星河中学建在杏坪镇"),
        (set(), "晨光小学建在柳溪镇，星河中学建在杏坪镇"),
    ],
)
def test_the_clause_that_names_it_is_told(names: set[str], clause: str) -> None:
    assert about("晨光小学建在柳溪镇，星河中学建在杏坪镇", names) == clause
