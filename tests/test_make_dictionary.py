"""A dictionary turned round: what is kept of a made-up CC-CEDICT, and in which order."""

from __future__ import annotations

import gzip
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "make_dictionary.py"

CEDICT = """# CC-CEDICT
#! date=2020-01-02T03:04:05Z
廣場 广场 [guang3 chang3] /public square; plaza/
商城 商城 [shang1 cheng2] /shopping plaza (lit. "city")/Plaza County/
場子 场子 [chang3 zi5] /(coll.) plaza/
建起 建起 [jian4 qi3] /to build; to set up (sth)/to give a home to sb/
起建 起建 [qi3 jian4] /to build/
橋 桥 [qiao2] /bridge/
張三 张三 [zhang1 san1] /surname Zhang/John Doe/variant of 張叁|张叁/
書記 书记 [shu1 ji5] /secretary/
多樣 多样 [duo1 yang4] /well-known; a great many things indeed/
"""
REPORTS = {"起建": 3, "总书记": 12}
COUNTS = {"广场": 900, "商城": 50, "建起": 400, "场子": 900, "书记": 900, "多样": 90}


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_dictionary", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_dictionary"] = module  # a slotted dataclass looks its module up
    spec.loader.exec_module(module)
    return module


make_dictionary = load()


def turned(least: int) -> dict[str, tuple[str, ...]]:
    found = make_dictionary.entries(CEDICT.splitlines())
    kept: dict[str, tuple[str, ...]] = make_dictionary.turned(found, REPORTS, COUNTS, least)
    return kept


def test_words_of_reports_and_frequent_words_are_kept() -> None:
    assert turned(100) == {
        "build": ("起建", "建起"),
        "plaza": ("广场",),
        "public square": ("广场",),
        "set up": ("建起",),
    }


def test_less_frequent_words_come_with_a_lower_cut() -> None:
    more = turned(50)
    assert more["shopping plaza"] == ("商城",)
    assert more["well-known"] == ("多样",)
    assert list(more) == sorted(more)


def test_a_word_inside_one_that_reports_share_is_left_out() -> None:
    assert "secretary" not in turned(1)


@pytest.mark.parametrize(
    ("glosses", "words"),
    [
        ("to be pleased/the end; an era", ["pleased", "end", "era"]),
        ("to help sb/road etc", ["help", "road"]),
        ("John Doe/surname Li/CL:個|个[ge4]/old variant of 甲[jia3]", []),
        ("(slang) cool/(old) inn/(bound form) forest", ["forest"]),
        ("four words are many/one, two/3D/it's", []),
    ],
)
def test_glosses_give_short_phrases(glosses: str, words: list[str]) -> None:
    assert list(make_dictionary.english_words(glosses)) == words


def test_no_more_than_eight_words_the_best_first() -> None:
    chars = "甲乙丙丁戊己庚辛壬癸"
    found = [make_dictionary.Entry(char * 2, ("thing",)) for char in chars]
    counts = {char * 2: 100 + at for at, char in enumerate(chars)}
    (words,) = make_dictionary.turned(found, {"甲甲": 1}, counts, 100).values()
    assert words[:2] == ("甲甲", "癸癸")
    assert len(words) == 8


def test_the_file_says_where_it_is_from() -> None:
    text = make_dictionary.written({"plaza": ("广场", "商城")}, "2020-01-02")
    assert "CC-CEDICT of 2020-01-02: CC BY-SA 4.0" in text
    assert text.splitlines()[1:] == ["english\tchinese", "plaza\t广场|商城"]


def test_it_reads_packed_and_plain_files(tmp_path: Path) -> None:
    plain, packed = tmp_path / "cedict.txt", tmp_path / "cedict.txt.gz"
    plain.write_text(CEDICT, encoding="utf-8", newline="\n")
    packed.write_bytes(gzip.compress(CEDICT.encode()))
    assert make_dictionary.read(plain) == make_dictionary.read(packed) == CEDICT
