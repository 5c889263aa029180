"""Units as written → QUDT, from data/lexicon/qudt_units.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.rdf.terms import QUDT_UNIT


@cache
def units() -> Mapping[str, str]:
    """Return unit text → term of the QUDT unit; raise DataError where the table is broken."""
    file = resources.path("data", "lexicon", "qudt_units.tsv")
    found: dict[str, str] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 2 or not cells[1].startswith("unit:") or cells[0] in found:
            raise DataError(
                f"{file.name}:{number}: want a new unit, a tab and unit:NAME; correct the line"
            )
        found[cells[0]] = f"<{QUDT_UNIT}{cells[1].removeprefix('unit:')}>"
    return MappingProxyType(found)
