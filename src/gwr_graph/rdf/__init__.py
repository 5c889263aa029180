"""From what was read and resolved to quads: the only package that mints IRIs.

:func:`quads` writes one report's graph, :func:`shared_quads` what belongs to entities whoever names
them, :func:`fixed_quads` the ontology and the concept schemes. Every triple lies in exactly one
graph. Lines come without line ends and unsorted.
"""

from gwr_graph.rdf.fixed import fixed_quads
from gwr_graph.rdf.nquads import escape, literal
from gwr_graph.rdf.report import gist, quads
from gwr_graph.rdf.shared import Summary, shared_quads, summary

__all__ = [
    "Summary",
    "escape",
    "fixed_quads",
    "gist",
    "literal",
    "quads",
    "shared_quads",
    "summary",
]
