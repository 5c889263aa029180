"""A dataset of the handmade report, and a way to run the command in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import handmade
from gwr_graph.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


Gwr = Callable[..., Ran]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handmade.dataset(tmp_path_factory.mktemp("handmade") / "data")


@pytest.fixture
def gwr(data: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Gwr:
    """Return a function that runs ``gwr`` with arguments on the handmade dataset."""
    monkeypatch.setenv("GWR_DATA", str(data))

    def run(*args: str) -> Ran:
        capfd.readouterr()
        code = main(args)
        caught = capfd.readouterr()
        return Ran(code, caught.out, caught.err)

    return run
