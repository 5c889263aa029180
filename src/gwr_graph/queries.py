"""The named queries: read their headers, bind typed parameters, run them on any store.

A ``.rq`` file starts with header lines, one fact a line, texts in Chinese and English::

    #+ title: 谁在哪里 | Who is involved where
    #+ description: … | …
    #+ param: place entity | 地点的任一名称 | any name of a place
    #+ param: type class? | 类型 | a class
    #+ param: year year = 2023 | 年份 | the year
    #+ example: place=蟠龙新区
    #+ first: who=方硕食品

A ``?`` after the kind makes a parameter optional, ``= value`` gives its default. The query says
``VALUES ?place {}`` where a parameter enters; terms are put there serialised, so that no value can
become query text. An optional parameter that is not given takes its VALUES block away.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from gwr_graph import resources
from gwr_graph.errors import DataError, QueryError
from gwr_graph.store import PREFIXES, Store, Table, Term, in_values, value_of
from gwr_graph.store import named as iri

KINDS = ("text", "entity", "concept", "class", "year", "number")
"""The kinds of parameter: words; an entity, or an indicator or theme, by any of its names; a term
of the ontology by name or label; a year; a number."""

Values = Mapping[str, str | Sequence[str]]

_XSD = PREFIXES["xsd"]
_GWR = PREFIXES["gwr"]
_PARAM = re.compile(r"(?P<name>\w+)\s+(?P<kind>\w+)(?P<optional>\?)?(?:\s*=\s*(?P<default>\S.*))?$")
_ENTITY_CLASSES = (
    "gwr:AdminArea gwr:Park gwr:Site gwr:Enterprise gwr:Institution gwr:Person "
    "gwr:Project gwr:Programme gwr:Honour"
)
_SUGGESTED = 3


class ParameterError(QueryError):
    """A query is asked wrongly: an unknown name or parameter, one missing, or no such year."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed parameter; without a value it takes its default, an optional one may go without."""

    name: str
    kind: str
    optional: bool
    default: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query file read; ``example`` holds values, ``first`` the first row that they give."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    first: tuple[tuple[str, str], ...]
    text: str


def read(file: Path) -> NamedQuery:
    """Return the query in ``file``. Raise DataError with file and line for a wrong header."""
    header: dict[str, tuple[str, str]] = {}
    parameters: list[Parameter] = []
    pairs: dict[str, tuple[tuple[str, str], ...]] = {"example": (), "first": ()}
    body: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith("#+"):
            body.append(line)
            continue
        key, _, rest = (part.strip() for part in line[2:].partition(":"))
        where = f"{file}:{number}"
        if key in ("title", "description"):
            zh, mark, en = (part.strip() for part in rest.partition("|"))
            if not (zh and mark and en):
                raise DataError(f"{where}: write the {key} as 'Chinese | English'")
            header[key] = (zh, en)
        elif key == "param":
            parameters.append(_parameter(rest, where))
        elif key in pairs:
            pairs[key] = _pairs(rest, where)
        else:
            raise DataError(f"{where}: unknown header {key!r}; known: title, description, param, …")
    text = "\n".join(body).strip() + "\n"
    for key in ("title", "description"):
        if key not in header:
            raise DataError(f"{file}: the header has no {key}")
    for parameter in parameters:
        if not _slot(parameter.name).search(text):
            raise DataError(f"{file}: the query has no 'VALUES ?{parameter.name} {{}}'")
    return NamedQuery(
        file.stem,
        *header["title"],
        *header["description"],
        parameters=tuple(parameters),
        example=pairs["example"],
        first=pairs["first"],
        text=text,
    )


@cache
def all_queries() -> tuple[NamedQuery, ...]:
    """Return the shipped queries by name."""
    return tuple(read(file) for file in sorted(resources.path("queries").glob("*.rq")))


def get(name: str) -> NamedQuery:
    """Return the shipped query of this name. Raise ParameterError with the nearest names."""
    file = resources.path("queries", f"{name}.rq")
    if re.fullmatch(r"[\w-]+", name) and file.is_file():
        return read(file)
    names = [f.stem for f in resources.path("queries").glob("*.rq")]
    near = difflib.get_close_matches(name, names, _SUGGESTED, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`gwr query --list` lists them"
    raise ParameterError(f"no query is named {name!r}: {hint}")


def run(store: Store, query: NamedQuery, values: Values | None = None) -> Table:
    """Return the rows of a named query. Raise QueryError where a value does not fit."""
    return store.select(bind(store, query, values or {}))


def bind(store: Store, query: NamedQuery, values: Values) -> str:
    """Return the query's text with its parameters bound; names are looked up in ``store``."""
    known = {p.name for p in query.parameters}
    for name in values:
        if name not in known:
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise ParameterError(f"{query.name}: unknown parameter {name!r}: {takes}")
    text = query.text
    for parameter in query.parameters:
        given = values.get(parameter.name, parameter.default)
        if given is None or given == "":
            if not parameter.optional:
                raise ParameterError(
                    f"{query.name}: needs -p {parameter.name}=…: "
                    f"{parameter.en} ({parameter.zh}, {parameter.kind})"
                )
            text = _slot(parameter.name).sub("", text)
            continue
        texts = [given] if isinstance(given, str) else given
        terms = dict.fromkeys(term for one in texts for term in to_terms(store, parameter, one))
        block = f"VALUES ?{parameter.name} {{ {in_values(terms)} }}"
        text = block.join(_slot(parameter.name).split(text))
    return text


def to_terms(store: Store, parameter: Parameter, text: str) -> tuple[Term, ...]:
    """Return the terms that a parameter's text stands for. Raise QueryError where it fits none."""
    if parameter.kind == "entity":
        return entities_named(store, text)
    if parameter.kind == "concept":
        return concepts_named(store, text)
    if parameter.kind == "class":
        return terms_named(store, text)
    if parameter.kind == "year":
        year = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
        if not re.fullmatch(r"\d{4}", year):
            raise ParameterError(f"{parameter.name}: {text!r} is no year: write four digits")
        return (ox.Literal(year, datatype=ox.NamedNode(f"{_XSD}gYear")),)
    if parameter.kind == "number":
        number = unicodedata.normalize("NFKC", text).strip().replace(",", "")
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", number):
            raise ParameterError(f"{parameter.name}: {text!r} is no number")
        return (ox.Literal(number, datatype=ox.NamedNode(f"{_XSD}decimal")),)
    return (ox.Literal(text),)


def entities_named(store: Store, name: str) -> tuple[Term, ...]:
    """Return the entities with this label, other name or surface, else those that contain it,
    whatever the case of its letters.

    An IRI, or what follows ``id/`` in one, names its entity. Raise QueryError with near names.
    """
    is_entity = f"?e a ?k . VALUES ?k {{ {_ENTITY_CLASSES} }}"
    if (given := _as_iri(name)) is not None and store.ask(f"ASK {{ {given} ?p ?o }}"):
        return (given,)
    return _by_name(store, name, is_entity, "entity")


def concepts_named(store: Store, name: str) -> tuple[Term, ...]:
    """Return the indicators or themes called ``name``, else those that contain it."""
    return _by_name(store, name, "?e a skos:Concept", "indicator or theme")


def terms_named(store: Store, name: str) -> tuple[Term, ...]:
    """Return the ontology's term with this local name (Park, gwr:Park, park) or label (园区)."""
    local = name.strip().removeprefix(_GWR).removeprefix("gwr:")
    key = re.sub(r"[\s_-]", "", local).casefold()
    found = store.select(
        f'SELECT DISTINCT ?t ?l {{ ?t rdfs:label ?l FILTER(STRSTARTS(STR(?t), "{_GWR}")) }}'
    )
    for term, label in found:
        own = value_of(term).removeprefix(_GWR)
        if term is not None and key in (own.casefold(), value_of(label).casefold()):
            return (term,)
    names = sorted({value_of(t).removeprefix(_GWR) for t, _ in found} | _labels(found, 1))
    raise QueryError(f"no class or term is called {name!r}{_near(name, names)}")


def _by_name(store: Store, name: str, wanted: str, what: str) -> tuple[Term, ...]:
    key = re.sub(r"[\s“”‘’\"'*]+", "", unicodedata.normalize("NFKC", name))
    if not key:
        raise ParameterError(f"an empty name fits no {what}")
    spelt = in_values(
        ox.Literal(text, language=tag)
        for text in dict.fromkeys((key, name))
        for tag in (None, "zh")
    )
    exact = store.select(f"""
        SELECT DISTINCT ?e {{
          VALUES ?name {{ {spelt} }}
          {{ ?e rdfs:label ?name }} UNION {{ ?e skos:prefLabel ?name }}
          UNION {{ ?e skos:altLabel ?name }} UNION {{ ?m gwr:surface ?name ; gwr:refersTo ?e }}
          {wanted}
        }} ORDER BY ?e""")
    if exact.rows:
        return _first_column(exact)
    for test in ("LCASE(STR(?label)) = ?part", "CONTAINS(LCASE(STR(?label)), ?part)"):
        part = store.select(f"""
            SELECT DISTINCT ?e {{
              VALUES ?part {{ {in_values([ox.Literal(key.lower())])} }}
              {{ ?e rdfs:label ?label }} UNION {{ ?e skos:altLabel ?label }}
              {wanted}
              FILTER({test})
            }} ORDER BY ?e""")
        if part.rows:
            return _first_column(part)
    labels = store.select(
        f"SELECT DISTINCT ?label {{ ?e rdfs:label|skos:altLabel ?label . {wanted} }}"
    )
    raise QueryError(f"no {what} is called {name!r}{_near(key, sorted(_labels(labels, 0)))}")


def _first_column(table: Table) -> tuple[Term, ...]:
    return tuple(row[0] for row in table if row[0] is not None)


def _labels(table: Table, column: int) -> set[str]:
    return {value_of(row[column]) for row in table}


def _near(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, names, _SUGGESTED, 0.4)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _as_iri(text: str) -> ox.NamedNode | None:
    if text.startswith(("http://", "https://")):
        return iri(text)
    local = text.removeprefix("id:")
    if "/" not in local:
        return None
    try:
        return ox.NamedNode(PREFIXES["id"] + local)
    except ValueError:
        return None


def _parameter(text: str, where: str) -> Parameter:
    spec, *words = (part.strip() for part in text.split("|"))
    match = _PARAM.match(spec)
    if not match or len(words) != 2:
        raise DataError(f"{where}: write a parameter as 'name kind | Chinese | English'")
    if match["kind"] not in KINDS:
        raise DataError(f"{where}: unknown kind {match['kind']!r}; known: {', '.join(KINDS)}")
    optional = match["optional"] is not None
    return Parameter(match["name"], match["kind"], optional, match["default"], *words)


def _pairs(text: str, where: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(" | "))):
        name, mark, value = part.partition("=")
        if not mark:
            raise DataError(f"{where}: write 'name=value | name=value'")
        found.append((name.strip(), value.strip()))
    return tuple(found)


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*\}}")
