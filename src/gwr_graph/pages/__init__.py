"""Standalone pages: one HTML file each, which opens with no network."""

from gwr_graph.pages.graph_page import Drawing, drawing, graph_page, page_of

__all__ = ["Drawing", "drawing", "graph_page", "page_of"]
