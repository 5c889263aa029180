"""A report whose names are markup: pages of search, answers, lists and the picture show them as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import hostile_report as hostile
from gwr_graph import questions
from gwr_graph.questions import Answer, Evidence, Item
from gwr_graph.store import PREFIXES
from gwr_graph.web import suggestions
from gwr_graph.web.app import create_app
from web_server import Served

EVIL = "\"><script>alert(1)</script><a href='javascript:alert(2)'>x</a>"
ASKED = {"q": EVIL, "type": EVIL, "from": EVIL, "focus": EVIL, "hops": EVIL, "lang": EVIL}


@pytest.fixture(scope="module")
def evil_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(hostile.dataset(tmp_path_factory.mktemp("hostile")))


@pytest.fixture
def evil(evil_app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(suggestions, "_PATIENCE", 60.0)
    client = TestClient(evil_app, base_url="http://127.0.0.1")
    client.headers["Accept"] = "text/html"
    return client


def harmless(html: str) -> str:
    """Return the words of a page after a check that they are words only."""
    return hostile.Sound(html).words


def test_names_and_passages_are_text(evil: TestClient) -> None:
    for typed in ("园区", hostile.PARK, hostile.FIRM, "产值", "javascript"):
        text = harmless(evil.get("/search", params={"q": typed}).text)
        assert typed in text
    listed = harmless(evil.get("/search?type=Park").text)
    assert hostile.PARK in listed
    assert hostile.FIRM in harmless(evil.get("/search?type=Enterprise").text)
    for address in ("/", "/reports"):
        assert "<临>区" in harmless(evil.get(address).text)
    assert hostile.PARK in harmless(evil.get("/ask").text)


def test_what_is_asked_is_text(evil: TestClient) -> None:
    for page in ("/", "/search", "/ask", "/reports", "/graph", "/nothing"):
        for name, value in ASKED.items():
            response = evil.get(page, params={name: value})
            assert response.status_code < 500
            if page != "/graph" or response.status_code != 200:
                harmless(response.text)
    assert EVIL in harmless(evil.get("/search", params={"q": EVIL}).text)
    assert EVIL[:60] in harmless(evil.get("/ask", params={"q": EVIL}).text)
    assert EVIL in harmless(evil.get("/graph", params={"focus": EVIL}).text)


def test_what_an_answer_holds_is_text(evil: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    at = hostile.TEXT.index(hostile.SAID)
    answer = Answer(
        EVIL,
        EVIL,
        True,
        EVIL,
        (
            Item(EVIL, "javascript:alert(1)", EVIL, EVIL, EVIL, EVIL),
            Item(EVIL, f"{PREFIXES['id']}990101/x%22onclick=alert(1)", "Park"),
        ),
        EVIL,
        (
            Evidence(
                hostile.SAID, f"{PREFIXES['id']}report/{hostile.KEY}", at, at + len(hostile.SAID)
            ),
            Evidence(EVIL, "javascript:alert(1)", 1, 2),
        ),
        EVIL,
        (EVIL,),
    )
    monkeypatch.setattr(questions, "answer", lambda *_, **__: answer)
    text = harmless(evil.get("/ask?q=x").text)
    assert text.count(EVIL) >= 7
    assert hostile.SAID in text


@pytest.mark.browser
def test_nothing_of_it_runs(visit: Any, tmp_path: Path) -> None:
    served = Served(hostile.dataset(tmp_path / "graph"), "--workers", "1")
    try:
        one = visit(served.url.removesuffix("/sparql"))
        for address in (
            "/",
            "/search?q=园区",
            "/search?type=Park",
            "/ask?q=园区在哪里？",
            "/graph",
        ):
            page = one.go(address)
            assert "<script>alert(1)" in page.inner_text("body"), address
        assert one.complaints == []
    finally:
        served.end()
