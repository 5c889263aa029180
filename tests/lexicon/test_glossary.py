"""Words of questions: the English glossary, Chinese synonyms, idle words, base forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import glossary
from gwr_graph.lexicon.tsv import rows

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = frozenset(
    {"GDP", "5G", "AI", "PM2.5", "12345", "3A", "4A", "5A", "ICU", "VR", "6G", "APEC", "LNG"}
)
_ENGLISH = rows("glossary.tsv", ("english", "chinese", "example"))
_CHINESE = rows("synonyms.tsv", ("word", "reports_write", "example"))


def _uses(example: str, english: str) -> bool:
    words, length = example.lower().split(), len(english.split())
    windows = (" ".join(words[at : at + length]) for at in range(len(words)))
    return any(english in glossary.base_forms(window) for window in windows)


def test_each_english_example_uses_its_word() -> None:
    assert [row for row in _ENGLISH if not _uses(row["example"], row["english"])] == []


def test_each_chinese_example_holds_its_word() -> None:
    assert [row for row in _CHINESE if row["word"] not in row["example"]] == []


@pytest.mark.parametrize("load", [glossary.english, glossary.synonyms])
def test_alternatives_are_chinese(load: Callable[[], dict[str, tuple[str, ...]]]) -> None:
    said = {zh for alternatives in load().values() for zh in alternatives}
    assert [zh for zh in sorted(said) if not _HAN.search(zh) and zh not in _LATIN] == []
    assert [zh for zh in sorted(said) if re.search(r"[\s,;，；、a-z]", zh)] == []


def test_english_words_are_latin_and_synonyms_han() -> None:
    assert [word for word in glossary.english() if _HAN.search(word)] == []
    assert [word for word in glossary.synonyms() if not _HAN.search(word)] == []


def test_a_synonym_adds_a_word() -> None:
    assert [word for word, said in glossary.synonyms().items() if said == (word,)] == []


def test_the_lists_are_long() -> None:
    assert len(glossary.english()) >= 1200
    assert len(glossary.synonyms()) >= 300
    assert len(glossary.idle("en")) >= 200
    assert len(glossary.idle("zh")) >= 200


def test_an_idle_word_is_no_entry_of_its_own() -> None:
    assert not glossary.idle("en") & glossary.english().keys()
    assert not glossary.idle("zh") & glossary.synonyms().keys()


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("parks", "park"),
        ("factories", "factory"),
        ("bridges", "bridge"),
        ("boxes", "box"),
        ("leaves", "leaf"),
        ("building", "build"),
        ("making", "make"),
        ("running", "run"),
        ("planned", "plan"),
        ("upgraded", "upgrade"),
        ("carried", "carry"),
        ("cleaner", "clean"),
        ("larger", "large"),
        ("bigger", "big"),
        ("farmers", "farm"),
        ("Roads", "road"),
        ("city's", "city"),
        ("modernized", "modernise"),
        ("centers", "centre"),
        ("labor", "labour"),
        ("industrial parks", "industrial park"),
        ("putting into use", "put into use"),
    ],
)
def test_base_forms(word: str, base: str) -> None:
    assert base in glossary.base_forms(word)
    assert glossary.base_forms(word)[0] == word.lower()


@pytest.mark.parametrize("word", ["glass", "as", "red", "her", "thing", "", "x"])
def test_a_short_word_keeps_its_letters(word: str) -> None:
    assert glossary.base_forms(word)[0] == word
    assert all(len(form) > 1 for form in glossary.base_forms(word)[1:])


def test_a_word_is_looked_up_in_any_form() -> None:
    assert glossary.chinese("renovated")[0] == "改造"
    assert glossary.chinese("Smart Factories")[0] == "智能工厂"
    assert glossary.chinese("zyzzyva") == ()


@pytest.mark.parametrize(
    ("name", "header", "line", "says"),
    [
        ("glossary.tsv", "english\tchinese\texample", "park\t\ta park", "park: said twice or inc"),
        ("glossary.tsv", "english\tchinese\texample", "Park\t园\ta park", "Park: said twice or"),
        ("glossary.tsv", "english\tchinese\texample", "park\t园|园\ta park", "park: said twice"),
        ("glossary.tsv", "english\tchinese", "park\t园", "header must be english chinese example"),
        (
            "synonyms.tsv",
            "word\treports_write\texample",
            "路\t道路",
            "路: said twice or incomplete",
        ),
        ("idle_words.tsv", "lang\tword", "fr\tle", "fr le: said twice or incomplete"),
        ("idle_words.tsv", "lang\tword", "en\tthe\nen\tthe", "en the: said twice or incomplete"),
    ],
)
def test_a_broken_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, header: str, line: str, says: str
) -> None:
    (tmp_path / name).write_text(f"{header}\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda *_: tmp_path / name)
    read: dict[str, Callable[[], object]] = {
        "glossary.tsv": glossary.english.__wrapped__,
        "synonyms.tsv": glossary.synonyms.__wrapped__,
        "idle_words.tsv": lambda: glossary.idle.__wrapped__("en"),
    }
    with pytest.raises(DataError, match=says):
        read[name]()


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(DataError, match="no language fr"):
        glossary.idle("fr")
