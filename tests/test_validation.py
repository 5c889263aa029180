"""A sound graph passes every shape; broken in any one way it is told so in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import made_report as made
from gwr_graph import resources
from gwr_graph.errors import DataError, GraphError
from gwr_graph.model import Issue
from gwr_graph.validation import grounding, quads, shacl, validate
from gwr_graph.validation.quads import Quad

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
GRAPH = shacl.Graph(SOUND)


def gwr(name: str) -> str:
    return f"<{GWR}{name}>"


def lines_of(found: Iterable[Quad]) -> list[str]:
    return [f"{s} {p} {o} {g} ." for s, p, o, g in found]


def all_shapes() -> Iterator[tuple[shacl.Shape, tuple[str, ...]]]:
    """Yield every shape with a name, and the classes that it is for."""
    for shape in shacl.shipped_shapes():
        yield shape, shape.targets
        for inner in shape.properties:
            yield inner, shape.targets


def first_with(classes: tuple[str, ...], path: str) -> str:
    """Return a node of one of the classes that has a value for the path."""
    nodes = sorted(n for c in classes for n in GRAPH.instances(c) if GRAPH.values(n, path))
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


def broken(shape: shacl.Shape, classes: tuple[str, ...], component: str) -> list[Quad]:
    """Return the sound graph with one thing wrong, that this constraint must see."""
    path = shape.path_text
    name = shape.name.removeprefix(f"<{GSH}").removesuffix(">")
    if special := SPECIAL.get(f"{name} {component}"):
        return special()
    node = first_with(classes, path)
    values = list(GRAPH.values(node, path))
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
    return with_values(node, gwr(one), GRAPH.values(node, gwr(other))[0])


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
    "Entity-type qualifiedValueShape": lambda: [
        *more(PARK, RDF_TYPE, gwr("Site")),
        *more(PARK, RDF_TYPE, gwr("Honour"))[-1:],
    ],
    "Concept-label uniqueLang": lambda: more(
        CONCEPT, "<http://www.w3.org/2000/01/rdf-schema#label>", '"又名"@zh'
    ),
    "Concept-prefLabel uniqueLang": lambda: more(CONCEPT, f"<{SKOS}prefLabel>", '"又名"@zh'),
    "Concept-altLabel disjoint": lambda: more(
        CONCEPT, f"<{SKOS}altLabel>", GRAPH.values(CONCEPT, f"<{SKOS}prefLabel>")[0]
    ),
}
CASES = [
    pytest.param(
        shape, classes, component, id=f"{shape.name.strip('<>').partition('#')[2]}-{component}"
    )
    for shape, classes in all_shapes()
    for component in dict(shape.checks)
]


def test_a_sound_graph_has_no_issue() -> None:
    assert validate(made.lines(), TEXTS) == []
    assert validate(lines_of(SOUND), TEXTS) == []


def test_the_sound_graph_has_something_for_every_shape() -> None:
    for shape in shacl.shipped_shapes():
        assert any(GRAPH.instances(target) for target in shape.targets), shape.name


@pytest.mark.parametrize(("shape", "classes", "component"), CASES)
def test_each_constraint_sees_what_breaks_it(
    shape: shacl.Shape, classes: tuple[str, ...], component: str
) -> None:
    name = shape.name.strip("<>")
    issues = validate(lines_of(broken(shape, classes, component)), TEXTS)
    found = [i for i in issues if i.details[:2] == (f"shape {name}", f"constraint {component}")]
    assert found, [i.details for i in issues]
    for issue in found:
        assert issue.source == "shacl"
        assert issue.severity == ("violation" if shape.violation else "warning")
        assert re.search(r"[\u4e00-\u9fff]", issue.message_zh)
        assert re.search(r"[A-Za-z]{3}", issue.message_en)
        assert issue.where.startswith("https://w3id.org/gwr-graph/id/")


@pytest.mark.parametrize(("shape", "classes", "component"), CASES)
def test_an_independent_engine_finds_the_same(
    shape: shacl.Shape, classes: tuple[str, ...], component: str
) -> None:
    pyrudof = pytest.importorskip("pyrudof")
    found = broken(shape, classes, component)
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    data = "".join(f"{s} {p} {o} .\n" for s, p, o, _ in found)
    session.read_data(data, pyrudof.RDFFormat.NTriples)
    session.read_shacl(resources.path("ontology", "shapes.ttl").read_text(encoding="utf-8"))
    theirs = {
        (f"<{v.focus_node}>", f"<{v.source_shape}>") for v in session.validate_shacl().violations
    }
    assert {(r.focus, r.shape.name) for r in shacl.check(found)} == theirs


def test_pyshacl_finds_the_same_in_a_graph_broken_in_many_ways() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = pytest.importorskip("rdflib")
    goal = statement()
    found = [
        q
        for q in more(goal, RDF_TYPE, gwr("Situation"))
        if q[1] not in (gwr("placeFrom"), gwr("status"), gwr("refersTo"), gwr("order"))
    ]
    found = [(s, p, ODD if p == gwr("where") else o, g) for s, p, o, g in found]
    data = rdflib.Graph().parse(
        data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in found), format="nt"
    )
    shapes = rdflib.Graph().parse(resources.path("ontology", "shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    ns = rdflib.Namespace(shacl.SH)
    theirs = {
        (f"<{report.value(r, ns.focusNode)}>", f"<{report.value(r, ns.sourceShape)}>")
        for r in report.subjects(rdflib.RDF.type, ns.ValidationResult)
    }
    assert {(r.focus, r.shape.name) for r in shacl.check(found)} == theirs
    assert len(theirs) > 10


def test_every_shape_has_a_message_in_both_languages() -> None:
    for shape, _ in all_shapes():
        if shape.checks:
            assert sorted(shape.messages) == ["en", "zh"], shape.name


@pytest.mark.parametrize(
    "construct", ["sh:closed true", "sh:maxLength 3", "sh:nodeKind sh:Literal", "sh:node gsh:B"]
)
def test_a_construct_that_is_not_known_is_refused(construct: str) -> None:
    shapes = f"""@prefix sh: <{shacl.SH}> . @prefix gsh: <{GSH}> .
        gsh:A a sh:NodeShape ; sh:targetClass gsh:C ; {construct} ."""
    with pytest.raises(DataError, match="not supported"):
        shacl.compile_shapes(shapes)


def test_broken_shapes_are_one_line() -> None:
    with pytest.raises(DataError, match=r"shapes\.ttl"):
        shacl.compile_shapes("gsh:A a sh:NodeShape")


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
