"""What the SPARQL editor is given: the terms it completes, and named queries as runnable text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gwr_graph import queries
from gwr_graph.errors import QueryError
from gwr_graph.queries import NamedQuery, Parameter
from gwr_graph.store import PREFIXES, Store, short, value_of
from gwr_graph.web import words

_FIRST = Path(__file__).resolve().parent / "examples"
_ORDER = ("commitments-by-theme", "who-and-where", "what-is-here")
_LANG = "lang"  # the parameter of an example whose value is the language of the page
_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "property",
    "owl:DatatypeProperty": "property",
}
_TERMS = f"""
SELECT ?term ?kind (SAMPLE(?l_zh) AS ?zh) (SAMPLE(?l_en) AS ?en) (SAMPLE(?c) AS ?about) {{
  GRAPH <{PREFIXES["id"]}graph/ontology> {{
    ?term a ?kind ; rdfs:label ?l_zh , ?l_en . FILTER(LANG(?l_zh) = "zh" && LANG(?l_en) = "en")
    OPTIONAL {{ ?term rdfs:comment ?c FILTER(LANG(?c) = "%s") }}
  }}
}} GROUP BY ?term ?kind ORDER BY ?term ?kind"""
_USED = "ASK {{ ?s {} ?o }}"
_USED_CLASS = "ASK {{ ?s a {} }}"
_NOT_OURS = re.compile(r'<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*')
_PREFIXED = re.compile(r"(?<![\w?$:-])(\w+):")
_MOST_NAMED = """
SELECT ?name {{
  {{ SELECT ?e (COUNT(*) AS ?n) {{ ?m gwr:refersTo ?e . {kind} }} GROUP BY ?e }}
  ?e rdfs:label ?name FILTER(LANG(?name) != "en")
}} ORDER BY DESC(?n) ?name LIMIT {count}"""
_MOST_MEASURED = """
SELECT ?name {{
  {{ SELECT ?e (COUNT(*) AS ?n) {{ ?m gwr:indicator ?e }} GROUP BY ?e }}
  ?e rdfs:label ?name FILTER(LANG(?name) != "en")
}} ORDER BY DESC(?n) ?name LIMIT {count}"""
_STAND_INS = {
    "place": _MOST_NAMED.replace("{kind}", "?e a gwr:Place"),
    "entity": _MOST_NAMED.replace("{kind}", ""),
    "thing": _MOST_NAMED.replace("{kind}", ""),
    "indicator": _MOST_MEASURED,
    "concept": _MOST_MEASURED,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A named query as the editor opens it.

    ``values`` are those that its parameters have, ``notes`` what was taken for a name that is not
    one thing's own; ``problem`` tells why it cannot be filled in, "" where it can.
    """

    query: NamedQuery
    text: str
    values: Mapping[str, str]
    notes: tuple[str, ...] = ()
    problem: str = ""


def terms(store: Store, lang: str) -> list[dict[str, str]]:
    """Return the ontology's terms and those of other vocabularies that the graph uses.

    Each has a name (``gwr:Commitment``), a kind (class, property or value), its labels ``zh`` and
    ``en`` and, where the ontology says it, what it is ``about`` in ``lang``.
    """
    found: dict[str, dict[str, str]] = {}
    for term, kind, zh, en, about in store.select(_TERMS % lang):
        name = short(term)
        if name.startswith("gwr:"):
            one = {"name": name, "kind": _KINDS.get(short(kind), "value")}
            one |= {"zh": value_of(zh), "en": value_of(en)}
            found[name] = one | ({"about": value_of(about)} if about is not None else {})
    for name, said in words.load("terms").items():
        is_class = name.partition(":")[2][:1].isupper()
        if store.ask((_USED_CLASS if is_class else _USED).format(name)):
            found[name] = {"name": name, "kind": "class" if is_class else "property", **said}
    return list(found.values())


def example(store: Store, query: NamedQuery, given: Mapping[str, str] | None, lang: str) -> Example:
    """Return a named query with these values, or with those of its example.

    Where the graph does not know what the example names, another thing that it does know stands
    in, and a parameter that may be left out is left out.
    """
    if given is None:
        values = _fitting(store, query)
        values |= {name: lang for name in values if name == _LANG}
    else:
        values = _known(query, given)
    title, about = told(query, lang)
    head = [f"# {title}", f"# {about}"]
    head += [f"# {name} = {' '.join(value.split())}" for name, value in values.items()]
    try:
        bound = queries.bind(store, query, values)
    except QueryError as error:
        return Example(query, _whole(head, query.text), values, problem=str(error))
    return Example(query, _whole(head, bound.text), values, bound.notes)


def told(query: NamedQuery, lang: str) -> tuple[str, str]:
    """Return a query's title and description."""
    if lang == "zh":
        return query.title_zh, query.description_zh
    return query.title_en, query.description_en


@cache
def first_ones() -> Mapping[str, NamedQuery]:
    """Return the editor's own short examples by name, the one that it opens with first."""
    found = {name: queries.read(_FIRST / f"{name}.rq") for name in _ORDER}
    return MappingProxyType(found)


def get(name: str) -> NamedQuery:
    """Return an example of the editor or a named query. Raise ParameterError with near names."""
    return first_ones().get(name) or queries.get(name)


def grouped(lang: str) -> list[tuple[str, list[NamedQuery]]]:
    """Return the groups of named queries, each with its title."""
    place = 0 if lang == "zh" else 1
    return [
        (titles[place], [q for q in queries.all_queries() if q.group == key])
        for key, titles in queries.GROUPS.items()
    ]


def _known(query: NamedQuery, given: Mapping[str, str]) -> dict[str, str]:
    return {p.name: given[p.name] for p in query.parameters if given.get(p.name, "").strip()}


def _fitting(store: Store, query: NamedQuery) -> dict[str, str]:
    """Return the example's values, each one that this graph does not know replaced or left out."""
    values: dict[str, str] = {}
    wanting: list[Parameter] = []
    example_of = dict(query.example)
    for parameter in query.parameters:
        value = example_of.get(parameter.name, "")
        if not value:
            continue
        try:
            queries.to_terms(store, parameter, value)
        except QueryError:
            if not parameter.optional and parameter.default is None:
                wanting.append(parameter)
        else:
            values[parameter.name] = value
    for parameter in wanting:
        known = _STAND_INS.get(parameter.kind)
        names = store.select(known.format(count=len(wanting))) if known else ()
        taken = set(values.values())
        free = (value_of(name) for (name,) in names if value_of(name) not in taken)
        values[parameter.name] = next(free, example_of[parameter.name])
    return {p.name: values[p.name] for p in query.parameters if p.name in values}


def _whole(head: list[str], text: str) -> str:
    """Return a query's text with its head and the prefixes that it uses, and no empty lines."""
    bare = _NOT_OURS.sub(" ", text)
    used = sorted({name for name in _PREFIXED.findall(bare) if name in PREFIXES})
    declared = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in used]
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return "\n".join([*head, *declared, *lines])
