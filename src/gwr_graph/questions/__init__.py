"""Questions in Chinese or English: what they ask for."""

from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.reading import language, read

__all__ = ["Aim", "Plan", "language", "read"]
