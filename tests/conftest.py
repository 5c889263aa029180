"""Shared fixtures: where the shipped report lies, the reports and gold beside the checkout, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def shared_path() -> Path | None:
    """Return the folder ``shared`` beside the checkout or one of its parents, None where missing."""
    for parent in ROOT.parents:
        if (parent / "shared" / "gold").is_dir():
            return parent / "shared"
    return None


@pytest.fixture(scope="session")
def shared() -> Path:
    found = shared_path()
    if found is None:
        pytest.skip("the shared reports and gold are not beside this checkout")
    return found


@pytest.fixture(scope="session")
def jintai_file() -> Path:
    return ROOT / "data" / "reports" / "jintai-2023.txt"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Chromium: one for all tests of a process, which cannot drive two."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium on this machine: install chromium to run the browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield running
        running.close()
