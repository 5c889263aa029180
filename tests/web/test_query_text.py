from __future__ import annotations

import pyoxigraph as ox
import pytest

from gwr_graph.errors import QueryError
from gwr_graph.web.query_text import names_its_graphs, refuse_service

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
    r"PREFIX e: <http://e/> SELECT * { ?s ?p e:\' . SERVICE <http://h/> { ?s ?p 'c' } }",
]


@pytest.mark.parametrize("query", ASKS_OTHERS)
def test_a_query_that_asks_another_server_is_refused_however_it_is_written(query: str) -> None:
    ox.Store().query(query)  # to the parser it is a query
    with pytest.raises(QueryError, match="SERVICE is refused"):
        refuse_service(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/>" }',
        "SELECT * { ?service <http://x/service> ?o # SERVICE\n}",
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
        ("SELECT ?from { ?from <http://x/from> 'FROM <x>' } # FROM", False),
    ],
)
def test_from_clauses_are_seen(query: str, names: bool) -> None:
    assert names_its_graphs(query) is names


def test_a_from_clause_that_cannot_be_told_is_refused() -> None:
    query = "PREFIX from: <http://x/> SELECT * { ?s from:p ?o }"
    with pytest.raises(QueryError, match="FROM as a word of its own"):
        names_its_graphs(query)
