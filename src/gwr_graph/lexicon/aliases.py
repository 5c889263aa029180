"""Names that mean the same thing wherever they stand (工信部, 工业和信息化部)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gwr_graph.lexicon.tsv import rows


@cache
def load() -> Mapping[str, str]:
    """Return other name → preferred name."""
    return {row["name"]: row["preferred"] for row in rows("aliases.tsv", ("name", "preferred"))}
