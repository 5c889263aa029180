"""English words for parts of names, and what people call indicators and themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import english, indicators, spoken
from gwr_graph.lookup import sounds
from gwr_graph.lookup.folding import fold


@pytest.mark.parametrize("word", english.load().values(), ids=lambda word: word.english)
def test_each_example_sounds_like_its_name(word: english.Word) -> None:
    said = sounds.readings([token.text for token in sounds.tokens(word.example)])
    assert "".join(sounds.syllables(word.name)) in said
    assert word.english in word.example.lower() or word.english.endswith(("centre", "center"))


def test_a_spoken_name_is_in_no_list_of_indicators() -> None:
    listed = {fold(n) for key in indicators.load() for n in indicators.labels(key)}
    listed |= {fold(indicator.english) for indicator in indicators.load().values()}
    said = {fold(name) for row in spoken.load() if row.kind == "indicator" for name in row.names}
    assert not listed & said


def test_a_spoken_name_is_said_once() -> None:
    said = [(row.kind, fold(name)) for row in spoken.load() for name in row.names]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("english.tsv", "park\t", "park: said twice or incomplete"),
        ("english.tsv", "Park\t园", "Park: said twice or incomplete"),
        ("spoken.tsv", "indicator\tnone\tx", "no indicator has the id none"),
    ],
)
def test_a_broken_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str, says: str
) -> None:
    module = english if name == "english.tsv" else spoken
    header = "english\tchinese\texample\tname" if module is english else "kind\tid\tnames"
    original = resources.path
    module.load.cache_clear()
    indicators.load()
    (tmp_path / name).write_text(f"{header}\n{line}\n", encoding="utf-8")

    def path(*parts: str) -> Path:
        return tmp_path / name if parts[-1] == name else original(*parts)

    monkeypatch.setattr(resources, "path", path)
    with pytest.raises(DataError, match=says):
        module.load()
    module.load.cache_clear()
