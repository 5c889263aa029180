"""The named queries: read their headers, bind typed parameters, run them on any store.

A ``.rq`` file starts with header lines, one fact a line, texts in Chinese and English::

    #+ title: 谁在哪里 | Who is involved where
    #+ description: … | …
    #+ group: places
    #+ param: place place | 地点的任一名称 | any name of a place
    #+ param: class class? | 类型 | a class
    #+ param: year year = 2023 | 年份 | the year
    #+ example: place=蟠龙新区
    #+ first: who=方硕食品

A ``?`` after the kind makes a parameter optional, ``= value`` gives its default. The query says
``VALUES ?place {}`` where a parameter enters; terms are put there serialised, so that no value can
become query text. An optional parameter that is not given takes its VALUES block away.
"""

from __future__ import annotations

import re
from functools import cache

from gwr_graph import resources
from gwr_graph.queries.binding import Bound, Values, bind, to_terms
from gwr_graph.queries.header import GROUPS, KINDS, NamedQuery, Parameter, read
from gwr_graph.queries.names import (
    Matches,
    ParameterError,
    concepts_named,
    entities_named,
    matched,
    near,
    reports_named,
    terms_named,
)
from gwr_graph.store import Store, Table

__all__ = [
    "GROUPS",
    "KINDS",
    "Bound",
    "Matches",
    "NamedQuery",
    "Parameter",
    "ParameterError",
    "Values",
    "all_queries",
    "bind",
    "concepts_named",
    "entities_named",
    "get",
    "matched",
    "read",
    "reports_named",
    "run",
    "terms_named",
    "to_terms",
]


@cache
def all_queries() -> tuple[NamedQuery, ...]:
    """Return the shipped queries by name."""
    return tuple(read(file) for file in sorted(resources.path("queries").glob("*.rq")))


def get(name: str) -> NamedQuery:
    """Return the shipped query of this name. Raise ParameterError with the nearest names."""
    file = resources.path("queries", f"{name}.rq")
    if re.fullmatch(r"[\w-]+", name) and file.is_file():
        return read(file)
    hint = near(name, (f.stem for f in resources.path("queries").glob("*.rq")), 0.5)
    raise ParameterError(
        f"no query is named {name!r}{hint or ': `gwr query --list` lists the named ones'}"
    )


def run(store: Store, query: NamedQuery, values: Values | None = None) -> Table:
    """Return the rows of a named query. Raise QueryError where a value does not fit."""
    return store.select(bind(store, query, values or {}).text)
