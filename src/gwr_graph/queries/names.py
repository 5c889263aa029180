"""From a name to what it stands for in a store: entities, indicators, themes, terms, reports."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from gwr_graph.errors import QueryError
from gwr_graph.store import PREFIXES, Store, Table, Term, in_values, short, value_of
from gwr_graph.store import named as iri

_GWR = PREFIXES["gwr"]
_ENTITY = """FILTER EXISTS { ?e a ?k FILTER(?k IN (
  gwr:AdminArea, gwr:Park, gwr:Site, gwr:Enterprise, gwr:Institution, gwr:Person,
  gwr:Project, gwr:Programme, gwr:Honour)) }"""
_THING = """FILTER EXISTS { ?e a ?k FILTER(?k IN (
  gwr:AdminArea, gwr:Park, gwr:Site, gwr:Enterprise, gwr:Institution, gwr:Person,
  gwr:Project, gwr:Programme, gwr:Honour, skos:Concept)) }"""
_SUGGESTED = 3
_SHOWN = 5

# kind of parameter → what its values must be, and what a message calls them
_WANTED = {
    "entity": (_ENTITY, "entity"),
    "place": ("FILTER EXISTS { ?e a gwr:Place }", "place"),
    "thing": (_THING, "entity, indicator or theme"),
    "concept": ("FILTER EXISTS { ?e a skos:Concept }", "indicator or theme"),
    "indicator": ("FILTER EXISTS { ?e a gwr:Indicator }", "indicator"),
    "theme": (f"FILTER EXISTS {{ ?e skos:inScheme <{PREFIXES['id']}theme> }}", "theme"),
}
NAMED_KINDS = tuple(_WANTED)
"""The kinds of parameter whose value is a name."""


class ParameterError(QueryError):
    """A query is asked wrongly: an unknown name or parameter, one missing, or no such year."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Matches:
    """What a name stands for; ``exact`` is False where it is only a part of their names."""

    terms: tuple[Term, ...]
    exact: bool = True


def entities_named(store: Store, name: str) -> tuple[Term, ...]:
    """Return the entities with this label, else other name or surface, else those that contain it,
    whatever the case of its letters.

    An IRI, or what follows ``id/`` in one, names its entity. Raise QueryError with near names.
    """
    return matched(store, "entity", name).terms


def concepts_named(store: Store, name: str) -> tuple[Term, ...]:
    """Return the indicators or themes called ``name``, else those that contain it."""
    return matched(store, "concept", name).terms


def matched(store: Store, kind: str, name: str) -> Matches:
    """Return what ``name`` stands for among the things of a kind, one of :data:`NAMED_KINDS`.

    Raise QueryError with near names where it fits none.
    """
    wanted, what = _WANTED[kind]
    given = _as_iri(name)
    if given is not None and store.ask(f"ASK {{ {given} ?p ?o }}"):
        return Matches((given,))
    key = re.sub(r"[\s“”‘’\"'*]+", "", unicodedata.normalize("NFKC", name))
    if not key:
        raise ParameterError(f"an empty name fits no {what}")
    spelt = in_values(
        ox.Literal(text, language=tag)
        for text in dict.fromkeys((key, name.strip()))
        for tag in (None, "zh", "en")
    )
    exact = store.select(f"""
        SELECT DISTINCT ?e ?tier {{
          VALUES ?name {{ {spelt} }}
          {{ ?e rdfs:label ?name BIND(1 AS ?tier) }} UNION {{ ?e skos:altLabel ?name BIND(2 AS ?tier) }}
          UNION {{ ?m gwr:surface ?name ; gwr:refersTo ?e BIND(2 AS ?tier) }}
          {wanted}
        }} ORDER BY ?tier ?e""")
    if exact.rows:
        best = exact.rows[0][1]
        return Matches(_distinct(row[0] for row in exact if row[1] == best))
    for test in ("LCASE(STR(?label)) = ?part", "CONTAINS(LCASE(STR(?label)), ?part)"):
        part = store.select(f"""
            SELECT DISTINCT ?e {{
              VALUES ?part {{ {in_values([ox.Literal(key.lower())])} }}
              {{ ?e rdfs:label ?label }} UNION {{ ?e skos:altLabel ?label }}
              {wanted}
              FILTER({test})
            }} ORDER BY ?e""")
        if part.rows:
            return Matches(_distinct(row[0] for row in part), exact="=" in test)
    labels = store.select(
        f"SELECT DISTINCT ?label {{ ?e rdfs:label|skos:altLabel ?label . {wanted} }}"
    )
    raise QueryError(f"no {what} is called {name!r}{near(key, _texts(labels, 0))}")


def told(store: Store, matches: Matches, name: str) -> str:
    """Return which things were taken for a name that is not one thing's own, "" where it is."""
    if matches.exact and len(matches.terms) == 1:
        return ""
    labels = store.select(f"""
        SELECT ?e (MIN(STR(?label)) AS ?name) {{
          VALUES ?e {{ {in_values(matches.terms[:_SHOWN])} }} ?e rdfs:label ?label
          FILTER(LANG(?label) != "en")
        }} GROUP BY ?e""")
    names = {row[0]: value_of(row[1]) for row in labels}
    shown = [f"{names.get(t, '')} ({short(t)})".lstrip() for t in matches.terms[:_SHOWN]]
    more = len(matches.terms) - len(shown)
    listed = ", ".join(shown) + (f" and {more} more" if more else "")
    if matches.exact:
        return f"{name!r} is the name of {len(matches.terms)}, all taken: {listed}"
    return f"nothing is called {name!r}; taken, as it is part of the name: {listed}"


def terms_named(store: Store, name: str, kind: str | None = None) -> tuple[Term, ...]:
    """Return the ontology's term with this local name (Park, gwr:Park, park) or label (园区).

    ``kind`` narrows it to a "class" or a "status". Raise QueryError with near names.
    """
    of_kind = {"class": "?t a owl:Class .", "status": "?t a gwr:Status ."}.get(kind or "", "")
    found = store.select(f"""
        SELECT DISTINCT ?t ?l {{
          GRAPH <{PREFIXES["id"]}graph/ontology> {{ ?t rdfs:label ?l . {of_kind} }}
          FILTER(STRSTARTS(STR(?t), "{_GWR}"))
        }} ORDER BY ?t ?l""")
    key = _plain(name.strip().removeprefix(_GWR).removeprefix("gwr:"))
    for term, label in found:
        own = value_of(term).removeprefix(_GWR)
        if term is not None and key in (own.casefold(), _plain(value_of(label))):
            return (term,)
    own_names = [value_of(t).removeprefix(_GWR) for t, _ in found]
    what = kind or "class or term"
    hint = near(name, [*own_names, *_texts(found, 1)])
    if not hint and kind == "status":
        hint = f"; there are {', '.join(dict.fromkeys(own_names))}"
    raise QueryError(f"no {what} is called {name!r}{hint}")


def reports_named(store: Store, name: str) -> tuple[Term, ...]:
    """Return the report with this key (610303-2023) or IRI, else those of this jurisdiction, by its
    name alone (金台区) or with the year (金台区2023). Raise QueryError with near names."""
    found = store.select("""
        SELECT DISTINCT ?r ?home ?year {
          ?r a gwr:Report ; gwr:jurisdiction ?j ; gwr:year ?year . ?j rdfs:label|skos:altLabel ?home
        } ORDER BY ?r ?home""")
    asked = _plain(name).removesuffix("年")
    names: dict[str, list[Term | None]] = {}
    for report, home, year in found:
        iri_, area = value_of(report), value_of(home)
        key = iri_.removeprefix(f"{PREFIXES['id']}report/")
        for one in (iri_, f"report/{key}", f"id:report/{key}", key, area, area + value_of(year)):
            names.setdefault(_plain(one), []).append(report)
    if asked in names:
        return _distinct(names[asked])
    shown = [value_of(home) for _, home, _ in found]
    raise QueryError(f"no report is called {name!r}{near(name, shown)}")


def near(name: str, names: Iterable[str], least: float = 0.4) -> str:
    """Return "; did you mean …?" with the nearest names, "" where none is alike
    by ``least`` (0 to 1)."""
    import difflib

    found = difflib.get_close_matches(name, sorted(set(names)), _SUGGESTED, least)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", text)).casefold()


def _distinct(terms: Iterable[Term | None]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(term for term in terms if term is not None))


def _texts(table: Table, column: int) -> Sequence[str]:
    return [value_of(row[column]) for row in table]


def _as_iri(text: str) -> ox.NamedNode | None:
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return iri(text)
    local = text.removeprefix("id:")
    if "/" not in local:
        return None
    try:
        return ox.NamedNode(PREFIXES["id"] + local)
    except ValueError:
        return None
