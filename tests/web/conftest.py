"""A small invented dataset with what is hard to carry, and servers over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gwr_graph.store import GRAPH, STORE, EmbeddedStore
from gwr_graph.web.app import create_app
from web_server import QUICK, E, Served

_HARD = r"""
<a> <says> "引号\"与\n换行，\t制表 <b>&amp;</b> 'x'\r\n尾"@zh <g1> .
<a> <says> "plain, with comma" <g1> .
<a> <size> "5.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <g1> .
<b> <says> "two\\words \\n" <g2> .
<b> <knows> _:someone <g2> .
<金河工业园> <says> "" <g3> .
"""
_SHORT = re.compile(r"<(?=\w+> )")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset of hard terms in three graphs and 3,000 plain triples in a fourth."""
    made = tmp_path_factory.mktemp("dataset")
    many = (f"<{E}n{i}> <{E}next> <{E}n{i + 1}> <{E}many> ." for i in range(3000))
    (made / GRAPH).write_text(
        _SHORT.sub(f"<{E}", _HARD).lstrip() + "\n".join(many) + "\n", encoding="utf-8"
    )
    with EmbeddedStore(made / STORE) as store:
        store.load(made / GRAPH)
        store.flush()
    return made


@pytest.fixture(scope="session")
def embedded(folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.read_only(folder / STORE) as store:
        yield store


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[TestClient]:
    """Return a client of the application with small limits."""
    app = create_app(folder, limits=QUICK)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[Served]:
    one = Served(folder, "--timeout", "2", "--max-rows", "5000", "--workers", "3")
    yield one
    one.end()
