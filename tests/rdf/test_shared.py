"""The shared graphs: once for all reports, whatever their order."""

from __future__ import annotations

import pickle
from collections import defaultdict
from dataclasses import replace

import made_report as made
from gwr_graph.model import Entity, EntityType, Resolution
from gwr_graph.rdf import Summary, quads, shared_quads, summary

ID = "https://w3id.org/gwr-graph/id/"
GRAPH = f"<{ID}graph/entities>"


def about(lines: list[str], key: str) -> set[str]:
    """Return what is said of one entity, shortened."""
    found = set()
    for line in lines:
        if line.startswith(f"<{ID}{key}> "):
            _, p, rest = line.split(" ", 2)
            o, _, _ = rest.rsplit(" ", 2)
            name = p.rstrip(">").replace("#", "/").rpartition("/")[2]
            found.add(f"{name} {o.replace(ID, '').rpartition('ontology#')[2].rstrip('>')}")
    return found


def holding(*entities: Entity) -> Summary:
    return Summary(tuple(sorted(entities, key=lambda e: e.key)), ())


def site(key: str, *types: EntityType, within: str | None = None) -> Entity:
    return Entity(key, key.partition("/")[2], types or (EntityType.SITE,), within=within)


def test_every_triple_lies_in_exactly_one_graph() -> None:
    graphs = defaultdict(set)
    second = made.resolution("990101-2024")
    lines = [*made.lines(), *quads(second), *shared_quads([made.resolution(), second])]
    for line in lines:
        triple, graph, _ = line.rsplit(" ", 2)
        graphs[triple].add(graph)
    assert {triple: g for triple, g in graphs.items() if len(g) > 1} == {}


def test_two_reports_do_not_repeat_what_they_share() -> None:
    first, second = made.resolution(), made.resolution("990101-2024")
    both = list(shared_quads([first, second]))
    assert sorted(both) == sorted(set(both)) == sorted(set(shared_quads([first])))
    labels = [line for line in [*quads(first), *quads(second)] if "rdf-schema#label" in line]
    assert all("#s-" in line for line in labels), "only goals have a label in a report's graph"


def test_divisions_lie_in_their_own_graph_with_their_chain() -> None:
    lines = list(shared_quads([made.resolution()]))
    in_divisions = [line for line in lines if line.endswith(f"<{ID}graph/divisions> .")]
    assert {line.split(" ")[0] for line in in_divisions} == {
        f"<{ID}division/990101>",
        f"<{ID}division/9901>",
    }
    assert about(lines, "division/990101") == {
        "type AdminArea",
        "type Place",
        'label "沙澜区"@zh',
        'altLabel "我区"@zh',
        'divisionCode "990101"',
        'adminLevel "county"',
        "within <division/9901",
    }


def test_an_entity_has_its_types_names_and_places() -> None:
    lines = list(shared_quads([made.resolution()]))
    assert about(lines, "990101/白鹭大桥") == {
        "type Site",
        "type Project",
        "type Place",
        'label "白鹭大桥"@zh',
        "onSite <990101/白鹭江",
    }
    assert "undertakenBy <990101/沙澜区人民政府" in about(lines, "990101/金禾")


def test_an_unlisted_indicator_is_a_concept_of_its_own() -> None:
    lines = list(shared_quads([made.resolution()]))
    assert about(lines, "indicator/停车位") == {
        "type Indicator",
        "type <http://www.w3.org/2004/02/skos/core#Concept",
        'label "停车位"@zh',
        'prefLabel "停车位"@zh',
        "inScheme <indicator",
    }
    assert not about(lines, "indicator/地区生产总值"), "a listed one is in the schemes' graph"


def test_summaries_stand_for_resolutions_and_travel() -> None:
    whole: Resolution = made.resolution()
    small = pickle.loads(pickle.dumps(summary(whole)))  # noqa: S301
    assert list(shared_quads([small])) == list(shared_quads([whole]))


def test_the_order_of_reports_does_not_matter() -> None:
    one = holding(site("1/a", EntityType.SITE), site("1/p", within="1/a"))
    two = holding(site("1/a", EntityType.PROJECT), site("1/p", within="1/b"), site("1/b"))
    three = holding(site("1/a", EntityType.PARK, EntityType.SITE))
    lines = sorted(shared_quads([one, two, three]))
    assert lines == sorted(shared_quads([three, two, one]))
    assert about(lines, "1/a") >= {"type Site", "type Park", "type Place"}
    assert "type Project" not in about(lines, "1/a"), "two types at most, those given most"
    assert {f for f in about(lines, "1/p") if f.startswith("within")} == {"within <1/a"}


def test_a_place_stays_a_place_where_its_type_is_outvoted() -> None:
    reports = [
        holding(site("1/a", EntityType.PROJECT)),
        holding(site("1/a", EntityType.ENTERPRISE)),
        holding(site("1/a", EntityType.PROJECT, EntityType.ENTERPRISE)),
        holding(site("1/a", EntityType.SITE)),
    ]
    assert about(list(shared_quads(reports)), "1/a") >= {"type Actor", "type Place"}


def test_places_never_lie_within_themselves() -> None:
    reports = [
        holding(site("1/a", within="1/b"), site("1/b", within="1/c"), site("1/c", within="1/a")),
        holding(site("1/d", within="1/d")),
    ]
    lines = list(shared_quads(reports))
    assert sum("#within>" in line for line in lines) == 2
    assert not any(f.startswith("within") for f in about(lines, "1/d"))


def test_a_parent_that_no_report_holds_is_left_out() -> None:
    lines = list(shared_quads([holding(site("1/a", within="1/nowhere"))]))
    assert not any("#within>" in line for line in lines)


def test_every_name_is_kept() -> None:
    first = replace(site("1/甲"), name="甲园区", other_names=("甲",))
    second = replace(site("1/甲"), name="甲园区", other_names=("甲区", "甲园区"))
    facts = about(list(shared_quads([holding(first), holding(second)])), "1/甲")
    assert facts >= {'label "甲园区"@zh', 'altLabel "甲"@zh', 'altLabel "甲区"@zh'}
    assert 'altLabel "甲园区"@zh' not in facts
