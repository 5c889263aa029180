"""gwr-graph: government work reports as a knowledge graph in which every fact has its exact words."""

__version__ = "0.1.0"
