"""The graph as a network: a networkx projection for pictures and paths, and its layout."""

from gwr_graph.network.exchange import FORMATS
from gwr_graph.network.layout import layout
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

__all__ = [
    "ACTOR_KINDS",
    "FORMATS",
    "ID_BASE",
    "PLACE_KINDS",
    "STATEMENT_KINDS",
    "Figure",
    "Quote",
    "busiest_place",
    "gist",
    "layout",
    "neighbourhood",
    "projection",
]
