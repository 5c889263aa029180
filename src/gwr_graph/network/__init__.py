"""The graph as a network: a networkx projection for pictures and paths, and its layout."""

from gwr_graph.network.between import Connection, End, between
from gwr_graph.network.exchange import FORMATS
from gwr_graph.network.layout import layout
from gwr_graph.network.paths import Hop, Passage, Path, Stop, connections, passages
from gwr_graph.network.projection import (
    ACTOR_KINDS,
    ID_BASE,
    PLACE_KINDS,
    STATEMENT_KINDS,
    Figure,
    Quote,
    busiest_place,
    gist,
    neighbourhood,
    projection,
)
from gwr_graph.network.ties import Role, Ties, ties

__all__ = [
    "ACTOR_KINDS",
    "FORMATS",
    "ID_BASE",
    "PLACE_KINDS",
    "STATEMENT_KINDS",
    "Connection",
    "End",
    "Figure",
    "Hop",
    "Passage",
    "Path",
    "Quote",
    "Role",
    "Stop",
    "Ties",
    "between",
    "busiest_place",
    "connections",
    "gist",
    "layout",
    "neighbourhood",
    "passages",
    "projection",
    "ties",
]
