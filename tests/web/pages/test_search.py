"""Search: names by any of their forms, passages by their words, each at its exact characters."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from gwr_graph.store import TEXTS
from gwr_graph.web import passages
from gwr_graph.web.desk import Desk
from gwr_graph.web.passages import Sentence

KNOWN = (
    Sentence("r", 0, 14, "一、GDP增长6%，很好。"),
    Sentence("r", 15, 30, "金河工业园的项目建成投产。"),
    Sentence("s", 0, 9, "修好团结大桥。"),
    Sentence("s", 10, 424, "很长的一句，" + "说了许多，" * 80 + "最后到了白鹭湖。"),
)


@pytest.mark.parametrize("typed", ["金河工业园", "jinhe gongyeyuan", "金河园", "jinhegongyeyuan"])
def test_a_thing_is_found_by_any_form_of_its_name(pages: TestClient, typed: str) -> None:
    html = pages.get("/search", params={"q": typed}).text
    assert "/entity/610303/金河工业园" in unquote(html)


def test_english_words_find_things_and_their_passages(pages: TestClient) -> None:
    html = pages.get("/search?q=industrial park&lang=en").text
    assert "Park or new area" in html
    assert "<mark>金河工业园</mark>" in html


def test_several_names_at_once_are_all_found(pages: TestClient) -> None:
    html = unquote(pages.get("/search?q=jinhegongyeyuan 团结大桥").text)
    assert "/entity/610303/金河工业园" in html
    assert "/entity/610303/团结大桥" in html


def test_passages_lead_to_their_very_characters(pages: TestClient, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    html = pages.get("/search?q=金河").text
    spots = re.findall(r'href="/report/610303-2023\?start=(\d+)&amp;end=(\d+)#c(\d+)"', html)
    assert len(spots) == text.count("金河")
    for start, end, anchor in spots:
        assert text[int(start) : int(end)] == "金河"
        assert anchor == start


def test_things_are_grouped_by_class_and_a_class_can_be_had_alone(pages: TestClient) -> None:
    html = pages.get("/search?q=区").text
    counts = re.findall(r'<h3><svg.*?</svg>(\S+) <span class="faint">(\d+)</span></h3>', html)
    assert len(counts) > 3
    assert all(int(number) for _, number in counts)
    alone = pages.get("/search?q=金河&type=Park").text
    assert "园区新区" in alone
    assert "机构" not in alone
    assert "原文" not in alone[alone.index("<main") :].replace("名称、拼音、英文或原文", "")


def test_a_class_is_listed_the_most_mentioned_first(pages: TestClient, jintai: Path) -> None:
    html = pages.get("/search?type=Park").text
    mentions = [int(n) for n in re.findall(r"提到 (\d+) 次", html)]
    assert mentions == sorted(mentions, reverse=True)
    assert "蟠龙新区" in html
    for odd in ("from=99999", "from=-1", "from=x", "from=99999999999999999999"):
        assert pages.get(f"/search?type=Park&{odd}").status_code == 200
    assert pages.get("/search?type=<script>").status_code == 200
    everything = Desk(jintai).opened()
    assert [k for k in ("Park", "Site") if f"type={k}" in pages.get("/search").text]
    assert everything.index.things


def test_what_is_nowhere_is_told(pages: TestClient) -> None:
    html = pages.get("/search?q=qqqqzzz").text
    assert "没有找到“qqqqzzz”" in html
    assert "/ask?q=qqqqzzz" in html
    assert pages.get("/search", params={"q": "长" * 5000}).status_code == 200
    assert pages.get("/search", params={"q": "\ud7ff \x00 %"}).status_code == 200


def test_the_whole_text_typed_comes_first() -> None:
    found = passages.find(KNOWN, "“金河”", 9)
    assert (found.whole, found.total) == (True, 1)
    (passage,) = found.passages
    assert (passage.start, passage.end) == (15, 17)
    assert passage.pieces[0] == ("金河", True)


def test_several_words_must_all_stand_there() -> None:
    assert passages.find(KNOWN, "项目 金河", 9).total == 1
    found = passages.find(KNOWN, "gdp 6％", 9)
    assert found.whole
    assert [piece for piece, marked in found.passages[0].pieces if marked] == ["GDP", "6%"]
    assert passages.find(KNOWN, "DP增", 9).total == 1
    assert passages.find(KNOWN, "", 9).passages == ()


def test_a_question_finds_the_sentences_with_its_telling_words() -> None:
    found = passages.find(KNOWN, "金河工业园到底有哪些项目呢", 9)
    assert not found.whole
    assert found.passages[0].report == "r"
    assert "项目" in found.words
    english = passages.find(KNOWN, "Which bridges are there?", 9)
    assert [p.report for p in english.passages] == ["s"]


def test_other_names_are_looked_for_where_the_words_stand_nowhere() -> None:
    found = passages.find(KNOWN, "tuanjie", 9, ["团结大桥"])
    assert [p.start for p in found.passages] == [2]
    assert passages.find(KNOWN, "金河", 9, ["团结大桥"]).passages[0].report == "r"


def test_a_long_sentence_is_shortened_around_the_words() -> None:
    (passage,) = passages.find(KNOWN, "白鹭湖", 9).passages
    shown = "".join(piece for piece, _ in passage.pieces)
    assert shown.startswith("…")
    assert shown.endswith("白鹭湖。")
    assert len(shown) < 90
    both = passages.find(KNOWN, "很长 白鹭湖", 9).passages[0]
    assert "".join(piece for piece, _ in both.pieces).endswith("…")


def test_a_quote_is_marked_in_its_sentence() -> None:
    assert passages.marked("abc", 1, 2) == (("a", False), ("b", True), ("c", False))
    assert passages.marked("abc", 0, 3) == (("abc", True),)


def test_the_sentences_are_the_texts(jintai: Path) -> None:
    desk = Desk(jintai)
    text = desk.text("610303-2023")
    known = passages.sentences(desk.store())
    assert text is not None
    assert len(known) > 200
    assert all(text[s.start : s.end] == s.text for s in known)
