"""Words of fates: every pattern finds its examples and leaves its counter-examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import fates
from gwr_graph.lexicon.tables import mapping


@pytest.mark.parametrize("name", ["given_up", "not_done", "lower_is_better"])
def test_examples_and_counter_examples(name: str) -> None:
    pattern, raw = getattr(fates.load(), name), mapping("fates.yaml")
    assert len(raw[f"{name}_example"]) >= 3
    assert len(raw[f"{name}_counter_example"]) >= 3
    for text in raw[f"{name}_example"]:
        assert pattern.search(text), text
    for text in raw[f"{name}_counter_example"]:
        assert not pattern.search(text), text


def test_a_broken_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data" / "lexicon").mkdir(parents=True)
    (tmp_path / "data" / "lexicon" / "fates.yaml").write_text("given_up: '('\n", encoding="utf-8")
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    fates.load.cache_clear()
    try:
        with pytest.raises(DataError, match=r"fates\.yaml: cannot be read"):
            fates.load()
    finally:
        fates.load.cache_clear()
