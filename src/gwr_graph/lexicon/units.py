"""Units of measure and classifiers as reports write them (data/lexicon/units.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows

_KINDS = {
    *("money", "percent", "points", "times", "count", "people", "area", "volume", "length", "mass"),
    *("power", "energy", "spec", "age", "time", "temperature", "level", "score", "computing"),
    *("data", "transport", "ordinal"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written without 万 and 亿; before ``not_before`` it is another word."""

    text: str
    kind: str
    not_before: str


@cache
def load() -> Mapping[str, Unit]:
    """Return unit text → Unit, longest first; raise DataError where the table is broken."""
    found: dict[str, Unit] = {}
    for row in rows("units.tsv", ("unit", "kind", "not_before")):
        if row["kind"] not in _KINDS or row["unit"] in found:
            raise DataError(f"units.tsv: {row['unit']}: unknown kind or said twice; correct it")
        found[row["unit"]] = Unit(row["unit"], row["kind"], row["not_before"])
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))))


def kind_of(unit: str) -> str:
    """Return the kind of a unit as written (of the numerator for 微克/立方米), "" if unknown."""
    known = load()
    if unit in known:
        return known[unit].kind
    head = unit.partition("/")[0]
    return known[head].kind if head in known else ""
