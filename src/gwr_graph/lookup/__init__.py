"""From a name, slip, pinyin or English word to entities, indicators and themes."""

from gwr_graph.lookup.finding import Match, best, find
from gwr_graph.lookup.index import How, Index, Name, Thing, index
from gwr_graph.lookup.mentions import Mention, mentions_in

__all__ = [
    "How",
    "Index",
    "Match",
    "Mention",
    "Name",
    "Thing",
    "best",
    "find",
    "index",
    "mentions_in",
]
