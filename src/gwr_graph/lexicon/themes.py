"""What passages are about (data/lexicon/themes.tsv): a small list of themes with cue words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tsv import rows


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: ``key`` its id, ``label`` zh, ``english`` en, ``cues`` words that speak for it."""

    key: str
    label: str
    english: str
    cues: tuple[str, ...]


@cache
def load() -> Mapping[str, Theme]:
    """Return id → Theme in the order of the file; raise DataError where it is broken."""
    found: dict[str, Theme] = {}
    for row in rows("themes.tsv", ("id", "label", "en", "cues")):
        cues = tuple(word for word in row["cues"].split("|") if word)
        if row["id"] in found or not cues or not row["label"] or not row["en"]:
            raise DataError(f"themes.tsv: {row['id']}: said twice or incomplete; correct the line")
        found[row["id"]] = Theme(row["id"], row["label"], row["en"], cues)
    return MappingProxyType(found)


@cache
def _cues() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    owners: dict[str, list[str]] = {}
    for theme in load().values():
        for cue in theme.cues:
            owners.setdefault(cue, []).append(theme.key)
    firsts: dict[str, list[str]] = {}
    for cue in owners:
        firsts.setdefault(cue[0], []).append(cue[1:])
    # Grouped by first character, so that most positions fail at once.
    groups = (
        re.escape(first)
        + "(?:"
        + "|".join(map(re.escape, sorted(rest, key=lambda r: (-len(r), r))))
        + ")"
        for first, rest in sorted(firsts.items())
    )
    pattern = re.compile("|".join(groups))
    return pattern, MappingProxyType({cue: tuple(keys) for cue, keys in owners.items()})


def theme_of(text: str) -> str | None:
    """Return the id of the theme most of the cue words in ``text`` speak for, None without any.

    A cue weighs its length; of equal themes the first in the file wins.
    """
    pattern, owners = _cues()
    weights: dict[str, int] = {}
    for match in pattern.finditer(text):
        for key in owners[match[0]]:
            weights[key] = weights.get(key, 0) + len(match[0])
    if not weights:
        return None
    best = max(weights.values())
    return next(key for key in load() if weights.get(key) == best)
