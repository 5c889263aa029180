"""The embedded store: what it answers, what it refuses, and the traps it must not fall into."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import handmade
from gwr_graph import store as st
from gwr_graph.errors import GraphError, QueryError
from gwr_graph.store import EmbeddedStore, Store, Table

REPORT = "https://w3id.org/gwr-graph/id/report/990101-2023"
G1, G2 = "https://example.org/g1", "https://example.org/g2"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(handmade.lines())
    return store


def line(subject: str, value: str, graph: str) -> str:
    return f'<https://example.org/{subject}> <https://example.org/p> "{value}" <{graph}> .'


def test_it_is_a_store(store: EmbeddedStore) -> None:
    as_protocol: Store = store
    assert as_protocol.size() == len(set(handmade.lines()))


def test_select_over_the_union_of_graphs_with_prefixes_unwritten(store: EmbeddedStore) -> None:
    table = store.select("SELECT ?e ?l { ?e a gwr:Park ; rdfs:label ?l }")
    assert table.variables == ("e", "l")
    assert table.rows == (
        (
            ox.NamedNode("https://w3id.org/gwr-graph/id/990101/东岭园区"),
            ox.Literal("东岭园区", language="zh"),
        ),
    )
    assert list(table.dicts()) == [
        {"e": "https://w3id.org/gwr-graph/id/990101/东岭园区", "l": "东岭园区"}
    ]


def test_unbound_variables_are_none_and_left_out_of_dicts(store: EmbeddedStore) -> None:
    table = store.select("SELECT ?e ?no { ?e a gwr:Park OPTIONAL { ?e gwr:divisionCode ?no } }")
    assert table.rows[0][1] is None
    assert [set(row) for row in table.dicts()] == [{"e"}]


def test_ask_and_construct(store: EmbeddedStore) -> None:
    assert store.ask("ASK { ?x a gwr:Honour }") is True
    assert store.ask("ASK { ?x a gwr:Person }") is False
    triples = store.construct("CONSTRUCT { ?x a gwr:Thing } WHERE { ?x a gwr:Place ; a ?kind }")
    assert len(triples) == len(set(triples)) == 3


@pytest.mark.parametrize(
    ("method", "query", "says"),
    [
        ("select", "ASK { ?s ?p ?o }", "no SELECT"),
        ("ask", "SELECT * { ?s ?p ?o }", "no ASK"),
        ("construct", "SELECT * { ?s ?p ?o }", "no CONSTRUCT"),
    ],
)
def test_the_wrong_form_of_query_is_an_error(
    store: EmbeddedStore, method: str, query: str, says: str
) -> None:
    with pytest.raises(QueryError, match=says):
        getattr(store, method)(query)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * {\n  ?s rdfs:label }", "line 2, column 17"),
        ("# a: comment\nSELECT * { ?s nope:x 'a b:c' }", "line 2, column 15: the prefix nope:"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", "unbound"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("", "syntax error at line 1"),
    ],
)
def test_a_bad_query_is_one_clear_line(store: EmbeddedStore, query: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.select(query)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s rdfs:label "SERVICE of foo:bar" } # SERVICE foo:x',
        "ASK { ?SERVICE a <https://example.org/SERVICE> }",
        "PREFIX ex: <https://example.org/> ASK { ?s a ex:SERVICE }",
    ],
)
def test_what_only_looks_forbidden_is_answered(store: EmbeddedStore, query: str) -> None:
    assert store.ask(query) is False


def test_more_rows_than_wanted_is_an_error_not_a_cut_table(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="more than 5 rows"):
        store.select("SELECT * { ?s ?p ?o }", max_rows=5)
    assert len(store.select("SELECT * { ?s ?p ?o } LIMIT 5", max_rows=5)) == 5


def test_no_triple_is_counted_twice(store: EmbeddedStore) -> None:
    # the trap: a triple in two graphs repeats rows of a union default graph
    table = store.select("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert len(table) == len(set(table.rows)) == store.size()


def test_replace_graph_replaces_one_graph_as_a_whole() -> None:
    store = EmbeddedStore()
    store.load([line("a", "1", G1), line("b", "2", G2)])
    store.replace_graph(G1, [line("c", '中 \\"文\\" \\n}', G1), line("a", "3", G1)])
    found = store.select("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o")
    assert [st.value_of(row[1]) for row in found] == ["2", "3", '中 "文" \n}']
    store.replace_graph(G1, [])
    assert store.size() == 1


def test_replace_graph_refuses_what_belongs_elsewhere_and_keeps_the_old() -> None:
    store = EmbeddedStore()
    store.load([line("a", "1", G1)])
    with pytest.raises(GraphError, match="belongs to"):
        store.replace_graph(G1, [line("b", "2", G2)])
    with pytest.raises(GraphError, match="not loaded"):
        store.replace_graph(G1, ["<broken"])
    assert store.size() == 1


def test_on_disk_a_reader_opens_beside_a_writer(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s") as writer:
        writer.load([line("a", "1", G1)])
        with EmbeddedStore.read_only(tmp_path / "s") as reader:
            assert reader.size() == 1
            with pytest.raises(GraphError):
                reader.load([line("b", "2", G1)])
    with EmbeddedStore(tmp_path / "s") as again:
        assert again.size() == 1


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s"), pytest.raises(GraphError, match="another process"):
        EmbeddedStore(tmp_path / "s")


def test_a_missing_store_a_closed_store_and_a_broken_file(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be opened"):
        EmbeddedStore.read_only(tmp_path / "none")
    store = EmbeddedStore()
    store.close()
    with pytest.raises(GraphError, match="closed"):
        store.size()
    broken = tmp_path / "broken.nq"
    broken.write_text("<a:b> <a:c> .\n")
    with pytest.raises(GraphError, match=r"broken\.nq: not loaded"):
        EmbeddedStore().load(broken)


def test_a_dataset_without_its_store_is_read_from_its_graph(tmp_path: Path) -> None:
    folder = handmade.dataset(tmp_path / "data")
    with st.open_dataset(folder) as store:
        assert store.ask("ASK { ?x a gwr:Park }")
    with pytest.raises(GraphError, match=r"no graph in .*: run `gwr build` first"):
        st.open_dataset(tmp_path / "none")


def test_numbers_as_written_survive_the_store(store: EmbeddedStore) -> None:
    # the trap: typed literals are normalised, so what was written is a plain string
    assert store.ask('ASK { ?m gwr:surface "6%以上" }')


def test_short_names_and_values() -> None:
    assert st.short(ox.NamedNode("https://w3id.org/gwr-graph/ontology#Park")) == "gwr:Park"
    assert st.short(ox.NamedNode("https://example.org/x")) == "https://example.org/x"
    assert st.short(ox.Literal("园", language="zh")) == "园"
    assert st.value_of(None) == ""
    assert st.in_values([ox.Literal('a"} \n')]) == '"a\\"} \\n"'
    with pytest.raises(QueryError, match="no IRI"):
        st.named("no iri>")


def test_a_table_counts_and_yields_its_rows() -> None:
    table = Table(("x",), ((ox.Literal("1"),), (None,)))
    assert len(table) == 2
    assert list(table) == [(ox.Literal("1"),), (None,)]
