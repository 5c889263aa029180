"""Every cue matches its examples and none of its counter-examples."""

from __future__ import annotations

import pytest

from gwr_graph.documents.cues import Cue, cues, reduplicated

ALL = list(cues().values())


@pytest.mark.parametrize("cue", ALL, ids=[cue.name for cue in ALL])
def test_examples(cue: Cue) -> None:
    assert cue.matches
    for example in cue.matches:
        assert cue.pattern.search(example), f"{cue.name} must match {example}"
    for example in cue.misses:
        assert not cue.pattern.search(example), f"{cue.name} must not match {example}"


def test_reduplicated_are_single_characters() -> None:
    assert "人" in reduplicated()
    assert all(len(char) == 1 for char in reduplicated())
