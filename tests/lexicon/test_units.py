from __future__ import annotations

from pathlib import Path

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import tsv, units


def test_longest_unit_comes_first() -> None:
    lengths = [len(unit) for unit in units.load()]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) > 150


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("元", "money"), ("个百分点", "points"), ("微克/立方米", "mass"), ("", ""), ("某", "")],
)
def test_kind(unit: str, kind: str) -> None:
    assert units.kind_of(unit) == kind


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("a\tb\n", "header"),
        ("unit\tkind\tnot_before\n元\tmoney\t\tmore\n", "x.tsv:2"),
        ("unit\tkind\tnot_before\n\tmoney\t\n", "x.tsv:2"),
    ],
)
def test_a_broken_table_names_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, place: str
) -> None:
    (tmp_path / "x.tsv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DataError, match=place):
        tsv.rows("x.tsv", ("unit", "kind", "not_before"))


def test_a_missing_table_is_a_data_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DataError, match=r"none\.tsv"):
        tsv.rows("none.tsv", ("a",))
