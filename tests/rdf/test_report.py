"""One report's graph: everything said is there, under the terms that queries ask for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

import made_report as made
from gwr_graph.model import EntityType, Involvement, Scope, Status
from gwr_graph.rdf import gist, iris, quads, shared_quads

PREFIXES = """PREFIX gwr: <https://w3id.org/gwr-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unit: <http://qudt.org/vocab/unit/>
"""
ID = "https://w3id.org/gwr-graph/id/"
REPORT = f"{ID}report/990101-2023"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    found.load("\n".join(made.lines()).encode(), format=ox.RdfFormat.N_QUADS)
    return found


def rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    solutions = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return {tuple("" if v is None else v.value for v in row) for row in solutions}


def ask(store: ox.Store, pattern: str) -> bool:
    return bool(store.query(f"{PREFIXES}ASK {{ {pattern} }}", use_default_graph_as_union=True))


def test_the_report_and_who_gave_it(store: ox.Store) -> None:
    assert ask(
        store,
        f"""<{REPORT}> a gwr:Report ; dct:title "政府工作报告"@zh ;
        gwr:jurisdiction <{ID}division/990101> ;
        gwr:year "2023"^^<http://www.w3.org/2001/XMLSchema#gYear> ; dct:source "沙澜 2023.txt" ;
        dct:issued "2023-01-10"^^<http://www.w3.org/2001/XMLSchema#date> ;
        gwr:presentedBy <{ID}990101/林岚> ; gwr:session "区第五届人民代表大会第二次会议" """,
    )


def test_a_presenter_who_is_no_entity_is_still_a_person() -> None:
    bare = made.resolution()
    header = replace(bare.extraction.document.header, presenter="何川", presenter_span=None)
    document = replace(bare.extraction.document, header=header)
    changed = replace(bare, extraction=replace(bare.extraction, document=document))
    lines = [*quads(changed), *shared_quads([changed])]
    assert any(f"presentedBy> <{ID}990101/何川>" in line for line in lines)
    assert any(line.startswith(f"<{ID}990101/何川>") and "#Person>" in line for line in lines)


def test_sections_sentences_and_statements_hang_together(store: ox.Store) -> None:
    found = rows(
        store,
        """SELECT ?heading ?sentence ?quote ?c WHERE {
        ?s gwr:inSentence ?t ; gwr:quote ?quote ; a ?c .
        ?t gwr:quote ?sentence ; gwr:inSection ?h . ?h gwr:heading ?heading .
        VALUES ?c { gwr:Achievement gwr:Commitment gwr:Situation gwr:Goal } }""",
    )
    gwr = "https://w3id.org/gwr-graph/ontology#"
    promise = "建成白鹭大桥，新增停车位1.2万个"
    assert (made.PLAN, made.PROMISE, promise, f"{gwr}Commitment") in found
    assert (made.PLAN, made.PROMISE, promise, f"{gwr}Goal") in found
    assert (made.REVIEW, made.DONE, "区人民政府获评省级示范区", f"{gwr}Achievement") in found
    assert len(found) == 6


def test_what_a_statement_names_by_kind(store: ox.Store) -> None:
    found = rows(
        store,
        """SELECT ?p ?l WHERE {
        ?s gwr:quote "建成白鹭大桥，新增停车位1.2万个" ; a gwr:Commitment ; ?p ?e .
        ?e rdfs:label ?l .
        VALUES ?p { gwr:mentions gwr:involves gwr:atPlace gwr:concerns gwr:contextPlace
        gwr:madeBy } }""",
    )
    assert {(p.rpartition("#")[2], label) for p, label in found} == {
        ("mentions", "白鹭大桥"),
        ("atPlace", "白鹭大桥"),
        ("concerns", "白鹭大桥"),
        ("contextPlace", "云台工业园"),
        ("madeBy", "沙澜区人民政府"),
    }


def test_a_bare_heading_gives_the_place_as_a_section(store: ox.Store) -> None:
    assert ask(
        store,
        f"""?s gwr:contextPlace <{ID}990101/云台工业园> ; gwr:placeFrom ?h .
        ?h a gwr:Section ; gwr:heading "{made.PLAN}\"""",
    )


def test_a_mention_gives_the_place_where_a_statement_holds_it() -> None:
    extraction = made.resolution().extraction
    statements = list(extraction.statements)
    statements[3] = replace(statements[3], mentions=(6, 7))
    changed = replace(
        made.resolution(), extraction=replace(extraction, statements=tuple(statements))
    )
    (line,) = (line for line in quads(changed) if "#placeFrom>" in line)
    assert "#m-" in line.split(" ")[2]


def test_a_measure_with_all_its_parts(store: ox.Store) -> None:
    assert ask(
        store,
        f"""?m a gwr:Measure, gwr:Target ; gwr:surface "1.2万个" ; gwr:value 12000.0 ;
        gwr:unitText "个" ; gwr:what "停车位" ; gwr:direction gwr:Increase ; gwr:bound gwr:Exact ;
        gwr:of <{ID}division/990101> ;
        gwr:indicator <{ID}indicator/停车位> ; gwr:dueText "年内" ; gwr:due ?due ;
        gwr:period "2023"^^<http://www.w3.org/2001/XMLSchema#gYear> ;
        gwr:periodStart "2021"^^<http://www.w3.org/2001/XMLSchema#gYear> .
        ?s gwr:hasMeasure ?m ; a gwr:Goal""",
    )
    assert ask(
        store,
        f"""?m a gwr:Result ; gwr:surface "20个" ; gwr:exemplar <{ID}990101/金禾> ;
        gwr:status gwr:Operational ;
        gwr:of <{ID}990101/云台工业园>""",
    )


def test_the_number_as_written_stays_beside_the_number(store: ox.Store) -> None:
    query = "SELECT ?sf ?v ?u WHERE { ?m gwr:surface ?sf ; gwr:value ?v ; gwr:unit ?u }"
    assert rows(store, query) == {("5.50%", "5.5", "http://qudt.org/vocab/unit/PERCENT")}


def test_an_indicator_has_one_name_whatever_a_report_calls_it(store: ox.Store) -> None:
    query = """SELECT ?l WHERE { ?m gwr:surface "5.50%" ; gwr:indicator ?i .
        ?i rdfs:label|skos:prefLabel|skos:altLabel ?l }"""
    assert rows(store, query) >= {("地区生产总值",), ("gross domestic product",), ("GDP",)}


def test_a_section_has_the_theme_of_its_heading() -> None:
    whole = made.resolution()
    sections = whole.extraction.document.sections
    document = replace(
        whole.extraction.document,
        sections=(sections[0], replace(sections[1], heading="工业经济稳中有进"), sections[2]),
    )
    changed = replace(whole, extraction=replace(whole.extraction, document=document))
    lines = list(quads(changed))
    (section,) = (line.split(" ")[0] for line in lines if '"工业经济稳中有进"' in line)
    (theme,) = (line for line in lines if line.startswith(section) and "#theme>" in line)
    assert f" <{ID}theme/" in theme


def test_mentions_keep_surface_and_status(store: ox.Store) -> None:
    query = """SELECT ?sf ?l ?st WHERE {
        ?m a gwr:Mention ; gwr:surface ?sf ; gwr:refersTo/rdfs:label ?l ;
        gwr:statedIn ?s ; gwr:status ?st }"""
    assert {(sf, name, st.rpartition("#")[2]) for sf, name, st in rows(store, query)} == {
        ("“金禾”", "金禾", "Operational"),
        ("省级示范区", "省级示范区", "Recognised"),
        ("白鹭大桥", "白鹭大桥", "Completed"),
    }


def test_who_is_involved_where(store: ox.Store) -> None:
    query = """SELECT ?a ?b ?sc WHERE {
        ?i a gwr:Involvement ; gwr:who/rdfs:label ?a ; gwr:where/rdfs:label ?b ;
        gwr:statedIn ?s ; gwr:scope ?sc }"""
    assert rows(store, query) == {
        ("金禾", "云台工业园", "clause"),
        ("白鹭大桥", "云台工业园", "context"),
    }


def test_honours_containment_and_continuation(store: ox.Store) -> None:
    government = f"<{ID}990101/沙澜区人民政府>"
    assert ask(store, f"?s gwr:awardedTo {government} ; gwr:awardedBy {government}")
    assert ask(
        store,
        f"""?c a gwr:Containment ; gwr:inner <{ID}990101/云台工业园> ;
        gwr:outer <{ID}division/990101> ; gwr:statedIn ?s""",
    )
    assert ask(store, "?later a gwr:Goal ; gwr:continues ?earlier . ?earlier a gwr:Achievement")


def test_the_order_of_readings_changes_nothing() -> None:
    """Statements and measures in another order give the same lines."""
    whole = made.resolution()
    extraction = whole.extraction
    turned = replace(
        whole,
        extraction=replace(
            extraction,
            statements=(*extraction.statements[1:], extraction.statements[0]),
            involvements=tuple(
                replace(v, statement=v.statement - 1) for v in extraction.involvements
            ),
            containments=tuple(
                replace(v, statement=v.statement - 1) for v in extraction.containments
            ),
            awards=tuple(replace(v, statement=v.statement - 1) for v in extraction.awards),
            contexts=tuple(replace(v, statement=v.statement - 1) for v in extraction.contexts),
        ),
    )
    assert set(quads(turned)) == set(quads(whole))


def test_what_is_no_place_is_no_where() -> None:
    whole = made.resolution()
    links = (
        Involvement(3, 4, 2, Scope.CLAUSE, "test-link", 0.9),  # an institution is no place
        Involvement(2, 6, 1, Scope.CLAUSE, "test-link", 0.9),  # nor is a place in itself
    )
    changed = replace(whole, extraction=replace(whole.extraction, involvements=links))
    assert not any("#Involvement>" in line for line in quads(changed))


def test_two_readings_of_one_slice_are_one() -> None:
    whole = made.resolution()
    measures = (*whole.extraction.measures, replace(whole.extraction.measures[0], confidence=0.1))
    statements = (
        replace(whole.extraction.statements[0], measures=(0, 3)),
        *whole.extraction.statements[1:],
    )
    changed = replace(
        whole,
        extraction=replace(whole.extraction, measures=measures, statements=statements),
        measure_of=(*whole.measure_of, whole.home),
    )
    assert set(quads(changed, made.CONTINUATIONS)) == set(quads(whole, made.CONTINUATIONS))


def test_the_two_ends_of_a_range_stay_two() -> None:
    whole = made.resolution()
    first = whole.extraction.measures[0]
    measures = (first, replace(first, value=Decimal(9)), *whole.extraction.measures[1:])
    statements = (
        replace(whole.extraction.statements[0], measures=(0, 1)),
        *(replace(s, measures=()) for s in whole.extraction.statements[1:]),
    )
    changed = replace(
        whole,
        extraction=replace(whole.extraction, measures=measures, statements=statements),
        measure_of=(whole.measure_of[0], *whole.measure_of),
    )
    lines = list(quads(changed, ()))
    assert sum("ontology#hasMeasure>" in line for line in lines) == 2


def test_numbers_of_two_owners_in_one_slice_stay_two() -> None:
    whole = made.resolution()
    first = whole.extraction.measures[0]
    measures = (first, replace(first, of=whole.extraction.mentions[2].start))
    statements = (
        replace(whole.extraction.statements[0], measures=(0, 1)),
        *(replace(s, measures=()) for s in whole.extraction.statements[1:]),
    )
    changed = replace(
        whole,
        extraction=replace(whole.extraction, measures=measures, statements=statements),
        measure_of=(),
    )
    owners = {line.split(" ")[2] for line in quads(changed) if "#of>" in line}
    assert owners == {f"<{ID}division/990101>", f"<{ID}990101/云台工业园>"}


def test_a_goal_is_a_commitment_only() -> None:
    whole = made.resolution()
    statements = tuple(replace(s, goal=True) for s in whole.extraction.statements)
    changed = replace(whole, extraction=replace(whole.extraction, statements=statements))
    assert sum("#Goal>" in line for line in quads(changed)) == 1


def test_the_report_writes_nothing_about_entities_but_names_them(store: ox.Store) -> None:
    report = ox.NamedNode(REPORT)
    subjects = {q.subject for q in store.quads_for_pattern(None, None, None, report)}
    assert all(isinstance(s, ox.NamedNode) and s.value.startswith(REPORT) for s in subjects)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("新建停车位500个", "新建停车位500个"),
        ("**抓好项目。** 新建停车位\n500个；", "抓好项目。新建停车位500个"),
        ("一" * 41, "一" * 39 + "…"),
        ("一" * 25 + "，" + "二" * 30, "一" * 25 + "…"),
        ("一" * 5 + "，" + "二" * 50, "一" * 5 + "，" + "二" * 33 + "…"),
    ],
)
def test_a_gist_is_short_and_ends_at_a_pause(quote: str, expected: str) -> None:
    assert gist(quote) == expected
    assert len(expected) <= 40


def test_a_statement_iri_is_report_offsets_and_quote() -> None:
    first = made.resolution().extraction.statements[0]
    digest = iris.digest("990101-2023", first.start, first.end, first.quote)
    assert any(line.startswith(f"<{REPORT}#s-{digest}> ") for line in quads(made.resolution()))


def test_the_sample_has_the_kinds_it_claims() -> None:
    kinds = {kind for e in made.resolution().entities for kind in e.types}
    assert {EntityType.PARK, EntityType.SITE, EntityType.PROJECT} <= kinds
    assert Status.OPERATIONAL in {m.status for m in made.resolution().extraction.mentions}
