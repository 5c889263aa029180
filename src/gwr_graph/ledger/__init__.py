"""The commitment ledger: what was promised, with numbers, places and actors, and what became of it."""

from gwr_graph.ledger.entries import SORTS, Entry, Ledger, Wanted, chosen, ledger, slug
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
from gwr_graph.ledger.series import Figure, Series, series

__all__ = [
    "SORTS",
    "Entry",
    "Evidence",
    "Facts",
    "Fate",
    "Figure",
    "Ledger",
    "Number",
    "Report",
    "Said",
    "Series",
    "Thing",
    "Track",
    "Wanted",
    "Why",
    "all_reports",
    "between",
    "chosen",
    "compared",
    "inside",
    "ledger",
    "read",
    "read_facts",
    "report_named",
    "series",
    "slug",
    "within",
]
