"""Every page of the workbench, and the page of ``gwr view``: axe-core finds no serious fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from axe import serious_faults
from gwr_graph.pages import graph_page
from gwr_graph.store import open_dataset

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/search?q=金河",
    "/search?q=qqqqzzz",
    "/ask?q=蟠龙新区今年有什么安排？",
    "/entity/610303/蟠龙新区",
    "/entity/division/610303102224",
    "/report/610303-2023",
    "/report/610303-2023?start=120&end=140#c120",
    "/reports",
    "/ledger",
    "/indicators",
    "/query?name=who-is-where",
    "/query#view=chart",
    "/query?name=who-and-where#view=graph",
    "/query?query=SELECT",
    "/no-such-page",
)
WIDTHS = {"light": 1280, "dark": 390}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_serious_fault(visit: Any, address: str, scheme: str) -> None:
    size = {"width": WIDTHS[scheme], "height": 800}
    one = visit(color_scheme=scheme, viewport=size)
    page = one.go(address)
    if address.startswith("/query"):
        page.wait_for_selector("#answer:not([hidden]):not([aria-busy])")
    assert serious_faults(page) == []
    assert not one.overflows()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_gwr_view_has_no_serious_fault(
    browser: Any, jintai: Path, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "graph.html"
    with open_dataset(jintai) as store:
        file.write_text(graph_page(store), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, offline=True)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector("#list .row")
        assert serious_faults(page) == []
    finally:
        context.close()
