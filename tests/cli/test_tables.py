"""Tables: wide characters take two cells, nothing runs past the edge."""

from __future__ import annotations

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
