"""The dictionary behind the glossary: its file, its licence, what it says of a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import dictionary

FOLDER = resources.path("data", "lexicon", "dictionary")
LINES = (FOLDER / "english.tsv").read_text(encoding="utf-8").splitlines()
CELLS = [line.split("\t") for line in LINES[2:]]
KEY = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)?")
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def test_each_line_has_a_word_and_chinese_words() -> None:
    assert [cells for cells in CELLS if len(cells) != 2 or not KEY.fullmatch(cells[0])] == []
    words = [(key, cell.split("|")) for key, cell in CELLS]
    assert [key for key, said in words if not all(map(HAN.fullmatch, said))] == []
    assert [key for key, said in words if len(said) > 8 or len(set(said)) < len(said)] == []


def test_lines_are_sorted_and_said_once() -> None:
    keys = [key.encode() for key, _ in CELLS]
    assert keys == sorted(set(keys))
    assert LINES[2:] == sorted(LINES[2:])  # what bisecting whole lines relies on


def test_the_readme_tells_source_licence_and_size() -> None:
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"{len(CELLS):,} English words" in said
    date = re.search(r"CC-CEDICT of (\d{4}-\d\d-\d\d): CC BY-SA 4\.0", LINES[0])
    assert date is not None
    assert date[1] in said
    licence = (FOLDER / "LICENSE.cc-cedict").read_text(encoding="utf-8")
    assert licence.startswith("Attribution-ShareAlike 4.0 International")


@pytest.mark.parametrize(
    ("word", "chinese"),
    [
        ("plaza", "广场"),
        ("Plazas", "广场"),
        ("dumplings", "饺子"),
        ("kindergartens", "幼儿园"),
        ("medical history", "病史"),
        ("toilet bowls", "马桶"),
    ],
)
def test_words_are_known_in_any_form(word: str, chinese: str) -> None:
    assert chinese in dictionary.english_to_chinese(word)


@pytest.mark.parametrize("word", ["", "zzyzx", "广场", "plaza\t广场", "english"])
def test_what_it_does_not_know_is_nothing(word: str) -> None:
    assert dictionary.english_to_chinese(word) == ()


def test_words_of_reports_come_first() -> None:
    assert dictionary.english_to_chinese("major")[0] in {"主要", "重要", "重大"}


def test_a_word_that_reports_write_in_another_only_is_left_out() -> None:
    assert "书记" not in dictionary.english_to_chinese("secretary")  # 总书记


@pytest.mark.parametrize("content", [None, "", "# made\nenglish\tgerman\n"])
def test_a_broken_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    file = tmp_path / "english.tsv"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda *_: file)
    dictionary._lines.cache_clear()
    with pytest.raises(DataError, match=r"english\.tsv.*reinstall"):
        dictionary._lines()
    monkeypatch.undo()
    assert len(dictionary._lines()) == len(CELLS)
