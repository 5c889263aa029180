"""Questions in Chinese or English: what they ask for, and what the reports answer."""

from gwr_graph.questions.answering import answer
from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.reading import language, read

__all__ = ["Aim", "Answer", "Evidence", "Item", "Plan", "answer", "language", "read"]
