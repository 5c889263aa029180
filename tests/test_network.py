from __future__ import annotations

import itertools
import math
import time

import networkx as nx
import pytest

import handmade
import network_sample as sample
from gwr_graph import network
from gwr_graph.store import EmbeddedStore


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return network.projection(sample.store())


def test_nodes_are_entities_and_what_is_said_of_them(graph: nx.MultiDiGraph[str]) -> None:
    kinds = {node: data["kind"] for node, data in graph.nodes(data=True)}
    assert kinds[sample.PARK] == "Park"
    assert kinds[sample.FIRM] == "Enterprise"
    assert kinds[f"{sample.REPORT}#s-done"] == "Achievement"
    assert kinds[f"{sample.REPORT}#s-growth"] == "Goal"
    assert kinds[f"{sample.REPORT}#s-support"] == "Commitment"
    assert f"{sample.REPORT}#s-press" not in graph, "a situation is no node"
    assert "990101/孤山" not in graph, "what nothing ties to anything is left out"
    assert graph.nodes[sample.FIRM]["types"] == ("Enterprise", "Project")
    assert graph.nodes[sample.PARK]["names"] == ("东岭",)
    assert graph.nodes[sample.HOME]["home"] is True


def test_every_quote_is_its_slice_of_the_text(graph: nx.MultiDiGraph[str]) -> None:
    quotes = [q for _, data in graph.nodes(data=True) for q in data["quotes"]]
    quotes += [q for *_, data in graph.edges(data=True) for q in data["quotes"]]
    assert len(quotes) > 15
    for quote in quotes:
        assert sample.TEXT[quote.start : quote.end] == quote.text
        end = quote.origin + len(quote.sentence)
        assert sample.TEXT[quote.origin : end] == quote.sentence
        for start, stop in quote.marks:
            assert quote.origin <= start < stop <= end


def test_quotes_mark_the_name_even_behind_a_character_outside_the_basic_plane(
    graph: nx.MultiDiGraph[str],
) -> None:
    marked = {sample.TEXT[a:b] for q in graph.nodes[sample.FIRM]["quotes"] for a, b in q.marks}
    assert marked == {"星河光电"}
    heading = {q.heading for q in graph.nodes[sample.FIRM]["quotes"]}
    assert heading == {"一、坚定不移抓园区"}


def test_a_situation_speaks_of_an_entity_though_it_is_no_node(
    graph: nx.MultiDiGraph[str],
) -> None:
    stances = graph.nodes[sample.PARK]["stances"]
    assert stances == ("Achievement", "Commitment", "Situation")
    assert graph.nodes[sample.FIRM]["statuses"] == ("Operational", "Started")


def test_edges_carry_role_and_quote(graph: nx.MultiDiGraph[str]) -> None:
    located = graph.edges[sample.FIRM, sample.PARK, "locatedIn"]
    assert located["role"] == "locatedIn"
    assert located["quote"] == "东岭园区星河光电等3个项目建成投产"
    done = f"{sample.REPORT}#s-done"
    assert set(graph[done][sample.PARK]) == {"atPlace"}, "the narrowest role alone"
    assert set(graph[done][sample.FIRM]) == {"concerns"}
    assert graph.edges[sample.PARK, sample.HOME, "within"]["quote"] == ""
    growth, output = f"{sample.REPORT}#s-growth", f"{sample.REPORT}#s-output"
    assert graph.has_edge(growth, output, "continues")


def test_a_figure_ties_its_statement_to_what_it_measures(graph: nx.MultiDiGraph[str]) -> None:
    output = f"{sample.REPORT}#s-output"
    assert graph.has_edge(output, sample.PARK, "of")
    assert [f.surface for f in graph.nodes[sample.PARK]["figures"]] == ["6%以上", "20亿元"]
    # s-done names the park: its figure of the whole district adds no tie to the district.
    assert not graph.has_edge(f"{sample.REPORT}#s-done", sample.HOME)


def test_projection_is_the_same_twice(graph: nx.MultiDiGraph[str]) -> None:
    again = EmbeddedStore()
    again.load(reversed(sample.lines()))
    other = network.projection(again)
    assert list(other.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_an_empty_store_gives_an_empty_network() -> None:
    empty = network.projection(EmbeddedStore())
    assert len(empty) == 0
    assert network.layout(empty) == {}
    assert network.busiest_place(empty) is None


def test_the_busiest_place_is_not_the_reports_own_district(graph: nx.MultiDiGraph[str]) -> None:
    assert network.busiest_place(graph) == sample.PARK


def test_neighbourhood_counts_steps_either_way(graph: nx.MultiDiGraph[str]) -> None:
    one = network.neighbourhood(graph, sample.FIRM, 1)
    assert one[sample.FIRM] == 0
    assert one[sample.PARK] == 1
    assert one[f"{sample.REPORT}#s-done"] == 1
    assert sample.HOME not in one
    assert network.neighbourhood(graph, sample.FIRM, 2)[sample.HOME] == 2


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("建成白鹭大桥。", "建成白鹭大桥"),
        ("，" + "长" * 60, "长" * 29 + "…"),
        ("“三拆三改”成效显著", "“三拆三改”成效显著"),
        ("二、坚定不移抓园区", "坚定不移抓园区"),
        ("（一）抓园区", "抓园区"),
    ],
)
def test_gist(words: str, label: str) -> None:
    assert network.gist(words) == label


def _named(graph: nx.Graph[int]) -> list[tuple[str, str]]:
    return [(str(a), str(b)) for a, b in graph.edges]


def test_layout_is_the_same_twice_and_keeps_nodes_apart() -> None:
    graph: nx.Graph[str] = nx.Graph(_named(nx.barabasi_albert_graph(300, 2, seed=4)))
    graph.add_edge("pair-a", "pair-b")
    graph.add_node("alone")
    positions = network.layout(graph)
    assert positions == network.layout(graph)
    assert set(positions) == set(graph)
    nearest = min(math.dist(a, b) for a, b in itertools.combinations(positions.values(), 2))
    assert nearest > 25


def test_tied_nodes_lie_nearer_than_others() -> None:
    graph: nx.Graph[str] = nx.Graph(_named(nx.connected_caveman_graph(8, 8)))
    at = network.layout(graph)

    def mean(pairs: list[tuple[str, str]]) -> float:
        lengths = [math.dist(at[a], at[b]) for a, b in pairs]
        return sum(lengths) / len(lengths)

    assert mean(list(graph.edges)) * 2 < mean(list(itertools.combinations(graph, 2)))


def test_three_thousand_nodes_are_laid_out_in_seconds() -> None:
    graph: nx.Graph[str] = nx.Graph(_named(nx.barabasi_albert_graph(3000, 2, seed=1)))
    started = time.perf_counter()
    network.layout(graph)
    assert time.perf_counter() - started < 8  # 1.5 s alone on two cores


def test_what_the_writer_of_quads_makes_is_read() -> None:
    written = EmbeddedStore()
    written.load(handmade.lines())
    graph = network.projection(written)
    assert graph.has_edge("990101/星河光电", "990101/东岭园区", "locatedIn")
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert kinds.count("Goal") == 3
    assert kinds.count("Achievement") == 2
    for _, data in graph.nodes(data=True):
        for quote in data["quotes"]:
            assert handmade.TEXT[quote.start : quote.end] == quote.text
