"""The ledger in Chromium: filter, file, the words; charts; both widths."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gwr_graph.store import TEXTS

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "/ledger",
    "/ledger?continuation=changed&sort=due",
    "/indicators",
    "/indicators?indicator=gdp",
)


def test_filter_then_file_then_the_words(visit: Callable[..., Any], jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    seen = visit(accept_downloads=True)
    page = seen.go("/ledger")
    every = page.locator(".found").inner_text()
    page.get_by_label("地点（含所辖各地）").fill("蟠龙新区")
    page.get_by_label("承诺种类").select_option("yes")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url(re.compile("goal=yes"))
    assert page.locator(".found").inner_text() != every
    rows = page.locator("tbody .what .words").all_inner_texts()
    assert rows
    with page.expect_download() as downloading:
        page.get_by_role("link", name="下载 CSV").click()
    got = Path(downloading.value.path()).read_bytes()
    assert got.startswith(b"\xef\xbb\xbf")
    file = list(csv.DictReader(io.StringIO(got.decode("utf-8-sig"), newline="")))
    assert [row["承诺原文"] for row in file] == rows
    page.locator(".tally a.carried").click()
    page.wait_for_url(re.compile("continuation=carried"))
    assert "goal=yes" in page.url
    words = page.locator("tbody .review .words").first
    said = words.inner_text()
    words.click()
    page.wait_for_url(re.compile("/report/"))
    found = re.search(r"start=(\d+)&end=(\d+)#c\1$", page.url)
    assert found
    assert text[int(found[1]) : int(found[2])] == said == page.inner_text("mark")
    assert seen.complaints == []


def test_pages_fit_both_widths_and_languages_without_complaint(visit: Callable[..., Any]) -> None:
    for width, locale in ((1280, "zh-CN"), (390, "en-US")):
        seen = visit(viewport={"width": width, "height": 900}, locale=locale)
        for address in PAGES:
            seen.go(address)
            assert not seen.overflows(), (address, width)
        assert seen.complaints == []


def test_the_ledger_works_without_script(visit: Callable[..., Any]) -> None:
    seen = visit(java_script_enabled=False)
    page = seen.go("/ledger")
    page.get_by_label("承诺种类").select_option("no")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url(re.compile("goal=no"))
    assert page.locator("tbody tr").count() == 100
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url(re.compile("page=2"))
    assert "goal=no" in page.url


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: `make assets` brings it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_for_those_who_cannot_see_it(
    visit: Callable[..., Any], scheme: str
) -> None:
    # the page's own policy lets no other script in: axe is run past it
    seen = visit(color_scheme=scheme, bypass_csp=True)
    for address in PAGES:
        page = seen.go(address)
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("axe.run().then(r => r.violations)")
        serious = [
            (v["id"], [n["html"] for n in v["nodes"]][:3])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, (address, serious)
