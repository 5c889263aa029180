"""The index of the small graph of names, made once."""

from __future__ import annotations

import pytest

import lookup_sample
from gwr_graph import lookup


@pytest.fixture(scope="session")
def names() -> lookup.Index:
    return lookup_sample.index()
