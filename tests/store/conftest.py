"""Servers for the tests of stores, each module its own: what one leaves would answer another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import sparql_servers


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """Run an Oxigraph server whose default graph is the union of all graphs."""
    with sparql_servers.oxigraph(union=True) as url:
        yield url


@pytest.fixture(scope="module")
def plain_oxigraph() -> Iterator[str]:
    """Run an Oxigraph server whose default graph is empty."""
    with sparql_servers.oxigraph(union=False) as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Virtuoso server; user and password are dba."""
    with sparql_servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url
