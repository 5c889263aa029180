"""SHACL Core over N-Quads lines: as much of it as shapes.ttl uses, and an error for anything else.

Why not a library: SHACL runs in every build. Measured on one report's graph (29,000 triples, one
core): pySHACL with rdflib 3.9 s, pyrudof 0.8 s, this module 0.07 s. On eight reports pyrudof takes
15 s and 2.9 GB, more than in proportion; this module eight times as long. The tests hold it against
both on sound graphs and on graphs broken in every way that the shapes name.

A term is its N-Quads text. A shape is compiled once into functions over terms; a construct that is
not known raises DataError, so no constraint is passed over in silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.rdf.terms import RDF, RDFS, XSD
from gwr_graph.validation.quads import Quad, text_of

SH = "http://www.w3.org/ns/shacl#"
TYPE, SUB_CLASS = f"<{RDF}type>", f"<{RDFS}subClassOf>"
_NIL, _FIRST, _REST = f"<{RDF}nil>", f"<{RDF}first>", f"<{RDF}rest>"
_LANG = re.compile(r'"@([A-Za-z0-9-]+)$')
_TYPED = re.compile(r'^"((?:[^"\\]|\\.)*)"\^\^<([^>]*)>$')
_FORMS = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    f"{XSD}gYear": re.compile(r"-?\d{4,}(Z|[+-]\d\d:\d\d)?"),
    f"{XSD}date": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d\d:\d\d)?"),
}
_NUMBERS = (f"{XSD}integer", f"{XSD}decimal")
# Said about a shape, not asked of a node.
_ABOUT = {
    TYPE,
    f"<{RDFS}label>",
    *(f"<{SH}{n}>" for n in ("targetClass", "message", "severity", "path")),
    *(f"<{SH}{n}>" for n in ("qualifiedMinCount", "qualifiedMaxCount")),
}

Values = Sequence[str]
Check = Callable[["Graph", str, Values], Iterable[str | None]]
"""From a focus node and its values to the values that break a constraint, None for the whole."""
Path = Callable[["Graph", str], Values]


class Graph:
    """Triples by subject, and the instances of every class with those of the classes below it."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        about: dict[str, dict[str, list[str]]] = {}
        typed: dict[str, list[str]] = defaultdict(list)
        below: dict[str, set[str]] = defaultdict(set)
        for s, p, o, _ in quads:
            facts = about.get(s)
            if facts is None:
                facts = about[s] = {}
            known = facts.get(p)
            if known is None:
                facts[p] = [o]
            elif o not in known:
                known.append(o)
            if p == TYPE:
                typed[o].append(s)
            elif p == SUB_CLASS:
                below[o].add(s)
        self.about = about
        self._typed, self._below = typed, below
        self._instances: dict[str, frozenset[str]] = {}
        self._inverse: dict[str, dict[str, list[str]]] = {}

    def instances(self, of: str) -> frozenset[str]:
        if of not in self._instances:
            classes, waiting = {of}, [of]
            while waiting:
                for narrower in self._below.get(waiting.pop(), ()):
                    if narrower not in classes:
                        classes.add(narrower)
                        waiting.append(narrower)
            self._instances[of] = frozenset(s for c in classes for s in self._typed.get(c, ()))
        return self._instances[of]

    def values(self, node: str, predicate: str) -> Values:
        return self.about.get(node, {}).get(predicate, ())

    def subjects(self, predicate: str, node: str) -> Values:
        if predicate not in self._inverse:
            found: dict[str, list[str]] = defaultdict(list)
            for s, facts in self.about.items():
                for o in facts.get(predicate, ()):
                    found[o].append(s)
            self._inverse[predicate] = found
        return self._inverse[predicate].get(node, ())


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled shape. ``path`` is None for a node shape, whose one value is the node itself."""

    name: str
    targets: tuple[str, ...]
    path: Path | None
    path_text: str
    checks: tuple[tuple[str, Check], ...]
    properties: tuple[Shape, ...]
    violation: bool
    messages: Mapping[str, str]

    def results(self, graph: Graph, node: str) -> Iterator[Result]:
        values = (node,) if self.path is None else self.path(graph, node)
        for component, check in self.checks:
            for value in check(graph, node, values):
                yield Result(self, node, component, value)
        for inner in self.properties:
            for value in values:
                yield from inner.results(graph, value)

    def conforms(self, graph: Graph, node: str) -> bool:
        return next(self.results(graph, node), None) is None


@dataclass(frozen=True, slots=True)
class Result:
    """One breach: which shape, at which node, by which constraint, with which value."""

    shape: Shape
    focus: str
    component: str
    value: str | None


def check(quads: Iterable[Quad], shapes: Sequence[Shape] | None = None) -> Iterator[Result]:
    """Yield every breach of the shapes (those of shapes.ttl unless others are given)."""
    graph = Graph(quads)
    for shape in shipped_shapes() if shapes is None else shapes:
        nodes = {node for target in shape.targets for node in graph.instances(target)}
        for node in sorted(nodes):
            yield from shape.results(graph, node)


@cache
def shipped_shapes() -> tuple[Shape, ...]:
    """Return the shapes of ontology/shapes.ttl; raise DataError where they cannot be used."""
    file = resources.path("ontology", "shapes.ttl")
    try:
        return compile_shapes(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"{file}: {error.strerror}; reinstall") from error


def compile_shapes(turtle: str) -> tuple[Shape, ...]:
    """Return the shapes with targets in a Turtle text; raise DataError for what is not known."""
    import pyoxigraph as ox

    try:
        parsed = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        quads = [(str(q.subject), str(q.predicate), str(q.object), "") for q in parsed]
    except SyntaxError as error:
        raise DataError(f"shapes.ttl: {error}; correct the file") from error
    source = Graph(quads)
    target = f"<{SH}targetClass>"
    return tuple(
        _compiled(source, node) for node in sorted(source.about) if source.values(node, target)
    )


def _compiled(source: Graph, node: str) -> Shape:
    facts = source.about.get(node, {})
    path = facts.get(f"<{SH}path>")
    severity = facts.get(f"<{SH}severity>", [f"<{SH}Violation>"])[0]
    checks: list[tuple[str, Check]] = []
    properties: list[Shape] = []
    for predicate, objects in sorted(facts.items()):
        if predicate == f"<{SH}property>":
            properties += [_compiled(source, o) for o in sorted(objects)]
        elif predicate not in _ABOUT:
            name = predicate.removeprefix(f"<{SH}").removesuffix(">")
            if name not in _CONSTRAINTS:
                raise DataError(f"shapes.ttl: {node} uses {predicate}, which is not supported")
            for o in objects:
                checks.append((name, _CONSTRAINTS[name](source, node, o)))
    return Shape(
        name=node,
        targets=tuple(facts.get(f"<{SH}targetClass>", ())),
        path=_path(source, path[0]) if path else None,
        path_text=path[0] if path else "",
        checks=tuple(checks),
        properties=tuple(properties),
        violation=severity == f"<{SH}Violation>",
        messages={_lang(m): text_of(m) or "" for m in facts.get(f"<{SH}message>", ())},
    )


def _path(source: Graph, node: str) -> Path:
    if node.startswith("<"):
        return lambda graph, focus: graph.values(focus, node)
    if inverse := source.values(node, f"<{SH}inversePath>"):
        return lambda graph, focus: graph.subjects(inverse[0], focus)
    steps = [_path(source, step) for step in _list(source, node)]
    if not steps:
        raise DataError(f"shapes.ttl: {node} is a kind of path that is not supported")

    def along(graph: Graph, focus: str) -> Values:
        found: dict[str, None] = {focus: None}
        for step in steps:
            found = dict.fromkeys(o for s in found for o in step(graph, s))
        return tuple(found)

    return along


def _list(source: Graph, node: str) -> list[str]:
    items = []
    while node != _NIL and source.values(node, _FIRST):
        items.append(source.values(node, _FIRST)[0])
        node = source.values(node, _REST)[0]
    return items


def _lang(term: str) -> str:
    match = _LANG.search(term)
    return match[1].lower() if match else ""


def _lexical(term: str) -> str | None:
    """Return a literal's characters or an IRI, None for a blank node."""
    if term.startswith("<"):
        return term[1:-1]
    return text_of(term)


def _comparable(term: str) -> tuple[str, Decimal | str] | None:
    """Return what a number, year or date is compared by, with its kind; None for anything else."""
    match = _TYPED.match(term)
    if not match or match[2] not in _FORMS or not _FORMS[match[2]].fullmatch(match[1]):
        return None
    if match[2] in _NUMBERS:
        return "number", Decimal(match[1])
    return match[2], match[1]


def _each(wrong: Callable[[Graph, str], bool]) -> Check:
    """Make a check of values one by one."""
    return lambda graph, _focus, values: [v for v in values if wrong(graph, v)]


def _min_count(_source: Graph, _node: str, o: str) -> Check:
    least = int(text_of(o) or 0)
    return lambda _graph, _focus, values: (None,) if len(values) < least else ()


def _max_count(_source: Graph, _node: str, o: str) -> Check:
    most = int(text_of(o) or 0)
    return lambda _graph, _focus, values: (None,) if len(values) > most else ()


def _datatype(_source: Graph, _node: str, o: str) -> Check:
    datatype = o[1:-1]
    if datatype == f"{XSD}string":
        return _each(lambda _g, v: v[0] != '"' or v[-1] != '"')
    if datatype == f"{RDF}langString":
        return _each(lambda _g, v: not _lang(v))
    if datatype not in _FORMS:
        raise DataError(f"shapes.ttl: the datatype {o} is not supported")
    form = _FORMS[datatype]

    @cache
    def wrong(value: str) -> bool:
        match = _TYPED.match(value)
        return not match or match[2] != datatype or not form.fullmatch(match[1])

    return _each(lambda _g, v: wrong(v))


def _class(_source: Graph, _node: str, o: str) -> Check:
    return _each(lambda graph, v: v not in graph.instances(o))


def _node_kind(_source: Graph, _node: str, o: str) -> Check:
    if o != f"<{SH}IRI>":
        raise DataError(f"shapes.ttl: the node kind {o} is not supported")
    return _each(lambda _g, v: not v.startswith("<"))


def _in(source: Graph, _node: str, o: str) -> Check:
    allowed = frozenset(_list(source, o))
    return _each(lambda _g, v: v not in allowed)


def _pattern(_source: Graph, _node: str, o: str) -> Check:
    pattern = re.compile(text_of(o) or "")
    return _each(lambda _g, v: not pattern.search(_lexical(v) or ""))


def _min_length(_source: Graph, _node: str, o: str) -> Check:
    least = int(text_of(o) or 0)
    return _each(lambda _g, v: len(_lexical(v) or "") < least)


def _limit(o: str, fits: Callable[[Decimal, Decimal], bool]) -> Check:
    limit = Decimal(text_of(o) or 0)

    @cache
    def wrong(value: str) -> bool:
        found = _comparable(value)
        return found is None or not isinstance(found[1], Decimal) or not fits(found[1], limit)

    return _each(lambda _g, v: wrong(v))


def _min_inclusive(_source: Graph, _node: str, o: str) -> Check:
    return _limit(o, lambda value, limit: value >= limit)


def _max_inclusive(_source: Graph, _node: str, o: str) -> Check:
    return _limit(o, lambda value, limit: value <= limit)


def _ordered(other: str, equal: bool) -> Check:
    @cache
    def wrong(value: str, limit: str) -> bool:
        a, b = _comparable(value), _comparable(limit)
        if a is None or b is None or a[0] != b[0]:
            return True
        if isinstance(a[1], Decimal) and isinstance(b[1], Decimal):
            return a[1] > b[1] or (a[1] == b[1] and not equal)
        return str(a[1]) > str(b[1]) or (a[1] == b[1] and not equal)

    return lambda graph, focus, values: [
        v for v in values for limit in graph.values(focus, other) if wrong(v, limit)
    ]


def _less_than(_source: Graph, _node: str, o: str) -> Check:
    return _ordered(o, equal=False)


def _less_than_or_equals(_source: Graph, _node: str, o: str) -> Check:
    return _ordered(o, equal=True)


def _disjoint(_source: Graph, _node: str, o: str) -> Check:
    return lambda graph, focus, values: [v for v in values if v in graph.values(focus, o)]


def _unique_lang(_source: Graph, _node: str, o: str) -> Check:
    def repeated(_graph: Graph, _focus: str, values: Values) -> list[None]:
        languages = [language for v in values if (language := _lang(v))]
        return [None] * len({lang for lang in languages if languages.count(lang) > 1})

    return repeated if text_of(o) == "true" else lambda _graph, _focus, _values: ()


def _language_in(source: Graph, _node: str, o: str) -> Check:
    allowed = [(text_of(item) or "").lower() for item in _list(source, o)]

    def wrong(_graph: Graph, value: str) -> bool:
        language = _lang(value)
        return not any(language == a or language.startswith(f"{a}-") for a in allowed)

    return _each(wrong)


def _has_value(_source: Graph, _node: str, o: str) -> Check:
    return lambda _graph, _focus, values: () if o in values else (None,)


def _not(source: Graph, _node: str, o: str) -> Check:
    inner = _compiled(source, o)
    return _each(inner.conforms)


def _or(source: Graph, _node: str, o: str) -> Check:
    inner = [_compiled(source, item) for item in _list(source, o)]
    return _each(lambda graph, v: not any(shape.conforms(graph, v) for shape in inner))


def _xone(source: Graph, _node: str, o: str) -> Check:
    inner = [_compiled(source, item) for item in _list(source, o)]
    return _each(lambda graph, v: sum(shape.conforms(graph, v) for shape in inner) != 1)


def _qualified(source: Graph, node: str, o: str) -> Check:
    inner = _compiled(source, o)
    least = source.values(node, f"<{SH}qualifiedMinCount>")
    most = source.values(node, f"<{SH}qualifiedMaxCount>")
    low = int(text_of(least[0]) or 0) if least else 0
    high = int(text_of(most[0]) or 0) if most else None

    def wrong(graph: Graph, _focus: str, values: Values) -> tuple[None, ...]:
        count = sum(inner.conforms(graph, v) for v in values)
        return (None,) if count < low or (high is not None and count > high) else ()

    return wrong


_CONSTRAINTS: Mapping[str, Callable[[Graph, str, str], Check]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "datatype": _datatype,
    "class": _class,
    "nodeKind": _node_kind,
    "in": _in,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than_or_equals,
    "disjoint": _disjoint,
    "uniqueLang": _unique_lang,
    "languageIn": _language_in,
    "hasValue": _has_value,
    "not": _not,
    "or": _or,
    "xone": _xone,
    "qualifiedValueShape": _qualified,
}
