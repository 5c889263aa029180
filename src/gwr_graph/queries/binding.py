"""Typed values into a query's text: serialised terms in VALUES blocks, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from gwr_graph.queries.header import SLOT, NamedQuery, Parameter
from gwr_graph.queries.names import (
    NAMED_KINDS,
    ParameterError,
    matched,
    reports_named,
    terms_named,
    told,
)
from gwr_graph.store import PREFIXES, Store, Term, in_values

Values = Mapping[str, str | Sequence[str]]

_GYEAR = ox.NamedNode(f"{PREFIXES['xsd']}gYear")
_DECIMAL = ox.NamedNode(f"{PREFIXES['xsd']}decimal")


@dataclass(frozen=True, slots=True)
class Bound:
    """A query ready to run; ``notes`` say which things were taken for names that fit several."""

    text: str
    notes: tuple[str, ...] = ()


def bind(store: Store, query: NamedQuery, values: Values) -> Bound:
    """Return the query with its parameters bound; names are looked up in ``store``.

    Raise ParameterError for a parameter that is unknown, missing or of the wrong kind, QueryError
    for a name that fits nothing.
    """
    known = {p.name for p in query.parameters}
    for name in values:
        if name not in known:
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise ParameterError(f"{query.name}: unknown parameter {name!r}: {takes}")
    blocks: dict[str, str] = {}
    notes: list[str] = []
    for parameter in query.parameters:
        given = values.get(parameter.name, parameter.default)
        texts = [given] if isinstance(given, str) else list(given or ())
        texts = [text for text in texts if text]
        if not texts:
            if not parameter.optional:
                raise ParameterError(
                    f"{query.name}: needs -p {parameter.name}=…: "
                    f"{parameter.en} ({parameter.zh}, {parameter.kind})"
                )
            blocks[parameter.name] = ""
            continue
        terms: dict[Term, None] = {}
        for text in texts:
            found, note = _terms(store, parameter, text)
            terms.update(dict.fromkeys(found))
            if note:
                notes.append(f"{parameter.name}: {note}")
        blocks[parameter.name] = f"VALUES ?{parameter.name} {{ {in_values(terms)} }}"
    # in one pass over the query's own text: what a value holds is never looked at again
    text = SLOT.sub(lambda slot: blocks.get(slot[1], slot[0]), query.text)
    return Bound(text, tuple(notes))


def to_terms(store: Store, parameter: Parameter, text: str) -> tuple[Term, ...]:
    """Return the terms that a parameter's text stands for. Raise QueryError where it fits none."""
    return _terms(store, parameter, text)[0]


def _terms(store: Store, parameter: Parameter, text: str) -> tuple[tuple[Term, ...], str]:
    """Return the terms and what to tell about them, "" where nothing."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ParameterError(f"{parameter.name}: {text!r} is not valid text") from None
    kind = parameter.kind
    if kind in NAMED_KINDS:
        matches = matched(store, kind, text)
        return matches.terms, told(store, matches, text)
    if kind in ("class", "status"):
        return terms_named(store, text, kind), ""
    if kind == "report":
        return reports_named(store, text), ""
    plain = unicodedata.normalize("NFKC", text).strip()
    if kind == "year":
        year = plain.removesuffix("年")
        if not re.fullmatch(r"[0-9]{4}", year):
            raise ParameterError(f"{parameter.name}: {text!r} is no year: write four digits")
        return (ox.Literal(year, datatype=_GYEAR),), ""
    if kind == "number":
        number = plain.replace(",", "")
        if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", number):
            raise ParameterError(f"{parameter.name}: {text!r} is no number")
        return (ox.Literal(number, datatype=_DECIMAL),), ""
    return (ox.Literal(text),), ""
