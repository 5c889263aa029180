"""The workbench over the shipped report: an application, clients of it, a server and a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from gwr_graph import corpus
from gwr_graph.web.app import create_app
from web_server import Served


@pytest.fixture(scope="session")
def jintai(tmp_path_factory: pytest.TempPathFactory, jintai_file: Path) -> Path:
    """Return the folder of the shipped report's graph."""
    folder = tmp_path_factory.mktemp("jintai") / "graph"
    corpus.build([jintai_file], folder)
    return folder


def plain_client(app: FastAPI) -> TestClient:
    """Return a client with no cookies. The workers of /sparql do not run; pages need none."""
    return TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"})


@pytest.fixture(scope="session")
def jintai_app(jintai: Path) -> FastAPI:
    return create_app(jintai)


@pytest.fixture
def pages(jintai_app: FastAPI) -> TestClient:
    """Return a fresh client of the pages of the shipped report; in Chinese unless asked otherwise."""
    return plain_client(jintai_app)


@pytest.fixture(scope="session")
def workbench(jintai: Path) -> Iterator[str]:
    """Return the address, without a slash at its end, of a server that was really started."""
    one = Served(jintai, "--workers", "1")
    yield one.url.removesuffix("/sparql")
    one.end()


class Visit:
    """A page of a server in a browser that reaches nothing else.

    ``complaints`` are what the console, the page's scripts and its policy complained of, dialogs
    that opened, and requests that went elsewhere.
    """

    def __init__(self, browser: Any, base: str, **options: Any) -> None:
        given = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"} | options
        self.base = base
        self.complaints: list[str] = []
        self.context = browser.new_context(**given)
        self.context.route(re.compile(r"^(?!blob:|data:)"), self._only_the_server)
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._opened)

    def go(self, address: str) -> Any:
        """Open a page by its address below the server's; return the browser's page."""
        self.page.goto(self.base + address)
        return self.page

    def overflows(self) -> bool:
        """True where the page can be scrolled sideways."""
        wide: bool = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return wide

    def _only_the_server(self, route: Any) -> None:
        if route.request.url.startswith(self.base + "/"):
            route.continue_()
        else:
            self.complaints.append(f"asked for {route.request.url}")
            route.abort()

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _opened(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def visit(browser: Any, workbench: str) -> Iterator[Callable[..., Visit]]:
    """Return a function that gives a fresh visit; ``base`` names another server."""
    opened: list[Visit] = []

    def make(base: str = workbench, **options: Any) -> Visit:
        opened.append(Visit(browser, base, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()
