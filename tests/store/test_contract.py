"""What every store does alike: in memory, on disk, on Oxigraph's server and on Virtuoso."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import handmade
from gwr_graph.errors import GraphError, QueryError
from gwr_graph.store import PREFIXES, EmbeddedStore, RemoteStore, Store, in_values, named, value_of
from sparql_servers import VIRTUOSO_USER

E = "https://example.org/"
G1, G2, G3 = f"{E}g1", f"{E}g2", f"{E}三"
XSD = PREFIXES["xsd"]
KINDS = ("memory", "disk", "oxigraph", "oxigraph-plain", "oxigraph-update", "virtuoso")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with _opened(request, tmp_path) as store:
        for graph in (G1, G2, G3):
            store.replace_graph(graph, [])
        yield store


def _opened(request: pytest.FixtureRequest, folder: Path) -> Store:
    kind = request.param
    if kind == "memory":
        return EmbeddedStore()
    if kind == "disk":
        return EmbeddedStore(folder / "store")
    if kind == "virtuoso":
        url = request.getfixturevalue("virtuoso")
        return RemoteStore(f"{url}/sparql", user=VIRTUOSO_USER, password=VIRTUOSO_USER)
    url = request.getfixturevalue("oxigraph" if kind == "oxigraph" else "plain_oxigraph")
    update = f"{url}/update" if kind == "oxigraph-update" else None
    return RemoteStore(f"{url}/query", update=update)


def line(subject: str, value: str, graph: str = G1) -> str:
    return f'<{E}{subject}> <{E}p> "{value}" <{graph}> .'


def values(store: Store) -> list[str]:
    found = store.select(f"SELECT ?o {{ ?s <{E}p> ?o }} ORDER BY ?o")
    return [value_of(row[0]) for row in found]


def test_the_handmade_graph_is_asked(store: Store) -> None:
    store.load(handmade.lines())
    table = store.select(
        "SELECT ?e ?l ?no { ?e a gwr:Park ; rdfs:label ?l OPTIONAL { ?e id:no ?no } }"
    )
    park = ox.NamedNode("https://w3id.org/gwr-graph/id/990101/东岭园区")
    assert table.variables == ("e", "l", "no")
    assert table.rows == ((park, ox.Literal("东岭园区", language="zh"), None),)
    assert store.ask("ASK { ?x a gwr:Honour }") is True
    assert store.ask("ASK { ?x a gwr:Person }") is False
    made = store.construct("CONSTRUCT { ?x a gwr:Thing } WHERE { ?x a gwr:Place ; a ?kind }")
    assert len(made) == len(set(made)) == 3
    assert {str(t.predicate) for t in made} == {f"<{PREFIXES['rdf']}type>"}


@pytest.mark.parametrize(
    ("method", "query", "says"),
    [
        ("select", "ASK { ?s ?p ?o }", "no SELECT"),
        ("ask", "SELECT * { ?s ?p ?o } LIMIT 1", "no ASK"),
        ("construct", "SELECT * { ?s ?p ?o } LIMIT 1", "no CONSTRUCT"),
        ("select", "SELECT * {\n  ?s rdfs:label }", "line 2, column 17"),
        ("select", "SELECT * {\n ?s nope:x 1 }", "line 2, column 5: the prefix nope:"),
        ("select", "DELETE WHERE { ?s ?p ?o }", "read-only"),
        (
            "select",
            "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
    ],
)
def test_what_is_wrong_with_a_query_is_one_line(
    store: Store, method: str, query: str, says: str
) -> None:
    with pytest.raises(QueryError) as caught:
        getattr(store, method)(query)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_more_rows_than_wanted_is_an_error(store: Store) -> None:
    store.load([line("a", str(n)) for n in range(8)])
    with pytest.raises(QueryError, match="more than 5 rows: add a LIMIT"):
        store.select(f"SELECT * {{ ?s <{E}p> ?o }}", max_rows=5)
    assert len(store.select(f"SELECT * {{ ?s <{E}p> ?o }} LIMIT 5", max_rows=5)) == 5


# (what is written, what every store gives)
LITERALS = {
    '"中\\n\\"引\\"\\\\"': ox.Literal('中\n"引"\\'),
    '"园"@zh': ox.Literal("园", language="zh"),
    '"007"': ox.Literal("007"),
    '"5.50"': ox.Literal("5.50"),
    f'"5.50"^^<{XSD}decimal>': ox.Literal("5.5", datatype=named(f"{XSD}decimal")),
    f'"43"^^<{XSD}decimal>': ox.Literal("43", datatype=named(f"{XSD}decimal")),
    f'"007"^^<{XSD}integer>': ox.Literal("7", datatype=named(f"{XSD}integer")),
    f'"2023"^^<{XSD}gYear>': ox.Literal("2023", datatype=named(f"{XSD}gYear")),
    f'"2023-01-05"^^<{XSD}date>': ox.Literal("2023-01-05", datatype=named(f"{XSD}date")),
    f'"2023-01-05T01:02:03Z"^^<{XSD}dateTime>': ox.Literal(
        "2023-01-05T01:02:03Z", datatype=named(f"{XSD}dateTime")
    ),
    f'"true"^^<{XSD}boolean>': ox.Literal("true", datatype=named(f"{XSD}boolean")),
    f"<{E}名/a>": named(f"{E}名/a"),
}


@pytest.mark.parametrize("written", LITERALS)
def test_terms_come_back_equal(store: Store, written: str) -> None:
    store.replace_graph(G3, [f"<{E}s> <{E}p> {written} <{G3}> ."])
    expected = LITERALS[written]
    assert store.select(f"SELECT ?o {{ <{E}s> <{E}p> ?o }}").rows == ((expected,),)
    (triple,) = store.construct(f"CONSTRUCT WHERE {{ <{E}s> <{E}p> ?o }}")
    assert triple.object == expected


def test_computed_terms_are_alike(store: Store) -> None:
    store.load([line("a", "1"), line("b", "2")])
    query = f"SELECT (COUNT(*) AS ?n) (MAX(STR(?o)) AS ?most) {{ ?s <{E}p> ?o }}"
    assert store.select(query).rows == (
        (ox.Literal("2", datatype=named(f"{XSD}integer")), ox.Literal("2")),
    )


def test_a_value_enters_by_values_and_stays_a_value(store: Store) -> None:
    evil = '光" } ; DROP ALL #\n\\'
    store.load([f"<{E}a> <{E}p> {ox.Literal(evil)} <{G1}> ."])
    query = f"SELECT ?s {{ VALUES ?o {{ {in_values([ox.Literal(evil)])} }} ?s <{E}p> ?o }}"
    assert store.select(query).rows == ((named(f"{E}a"),),)


def test_the_default_graph_is_the_union_and_graphs_have_names(store: Store) -> None:
    store.load([line("a", "1", G1), line("a", "2", G2), line("b", "3", G3)])
    joined = f'SELECT ?s {{ ?s <{E}p> "1" ; <{E}p> "2" }}'
    assert store.select(joined).rows == ((named(f"{E}a"),),)
    found = store.select(f"SELECT ?g {{ GRAPH ?g {{ ?s <{E}p> ?o }} }} ORDER BY ?o")
    assert [value_of(row[0]) for row in found] == [G1, G2, G3]


def test_a_query_may_choose_its_graphs(store: Store, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["store"] == "oxigraph":
        pytest.skip("Oxigraph's server overrules FROM where its default graph is the union")
    store.load([line("a", "1", G1), line("a", "2", G2), line("b", "3", G3)])
    only = store.select(f"SELECT ?o FROM {named(G2)} {{ ?s <{E}p> ?o }}")  # noqa: S608
    assert only.rows == ((ox.Literal("2"),),)


def test_a_long_query_is_asked(store: Store) -> None:
    store.load([line("a", "x1999")])
    many = in_values(ox.Literal(f"x{n}") for n in range(2000))
    assert len(store.select(f"SELECT ?s {{ VALUES ?o {{ {many} }} ?s <{E}p> ?o }}")) == 1


def test_loading_adds_and_replacing_replaces_one_graph(store: Store) -> None:
    before = store.size()
    store.load([line("a", "1"), line("b", "2", G2)])
    store.load([line("a", "1"), line("c", "3")])
    assert values(store) == ["1", "2", "3"]
    assert store.size() - before == 3
    store.replace_graph(G1, [line("d", "4"), line("a", "5")])
    assert values(store) == ["2", "4", "5"]
    store.replace_graph(G1, [])
    store.replace_graph(G1, [])
    assert values(store) == ["2"]


def test_a_file_is_loaded(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "some.nq"
    file.write_text(line("a", "1") + "\n" + line("b", "2", G2) + "\n", encoding="utf-8")
    store.load(file)
    assert values(store) == ["1", "2"]
    file.write_text("<a:b> <a:c> .\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"some\.nq: not loaded"):
        store.load(file)


def test_a_large_graph_is_replaced(store: Store) -> None:
    before = store.size()
    store.replace_graph(G1, [line("old", str(n)) for n in range(1300)])
    store.replace_graph(G1, [line("new", str(n)) for n in range(1200)])
    assert store.size() - before == 1200
    assert store.ask(f"ASK {{ <{E}old> ?p ?o }}") is False


def test_what_belongs_elsewhere_or_is_broken_is_refused_and_the_old_stays(store: Store) -> None:
    store.load([line("a", "1")])
    with pytest.raises(GraphError, match="belongs to"):
        store.replace_graph(G1, [line("b", "2", G2)])
    with pytest.raises(GraphError, match="not loaded"):
        store.replace_graph(G1, ["<broken"])
    with pytest.raises(GraphError, match="not loaded"):
        store.load(["<broken"])
    assert values(store) == ["1"]
