"""Shared fixtures: where the shipped report lies, and the reports and gold beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
