"""Small linear models that judge features: which stretch is a name, how far it has come, who is where.

They are multinomial logistic models, made by ``scripts/train.py`` from annotated reports. A model
ships as ``data/models/<name>.npz``: the features, one per line, and their weights for each class.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, prod
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.model import EntityType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gwr_graph.extraction.features import Outline

NONE = "O"  # the class of what is no name
_SCALE = 500.0  # weights are stored as whole numbers of 1/500
_PLACES = 4  # of a confidence
_SECOND = 0.15  # a second class is kept from this probability on


class Model(NamedTuple):
    """``rows`` maps a feature to its row of ``weights``; ``classes`` names the columns. Row 0 is
    empty: what a row of unknown features adds up to."""

    rows: dict[str, int]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]
    classes: tuple[str, ...]


class Verdict(NamedTuple):
    """``gain`` is the log odds of being a name; ``types`` the likely classes, the best first."""

    gain: float
    types: tuple[EntityType, ...]


def pack(
    features: Sequence[str],
    weights: NDArray[np.float32],
    intercept: NDArray[np.float32],
    classes: Sequence[str],
) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a model file; ``weights`` has a row a feature, a column a class."""
    import numpy as np

    return {
        "features": np.frombuffer("\n".join(features).encode("utf-8"), dtype=np.uint8),
        "weights": np.round(weights * _SCALE).astype(np.int16),
        "intercept": intercept.astype(np.float32),
        "classes": np.frombuffer("\n".join(classes).encode("utf-8"), dtype=np.uint8),
    }


@cache
def load(name: str = "names") -> Model:
    """Return a shipped model; raise DataError where its file is missing or broken."""
    import numpy as np

    path = resources.path("data", "models", f"{name}.npz")
    try:
        with np.load(path) as arrays:
            features = arrays["features"].tobytes().decode("utf-8").split("\n")
            weights = arrays["weights"].astype(np.float32) / np.float32(_SCALE)
            intercept = arrays["intercept"]
            classes = tuple(arrays["classes"].tobytes().decode("utf-8").split("\n"))
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        raise DataError(
            f"data/models/{name}.npz cannot be read ({error}): install gwr-graph again"
        ) from error
    weights = np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights])
    return Model({f: i for i, f in enumerate(features, 1)}, weights, intercept, classes)


def _scores(rows: Iterable[Iterable[str]], model: Model) -> NDArray[np.float32]:
    """Return the score of each class for each row, without the intercept."""
    import numpy as np

    number = model.rows.get
    flat: list[int] = []
    cuts: list[int] = []
    for row in rows:
        at = len(flat)
        cuts.append(at)
        flat += filter(None, map(number, row))
        if len(flat) == at:
            flat.append(0)
    if not cuts:
        return np.zeros((0, model.weights.shape[1]), np.float32)
    scores: NDArray[np.float32] = np.add.reduceat(model.weights.take(flat, axis=0), cuts, axis=0)
    return scores


def odds(rows: Sequence[Sequence[str]], model: Model) -> list[float]:
    """Return the log odds of the second class of a model with two."""
    if not rows:
        return []
    scores = _scores(rows, model) + model.intercept
    return [float(x) for x in scores[:, 1] - scores[:, 0]]


def classify(rows: Sequence[Sequence[str]], model: Model, lean: float = 0.0) -> list[str]:
    """Return the likeliest class of each row; ``lean`` is taken from the score of none."""
    if not rows:
        return []
    scores = _scores(rows, model) + model.intercept
    scores[:, model.classes.index(NONE)] -= lean
    return [model.classes[int(k)] for k in scores.argmax(axis=1)]


def border_scores(outlines: Sequence[Outline], model: Model) -> NDArray[np.float32]:
    """Return the scores of each class that the two ends of each stretch give, all outlines in a row."""

    begins = _scores((row for one in outlines for row in one.begins()), model)
    ends = _scores((row for one in outlines for row in one.ends()), model)
    begin_of: list[int] = []
    end_of: list[int] = []
    b = e = 0
    for one in outlines:
        begin_of += [b + k for k in one.begin_of]
        end_of += [e + k for k in one.end_of]
        b += len(one.heads)
        e += len(one.tails)
    scores: NDArray[np.float32] = begins[begin_of] + ends[end_of] + model.intercept
    return scores


def gains(scores: NDArray[np.float32], model: Model) -> NDArray[np.float32]:
    """Return the log odds of being any name, from the scores of the classes."""
    import numpy as np

    none = model.classes.index(NONE)
    some = np.delete(scores, none, axis=1)
    top = some.max(axis=1)
    total: NDArray[np.float32] = top + np.log(np.exp(some - top[:, None]).sum(axis=1))
    return total - scores[:, none]


def verdicts(
    borders: NDArray[np.float32], rows: Sequence[Sequence[str]], model: Model
) -> list[Verdict]:
    """Return the verdict on stretches with these border scores and own features."""
    import numpy as np

    if not rows:
        return []
    scores = borders + _scores(rows, model)
    gain = gains(scores, model)
    none = model.classes.index(NONE)
    names = [i for i in range(len(model.classes)) if i != none]
    kinds = [EntityType(model.classes[i]) for i in names]
    some = scores[:, names]
    weight = np.exp(some - some.max(axis=1, keepdims=True))
    share = weight / weight.sum(axis=1, keepdims=True)
    order = np.argsort(-share, axis=1, kind="stable")
    at = np.arange(len(gain))
    best, second = order[:, 0].tolist(), order[:, 1].tolist()
    two = (share[at, order[:, 1]] >= _SECOND).tolist()
    return [
        Verdict(g, (kinds[b], kinds[s]) if both else (kinds[b],))
        for g, b, s, both in zip(gain.tolist(), best, second, two, strict=True)
    ]


def confidence(gain: float) -> float:
    """Return the probability that log odds stand for, to four places: no machine's own rounding
    shows in the graph."""
    return round(1.0 / (1.0 + exp(-gain)), _PLACES) if gain > -30 else 0.0


def together(*sure: float) -> float:
    """Return the confidence of what is right where all of these are, to four places."""
    return round(prod(sure), _PLACES)


def best_set(spans: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return which spans to keep, none overlapping, so that the gains add up to the most.

    ``spans`` are (start, end, gain); those with a gain of 0 or less are never kept. The indices
    come back in order of place.
    """
    order = sorted((i for i, s in enumerate(spans) if s[2] > 0), key=lambda i: (spans[i][1], i))
    ends = [spans[i][1] for i in order]
    best = [0.0]
    taken: list[tuple[bool, int]] = []
    for k, i in enumerate(order):
        before = bisect_right(ends, spans[i][0], 0, k)
        with_it = best[before] + spans[i][2]
        if with_it > best[k]:
            best.append(with_it)
            taken.append((True, before))
        else:
            best.append(best[k])
            taken.append((False, k))
    kept: list[int] = []
    k = len(order)
    while k > 0:
        took, k_next = taken[k - 1]
        if took:
            kept.append(order[k - 1])
        k = k_next
    return kept[::-1]
