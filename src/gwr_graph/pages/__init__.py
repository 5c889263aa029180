"""Standalone pages: one HTML file each, which opens with no network."""

from gwr_graph.pages.graph_page import graph_page

__all__ = ["graph_page"]
