"""Tables: wide characters take two cells, nothing runs past the edge."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest

from gwr_graph.cli import tables
from gwr_graph.store import Table

XSD = "http://www.w3.org/2001/XMLSchema#"


def test_columns_line_up_by_cells() -> None:
    text = tables.aligned(["名", "n"], [["东岭园区", "5"], ["ab", "12.5"]])
    assert text == "名           n\n────────  ────\n东岭园区     5\nab        12.5\n"


@pytest.mark.parametrize(
    ("text", "cells"), [("ab", 2), ("园区", 4), ("e\u0301", 1), ("％", 2), ("", 0)]
)
def test_cells(text: str, cells: int) -> None:
    assert tables.cells(text) == cells


def test_a_long_cell_is_cut_with_a_sign() -> None:
    assert tables.clip("东岭园区", 8) == "东岭园区"
    assert tables.clip("东岭园区", 7) == "东岭园…"
    assert tables.clip("东岭园区", 6) == "东岭…"


@pytest.mark.parametrize("width", [30, 50, 80])
def test_lines_fit_the_terminal(width: int) -> None:
    rows = [["东岭园区", "推动" * 40, "a" * 70], ["x", "y", "z"]]
    text = tables.aligned(["one", "two", "three"], rows, width)
    assert max(tables.cells(line) for line in text.splitlines()) <= width


def test_labels_stand_for_iris_and_prefixes_for_the_rest() -> None:
    park = ox.NamedNode("https://w3id.org/gwr-graph/id/990101/x")
    kind = ox.NamedNode("https://w3id.org/gwr-graph/ontology#Park")
    table = Table(("e", "eLabel", "k", "u"), ((park, ox.Literal("园 \n|区"), kind, None),))
    assert tables.readable(table) == (["e", "k", "u"], [["园 |区", "gwr:Park", ""]])
    assert "| 园 \\|区 | gwr:Park |  |" in tables.render(table, "md")


def test_json_keeps_types_and_leaves_out_the_unbound() -> None:
    whole = ox.Literal("5", datatype=ox.NamedNode(f"{XSD}integer"))
    row = (whole, ox.Literal("a"), ox.BlankNode("b"), None)
    table = Table(("n", "s", "b", "u"), (row,))
    assert '"datatype": "http://www.w3.org/2001/XMLSchema#integer"' in tables.render(table, "json")
    assert '"u"' not in tables.render(table, "json").partition("bindings")[2]
    assert tables.render(table, "jsonl") == '{"n": 5, "s": "a", "b": "b"}\n'
    assert tables.render(table, "tsv").splitlines()[1] == (
        '"5"^^<http://www.w3.org/2001/XMLSchema#integer>\t"a"\t_:b\t'
    )


def test_an_empty_result_still_has_its_head() -> None:
    table = Table(("a", "b"), ())
    assert tables.render(table, "table").splitlines()[0] == "a  b"
    assert tables.render(table, "csv") == "a,b\r\n"


TERMS: tuple[ox.NamedNode | ox.BlankNode | ox.Literal, ...] = (
    ox.NamedNode("https://w3id.org/gwr-graph/id/990101/东岭园区"),
    ox.BlankNode("b1"),
    ox.Literal('a "quoted" \\ line\nnext\tcell\r, end'),
    ox.Literal("园区", language="zh"),
    ox.Literal("5.5", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal(""),
)


@pytest.mark.parametrize(
    ("form", "parsed"),
    [("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)],
)
def test_a_parser_of_the_standard_reads_the_same_terms_in_a_round_trip(
    form: str, parsed: ox.QueryResultsFormat
) -> None:
    table = Table(("x", "y"), tuple((term, None) for term in TERMS))
    found = ox.parse_query_results(tables.render(table, form).encode(), format=parsed)
    assert isinstance(found, ox.QuerySolutions)
    assert [v.value for v in found.variables] == ["x", "y"]
    assert [row["y"] for row in found] == [None] * len(TERMS)
    again = ox.parse_query_results(tables.render(table, form).encode(), format=parsed)
    assert isinstance(again, ox.QuerySolutions)
    for row, term in zip(again, TERMS, strict=True):
        assert row["x"] == term or isinstance(term, ox.BlankNode)


def test_csv_follows_the_sparql_recommendation() -> None:
    table = Table(("x",), tuple((term,) for term in TERMS))
    text = tables.render(table, "csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert text.startswith("x\r\n")
    assert rows[2] == ["_:b1"]
    assert rows[3] == ['a "quoted" \\ line\nnext\tcell\r, end']


@pytest.mark.parametrize(
    ("text", "kind", "json"),
    [
        ("NaN", "double", '"NaN"'), ("INF", "double", '"INF"'), ("1e3", "double", "1000.0"),
        ("12345678901234567890", "decimal", "12345678901234567890"), ("x", "integer", '"x"'),
        ("5.50", "decimal", "5.5"), ("true", "boolean", "true"), ("2023", "gYear", '"2023"'),
    ],
)  # fmt: skip
def test_json_lines_hold_only_what_json_has(text: str, kind: str, json: str) -> None:
    literal = ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}"))
    assert tables.render(Table(("v",), ((literal,),)), "jsonl") == f'{{"v": {json}}}\n'
