"""Other names of bodies."""

from __future__ import annotations

from gwr_graph.lexicon import aliases
from gwr_graph.lexicon.names import load


def test_another_name_leads_to_the_preferred_one() -> None:
    assert aliases.load()["工信部"] == "工业和信息化部"
    assert aliases.load()["国家卫健委"] == "国家卫生健康委"
    assert "教育局" not in aliases.load()


def test_no_preferred_name_is_another_name_of_something() -> None:
    found = aliases.load()
    assert not set(found) & set(found.values())


def test_other_names_are_bodies_that_the_vocabulary_knows() -> None:
    bodies = load().bodies
    unknown = [name for name in aliases.load() if name not in bodies]
    assert len(unknown) <= len(aliases.load()) // 2
