"""Words that decide what became of a commitment (data/lexicon/fates.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gwr_graph.errors import DataError
from gwr_graph.lexicon.tables import mapping

_FILE = "fates.yaml"


@dataclass(frozen=True, slots=True)
class FateWords:
    """``given_up`` finds words that a thing is no longer pursued, ``not_done`` words that it was
    not done, ``lower_is_better`` the names of numbers that are better low."""

    given_up: re.Pattern[str]
    not_done: re.Pattern[str]
    lower_is_better: re.Pattern[str]


@cache
def load() -> FateWords:
    """Return the words; raise DataError where the file is broken."""
    raw = mapping(_FILE)
    try:
        return FateWords(
            *(
                re.compile(re.sub(r"\s+", "", raw[name]))
                for name in ("given_up", "not_done", "lower_is_better")
            )
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise DataError(f"{_FILE}: cannot be read: {error}; correct the file") from error
