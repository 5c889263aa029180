"""Make docs/images/graph.png: the page of the shipped report as a browser shows it.

Needs a Chromium or Chrome and a Chinese font: ``make pictures`` sees to both.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gwr_graph import corpus, pages, store  # noqa: E402

REPORT = ROOT / "data" / "reports" / "jintai-2023.txt"
OUT = ROOT / "docs" / "images" / "graph.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTLED = 500
"""Milliseconds that the page has to finish drawing."""


def main() -> int:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"no browser found: {', '.join(BROWSERS)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        corpus.build([REPORT], data)
        with store.open_dataset(data) as graph:
            page = Path(folder, "graph.html")
            page.write_text(pages.graph_page(graph), encoding="utf-8")
        OUT.parent.mkdir(parents=True, exist_ok=True)
        shoot(browser, page, OUT)
    print(f"written to {OUT.relative_to(ROOT)}")
    return 0


def shoot(browser: str, page: Path, out: Path) -> None:
    """Write ``page`` as a picture, once it says that it is ready."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = running.new_page(viewport={"width": 1280, "height": 800})
        tab.goto(page.as_uri())
        tab.wait_for_selector("html[data-ready]", timeout=20_000)
        tab.wait_for_timeout(SETTLED)
        tab.screenshot(path=out)
        running.close()


if __name__ == "__main__":
    sys.exit(main())
