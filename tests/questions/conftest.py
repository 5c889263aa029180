"""The invented reports, built once: two alone, two in one graph, two on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import asked_sample
import sparql_servers
from asked_sample import JICHUAN, LANXI, YUNXIU, Put
from gwr_graph.store import RemoteStore, open_dataset


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Put]:
    graph = asked_sample.build(tmp_path_factory.mktemp("county"), LANXI)
    with open_dataset(graph) as store:
        yield asked_sample.put(store, graph)


@pytest.fixture(scope="session")
def several_said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Put]:
    """The report whose sentences say several things."""
    graph = asked_sample.build(tmp_path_factory.mktemp("several_said"), JICHUAN)
    with open_dataset(graph) as store:
        yield asked_sample.put(store, graph)


@pytest.fixture(scope="session")
def counties_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asked_sample.build(tmp_path_factory.mktemp("counties"), LANXI, YUNXIU)


@pytest.fixture(scope="session")
def counties(counties_graph: Path) -> Iterator[Put]:
    with open_dataset(counties_graph) as store:
        yield asked_sample.put(store, counties_graph)


@pytest.fixture(scope="session")
def counties_served(counties_graph: Path) -> Iterator[Put]:
    """The graph of both reports on a server whose default graph is empty."""
    with (
        sparql_servers.oxigraph(union=False) as url,
        RemoteStore(f"{url}/query", update=f"{url}/update") as store,
    ):
        store.load(counties_graph / "graph.nq")
        yield asked_sample.put(store, counties_graph)
