"""The first page, the list of reports, and the questions to begin with."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from gwr_graph import questions
from gwr_graph.errors import GraphError
from gwr_graph.store import GRAPH, STORE, EmbeddedStore
from gwr_graph.web import holdings, suggestions
from gwr_graph.web.app import create_app
from gwr_graph.web.desk import Desk


def links(html: str) -> list[tuple[str, str]]:
    """Return address and words of every link in the main part of a page."""
    main = html[html.index("<main") :]
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', main, re.DOTALL)
    return [
        (unescape(href), unescape(re.sub(r"<[^>]+>", "", text)).strip()) for href, text in found
    ]


def test_the_first_page_tells_what_is_in_the_graph(pages: TestClient, jintai: Path) -> None:
    html = pages.get("/").text
    shown = links(html)
    desk = Desk(jintai)
    counted = holdings.classes(desk.index())
    assert counted["Park"] > 5
    for kind, number in counted.items():
        assert re.search(rf'type={kind}">.*?</a><span class="number">{number:,}</span>', html)
    assert ("/report/610303-2023", "金台区 2023") in shown
    assert any(href == "/ledger?theme=industry" and text == "工业制造" for href, text in shown)
    said = holdings.statements(desk.store())
    assert f"<b>{said['Commitment']}</b>" in html
    assert said["Commitment"] > said["Goal"] > 0


def test_every_question_to_begin_with_gets_an_answer(
    pages: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "_PATIENCE", 60.0)
    for lang in ("zh", "en"):
        shown = links(pages.get(f"/?lang={lang}").text)
        asked = [(href, text) for href, text in shown if href.startswith("/ask?q=")]
        assert len(asked) >= 4
        for href, text in asked:
            html = pages.get(href).text
            assert 'class="answer yes"' in html, text
            assert 'class="quote"' in html, text


def test_the_questions_come_from_what_the_graph_says(
    jintai: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "_PATIENCE", 60.0)
    opened = Desk(jintai).opened()
    (own,) = suggestions.of(opened, "en")
    assert own.report.key == "610303-2023"
    assert len(set(own.questions)) == len(own.questions)
    assert not any("{" in question for question in own.questions)
    assert suggestions.of(opened, "en") is suggestions.of(opened, "en")


def test_questions_that_are_not_ready_keep_nobody_waiting(
    jintai: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "_PATIENCE", 0.0)
    client = TestClient(create_app(jintai), base_url="http://127.0.0.1")
    assert client.get("/").status_code == 200

    def fails(*_: object, **__: object) -> None:
        raise GraphError("gone")

    monkeypatch.setattr(questions, "answer", fails)
    monkeypatch.setattr(suggestions, "_PATIENCE", 5.0)
    client = TestClient(create_app(jintai), base_url="http://127.0.0.1")
    assert "试着问问" not in client.get("/").text
    suggestions.warm(Desk(jintai))


def test_the_reports_are_listed(pages: TestClient) -> None:
    html = pages.get("/reports").text
    shown = links(html)
    assert ("/report/610303-2023", "金台区 2023") in shown
    assert ("/ledger?report=610303-2023", "台账") in shown
    assert ("/entity/division/610303", "金台区") in shown
    assert "王润军" in html


def test_a_graph_without_reports_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / GRAPH).write_text("", "utf-8")
    with EmbeddedStore(tmp_path / STORE) as store:
        store.flush()
    client = TestClient(create_app(tmp_path), base_url="http://127.0.0.1")
    for address in ("/", "/reports"):
        assert "gwr build" in client.get(address).text
    for address in ("/search?q=金河", "/search", "/ask", "/ask?q=金河在哪里？"):
        assert client.get(address).status_code == 200


def test_the_pages_answer_the_same_again(jintai_app: FastAPI) -> None:
    def fresh(address: str) -> str:
        return TestClient(jintai_app, base_url="http://127.0.0.1").get(address).text

    for address in ("/", "/search?q=金河", "/search?type=Site", "/reports"):
        assert fresh(address) == fresh(address)
