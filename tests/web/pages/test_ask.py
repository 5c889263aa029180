"""A question's page: the answer, its items, the words that prove it, the query, an honest no."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from gwr_graph import questions
from gwr_graph.questions import Answer, Evidence, Item
from gwr_graph.store import PREFIXES, TEXTS
from gwr_graph.web import suggestions
from gwr_graph.web.app import create_app
from gwr_graph.web.desk import Desk

ID = PREFIXES["id"]
REPORT = f"{ID}report/610303-2023"


@pytest.fixture
def asked(jintai: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that shows an answer of our own on a page."""
    client = TestClient(create_app(jintai), base_url="http://127.0.0.1")

    def show(answer: Answer, lang: str = "zh") -> str:
        monkeypatch.setattr(questions, "answer", lambda *_, **__: answer)
        return client.get("/ask", params={"q": answer.question, "lang": lang}).text

    return show


def test_a_real_question_leads_to_the_very_words(pages: TestClient, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    html = pages.get("/ask?q=金河工业园今年有什么安排？").text
    assert 'class="answer yes"' in html
    spots = re.findall(r'href="/report/610303-2023\?start=(\d+)&amp;end=(\d+)', html)
    assert any("金河工业园" in text[int(start) : int(end)] for start, end in spots)
    assert "<mark>强力推动金河工业园扩容提质</mark>" in html
    assert "SELECT" in html
    assert 'href="/query?query=SELECT' in html


def test_what_the_report_does_not_say_is_told_with_the_nearest_passages(pages: TestClient) -> None:
    html = pages.get("/ask?q=金台区现在常住人口有多少？").text
    assert 'class="answer no"' in html
    assert "报告没有说" in html
    assert "最接近的原文" in html
    assert 'class="quote"' in html


def test_items_have_their_pages_numbers_and_notes(asked: Any, jintai: Path) -> None:
    (statement,) = (
        Desk(jintai)
        .store()
        .select("SELECT ?s { ?s a gwr:Goal ; gwr:start ?n } ORDER BY ?n LIMIT 1")
        .dicts()
    )
    answer = Answer(
        "甲？",
        "zh",
        True,
        "甲。",
        items=(
            Item("金河工业园", f"{ID}610303/金河工业园", "Park", note="2022年"),
            Item("产值", f"{ID}indicator/output", "Indicator", "43.9", "亿元"),
            Item("一条承诺", statement["s"], "Goal"),
            Item("别处", "javascript:alert(1)", "Target"),
            Item("没有页面"),
        ),
        reading="读法",
        others=("乙？", "丙&丁？"),
    )
    html = unquote(unescape(asked(answer)))
    assert 'href="/entity/610303/金河工业园"' in html
    assert 'href="/indicators?indicator=output"' in html
    assert re.search(r'href="/report/610303-2023\?start=\d+&end=\d+#c\d+">一条承诺', html)
    assert '43.9<span class="unit">亿元</span>' in html
    assert "javascript:" not in html
    assert '<th scope="row">别处</th>' in html
    assert "目标数字" in html
    assert "读作" in html
    assert 'href="/ask?q=丙&丁？"' in html
    assert "2022年" in html


def test_the_words_of_the_page_are_the_reader_s_the_answer_s_the_question_s(asked: Any) -> None:
    html = asked(Answer("甲？", "zh", True, "甲。"), "en")
    assert '<html lang="en">' in html
    assert '<p class="text" lang="zh-Hans">甲。</p>' in html
    assert "Item by item" not in html
    assert "The query behind" not in html


def test_evidence_stands_in_its_sentence(asked: Any, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    start = text.index("团结、钛谷大桥竣工通车")
    quote = text[start : start + 7]
    inside = Evidence(quote, REPORT, start, start + 7)
    across = Evidence(text[start : start + 300], REPORT, start, start + 300)
    elsewhere = Evidence("没有的报告", f"{ID}report/none-1999", 1, 6)
    html = asked(Answer("甲？", "zh", True, "甲。", evidence=(inside, across, elsewhere)))
    assert f"<mark>{quote}</mark>竣工通车" in html
    assert f"金台区 2023 · 第 {start}–{start + 7} 字" in html
    assert "<mark>没有的报告</mark>" in html


def test_the_query_opens_in_the_editor(asked: Any) -> None:
    query = '\n\nSELECT ?a { ?a ?b "<x>&\'" }\n'
    html = asked(Answer("甲？", "zh", True, "甲。", sparql=query))
    found = re.search(r'href="(/query\?[^"]*)"', html)
    assert found
    assert parse_qs(urlsplit(unescape(found[1])).query)["query"] == [query.strip()]
    assert "&lt;x&gt;" in html


def test_without_a_question_there_are_some_to_begin_with(
    pages: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "_PATIENCE", 60.0)
    html = pages.get("/ask").text
    assert "试着问问" in html
    long = pages.get("/ask", params={"q": "长" * 501})
    assert long.status_code == 400
    assert "最多 500 个字" in long.text
