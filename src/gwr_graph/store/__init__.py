"""Where the graph is kept and asked: one protocol, in this process or on a SPARQL 1.1 server.

The default graph of every query is the union of all graphs, so a query names a graph only where it
means one. Terms are pyoxigraph's: frozen, hashable, and ``str(term)`` is their SPARQL form.
"""

from gwr_graph.store.dataset import GRAPH, MANIFEST, STORE, TEXTS, open_dataset
from gwr_graph.store.embedded import EmbeddedStore
from gwr_graph.store.protocol import MAX_ROWS, Store
from gwr_graph.store.remote import RemoteStore
from gwr_graph.store.terms import (
    PREFIXES,
    Answer,
    Row,
    Table,
    Term,
    in_values,
    named,
    short,
    value_of,
)

__all__ = [
    "GRAPH",
    "MANIFEST",
    "MAX_ROWS",
    "PREFIXES",
    "STORE",
    "TEXTS",
    "Answer",
    "EmbeddedStore",
    "RemoteStore",
    "Row",
    "Store",
    "Table",
    "Term",
    "in_values",
    "named",
    "open_dataset",
    "short",
    "value_of",
]
