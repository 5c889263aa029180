"""Each tool: what it finds, what it proves it with, what it says of a wrong call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.types import Tool

import handmade
import paths_sample
import sparql_servers
from gwr_graph.mcp.server import create_server
from gwr_graph.mcp.source import Endpoint, Folder
from gwr_graph.store import RemoteStore
from mcp_tools.conftest import Call, alone, call

ID = "https://w3id.org/gwr-graph/id/"
REPORT = f"{ID}report/990101-2023"
PARK, WORKS = f"{ID}990101/东岭园区", f"{ID}990101/星河光电"
TOOLS = {
    "ask_question", "search_entities", "get_entity", "who_is_involved", "list_commitments",
    "find_path", "compare_years", "get_source", "verify_quote", "describe_schema", "run_sparql",
}  # fmt: skip
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ask_question", {"question": "星河光电在哪里？"}),
    ("search_entities", {"name": "东岭"}),
    ("get_entity", {"name": "星河光电"}),
    ("who_is_involved", {"place": "东岭园区"}),
    ("list_commitments", {}),
    ("find_path", {"one": "星河光电", "other": "东岭园区"}),
    ("compare_years", {"what": "东岭园区"}),
    ("get_source", {"report": "990101-2023", "start": 10, "end": 14}),
    ("verify_quote", {"quote": "星河光电"}),
)


def evidence(value: object) -> Iterator[dict[str, Any]]:
    """Yield every piece of evidence inside a value."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for part in value.values():
            yield from evidence(part)
    elif isinstance(value, list):
        for part in value:
            yield from evidence(part)


def quotes(value: object) -> list[str]:
    return [one["quote"] for one in evidence(value)]


def test_the_tools_say_what_they_do_take_and_give(folder: Path) -> None:
    async def listed() -> list[Tool]:
        async with Client(create_server(Folder(folder))) as client:
            return (await client.list_tools()).tools

    tools = alone(listed)
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert 20 < len(tool.description or "") < 120
        assert tool.output_schema is not None
        assert tool.output_schema["properties"]
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_every_hit_carries_iri_hash_offsets_and_quote(
    tool: Call, name: str, arguments: dict[str, Any]
) -> None:
    called = tool(name, **arguments)
    assert called.error == ""
    hits = list(evidence(called.content))
    assert hits
    for hit in hits:
        assert handmade.TEXT[hit["start"] : hit["end"]] == hit["quote"]
        assert hit["report"] == REPORT
        assert hit["sha256"] == handmade.document().sha256
        assert hit["iri"].startswith(f"{REPORT}#")


@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_an_endpoint_gives_what_the_folder_gives(
    tool: Call, endpoint: RemoteStore, name: str, arguments: dict[str, Any]
) -> None:
    remote = call(create_server(Endpoint(endpoint)), name, **arguments)
    assert remote.error == ""
    assert remote.content == tool(name, **arguments).content


@pytest.fixture(scope="module")
def endpoint() -> Iterator[RemoteStore]:
    with sparql_servers.oxigraph(union=False) as url, RemoteStore(f"{url}/query") as store:
        store.load(handmade.lines())
        yield store


def test_an_endpoint_runs_queries_too(endpoint: RemoteStore) -> None:
    server = create_server(Endpoint(endpoint))
    query = "SELECT ?l { ?e a gwr:Park ; rdfs:label ?l }"
    assert call(server, "run_sparql", query=query).content["rows"] == [["东岭园区"]]
    assert "update" in call(server, "run_sparql", query="DELETE WHERE { ?s ?p ?o }").error


def test_ask_question_answers_or_says_no(tool: Call) -> None:
    found = tool("ask_question", question="星河光电在哪里？").content
    assert found["answered"]
    assert "东岭园区" in found["answer"]
    none = tool("ask_question", question="临川区有多少人口？").content
    assert not none["answered"]


def test_search_entities_finds_parts_and_pinyin_and_narrows(tool: Call) -> None:
    found = tool("search_entities", name="dongling yuanqu").content["hits"]
    assert (found[0]["iri"], found[0]["types"]) == (PARK, ["Park"])
    assert found[0]["statements"] == 2
    assert found[0]["evidence"]["quote"] == "东岭园区星河光电等3个项目建成投产"
    assert tool("search_entities", name="东岭", types=["Enterprise"]).content["hits"] == []
    assert tool("search_entities", name="没有").content["hits"] == []


def test_get_entity_tells_where_it_lies_and_how_far_it_is(tool: Call) -> None:
    card = tool("get_entity", name="东岭园区").content
    assert card["within"] == ["临川区", "抚江市"]
    assert card["other_names"] == ["东岭"]
    works = tool("get_entity", name=WORKS).content
    assert [one["where"]["label"] for one in works["involved"]] == ["东岭园区", "东岭园区"]
    assert [(s["stance"], s["status"]) for s in works["statements"]] == [
        ("Achievement", "Operational"),
        ("Commitment", "Started"),
    ]
    assert works["statements"][0]["numbers"][0]["surface"] == "3个"
    few = tool("get_entity", name=WORKS, limit=1).content
    assert (few["total"], len(few["statements"])) == (2, 1)


def test_who_is_involved_counts_what_lies_within(tool: Call) -> None:
    here = tool("who_is_involved", place="抚江市").content
    assert here["total"] == 2
    assert {one["who"]["iri"] for one in here["involved"]} == {WORKS}
    assert "东岭园区产值增长6%以上" in quotes(here["also_named"])
    firms = tool("who_is_involved", place="东岭", types=["Institution"]).content
    assert (firms["total"], firms["also_named"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"about": "东岭园区", "with_numbers": True}, ["东岭园区产值增长6%以上"]),
        ({"about": "抚江市"}, ["推动星河光电二期开工", "东岭园区产值增长6%以上"]),
        ({"about": "星河光电", "kind": "Achievement"}, ["东岭园区星河光电等3个项目建成投产"]),
        ({"kind": "Goal", "words": "节水"}, ["争创省级节水型机关"]),
        ({"year": 2022}, []),
        ({"year": 2023, "report": "临川区", "limit": 1}, ["推动星河光电二期开工"]),
        ({"limit": 1, "offset": 3}, ["我们要奋力前行"]),
    ],
)
def test_list_commitments_filters(
    tool: Call, arguments: dict[str, Any], expected: list[str]
) -> None:
    found = tool("list_commitments", **arguments).content
    assert quotes(found["statements"]) == expected
    assert found["total"] >= len(expected)


def test_find_path_proves_each_hop_and_knows_words(tmp_path: Path) -> None:
    lines = "\n".join(paths_sample.lines())
    (tmp_path / "graph.nq").write_text(lines + "\n", encoding="utf-8")
    server = create_server(Folder(tmp_path))
    found = call(server, "find_path", one="云台新区", other="白鹭大桥").content
    assert [hop["role"] for hop in found["paths"][0]] == ["sameSentence", "namedTogether"]
    for one in evidence(found):
        assert paths_sample.TEXT[one["start"] : one["end"]] == one["quote"]
    official = call(server, "find_path", one="柳树村", other="柳溪镇").content["paths"][0][0]
    assert (official["role"], official["evidence"]) == ("within", None)
    words = call(server, "find_path", one="北进战略", other="产业新城").content
    assert (words["one"], quotes(words["passages"])) == (None, ["北进战略带动产业新城"])
    none = call(server, "find_path", one="孤山", other="晨光路").content
    assert (none["connected"], none["paths"], none["passages"]) == (False, [], [])
    place = call(server, "find_path", one="星河光电", other="云台新区").content["paths"][0][0]
    assert place["place"]["quote"] == "云台新区晨星电子投产"


def test_a_name_of_several_is_what_the_report_speaks_of_most(tmp_path: Path) -> None:
    lines = "\n".join(paths_sample.lines())
    (tmp_path / "graph.nq").write_text(lines + "\n", encoding="utf-8")
    card = call(create_server(Folder(tmp_path)), "get_entity", name="云台").content
    assert (card["taken"]["label"], card["taken"]["sure"]) == ("云台新区", False)
    assert [other["label"] for other in card["taken"]["others"]] == ["云台镇"]


def test_compare_years_puts_results_beside_targets(tool: Call) -> None:
    found = tool("compare_years", what="东岭园区").content
    growth = next(s for s in found["series"] if s["unit"] == "%")
    assert [(n["period"], n["kind"], n["value"], n["bound"]) for n in growth["numbers"]] == [
        ("2022", "Result", "5", "Exact"),
        ("2023", "Target", "6", "Min"),
    ]
    assert (growth["of"], growth["direction"]) == ("东岭园区", "Increase")
    (sequel,) = found["sequels"]
    assert (sequel["later"]["quote"], sequel["earlier"]["quote"]) == (
        "东岭园区产值增长6%以上",
        "产值增长5%",
    )
    steps = tool("compare_years", what="星河光电").content["steps"]
    assert [(s["period"], s["status"]) for s in steps] == [
        ("2022", "Operational"),
        ("2023", "Started"),
    ]
    owned = tool("compare_years", what="产值增长", of="东岭园区", report="990101-2023").content
    assert [n["value"] for s in owned["series"] for n in s["numbers"]] == ["5", "6"]


def test_get_source_shows_what_stands_around(tool: Call) -> None:
    start = handmade.TEXT.index("星河光电二期")
    found = tool("get_source", report=REPORT, start=start, end=start + 6, around=1).content
    assert found["evidence"]["quote"] == "星河光电二期"
    assert found["before"].endswith(f"{handmade.REVIEW}\n推动")
    assert found["after"].endswith(handmade.HONOUR)
    assert (found["jurisdiction"], found["year"], found["heading"]) == ("临川区", "2023", "计划")
    hit = tool("list_commitments", words="节水").content["statements"][0]["evidence"]
    whole = tool("get_source", iri=hit["iri"], around=0).content
    assert whole["evidence"] == hit
    assert (whole["before"], whole["after"]) == ("", "。")


def test_verify_quote_tells_exact_words_from_others(tool: Call) -> None:
    found = tool("verify_quote", quote="东岭园区").content
    assert (found["verified"], len(found["found"])) == (True, 2)
    at = handmade.TEXT.index("星河光电")
    there = tool("verify_quote", quote="星河光电", report="临川区", start=at, end=at + 4).content
    assert there["verified"]
    moved = tool("verify_quote", quote="星河光电", report="临川区", start=at + 1, end=at + 5)
    assert not moved.content["verified"]
    assert "they stand elsewhere" in moved.content["reason"]
    loose = tool("verify_quote", quote="“东岭园区” 产值增长６%").content
    assert (loose["verified"], quotes(loose["found"])) == (False, ["东岭园区产值增长6%"])
    wrong = tool("verify_quote", quote="东岭园区产值增长9%以上").content
    assert (wrong["verified"], wrong["found"]) == (False, [])
    assert quotes(wrong["nearest"])[0] == handmade.PLAN


def test_describe_schema_has_terms_reports_and_queries_that_run(shipped: Path) -> None:
    server = create_server(Folder(shipped))
    found = call(server, "describe_schema").content
    (report,) = found["reports"]
    assert (report["jurisdiction"], report["year"], len(report["sha256"])) == ("金台区", "2023", 64)
    names = {term["name"] for term in found["classes"]}
    assert {"gwr:Statement", "gwr:Commitment", "gwr:Measure", "gwr:Park"} <= names
    quote = next(term for term in found["properties"] if term["name"] == "gwr:mentions")
    assert quote["meaning"]
    assert "gwr:Operational" in {term["name"] for term in found["values"]}
    assert len(found["examples"]) >= 5
    for example in found["examples"]:
        called = call(server, "run_sparql", query=example["sparql"])
        assert called.error == "", example["question"]
        assert called.content["rows"], example["question"]


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("get_entity", {"name": "东林园区"}, "did you mean 东岭园区?"),
        ("get_entity", {"name": "完全没有"}, "search_entities finds names"),
        ("get_entity", {"name": ""}, "at least 1 character"),
        ("who_is_involved", {"place": "星河光电"}, "no place is called '星河光电'"),
        ("list_commitments", {"theme": "没有的"}, "no theme is called"),
        ("list_commitments", {"report": "990101-2019"}, "name one of 990101-2023"),
        ("list_commitments", {"kind": "Promise"}, "'Commitment', 'Goal'"),
        ("find_path", {"one": "星河光电", "other": "没有此物"}, "neither an entity nor the text"),
        ("get_source", {}, "name the slice: an iri, or report, start and end"),
        ("get_source", {"report": "临川区", "start": 5, "end": 9999}, "the text has"),
        ("get_source", {"iri": f"{REPORT}#none"}, "nothing in a report's text has this IRI"),
        ("get_source", {"iri": "a b"}, "is no IRI"),
        ("verify_quote", {"quote": "东岭", "start": 1}, "give report, start and end together"),
        ("search_entities", {"name": "东岭", "limit": 1000}, "less than or equal to 100"),
    ],
)
def test_what_is_wrong_is_told(tool: Call, name: str, arguments: dict[str, Any], says: str) -> None:
    called = tool(name, **arguments)
    assert called.content is None
    assert says in called.error
