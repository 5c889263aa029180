"""The commitment ledger: what was promised, with numbers, places and actors, and what became of it."""

from gwr_graph.ledger.fates import (
    Evidence,
    Fate,
    Track,
    Why,
    between,
    compared,
    inside,
    within,
)
from gwr_graph.ledger.pairs import Facts, read_facts
from gwr_graph.ledger.said import (
    Number,
    Report,
    Said,
    Thing,
    all_reports,
    read,
    report_named,
)

__all__ = [
    "Evidence",
    "Facts",
    "Fate",
    "Number",
    "Report",
    "Said",
    "Thing",
    "Track",
    "Why",
    "all_reports",
    "between",
    "compared",
    "inside",
    "read",
    "read_facts",
    "report_named",
    "within",
]
