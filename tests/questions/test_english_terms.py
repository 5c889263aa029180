"""Words that the glossary lacks are looked up in the dictionary, and stay guesses."""

from __future__ import annotations

import pytest

from gwr_graph.lexicon import dictionary, glossary
from gwr_graph.questions.english_terms import english
from gwr_graph.questions.term import NOUN, UNKNOWN


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"bridge": ("桥",)}
    guesses = {
        "pigeon": ("鸽子",),
        "toilet bowl": ("马桶",),
        "bowl": ("饭碗",),
        "old bridge": ("旧桥",),
    }
    monkeypatch.setattr(glossary, "english", lambda: known)
    monkeypatch.setattr(
        dictionary, "english_to_chinese", lambda word: guesses.get(word.lower(), ())
    )


def test_an_unknown_word_is_a_guess() -> None:
    (term,) = english("pigeon")
    assert (term.forms, term.weight, term.loose) == (("鸽子",), UNKNOWN, True)


def test_a_word_of_the_glossary_is_none() -> None:
    (term,) = english("bridge")
    assert (term.forms, term.weight, term.loose) == (("桥",), NOUN, False)


def test_two_unknown_words_are_looked_up_together_first() -> None:
    found = english("which toilet bowl for the pigeon")
    assert [(term.text, term.forms) for term in found][-2:] == [
        ("toilet bowl", ("马桶",)),
        ("pigeon", ("鸽子",)),
    ]
    term = found[-2]
    assert "which toilet bowl for"[term.start : term.end] == "toilet bowl"


def test_a_known_word_stays_its_own() -> None:
    assert [term.text for term in english("zzyzx bridge")] == ["zzyzx", "bridge"]
    assert "旧桥" not in [form for term in english("old bridge") for form in term.forms]


def test_words_on_both_sides_of_a_comma_are_two() -> None:
    assert [term.text for term in english("toilet, bowl")] == ["toilet", "bowl"]


def test_names_and_codes_are_not_translated() -> None:
    assert [term.forms for term in english("the Pigeon")] == [()]
    assert [term.forms for term in english("the S222")] == [("S222",)]


def test_what_nothing_knows_has_no_forms() -> None:
    (term,) = english("zzyzx")
    assert (term.forms, term.loose) == ((), True)
