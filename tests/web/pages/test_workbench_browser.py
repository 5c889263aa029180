"""Clicking through the workbench in Chromium: search, answers, switches, keyboard, both widths."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from gwr_graph.store import TEXTS

pytestmark = pytest.mark.browser

PAGES = ("/", "/search?q=金河", "/search?type=Project", "/ask", "/ask?q=蟠龙新区今年有什么安排？")
AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"


def _spot(url: str) -> tuple[int, int]:
    found = re.search(r"start=(\d+)&end=(\d+)#c\1$", url)
    assert found, url
    return int(found[1]), int(found[2])


def test_search_leads_to_a_thing_and_to_the_words(visit: Any, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    one = visit()
    page = one.go("/")
    page.keyboard.press("/")
    page.keyboard.type("金河")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    page.get_by_role("link", name="金河工业园", exact=True).click()
    page.wait_for_url(re.compile(f"/entity/610303/{quote('金河工业园')}"))
    assert "金河工业园" in page.inner_text("h1")
    page.go_back()
    page.locator(".quote a").first.click()
    page.wait_for_url(re.compile("/report/"))
    start, end = _spot(page.url)
    assert text[start:end] == "金河"
    assert one.complaints == []


def test_a_question_leads_to_the_words_that_answer_it(visit: Any, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    one = visit()
    page = one.go("/")
    page.get_by_label("提一个问题").last.fill("金河工业园今年有什么安排？")
    page.get_by_role("button", name="提问").click()
    page.wait_for_selector(".answer.yes")
    page.locator("summary").click()
    assert "SELECT" in page.inner_text("details pre")
    page.locator(".quote a").first.click()
    page.wait_for_url(re.compile("/report/"))
    start, end = _spot(page.url)
    assert "金河工业园" in text[start:end]
    one.go("/")
    page.locator(".examples a").nth(1).click()
    page.wait_for_selector(".answer.yes")
    assert one.complaints == []


def test_language_and_dark_are_kept_from_page_to_page(visit: Any) -> None:
    one = visit(color_scheme="light")
    page = one.go("/search?q=金河")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="深色").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html[lang=en]")
    assert page.input_value("#find") == "金河"
    assert page.evaluate(paper) == dark
    page.get_by_role("link", name="Reports").click()
    page.wait_for_url(re.compile("/reports"))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate(paper) == dark
    one.go("/graph").wait_for_selector("html[data-ready]")
    assert page.evaluate(paper) == dark
    page.click("#dark")
    one.go("/reports")
    assert page.evaluate(paper) == light
    assert one.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out_and_nothing_else_is_asked_for(visit: Any, width: int) -> None:
    for lang in ("zh", "en"):
        one = visit(viewport={"width": width, "height": 800})
        one.go(f"/?lang={lang}")
        for address in (*PAGES, "/reports", "/nothing?q=1"):
            one.go(address)
            assert not one.overflows(), address
        assert [c for c in one.complaints if "404" not in c] == []


def test_it_works_without_scripts(visit: Any) -> None:
    one = visit(java_script_enabled=False, color_scheme="dark")
    page = one.go("/")
    assert page.locator("#dark").is_hidden()
    page.fill("#find", "金河")
    page.click(".find button")
    assert page.locator(".quote").count() > 3
    page.click(".switches a")
    assert "Passages" in page.inner_text("main")


def test_the_skip_link_is_the_first_stop(visit: Any) -> None:
    page = visit().go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_picture_leads_back_and_to_the_words(visit: Any, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    one = visit()
    page = one.go("/graph?focus=610303/金河工业园")
    page.wait_for_selector("html[data-ready]")
    page.locator("#panel .place a").first.click()
    page.wait_for_url(re.compile("/report/"))
    start, end = _spot(page.url)
    assert "金河工业园" in text[start:end]
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    page.locator("#panel h2 a").click()
    page.wait_for_url(re.compile("/entity/"))
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    page.locator("a.home").click()
    page.wait_for_selector(".asking")
    assert one.complaints == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: `make assets` brings it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(visit: Any, scheme: str) -> None:
    # the page's own policy lets no other script in: axe is run past it
    page_of = visit(bypass_csp=True, color_scheme=scheme)
    for address in (*PAGES, "/ask?q=金台区现在常住人口有多少？", "/reports", "/search?q=qqqqzzz"):
        page = page_of.go(address)
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("axe.run().then((all) => all.violations)")
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in serious]
        assert told == [], address
