"""A built dataset on disk: what its folder holds, and its store opened for reading."""

from __future__ import annotations

from pathlib import Path

from gwr_graph.errors import GraphError
from gwr_graph.store.embedded import EmbeddedStore

GRAPH, MANIFEST, TEXTS, STORE = "graph.nq", "manifest.json", "texts", "store"
"""What a dataset folder holds: the quads, what was built, the clean texts, the embedded store."""


def open_dataset(folder: Path) -> EmbeddedStore:
    """Open a built dataset for reading. Raise GraphError where there is none.

    Where its store cannot be opened (a read-only disk, a folder copied without it), its graph is
    read into memory.
    """
    if not (folder / GRAPH).is_file():
        shown = folder if folder.is_absolute() else f"./{folder}"
        raise GraphError(f"no graph in {shown}: run `gwr build` first or name another with --data")
    try:
        return EmbeddedStore.read_only(folder / STORE)
    except GraphError:
        store = EmbeddedStore()
        store.load(folder / GRAPH)
        return store
