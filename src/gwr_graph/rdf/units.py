"""Units as written → QUDT, from data/lexicon/qudt_units.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from gwr_graph.errors import DataError
from gwr_graph.lexicon import tsv
from gwr_graph.rdf.terms import QUDT_UNIT

_FILE = "qudt_units.tsv"


@cache
def units() -> Mapping[str, str]:
    """Return unit text → term of the QUDT unit; raise DataError where the table is broken."""
    found: dict[str, str] = {}
    for row in tsv.rows(_FILE, ("unit", "qudt", "meaning")):
        name = row["qudt"].removeprefix("unit:")
        if name == row["qudt"] or not name or row["unit"] in found:
            raise DataError(
                f"{_FILE}: {row['unit']}: want each unit once, with unit:NAME; correct the line"
            )
        found[row["unit"]] = f"<{QUDT_UNIT}{name}>"
    return MappingProxyType(found)
