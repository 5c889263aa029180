"""The ontology: every term in two languages, in its place, and none used that is not there."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph as ox
import pytest

import made_report as made
from gwr_graph import model, resources
from gwr_graph.rdf import terms
from gwr_graph.rdf.fixed import ontology_quads
from gwr_graph.rdf.terms import GWR, RDF, RDFS, SKOS

OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "https://schema.org/"
DOCUMENT = "https://w3id.org/gwr-graph/ontology"

# Section 3 of the design: classes and properties that others rely on.
CLASSES = re.findall(
    r"\w+",
    """
    Report Section Sentence Statement Achievement Commitment Situation Goal Mention Measure
    Target Result Involvement Containment Actor Enterprise Institution Person Place AdminArea
    Park Site Project Programme Honour Indicator
    """,
)
PROPERTIES = re.findall(
    r"\w+",
    """
    jurisdiction year presentedBy sha256 inReport heading order theme inSection quote start
    end inSentence period madeBy mentions involves atPlace concerns contextPlace placeFrom
    hasMeasure awardedTo awardedBy continues fulfils statedIn refersTo surface status
    indicator what of value unitText unit direction bound periodStart due dueText exemplar who
    where scope inner outer divisionCode adminLevel undertakenBy onSite within rule confidence
    """,
)
ALIGNED = {
    "Report": "schema.org/Report",
    "Passage": "nif-core#OffsetBasedString",
    "Sentence": "nif-core#Sentence",
    "Statement": "schema.org/Claim",
    "Measure": "qudt/QuantityValue",
    "Actor": "prov#Agent",
    "Institution": "ns/org#Organization",
    "Enterprise": "ns/org#FormalOrganization",
    "Person": "schema.org/Person",
    "Place": "geosparql#Feature",
    "AdminArea": "schema.org/AdministrativeArea",
    "Project": "schema.org/Project",
    "Indicator": "skos/core#Concept",
    "quote": "nif-core#anchorOf",
    "start": "nif-core#beginIndex",
    "end": "nif-core#endIndex",
    "within": "geosparql#sfWithin",
    "madeBy": "prov#wasAttributedTo",
    "statedIn": "prov#wasDerivedFrom",
    "unit": "qudt/hasUnit",
    "value": "qudt/numericValue",
    "theme": "dc/terms/subject",
    "mentions": "schema.org/mentions",
}

Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


@pytest.fixture(scope="module")
def facts() -> Facts:
    found: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(resources.path("ontology", "gwr.ttl"))):
        assert isinstance(quad.subject, ox.NamedNode), "a blank node has no lasting name"
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def values(facts: Facts, name: str, predicate: str) -> set[str]:
    return {o.value for o in facts[f"{GWR}{name}"][predicate]}


def test_every_term_of_the_design_is_there(facts: Facts) -> None:
    for name in CLASSES:
        assert f"{OWL}Class" in values(facts, name, f"{RDF}type"), name
    for name in PROPERTIES:
        kinds = values(facts, name, f"{RDF}type")
        wanted = {f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{RDF}Property"}
        assert len(kinds & wanted) == 1, name


def test_every_term_has_a_name_and_an_explanation_in_both_languages(facts: Facts) -> None:
    for iri, about in facts.items():
        if iri.startswith(GWR):
            for predicate in ("label", "comment"):
                found = about[f"{RDFS}{predicate}"]
                languages = sorted(o.language or "" for o in found if isinstance(o, ox.Literal))
                assert languages == ["en", "zh"], f"{iri} {predicate}"
                assert all(o.value.strip() for o in found)


def test_labels_tell_terms_apart(facts: Facts) -> None:
    seen: dict[tuple[str, str], str] = {}
    for iri, about in facts.items():
        if iri.startswith(GWR):
            for o in about[f"{RDFS}comment"]:
                assert seen.setdefault((o.value, "comment"), iri) == iri


def test_every_property_tells_what_it_joins(facts: Facts) -> None:
    for name in PROPERTIES:
        for side in ("domain", "range"):
            one = values(facts, name, f"{RDFS}{side}")
            several = values(facts, name, f"{SCHEMA}{side}Includes")
            assert bool(one) != bool(several), f"{name} {side}"
            assert len(one) <= 1, "two domains or ranges would mean both at once"


def test_what_the_ontology_names_it_defines(facts: Facts) -> None:
    used = {
        o.value
        for about in facts.values()
        for objects in about.values()
        for o in objects
        if isinstance(o, ox.NamedNode) and o.value.startswith(GWR)
    }
    assert used <= set(facts)


@pytest.mark.parametrize(("name", "other"), ALIGNED.items())
def test_alignments(facts: Facts, name: str, other: str) -> None:
    above = values(facts, name, f"{RDFS}subClassOf") | values(facts, name, f"{RDFS}subPropertyOf")
    assert any(iri.endswith(other) for iri in above)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("Goal", "Commitment"),
        ("Achievement", "Statement"),
        ("Target", "Measure"),
        ("Result", "Measure"),
        *((kind.value, "Place") for kind in model.EntityType if kind.is_place),
        *((kind.value, "Actor") for kind in model.EntityType if kind.is_actor),
    ],
)
def test_the_hierarchy(facts: Facts, name: str, above: str) -> None:
    assert f"{GWR}{above}" in values(facts, name, f"{RDFS}subClassOf")


def test_the_stances_exclude_each_other(facts: Facts) -> None:
    stances = {f"{GWR}{stance.value}" for stance in model.Stance}
    for stance in model.Stance:
        others = values(facts, stance.value, f"{OWL}disjointWith")
        assert others == stances - {f"{GWR}{stance.value}"}


@pytest.mark.parametrize(
    ("kind", "names"),
    [("Status", model.Status), ("Direction", model.Direction), ("Bound", model.Bound)],
)
def test_the_closed_sets_are_those_of_the_model(
    facts: Facts, kind: str, names: type[model.Status | model.Direction | model.Bound]
) -> None:
    found = {
        iri
        for iri, about in facts.items()
        if f"{GWR}{kind}" in {o.value for o in about[f"{RDF}type"]}
    }
    assert found == {f"{GWR}{name.value}" for name in names}


def test_scopes_and_levels_are_explained(facts: Facts) -> None:
    scope = " ".join(values(facts, "scope", f"{RDFS}comment"))
    assert all(f'"{value.value}"' in scope for value in model.Scope)
    level = " ".join(values(facts, "adminLevel", f"{RDFS}comment"))
    assert all(value.value in level for value in model.Level)


def test_the_header_has_version_licence_and_prefix(facts: Facts) -> None:
    about = {p: {o.value for o in objects} for p, objects in facts[DOCUMENT].items()}
    assert about["http://purl.org/dc/terms/license"] == {
        "https://www.apache.org/licenses/LICENSE-2.0"
    }
    (version,) = about[f"{OWL}versionInfo"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert about[f"{OWL}versionIRI"] == {f"{DOCUMENT}/{version}"}
    assert about["http://purl.org/vocab/vann/preferredNamespaceUri"] == {GWR}


def test_code_and_shapes_use_no_term_that_is_not_defined(facts: Facts) -> None:
    ours = {
        v.strip("<>")
        for v in vars(terms).values()
        if isinstance(v, str) and v.startswith(f"<{GWR}")
    }
    shapes = resources.path("ontology", "shapes.ttl").read_text(encoding="utf-8")
    ours |= {f"{GWR}{name}" for name in re.findall(r"(?<!\S)gwr:(\w+)", shapes)}
    written = {iri for line in made.lines() for iri in re.findall(rf"<({GWR}[^>]+)>", line)}
    assert (ours | written) <= set(facts)


def test_its_graph_has_one_line_a_triple(facts: Facts) -> None:
    count = sum(len(objects) for about in facts.values() for objects in about.values())
    assert len(ontology_quads()) == count
    assert all(
        line.endswith("<https://w3id.org/gwr-graph/id/graph/ontology> .")
        for line in ontology_quads()
    )
    assert f"<{SKOS}Concept>" in " ".join(ontology_quads())
