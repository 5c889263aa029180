"""The editor's page as it is sent: its form, examples, data and policy."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from gwr_graph.web import editing, static, urls, words
from gwr_graph.web.desk import POLICY
from gwr_graph.web.pages import editor

WEB = static.FOLDER.parent


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="given">(.*?)</script>', text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def area_of(text: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.DOTALL)
    assert found
    return found[1]


def test_it_opens_with_an_example_and_lists_all(pages: TestClient) -> None:
    response = pages.get("/query")
    assert response.headers["content-security-policy"] == POLICY
    text = response.text
    assert "SELECT ?theme" in area_of(text)
    assert text.count('href="/query?name=') == 3 + sum(len(q) for _, q in editing.grouped("zh"))
    assert "谁在哪里" in text
    assert data_of(text)["ready"] is True
    english = pages.get("/query?lang=en&name=who-is-where").text
    assert "<h1>Who is involved where</h1>" in english
    assert "any name of a place" in english
    assert "# place = 蟠龙新区" in area_of(english)


def test_values_are_filled_in_by_a_plain_form(pages: TestClient) -> None:
    text = pages.get("/query?name=who-is-where&p.place=龙源工业园&p.class=").text
    assert "id/610303/龙源工业园&gt;" in area_of(text)
    wrong = pages.get("/query?name=who-is-where&p.place=没有这个地方").text
    assert "填不进去" in wrong
    assert data_of(wrong)["ready"] is False


def test_a_link_opens_its_query_and_no_text_becomes_markup(pages: TestClient) -> None:
    hostile = "</textarea><script>alert(1)</script> SELECT * {}"
    text = pages.get(urls.query(hostile)).text
    assert "<script>alert" not in text
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in area_of(text)
    assert pages.get("/query?query=%20").text.count("SELECT ?theme") == 1
    evil = "<b>'\"</b>"
    assert evil not in pages.get("/query", params={"name": "passages", "p.text": evil}).text


def test_an_unknown_name_is_told_with_the_nearest(pages: TestClient) -> None:
    response = pages.get("/query?name=who-is-wher")
    assert response.status_code == 404
    assert "who-is-where" in response.text


def test_without_the_editor_there_is_a_text_area(
    pages: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {name: file for name, file in static.files().items() if not name.startswith("npm/")}
    monkeypatch.setattr(static, "files", lambda: files)
    text = pages.get("/query?name=themes").text
    assert "yasgui" not in text.replace('class="yasgui"', "")
    assert "<noscript>" in text
    assert 'action="/sparql"' in text
    assert 'name="query"' in text
    assert "ORDER BY" in area_of(text)


def test_the_editor_is_served_as_utf_8(pages: TestClient) -> None:
    if editor.EDITOR not in static.files():
        reason = "the SPARQL editor is not there: `make assets` brings it where npm exists"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    found = pages.get(static.url(editor.EDITOR))
    assert found.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "sourceMappingURL" not in found.text
    licences = pages.get(static.url("npm/LICENSES.txt")).text
    assert "@zazuko/yasgui 4.6.2: MIT" in licences


def test_the_scripts_have_their_words_and_name_no_others() -> None:
    said = {key.removeprefix("js.") for key in words.load("query") if key.startswith("js.")}
    scripts = "".join(path.read_text("utf-8") for path in static.FOLDER.glob("query-*.js"))
    literal = set(re.findall(r'say\((?:[\w.? <=&]*\? )?"([\w.]+)"', scripts))
    assert literal <= said
    assert {key for key in said if f'"{key}"' not in scripts} == set()
    assert "innerHTML" not in scripts
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", scripts)


def test_every_word_is_used() -> None:
    template = (WEB / "templates" / "query.html.j2").read_text("utf-8")
    own = [key for key in words.load("query") if not key.startswith("js.")]
    assert [key for key in own if f"t('{key}')" not in template] == []


def test_every_address_in_the_docs_is_a_page(pages: TestClient) -> None:
    docs = (WEB.parents[2] / "docs" / "workbench.md").read_text("utf-8")
    addresses = set(re.findall(r"`(/[^`\s]+)`", docs))
    assert len(addresses) > 9
    for address in addresses:
        assert pages.get(address).status_code == 200, address
