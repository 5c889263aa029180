"""The model's arithmetic, its files, and the choice of what does not overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.extraction import judge
from gwr_graph.extraction.dictionary import words
from gwr_graph.extraction.features import outline
from gwr_graph.extraction.lattice import Stretch
from gwr_graph.extraction.tokens import tokenize, vocabulary
from gwr_graph.model import EntityType, Header, Level

E = EntityType
VOCAB = vocabulary(Header("", "某县", Level.COUNTY, 2023))
CLASSES = ("O", "Park", "Site", "Enterprise")
SPANS = st.lists(
    st.tuples(st.integers(0, 10), st.integers(1, 5), st.integers(-4, 9)).map(
        lambda s: (s[0], s[0] + s[1], float(s[2]))
    ),
    max_size=9,
)


def model(**rows: list[float]) -> judge.Model:
    weights = np.array([[0.0] * len(CLASSES), *rows.values()], np.float32)
    numbered = {name: i for i, name in enumerate(rows, 1)}
    return judge.Model(numbered, weights, np.zeros(len(CLASSES), np.float32), CLASSES)


def judged(own: judge.Model, *rows: list[str]) -> list[judge.Verdict]:
    """Judge by own features alone."""
    nothing = np.zeros((len(rows), len(CLASSES)), np.float32)
    return judge.verdicts(nothing, rows, own)


def test_the_gain_is_the_log_odds_of_being_a_name() -> None:
    (verdict,) = judged(model(park=[0.0, 2.0, 2.0, -50.0]), ["park"])
    assert verdict.gain == pytest.approx(2.0 + math.log(2))
    assert set(verdict.types) == {E.PARK, E.SITE}


def test_a_second_class_is_kept_where_it_is_likely() -> None:
    own = model(near=[0.0, 1.0, 0.5, -9.0], far=[0.0, 5.0, 0.0, 0.0])
    likely, unlikely = judged(own, ["near"], ["far"])
    assert likely.types == (E.PARK, E.SITE)
    assert unlikely.types == (E.PARK,)


def test_unknown_features_weigh_nothing() -> None:
    own = model(a=[0.0, 1.0, 0.0, 0.0], b=[1.0, 0.0, 0.0, 0.0])
    one, strange, none = judged(own, ["a"], ["a", "?"], ["?"])
    assert one == strange
    assert none.gain == pytest.approx(math.log(3))
    assert judged(own) == []


def test_what_both_ends_tell_is_added() -> None:
    text = "甲乙"
    tokens = tokenize(text, VOCAB)
    spans = [Stretch(0, 1, 0, 2), Stretch(0, 1, 0, 1), Stretch(0, 1, 1, 2)]
    own = model(
        **{
            "begin1=甲": [0.0, 1.0, 0.0, 0.0],
            "begin1=乙": [0.0, 4.0, 0.0, 0.0],
            "end1=乙": [0.0, 2.0, 0.0, 0.0],
        }
    )
    first = outline(text, tokens, [], spans[:2], [], [], words(text), VOCAB, False)
    second = outline(text, tokens, [], spans[2:], [], [], words(text), VOCAB, False)
    scores = judge.border_scores([first, second], own)
    assert scores[:, 1].tolist() == [3.0, 1.0, 6.0]
    assert judge.gains(scores, own)[1] == pytest.approx(math.log(np.e + 2))


def test_odds_of_a_model_with_two_classes() -> None:
    two = judge.Model(
        {"a": 1},
        np.array([[0, 0], [1.0, 3.5]], np.float32),
        np.array([0, 1], np.float32),
        ("n", "y"),
    )
    assert judge.odds([["a"], ["?"]], two) == pytest.approx([3.5, 1.0])
    assert judge.odds([], two) == []


def test_confidence_is_a_probability() -> None:
    assert judge.confidence(0.0) == 0.5
    assert judge.confidence(2.0) == pytest.approx(1 - judge.confidence(-2.0))
    assert judge.confidence(-800.0) == 0.0
    assert judge.confidence(800.0) == 1.0


@pytest.mark.parametrize("name", ["names", "places"])
def test_shipped_models_load(name: str) -> None:
    shipped = judge.load(name)
    assert shipped is judge.load(name)
    assert len(shipped.weights) == len(shipped.rows) + 1
    assert shipped.weights.shape[1] == len(shipped.classes) == len(shipped.intercept)
    assert not shipped.weights[0].any()
    assert np.isfinite(shipped.weights).all()
    if name == "names":
        assert set(shipped.classes) == {judge.NONE, *E}


def test_a_model_packed_and_loaded_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    del fresh
    weights = np.array([[0.5, -1.25], [2.002, 0.0]], np.float32)
    packed = judge.pack(["一=甲", "b"], weights, np.array([0.5, 0], np.float32), ["O", "Park"])
    (tmp_path / "data" / "models").mkdir(parents=True)
    np.savez(tmp_path / "data" / "models" / "made.npz", allow_pickle=False, **packed)
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    loaded = judge.load("made")
    assert (loaded.rows, loaded.classes) == ({"一=甲": 1, "b": 2}, ("O", "Park"))
    assert loaded.weights[1:] == pytest.approx(weights, abs=0.001)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"no archive",
        b"",
        b"PK\x03\x04torn",
    ],
)
def test_a_broken_model_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None, content: bytes | None
) -> None:
    del fresh
    (tmp_path / "data" / "models").mkdir(parents=True)
    if content is not None:
        (tmp_path / "data" / "models" / "names.npz").write_bytes(content)
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    with pytest.raises(DataError, match=r"^data/models/names\.npz cannot be read .*install"):
        judge.load()


@pytest.fixture
def fresh() -> Iterator[None]:
    """Load models anew in a test, and forget what it loaded."""
    judge.load.cache_clear()
    yield
    judge.load.cache_clear()


def overlap(spans: list[tuple[int, int, float]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a, b in combinations(spans, 2))


def best_by_trying(spans: list[tuple[int, int, float]]) -> float:
    sets = (list(c) for size in range(len(spans) + 1) for c in combinations(spans, size))
    return max(sum(s[2] for s in one) for one in sets if not overlap(one))


@given(SPANS)
def test_the_best_set_gains_the_most_without_overlap(spans: list[tuple[int, int, float]]) -> None:
    kept = [spans[i] for i in judge.best_set(spans)]
    assert not overlap(kept)
    assert all(gain > 0 for *_, gain in kept)
    assert kept == sorted(kept)
    assert sum(gain for *_, gain in kept) == pytest.approx(best_by_trying(spans))


def test_what_gains_nothing_is_not_kept() -> None:
    assert judge.best_set([]) == []
    assert judge.best_set([(0, 2, 0.0), (2, 4, -1.0)]) == []
    assert judge.best_set([(0, 4, 3.0), (0, 2, 2.0), (2, 4, 2.0)]) == [1, 2]
    assert judge.best_set([(0, 2, 1.0), (2, 4, 1.0)]) == [0, 1]
