"""The reader and the entity's page in a browser: clicks, keys, switches, narrow screens, no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gwr_graph.store import TEXTS
from gwr_graph.web import urls

pytestmark = pytest.mark.browser
READER = "/report/610303-2023"


def test_a_click_opens_a_card_and_keys_go_on(visit: Callable[..., Any]) -> None:
    seen = visit()
    page = seen.go(READER)
    page.click("a#c522")
    page.wait_for_selector("#card .close")
    assert "龙源工业园" in page.inner_text("#card")
    assert page.url.endswith("?start=522&end=527#c522")
    assert page.get_attribute("a#c522", "class").endswith("on")
    page.keyboard.press("n")
    page.locator("#card .head .number", has_text="25个").wait_for()
    page.keyboard.press("p")
    page.locator("#card .head", has_text="龙源工业园").wait_for()
    # what is switched off is passed by
    page.uncheck("#k-Result")
    page.keyboard.press("n")
    page.locator("#card .head", has_text="方硕食品").wait_for()
    page.keyboard.press("Escape")
    assert page.query_selector("#card .close") is None
    assert page.url.endswith(READER)
    page.click("a#c522")
    page.click("#card .head a.thing")
    page.wait_for_url(f"**{urls.entity('610303/龙源工业园')}")
    assert seen.complaints == []


def test_the_browser_s_text_is_the_clean_text_and_lands_on_its_characters(
    visit: Callable[..., Any], jintai: Path
) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    start = text.index("园区入驻企业不少于40户")
    seen = visit()
    page = seen.go(urls.report("610303-2023", start, start + 11))
    assert page.evaluate("document.getElementById('text').textContent") == text
    assert page.inner_text("mark") == text[start : start + 11]
    assert page.evaluate(
        "(() => { const b = document.querySelector('mark').getBoundingClientRect();"
        " return b.top > 60 && b.bottom < innerHeight })()"
    )
    # what is selected has an address, in code points
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#text h2'))")
    page.wait_for_selector("#pick:not([hidden])")
    assert page.get_attribute("#pick", "href") == "?start=121&end=130#c121"
    assert seen.complaints == []


def test_it_works_without_script_and_on_a_narrow_screen(visit: Callable[..., Any]) -> None:
    seen = visit(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = seen.go(READER)
    page.click("a#c522")
    assert page.url.endswith("?start=522&end=527#c522")
    assert "龙源工业园" in page.inner_text("#card")
    assert page.inner_text("mark") == "龙源工业园"
    page.click("#card .close")
    assert page.query_selector("mark") is None


def test_no_page_is_wider_than_the_screen(visit: Callable[..., Any]) -> None:
    seen = visit(viewport={"width": 390, "height": 844}, color_scheme="dark")
    for address in (
        f"{READER}?start=522&end=527#c522",
        urls.entity("610303/蟠龙新区"),
        "/entity/division/610303?lang=en",
        "/entity/indicator/gdp",
    ):
        seen.go(address)
        assert not seen.overflows(), address
    assert seen.complaints == []
