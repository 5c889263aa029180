"""Make the pictures in docs/images: the page of the shipped report and pages of the workbench.

Needs a Chromium or Chrome and a Chinese font: ``make pictures`` sees to both.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gwr_graph import corpus, pages, store  # noqa: E402

REPORT = ROOT / "data" / "reports" / "jintai-2023.txt"
IMAGES = ROOT / "docs" / "images"
WORKBENCH = {
    "ask.png": "/ask?lang=en&q=Which+bridges+were+opened+to+traffic+last+year%3F",
    "ledger.png": "/ledger?lang=en",
    "reader.png": "/report/610303-2023?lang=en&start=5080&end=5082#c5080",
}
"""Picture → the address that it shows."""
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
        IMAGES.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright, served(data) as server:
            running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            shoot(running, page.as_uri(), "graph.png", "html[data-ready]")
            for name, address in WORKBENCH.items():
                shoot(running, server + address, name, "main")
            running.close()
    return 0


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve a dataset on a free port, and give its address."""
    command = [sys.executable, "-m", "gwr_graph", "serve", "--port", "0", "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr is not None
        told = server.stderr.readline()
        yield re.findall(r"http://\S+?:\d+", told)[0]
        server.terminate()


def shoot(browser: Browser, address: str, name: str, ready: str) -> None:
    """Write a page as a picture, once what says that it is ready is there."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(address)
    tab.wait_for_selector(ready, timeout=20_000)
    tab.wait_for_timeout(SETTLED)
    tab.screenshot(path=IMAGES / name)
    tab.close()
    print(f"written to {(IMAGES / name).relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
