"""The words of a general dictionary, with offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gwr_graph.extraction.dictionary import words


def test_words_and_their_parts_of_speech() -> None:
    told = words("稳住传统市场")
    assert told.tags == ["v", "n", "n"]
    assert told.inside(0, 6) == (["v", "n", "n"], 0)
    assert told.inside(2, 4) == (["n"], 0)


def test_a_border_lies_between_words_or_cuts_one() -> None:
    told = words("稳住传统市场")
    assert told.border(0) == ("^", "v")
    assert told.border(2) == ("v", "n")
    assert told.border(3) == ("|", "|")
    assert told.border(6) == ("n", "$")


def test_what_the_dictionary_does_not_have_falls_to_single_characters() -> None:
    tags, single = words("誉盛祥").inside(0, 3)
    assert single == len(tags) == 3


def test_proper_nouns_have_their_spans() -> None:
    text = "推进长江与太湖治理"
    assert [text[a:b] for a, b in words(text).proper()] == ["长江", "太湖"]


@given(st.text(max_size=40))
def test_every_character_belongs_to_one_word(text: str) -> None:
    told = words(text)
    assert len(told.over) == len(text)
    assert sum(told.sizes) == len(text)
    assert told.over == sorted(told.over)
