"""run_sparql: whatever is asked, nothing is changed, nothing outside is asked, and it ends."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

import handmade
from gwr_graph.mcp.sandbox import Limits
from gwr_graph.mcp.server import create_server
from gwr_graph.mcp.source import Folder
from mcp_tools.conftest import Called, call

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT ?a { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?e LIMIT 1"


def run(folder: Path, query: str, limits: Limits = Limits()) -> Called:  # noqa: B008
    return call(create_server(Folder(folder), limits), "run_sparql", query=query)


def test_tables_booleans_and_graphs(folder: Path) -> None:
    table = run(folder, "SELECT ?e ?none { ?e a gwr:Park }").content
    assert table["columns"] == ["e", "none"]
    assert table["rows"] == [["https://w3id.org/gwr-graph/id/990101/东岭园区", None]]
    assert run(folder, "ASK { ?e a gwr:Park }").content["answer"] is True
    graph = run(folder, "CONSTRUCT WHERE { ?e a gwr:Park }").content
    assert (graph["form"], len(graph["rows"])) == ("graph", 1)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "this is an update: the graph is read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { ?s rdfs:label }", "syntax error at line 1, column 26"),
        ("SELECT * { ?s ?p ?o }", "more than 5 rows: add a LIMIT"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "more than 5 triples"),
        ("ASK {" + " " * 30_000 + "}", "more than 20000"),
        ("SELECT (GROUP_CONCAT(STR(?o)) AS ?x) { ?s ?p ?o }", "more than 2000: ask for less"),
        ("ASK " + "{" * 9000 + "}" * 9000, "is too deep, and was ended"),
    ],
)
def test_what_is_refused(folder: Path, query: str, says: str) -> None:
    limits = Limits(rows=5, characters=2000)
    assert says in run(folder, query, limits).error


def test_a_runaway_query_is_ended_and_the_next_is_answered(folder: Path) -> None:
    server = create_server(Folder(folder), Limits(seconds=1.0))
    start = time.monotonic()
    assert "ran longer than 1 s and was ended" in call(server, "run_sparql", query=RUNAWAY).error
    assert time.monotonic() - start < 5
    listed = subprocess.run(
        ["ps", "-eo", "ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    mine = [line for line in listed.splitlines() if line.split()[0] == str(os.getpid())]
    assert not [line for line in mine if "mcp.sandbox" in line]
    assert call(server, "run_sparql", query="ASK {}").content["answer"] is True


def test_a_greedy_query_is_ended(shipped: Path) -> None:
    called = run(shipped, GREEDY, Limits(seconds=60, memory=700 << 20))
    assert "too much memory" in called.error


def test_a_new_build_is_seen(tmp_path: Path) -> None:
    folder = handmade.dataset(tmp_path / "data")
    server = create_server(Folder(folder))
    assert call(server, "search_entities", name="东岭").content["hits"]
    text = "\n".join(line.replace("东岭", "西岭") for line in handmade.lines())
    (folder / "new.nq").write_text(text + "\n", encoding="utf-8")
    (folder / "new.nq").replace(folder / "graph.nq")
    assert call(server, "search_entities", name="西岭园区").content["hits"][0]["score"] == 1
