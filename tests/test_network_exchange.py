from __future__ import annotations

import csv
import io
from xml.etree.ElementTree import fromstring

import networkx as nx
import pytest

import network_sample as sample
from gwr_graph import network
from gwr_graph.store import EmbeddedStore

LINES = [*sample.lines()]


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return network.projection(sample.store())


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_what_is_written(graph: nx.MultiDiGraph[str], form: str) -> None:
    written = io.BytesIO(network.FORMATS[form](graph))
    again = nx.read_graphml(written) if form == "graphml" else nx.read_gexf(written)
    assert set(again) == set(graph)
    assert sorted(again.edges()) == sorted(graph.edges())
    firm = again.nodes[sample.FIRM]
    assert (firm["label"], firm["kind"], firm["types"]) == (
        "星河光电",
        "Enterprise",
        "Enterprise; Project",
    )
    start, end = firm["quote_start"], firm["quote_end"]
    assert sample.TEXT[start:end] == firm["quote"]
    assert again.nodes[sample.EVIL]["label"] == sample.EVIL_NAME
    roles = sorted(data["role"] for *_, data in again.edges(data=True))
    assert roles == sorted(role for *_, role in graph.edges(keys=True))


def test_gexf_stands_as_the_picture_does_and_has_no_date(graph: nx.MultiDiGraph[str]) -> None:
    written = network.FORMATS["gexf"](graph)
    assert b"lastmodifieddate" not in written
    space = "{http://www.gexf.net/1.2draft}"
    nodes = fromstring(written.decode()).iter(f"{space}node")  # noqa: S314 - our own
    first = next(nodes)
    position = first.find(f"{space[:-1]}/viz}}position")
    assert position is not None
    x, y = network.layout(graph)[first.attrib["id"]]
    assert (float(position.attrib["x"]), -float(position.attrib["y"])) == (x, y)


def test_the_table_has_a_row_for_every_edge_and_quote(graph: nx.MultiDiGraph[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(network.FORMATS["csv"](graph).decode())))
    assert len(rows) == sum(len(d["quotes"]) or 1 for *_, d in graph.edges(data=True))
    located = next(r for r in rows if r["role"] == "locatedIn")
    assert (located["source_name"], located["target_name"]) == ("星河光电", "东岭园区")
    assert (located["source_kind"], located["target_kind"]) == ("Enterprise", "Park")
    for row in rows:
        if row["quote"]:
            assert sample.TEXT[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]
    official = next(r for r in rows if r["role"] == "within" and not r["quote"])
    assert official["quote_start"] == ""


@pytest.mark.parametrize("form", list(network.FORMATS))
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    again = EmbeddedStore()
    again.load(reversed(LINES))
    write = network.FORMATS[form]
    assert write(network.projection(again)) == write(network.projection(sample.store()))


def test_what_xml_cannot_hold_becomes_a_space() -> None:
    graph: nx.MultiDiGraph[str] = network.projection(sample.store())
    graph.nodes[sample.FIRM]["label"] = "星\x00河\x0b\ufffe"
    assert (
        nx.read_graphml(io.BytesIO(network.FORMATS["graphml"](graph)))
        .nodes[sample.FIRM]["label"]
        .startswith("星 河")
    )


@pytest.mark.parametrize("form", list(network.FORMATS))
def test_an_empty_graph_is_written_too(form: str) -> None:
    assert network.FORMATS[form](network.projection(EmbeddedStore()))
