"""Precision and recall of a built graph against gold annotations."""

from gwr_graph.score.agreement import Score, score
from gwr_graph.score.found import GROUPS, Found, Predictions, predict
from gwr_graph.score.gold import Gold, read_gold, read_sentences

__all__ = [
    "GROUPS",
    "Found",
    "Gold",
    "Predictions",
    "Score",
    "predict",
    "read_gold",
    "read_sentences",
    "score",
]
