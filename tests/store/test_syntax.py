from __future__ import annotations

import pyoxigraph as ox
import pytest

from gwr_graph.errors import QueryError
from gwr_graph.store import EmbeddedStore, RemoteStore
from gwr_graph.store.syntax import names_its_graphs, refuse_service

ASKS_OTHERS = [
    "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://h/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE?x { ?s ?p ?o } }",
    "PREFIX e: <http://e/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o #\r SERVICE <http://h/> { ?s ?p ?o }\n}",
    "SELECT * { ?s ?p ?o.SERVICE<http://h/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://h/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://h/> { ?s ?p ?o } }",
    "PREFIX e: <http://e/> SELECT * { ?s ?p e:.SERVICE<http://h/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1 <2)SERVICE<http://h/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "#" SERVICE <http://h/> { ?s ?p ?o } }',
    'SELECT * { ?s ?p """a"b""", "" . SERVICE <http://h/> { ?s ?p "c" } }',
    "SELECT * { ?s ?p <http://x/#> SERVICE <http://h/> { ?s ?p ?o } }",
    r'SELECT * { ?s ?p "\\" SERVICE <http://h/> { ?s ?p "c" } }',
    "PREFIX : <http://e/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    r"PREFIX e: <http://e/> SELECT * { ?s ?p e:\' . SERVICE <http://h/> { ?s ?p 'c' } }",
]


# to a reader of characters each holds an IRI or a string; the parser sees a comparison and a comment
ASKS_OTHERS_IN_HIDING = [
    "SELECT * { FILTER(1 <2)SERVICE?x#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(1 <2)#>'''\nSERVICE <http://h/> { ?s ?p ?o } #'''\n}",
]


@pytest.mark.parametrize("query", ASKS_OTHERS)
def test_a_query_that_asks_another_server_is_refused_however_it_is_written(query: str) -> None:
    ox.Store().query(query)  # to the parser it is a query
    with pytest.raises(QueryError, match="SERVICE is refused"):
        refuse_service(query)


@pytest.mark.parametrize("query", ASKS_OTHERS_IN_HIDING)
def test_a_call_in_hiding_is_refused(query: str) -> None:
    ox.Store().query(query)
    with pytest.raises(QueryError):
        refuse_service(query)


@pytest.mark.parametrize("query", [*ASKS_OTHERS, *ASKS_OTHERS_IN_HIDING])
def test_both_stores_refuse_it(query: str) -> None:
    for store in (EmbeddedStore(), RemoteStore("http://127.0.0.1:9/sparql")):
        with pytest.raises(QueryError):
            store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/>" }',
        "SELECT * { ?service <http://x/service> ?o # SERVICE\n}",
        "SELECT ?service ?servicq { ?service ?servicq 1 }",
        "PREFIX service: <http://x/> SELECT * { service:a service:b ?Service }",
        "PREFIX my-service: <http://x/> SELECT * { GRAPH my-service:a { ?s ?p ?o } }",
        'PREFIX sd: <http://x/> SELECT * { ?s a sd:Service ; sd:service "a"@en }',
        "SELECT * { ?s ?p '''it's a SERVICE' ''' }",
        r'SELECT * { ?s ?p "\" SERVICE <http://x/> \"" }',
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    ox.Store().query(query)
    refuse_service(query)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", True),
        ("SELECT *FROM<http://x/>{ ?s ?p ?o }", True),
        ("SELECT * # \r from named <http://x/>\n { ?s ?p ?o }", True),
        ("SELECT * { FILTER(1 <2)#>'''\n}", False),
        ("PREFIX from: <http://x/> SELECT * { ?s from:p ?o }", False),
        ("SELECT ?from { ?from <http://x/from> 'FROM <x>' } # FROM", False),
    ],
)
def test_from_clauses_are_seen(query: str, names: bool) -> None:
    assert names_its_graphs(query) is names


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * { ?service a }", "line 1, column 23"),
        ("SELECT * {\n ?s a gwr:Service ?p }", "line 2"),
    ],
)
def test_an_error_beside_the_word_is_worded_as_any_other(query: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        refuse_service(query)
