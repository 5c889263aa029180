"""Chinese text cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gwr_graph.lexicon import glossary, segmenting
from gwr_graph.lexicon.tsv import rows

_WORDS = st.sampled_from(sorted(glossary.synonyms()))
_TEXT = st.lists(_WORDS | st.text(max_size=6), max_size=8).map("".join)


@settings(deadline=None)  # the first one loads the dictionary
@given(_TEXT)
def test_the_words_together_are_the_text(text: str) -> None:
    assert "".join(segmenting.cut(text)) == text
    assert "".join(word for word, _ in segmenting.tag(text)) == text


@settings(deadline=None)
@given(_TEXT)
def test_no_word_is_empty_and_each_has_a_part_of_speech(text: str) -> None:
    assert all(segmenting.cut(text))
    assert all(word and tag for word, tag in segmenting.tag(text))


def test_each_word_as_people_ask_is_one_word() -> None:
    for word in glossary.synonyms():
        assert segmenting.cut(word) == [word]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("文创园搁哪儿", "文创园"),
        ("今年文创园谁运营", "文创园"),
        ("养老院建好没", "养老院"),
        ("新建几所托儿所", "托儿所"),
    ],
)
def test_a_word_as_people_ask_is_cut_whole_in_a_question(question: str, word: str) -> None:
    assert word in segmenting.cut(question)


def test_most_words_are_cut_whole_in_their_own_examples() -> None:
    table = rows("synonyms.tsv", ("word", "reports_write", "example"))
    held = [row for row in table if row["word"] in row["example"]]
    whole = [
        row for row in held if any(row["word"] in piece for piece in segmenting.cut(row["example"]))
    ]
    assert len(whole) / len(held) > 0.95
