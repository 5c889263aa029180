"""The SPARQL editor in Chromium: an example and its result, completion, links, downloads, faults."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlparse

import pytest

from gwr_graph.store import TEXTS
from gwr_graph.web import static
from gwr_graph.web.pages.editor import EDITOR

pytestmark = pytest.mark.browser
DONE = "#answer:not([hidden]):not([aria-busy])"
GOALS = "SELECT ?g ?quote { ?g a gwr:Goal ; gwr:quote ?quote } ORDER BY ?g LIMIT 3"
TEXT = "document.querySelector('.CodeMirror').CodeMirror.getValue()"


@pytest.fixture
def editor() -> None:
    """Make sure that npm brought the editor: without it the test is skipped, in CI it fails."""
    if EDITOR not in static.files():
        reason = "the SPARQL editor is not there: `make assets` brings it where npm exists"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def plain(visit: Callable[..., Any]) -> Any:
    """Return a visit that gets the page as it is where npm brought nothing."""
    one = visit()
    one.context.route(re.compile("/static/npm/"), lambda route: route.fulfill(body=""))
    return one


def until(holds: Callable[[], Any]) -> None:
    """Wait for something in the page; its policy lets Playwright's own way of asking not in."""
    for _ in range(100):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to hold")


def saved(page: Any, name: str) -> tuple[str, str]:
    with page.expect_download() as waiting:
        page.locator("#saves").get_by_role("link", name=name).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text("utf-8")


@pytest.mark.usefixtures("editor")
def test_an_example_leads_to_its_rows_and_to_the_words(visit: Any, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    one = visit()
    page = one.go("/query")
    page.get_by_role("link", name="谁在哪里", exact=True).click()
    page.wait_for_url(re.compile("name=who-is-where"))
    page.wait_for_selector(f"{DONE} tbody tr")
    assert "蟠龙新区" in page.evaluate(TEXT)
    assert page.locator(".CodeMirror .cm-keyword").count() > 3
    assert page.locator("thead th").all_inner_texts()[0] == "whoLabel"
    row = page.locator("tbody tr").first
    assert row.locator("td").first.inner_text() == "方硕食品"
    page.locator("#whole input").check()
    assert page.locator("thead th").all_inner_texts()[0] == "who"
    page.locator("#whole input").uncheck()
    row.get_by_role("link", name="方硕食品等19个项目建成投产").click()
    page.wait_for_url(re.compile("/report/"))
    spot = parse_qs(urlparse(page.url).query)
    assert text[int(spot["start"][0]) : int(spot["end"][0])] == "方硕食品等19个项目建成投产"
    assert one.complaints == []


@pytest.mark.usefixtures("editor")
def test_it_completes_classes_and_properties_by_name_and_label(visit: Any) -> None:
    one = visit()
    page = one.go("/query?" + "query=" + quote("SELECT ?x {\n  ?x a\n}"))
    page.wait_for_selector(DONE)
    one.complaints.clear()  # the endpoint's 400 to a query that is not finished
    page.evaluate(f"{TEXT.removesuffix('.getValue()')}.setCursor(1, 6)")
    page.locator(".CodeMirror").click(position={"x": 300, "y": 30})
    page.keyboard.press("End")
    page.keyboard.type(" ")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    offered = page.locator(".CodeMirror-hint").all_inner_texts()
    assert any("gwr:Enterprise" in text and "企业" in text for text in offered)
    assert not any("gwr:quote" in text for text in offered)
    page.keyboard.insert_text("承诺")
    until(lambda: page.locator(".CodeMirror-hint").count() == 1)
    page.keyboard.press("Enter")
    assert "?x a gwr:Commitment\n" in page.evaluate(TEXT)
    assert page.evaluate(TEXT).startswith("PREFIX gwr: <https://w3id.org/gwr-graph/ontology#>\n")
    page.keyboard.type(" ; gwr:quo")
    page.wait_for_selector(".CodeMirror-hints")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?quote")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"{DONE} tbody tr")
    assert "gwr:quote ?quote" in page.evaluate(TEXT)
    page.keyboard.press("Tab")  # and out of the editor
    assert page.evaluate("document.activeElement.closest('.CodeMirror')") is None
    assert one.complaints == []


@pytest.mark.usefixtures("editor")
def test_a_fault_is_told_at_its_place(visit: Any) -> None:
    page = visit().go("/query?query=" + quote("SELECT * {\n  ?s ?p\n}"))
    page.wait_for_selector("#fault:not([hidden])")
    assert "查询未能运行" in page.inner_text("#fault")
    assert "line 3, column" in page.inner_text("#fault")
    assert page.locator(".at-fault").count() == 1
    page.get_by_role("button", name="到第 3 行").click()
    line = f"{TEXT.removesuffix('.getValue()')}.getCursor().line"
    assert page.evaluate(line) == 2
    page.keyboard.type("#")
    assert page.locator(".at-fault").count() == 0


def test_a_link_brings_the_query_back_and_downloads_hold_the_rows(visit: Any) -> None:
    one = plain(visit)
    page = one.go("/query")
    page.wait_for_selector(DONE)
    page.fill("#text", GOALS)
    page.keyboard.press("Control+Enter")
    until(lambda: page.locator("tbody tr").count() == 3)
    assert parse_qs(urlparse(page.url).query)["query"] == [GOALS]
    name, body = saved(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert (name, len(rows), list(rows[0])) == ("query.csv", 3, ["g", "quote"])
    name, body = saved(page, "JSON")
    assert name == "query.json"
    assert len(json.loads(body)["results"]["bindings"]) == 3
    again = one.go(page.url.removeprefix(one.base))
    again.wait_for_selector(f"{DONE} tbody tr")
    assert again.input_value("#text") == GOALS
    other = one.go("/query#query=" + quote("ASK { ?s a gwr:Goal }"))
    other.reload()
    other.wait_for_selector(".truth")
    assert other.inner_text(".truth") == "是"
    assert one.complaints == []


def test_what_is_written_stays_when_one_comes_back(visit: Any) -> None:
    page = plain(visit).go("/query")
    page.wait_for_selector(DONE)
    page.fill("#text", "SELECT * { } # mine")
    until(lambda: page.evaluate("history.state?.text?.endsWith('mine')"))
    page.get_by_role("link", name="图谱里有什么").click()
    page.wait_for_url(re.compile("what-is-here"))
    page.go_back()
    page.wait_for_selector(DONE)
    assert page.input_value("#text") == "SELECT * { } # mine"


def test_numbers_are_drawn_as_bars_and_things_as_a_picture(visit: Any) -> None:
    one = plain(visit)
    page = one.go("/query")
    page.wait_for_selector(f"{DONE} tbody tr")
    rows = page.locator("tbody tr").count()
    assert page.get_by_role("button", name="关系图").is_disabled()
    page.get_by_role("button", name="图表").click()
    assert page.locator(".bars rect").count() == rows
    assert page.url.endswith("#view=chart")
    page = one.go("/query?name=who-and-where#view=graph")
    page.wait_for_selector(f"{DONE} .net")
    assert page.locator(".net a.node").count() > 10
    hub = page.locator(".net a.node", has_text="蟠龙新区").first
    assert hub.get_attribute("href") == f"/entity/610303/{quote('蟠龙新区')}"
    name, body = saved(page, "Turtle")
    assert name == "who-and-where.ttl"
    assert "gwr:where" in body
    boxes = [label.bounding_box() for label in page.locator(".net .node text").all()]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = abs(a["x"] + a["width"] / 2 - b["x"] - b["width"] / 2)
            assert apart > (a["width"] + b["width"]) / 2 - 4 or abs(a["y"] - b["y"]) > 12
    assert one.complaints == []


def test_words_that_look_like_markup_stay_words(visit: Any) -> None:
    values = "<img src=x onerror=alert(1)>", "javascript:alert(1)"
    query = f'SELECT ?a ?b ?c {{ VALUES (?a ?b ?c) {{ ("{values[0]}" <{values[1]}> 3) }} }}'
    one = plain(visit)
    for view in ("", "#view=chart"):
        page = one.go(f"/query?query={quote(query)}{view}")
        page.wait_for_selector(DONE)
        assert values[0] in page.inner_text("#shown")
        assert page.locator("#shown img, #shown a").count() == 0
    both = f"CONSTRUCT {{ <{values[1]}> rdfs:label '{values[0]}' ; rdfs:seeAlso <urn:b> }} {{}}"
    page = one.go(f"/query?query={quote(both)}#view=graph")
    page.wait_for_selector(".net")
    assert page.locator(".net a, .net img").count() == 0
    assert one.complaints == []


def test_the_server_that_is_gone_and_no_rows_are_told(visit: Any) -> None:
    one = plain(visit)
    page = one.go("/query?query=" + quote("SELECT * { ?s a gwr:Nothing }"))
    page.wait_for_selector(f"{DONE} .empty")
    one.context.route(re.compile("/sparql$"), lambda route: route.abort())
    page.get_by_role("button", name="运行").click()
    page.wait_for_selector("#fault:not([hidden])")
    assert "gwr serve" in page.inner_text("#fault")


def test_without_scripts_the_result_is_a_file(visit: Any) -> None:
    page = visit(java_script_enabled=False).go("/query?name=themes")
    assert page.locator("#run").is_hidden()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载").click()
    assert "themeLabel" in Path(waiting.value.path()).read_text("utf-8").splitlines()[0]


def test_it_is_printed_with_its_query_and_whole_table(visit: Any) -> None:
    page = visit().go("/query?name=who-is-where")
    page.wait_for_selector(f"{DONE} tbody tr")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert "蟠龙新区" in page.inner_text("#printed")
    for control in ("#examples", "#run", ".values", ".views", "#saves"):
        assert page.locator(control).is_hidden()
    assert page.locator("#shown .scroll").evaluate("e => e.scrollHeight <= e.clientHeight + 1")
