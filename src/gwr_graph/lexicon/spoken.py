"""What people call indicators and themes when they ask (data/lexicon/spoken.tsv).

Names that reports write stand in the indicators' own list; these only questions use.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gwr_graph.errors import DataError
from gwr_graph.lexicon import indicators, themes
from gwr_graph.lexicon.tsv import rows


@dataclass(frozen=True, slots=True)
class Spoken:
    """``kind`` is "indicator" or "theme", ``key`` its id, ``names`` what it is called."""

    kind: str
    key: str
    names: tuple[str, ...]


@cache
def load() -> tuple[Spoken, ...]:
    """Return the rows of the file; raise DataError where one names nothing that is listed."""
    known = {"indicator": indicators.load(), "theme": themes.load()}
    found: list[Spoken] = []
    for row in rows("spoken.tsv", ("kind", "id", "names")):
        if row["id"] not in known.get(row["kind"], {}):
            raise DataError(f"spoken.tsv: no {row['kind']} has the id {row['id']}; correct it")
        names = tuple(name for name in row["names"].split("|") if name)
        found.append(Spoken(row["kind"], row["id"], names))
    return tuple(found)
