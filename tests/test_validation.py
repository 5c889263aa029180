"""A sound graph passes every shape; broken in any one way it is told so in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

import made_report as made
from gwr_graph import resources
from gwr_graph.errors import DataError, GraphError
from gwr_graph.model import Issue
from gwr_graph.validation import grounding, quads, shapes, slices, validate
from gwr_graph.validation.quads import Quad

SH = "http://www.w3.org/ns/shacl#"
GWR = "https://w3id.org/gwr-graph/ontology#"
GSH = "https://w3id.org/gwr-graph/shapes#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
TEXTS = {"990101-2023": made.TEXT}
ODD = "<https://example.org/nothing>"

ALL = quads.read(made.lines())
FEW = re.compile(r"id/(indicator(/gdp)?|theme(/economy|/industry)?)>$")
# Without the ontology and most of the lists: what is broken here is broken many times over.
SOUND = [
    q
    for q in ALL
    if "graph/ontology>" not in q[3] and ("graph/schemes>" not in q[3] or FEW.search(q[0]))
]
VALUES: dict[tuple[str, str], list[str]] = defaultdict(list)
for _s, _p, _o, _ in SOUND:
    VALUES[_s, _p].append(_o)


def gwr(name: str) -> str:
    return f"<{GWR}{name}>"


def lines_of(found: Iterable[Quad]) -> list[str]:
    return [f"{s} {p} {o} {g} ." for s, p, o, g in found]


@dataclass(frozen=True)
class Shape:
    """A shape with a name: the classes it is for, its path if that is one property, what it asks."""

    name: str
    classes: tuple[str, ...]
    path: str
    constraints: tuple[str, ...]
    messages: tuple[str, ...]
    violation: bool


ABOUT = {"targetClass", "property", "path", "message", "severity", "qualifiedValueShape"}


def all_shapes() -> Iterator[Shape]:
    """Yield every shape with a name in shapes.ttl."""
    source: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    languages: dict[str, list[str]] = defaultdict(list)
    file = resources.path("ontology", "shapes.ttl")
    for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
        subject, predicate = str(triple.subject), triple.predicate.value
        if predicate.startswith(SH):
            source[subject][predicate.removeprefix(SH)].append(str(triple.object))
        if predicate == f"{SH}message" and isinstance(triple.object, ox.Literal):
            languages[subject].append(triple.object.language or "")

    def shape(name: str, classes: Sequence[str]) -> Shape:
        facts = source[name]
        (path,) = facts.get("path", [""])
        return Shape(
            name=name.strip("<>").removeprefix(GSH),
            classes=tuple(classes),
            path=path,
            constraints=tuple(sorted(facts.keys() - ABOUT)),
            messages=tuple(sorted(languages[name])),
            violation=facts.get("severity", [f"<{SH}Violation>"]) == [f"<{SH}Violation>"],
        )

    for name in sorted(source):
        if classes := source[name].get("targetClass"):
            yield shape(name, classes)
            yield from (shape(inner, classes) for inner in source[name].get("property", []))


def instances(of: str) -> set[str]:
    return {s for s, p, o, _ in SOUND if p == RDF_TYPE and o == of}


def first_with(classes: tuple[str, ...], path: str) -> str:
    """Return a node of one of the classes that has a value for the path."""
    nodes = sorted(n for c in classes for n in instances(c) if (n, path) in VALUES)
    assert nodes, f"the sample has no {classes} with {path}"
    return nodes[0]


def with_values(node: str, path: str, *values: str) -> list[Quad]:
    """Return the sound graph with other values for one property of one node."""
    graph = next(g for s, _, _, g in SOUND if s == node)
    kept = [q for q in SOUND if q[:2] != (node, path)]
    return [*kept, *((node, path, value, graph) for value in values)]


def value_for(component: str, old: str) -> str:
    """Return a value that breaks a constraint which holds for ``old``."""
    language = "@zh" if old.endswith("@zh") else ""
    datatype = old.rpartition("^^")[2] if "^^" in old else f"<{XSD}integer>"
    return {
        "datatype": f'"?"^^<{XSD}boolean>',
        "class": ODD,
        "or": ODD,
        "in": ODD,
        "nodeKind": '"text"',
        "languageIn": '"text"@fr',
        "pattern": '"?"',
        "minLength": f'""{language}',
        "minInclusive": f'"-1"^^{datatype}',
        "maxInclusive": f'"2"^^{datatype}',
        "lessThan": f'"99999"^^{datatype}',
        "lessThanOrEquals": f'"2999"^^<{XSD}gYear>',
    }[component]


def broken(shape: Shape, component: str) -> list[Quad]:
    """Return the sound graph with one thing wrong, that this constraint must see."""
    if special := SPECIAL.get(f"{shape.name} {component}"):
        return special()
    path = shape.path
    node = first_with(shape.classes, path)
    values = VALUES[node, path]
    if component == "minCount":
        return with_values(node, path)
    if component == "maxCount":
        return with_values(node, path, *values, ODD if values[0].startswith("<") else '"other"')
    return with_values(node, path, value_for(component, values[0]))


def statement() -> str:
    return first_with((gwr("Goal"),), gwr("quote"))


def without(*dropped: tuple[str, str, str]) -> list[Quad]:
    return [q for q in SOUND if q[:3] not in dropped]


def more(node: str, path: str, value: str) -> list[Quad]:
    graph = next(g for s, _, _, g in SOUND if s == node)
    return [*SOUND, (node, path, value, graph)]


def untyped(leaf: str, above: str) -> Callable[[], list[Quad]]:
    """Return an edit that takes the superclass's type away from one instance of a class."""
    return lambda: without((first_with((gwr(leaf),), RDF_TYPE), RDF_TYPE, above))


def no_context() -> list[Quad]:
    return [q for q in SOUND if q[1] != gwr("placeFrom")]


def no_check() -> list[Quad]:
    """Take from the goal what could be checked."""
    goal = statement()
    kept = [q for q in SOUND if q[:2] != (goal, gwr("hasMeasure"))]
    return [q for q in kept if q[1] != gwr("status")]


def orphan() -> list[Quad]:
    return [q for q in SOUND if q[1] != gwr("hasMeasure")]


def same(kind: str, one: str, other: str) -> list[Quad]:
    node = first_with((gwr(kind),), gwr(one))
    return with_values(node, gwr(one), VALUES[node, gwr(other)][0])


CONCEPT = "<https://w3id.org/gwr-graph/id/indicator/gdp>"
PARK = "<https://w3id.org/gwr-graph/id/990101/云台工业园>"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SPECIAL: dict[str, Callable[[], list[Quad]]] = {
    "Statement-stance xone": lambda: more(statement(), RDF_TYPE, gwr("Situation")),
    "Statement-typed hasValue": untyped("Commitment", gwr("Statement")),
    "Statement-context or": no_context,
    "Statement-fulfils class": lambda: more(statement(), gwr("fulfils"), ODD),
    "Goal-typed hasValue": untyped("Goal", gwr("Commitment")),
    "Goal-checkable or": no_check,
    "Measure-typed hasValue": untyped("Target", gwr("Measure")),
    "Measure-statement minCount": orphan,
    "Target-disjoint not": lambda: more(
        first_with((gwr("Target"),), RDF_TYPE), RDF_TYPE, gwr("Result")
    ),
    "Involvement-who disjoint": lambda: same("Involvement", "who", "where"),
    "Containment-inner disjoint": lambda: same("Containment", "inner", "outer"),
    "Actor-typed hasValue": untyped("Person", gwr("Actor")),
    "Place-typed hasValue": untyped("Park", gwr("Place")),
    "Indicator-typed hasValue": lambda: without((CONCEPT, RDF_TYPE, f"<{SKOS}Concept>")),
    "Entity-type qualifiedMinCount": lambda: without((PARK, RDF_TYPE, gwr("Park"))),
    "Entity-type qualifiedMaxCount": lambda: [
        *more(PARK, RDF_TYPE, gwr("Site")),
        *more(PARK, RDF_TYPE, gwr("Honour"))[-1:],
    ],
    "Concept-label uniqueLang": lambda: more(
        CONCEPT, "<http://www.w3.org/2000/01/rdf-schema#label>", '"又名"@zh'
    ),
    "Concept-prefLabel uniqueLang": lambda: more(CONCEPT, f"<{SKOS}prefLabel>", '"又名"@zh'),
    "Concept-altLabel disjoint": lambda: more(
        CONCEPT, f"<{SKOS}altLabel>", VALUES[CONCEPT, f"<{SKOS}prefLabel>"][0]
    ),
}
CASES = [
    pytest.param(shape, component, id=f"{shape.name}-{component}")
    for shape in all_shapes()
    for component in shape.constraints
]


WRONG = {
    gwr("where"): ODD,
    gwr("direction"): ODD,
    gwr("unit"): ODD,
    gwr("rule"): '""',
    gwr("scope"): '"far"',
    gwr("value"): '"5.5"',
    gwr("divisionCode"): '"99"^^<urn:code>',
}


def many_ways() -> list[Quad]:
    """Return the graph of two reports, the one sound, the other broken in many ways."""
    goal = statement()
    found = [
        q
        for q in more(goal, RDF_TYPE, gwr("Situation"))
        if q[1] not in (gwr("placeFrom"), gwr("status"), gwr("refersTo"), gwr("order"))
    ]
    found = [(s, p, WRONG.get(p, o), g) for s, p, o, g in found]
    report = f"<{made_iri('990101-2023')}"
    other = f"<{made_iri('990101-2022')}"
    for q in SOUND:
        if q[0].startswith(report):
            s, p, o, g = (term.replace(report, other) for term in q)
            found.append((s, p, o, g))
    earlier = goal.replace(report, other)
    graph = f"{other}>"
    # A statement may speak of another report's: of a commitment rightly, of a sentence wrongly.
    found.append((goal, gwr("fulfils"), earlier, f"{report}>"))
    found.append((earlier, gwr("continues"), VALUES[goal, gwr("inSentence")][0], graph))
    return found


def made_iri(key: str) -> str:
    return f"https://w3id.org/gwr-graph/id/report/{key}"


def shacl_issues(found: Iterable[Quad]) -> list[Issue]:
    return [i for i in validate(lines_of(found), TEXTS) if i.source == "shacl"]


def pairs(issues: Iterable[Issue]) -> set[tuple[str, str]]:
    """Return the nodes that break a shape, each with the shape."""
    return {(i.where, i.details[0].removeprefix("shape ")) for i in issues}


def test_a_sound_graph_has_no_issue() -> None:
    assert validate(made.lines(), TEXTS) == []
    assert validate(lines_of(SOUND), TEXTS) == []


def test_the_sound_graph_has_something_for_every_shape() -> None:
    for shape in all_shapes():
        assert any(instances(of) for of in shape.classes), shape.name


@pytest.mark.parametrize(("shape", "component"), CASES)
def test_each_constraint_sees_what_breaks_it(shape: Shape, component: str) -> None:
    issues = shacl_issues(broken(shape, component))
    asked = (f"shape {GSH}{shape.name}", f"constraint {component}")
    found = [i for i in issues if i.details[:2] == asked]
    assert found, [i.details for i in issues]
    for issue in found:
        assert issue.severity == ("violation" if shape.violation else "warning")
        assert re.search(r"[\u4e00-\u9fff]", issue.message_zh)
        assert re.search(r"[A-Za-z]{3}", issue.message_en)
        assert issue.where.startswith("https://w3id.org/gwr-graph/id/")


def test_an_issue_tells_the_path_and_the_value() -> None:
    node = first_with((gwr("Measure"),), gwr("value"))
    (issue,) = shacl_issues(with_values(node, gwr("value"), '"x"'))
    assert issue.where == node.strip("<>")
    assert (issue.message_zh, issue.message_en) == (
        "数值须有一个小数值",
        "A measure has one decimal value",
    )
    assert issue.details == (
        f"shape {GSH}Measure-value",
        "constraint datatype",
        f"path {GWR}value",
        'value "x"',
    )


def test_pyshacl_finds_the_same_in_a_graph_broken_in_many_ways() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = pytest.importorskip("rdflib")
    found = many_ways()
    data = rdflib.Graph().parse(
        data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in found), format="nt"
    )
    source = rdflib.Graph().parse(resources.path("ontology", "shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=source)
    ns = rdflib.Namespace(SH)
    theirs = {
        (str(report.value(r, ns.focusNode)), str(report.value(r, ns.sourceShape)))
        for r in report.subjects(rdflib.RDF.type, ns.ValidationResult)
    }
    assert pairs(shacl_issues(found)) == theirs
    assert len({shape for _, shape in theirs}) > 15


@pytest.mark.parametrize("most", [1, 40, 1000])
def test_slices_find_what_the_whole_shows(most: int) -> None:
    found = many_ways()
    whole = slices.Slice("".join(f"{s} {p} {o} .\n" for s, p, o, _ in found), frozenset())
    parts = list(slices.cut(found, most))
    sliced = [issue for part in parts for issue in shapes.check(part)]
    assert sorted(map(repr, sliced)) == sorted(map(repr, shapes.check(whole)))


def test_every_node_is_checked_in_exactly_one_slice() -> None:
    found = many_ways()
    checked: list[str] = []
    for part in slices.cut(found, 100):
        here = {line.split(" ", 1)[0].strip("<>") for line in part.triples.splitlines()}
        assert part.context <= here
        checked += here - part.context
    assert sorted(checked) == sorted({s.strip("<>") for s, *_ in found})


def test_an_executor_finds_the_same() -> None:
    found = lines_of(many_ways())
    with ThreadPoolExecutor(2) as pool:
        assert validate(found, TEXTS, pool) == validate(found, TEXTS)


def test_every_shape_has_a_message_in_both_languages() -> None:
    for shape in all_shapes():
        if shape.constraints:
            assert shape.messages == ("en", "zh"), shape.name


def test_broken_shapes_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "_turtle", lambda: "gsh:A a sh:NodeShape")
    with pytest.raises(DataError, match=r"shapes\.ttl") as caught:
        validate(made.lines(), TEXTS)
    assert "\n" not in str(caught.value)


def test_terms_that_are_no_rdf_are_one_line() -> None:
    stray = r'<urn:a> <urn:b> "\q" <urn:c> .'
    with pytest.raises(GraphError, match="cannot be checked") as caught:
        validate([*made.lines(), stray], TEXTS)
    assert "\n" not in str(caught.value)


def grounded(found: Iterable[str], texts: dict[str, str] = TEXTS) -> list[Issue]:
    return [i for i in validate(found, texts) if i.source == "grounding"]


def test_a_quote_that_the_text_does_not_hold() -> None:
    changed = [line.replace('surface> "5.50%"', 'surface> "6.50%"') for line in made.lines()]
    (issue,) = grounded(changed)
    assert issue.message_en == "the quote is not what the report says at this place"
    assert issue.message_zh == "原文与报告中该位置的文字不符"
    assert issue.details[1:] == ("quoted '6.50%'", "text '5.50%'")


def test_a_shifted_text_breaks_every_quote() -> None:
    passages = {s for s, p, _, _ in SOUND if p in (gwr("quote"), gwr("surface"))}
    issues = grounded(made.lines(), {"990101-2023": "，" + made.TEXT})
    assert {f"<{i.where}>" for i in issues} == passages


def test_an_offset_past_the_end_or_missing() -> None:
    node = first_with((gwr("Mention"),), gwr("end"))
    for values in ((f'"9999"^^<{XSD}integer>',), ()):
        changed = lines_of(with_values(node, gwr("end"), *values))
        assert [i.where for i in grounded(changed)] == [node.strip("<>")]


def test_a_report_without_its_text() -> None:
    (issue,) = grounded(made.lines(), {})
    assert issue.where == "https://w3id.org/gwr-graph/id/report/990101-2023"
    assert issue.message_en.startswith("there is no clean text")


def test_a_triple_in_two_graphs() -> None:
    line = next(
        line for line in made.lines() if line.startswith(PARK) and "rdf-schema#label" in line
    )
    (issue,) = grounded([*made.lines(), line.replace("graph/entities", "graph/divisions")])
    assert issue.message_en == "the triple lies in two graphs"
    assert issue.message_zh == "三元组同时在两个图中"


def test_a_triple_in_no_graph() -> None:
    (issue,) = grounded([*made.lines(), f"{PARK} {RDF_TYPE} {gwr('Oddity')} ."])
    assert issue.message_en == "the triple lies in no named graph"


def test_what_a_report_says_in_another_graph() -> None:
    report = "<https://w3id.org/gwr-graph/id/report/990101-2023>"
    stray = f'{PARK} <http://www.w3.org/2000/01/rdf-schema#seeAlso> "x" {report} .'
    assert len(grounded([*made.lines(), stray])) == 1
    stray = f'{report} <http://www.w3.org/2000/01/rdf-schema#seeAlso> "x" {PARK} .'
    assert len(grounded([*made.lines(), stray])) == 1


def test_a_place_within_itself() -> None:
    city, district = (f"<https://w3id.org/gwr-graph/id/division/{c}>" for c in ("9901", "990101"))
    divisions = "<https://w3id.org/gwr-graph/id/graph/divisions>"
    found = [*SOUND, (city, gwr("within"), district, divisions)]
    assert {i.where for i in grounding.check_within(found)} == {city[1:-1], district[1:-1]}


def test_a_built_folder_is_checked_with_its_own_texts(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "graph.nq").write_text("\n".join(made.lines()) + "\n", encoding="utf-8")
    (tmp_path / "texts" / "990101-2023.txt").write_text(made.TEXT, encoding="utf-8", newline="\n")
    assert validate(tmp_path) == []
    (tmp_path / "texts" / "990101-2023.txt").write_text("", encoding="utf-8")
    assert validate(tmp_path)


def test_another_writers_n_quads_are_read_alike() -> None:
    """Comments, tabs and other escapes are N-Quads too."""
    other = [
        "# a comment",
        *(line.replace("<", "\t<", 1).replace("沙", "\\u6C99") for line in made.lines()),
    ]
    assert sorted(quads.read(other)) == sorted(ALL)


@pytest.mark.parametrize("content", ["<urn:a> <urn:b>", "not a graph", '<urn:a> <urn:b> "x .'])
def test_what_is_no_graph_is_one_clear_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "graph.nq"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.nq: not N-Quads") as caught:
        validate(file, {})
    assert "\n" not in str(caught.value)


def test_a_missing_or_undecodable_graph_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"graph\.nq: cannot be read"):
        validate(tmp_path)
    (tmp_path / "graph.nq").write_bytes(b"\xff\xfe")
    with pytest.raises(GraphError, match="cannot be read"):
        validate(tmp_path)


def test_issues_come_in_one_order_violations_first() -> None:
    found = lines_of(
        [q for q in SOUND if q[1] not in (gwr("status"), gwr("hasMeasure"), gwr("value"))]
    )
    issues = validate(found, TEXTS)
    assert issues == validate(reversed(found), TEXTS)
    severities = [i.severity for i in issues]
    assert severities == sorted(severities, key=lambda s: s != "violation")
    assert set(severities) == {"violation", "warning"}
