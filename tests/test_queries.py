"""Named queries: headers, parameters that cannot inject, and every query on a known graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import handmade
from gwr_graph import corpus, queries
from gwr_graph.errors import DataError, QueryError
from gwr_graph.queries import NamedQuery, ParameterError
from gwr_graph.store import EmbeddedStore, open_dataset, value_of

ALL = queries.all_queries()
NAMES = [query.name for query in ALL]
ID = "https://w3id.org/gwr-graph/id/"
EVIL = ['光" }', "x' } #", "> } DELETE { ?s ?p ?o", '"""', "a\\", "}\nVALUES ?x { 1 }", "?x"]


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(handmade.lines())
    return store


@pytest.fixture(scope="module")
def jintai(tmp_path_factory: pytest.TempPathFactory, jintai_file: Path) -> Iterator[EmbeddedStore]:
    """Build the shipped report, which the examples speak of."""
    folder = tmp_path_factory.mktemp("jintai") / "out"
    corpus.build([jintai_file], folder)
    with open_dataset(folder) as store:
        yield store


def rows(store: EmbeddedStore, name: str, **values: str) -> list[dict[str, str]]:
    return list(queries.run(store, queries.get(name), values).dicts())


def fitting(query: NamedQuery) -> dict[str, str]:
    """Return a value for each required parameter that the handmade graph knows."""
    values = {
        "text": "光电",
        "entity": "东岭园区",
        "thing": "东岭园区",
        "place": "东岭园区",
        "indicator": "产值增长",
        "report": "990101-2023",
        "concept": "产值增长",
        "class": "Park",
        "year": "2023",
        "number": "1",
    }
    return {p.name: values[p.kind] for p in query.parameters if not p.optional}


def test_there_are_enough_and_all_say_what_they_are() -> None:
    assert len(ALL) >= 24
    assert {query.group for query in ALL} == set(queries.GROUPS)
    assert len({query.title_zh for query in ALL}) == len({q.title_en for q in ALL}) == len(ALL)
    for query in ALL:
        given = {name for name, _ in query.example}
        assert {p.name for p in query.parameters if not p.optional} <= given, query.name


@pytest.mark.parametrize("name", NAMES)
def test_every_query_runs_and_repeats_no_row(store: EmbeddedStore, name: str) -> None:
    query = queries.get(name)
    table = queries.run(store, query, fitting(query))
    assert len(table) == len(set(table.rows))
    for first, _ in query.first:
        assert first in table.variables


@pytest.mark.parametrize("name", NAMES)
def test_the_example_gives_its_first_row(jintai: EmbeddedStore, name: str) -> None:
    query = queries.get(name)
    if query.group == "several":
        pytest.skip("speaks of several reports")
    table = queries.run(jintai, query, dict(query.example))
    assert len(table) == len(set(table.rows)) > 0
    first = next(table.dicts())
    assert {key: first.get(key) for key, _ in query.first} == dict(query.first)


def test_who_is_where_includes_what_lies_within(store: EmbeddedStore) -> None:
    for place in ("东岭园区", "临川区", "抚江市", "东岭"):
        found = rows(store, "who-is-where", place=place)
        assert [(r["whoLabel"], r["whereLabel"], r["scope"]) for r in found] == [
            ("星河光电", "东岭园区", "clause"),
            ("星河光电", "东岭园区", "context"),
        ]
        assert found[0]["type"] == "Enterprise/Project"
        assert found[0]["quote"] == "东岭园区星河光电等3个项目建成投产"


def test_who_is_where_by_class(store: EmbeddedStore) -> None:
    assert len(rows(store, "who-is-where", place="东岭园区", **{"class": "Enterprise"})) == 2
    assert rows(store, "who-is-where", place="东岭园区", **{"class": "gwr:Person"}) == []


def test_a_parameter_may_have_several_values(store: EmbeddedStore) -> None:
    query = queries.get("who-is-where")
    table = queries.run(
        store, query, {"place": ["东岭园区", "临川区"], "class": ["Enterprise", "Project"]}
    )
    assert len(table) == 2


def test_commitments_of_a_place(store: EmbeddedStore) -> None:
    found = rows(store, "commitments-of-place", place="临川区")
    assert [r["quote"] for r in found] == ["推动星河光电二期开工", "东岭园区产值增长6%以上"]


def test_goals_results_and_what_is_continued(store: EmbeddedStore) -> None:
    (goal,) = rows(store, "goals", indicator="产值", year="2023年")
    assert (goal["ofLabel"], goal["value"], goal["bound"]) == ("东岭园区", "6", "Min")
    assert rows(store, "goals", year="2022") == []
    (pair,) = rows(store, "result-beside-target")
    assert (pair["result"], pair["target"], pair["unit"]) == ("5", "6", "%")
    (kept,) = rows(store, "continued")
    assert (kept["earlierQuote"], kept["laterQuote"]) == ("产值增长5%", "东岭园区产值增长6%以上")


def test_status_honours_and_commitments_without_anything_to_check(store: EmbeddedStore) -> None:
    assert [r["projectLabel"] for r in rows(store, "projects-by-status", status="Started")] == [
        "星河光电"
    ]
    (honour,) = rows(store, "honours")
    assert (honour["honourLabel"], honour["stance"]) == ("省级节水型机关", "Commitment")
    assert [r["quote"] for r in rows(store, "unverifiable-commitments")] == ["我们要奋力前行"]


def test_cards_passages_and_chains(store: EmbeddedStore) -> None:
    card = {(r["fact"], r["value"]) for r in rows(store, "entity-card", entity="东岭")}
    assert ("type", "Park") in card
    assert ("alsoCalled", "东岭") in card
    assert ("within", "临川区") in card
    chain = [r["placeLabel"] for r in rows(store, "entity-chain", entity="东岭园区")]
    assert chain == ["临川区", "抚江市"]
    assert len(rows(store, "passages", text="星河")) == 2
    assert [r["from"] for r in rows(store, "inherited-places", place="东岭园区")] == [
        "东岭园区"
    ] * 2


def test_an_entity_goes_by_any_name_and_by_iri(store: EmbeddedStore) -> None:
    park = f"{ID}990101/东岭园区"
    for name in (
        "东岭园区",
        "东岭",
        "“东岭园区”",
        "岭园",
        park,
        "990101/东岭园区",
        "id:990101/东岭园区",
    ):
        assert [value_of(t) for t in queries.entities_named(store, name)] == [park], name


def test_an_unknown_entity_is_an_error_with_near_names(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="东岭园区"):
        queries.entities_named(store, "东林园区")
    with pytest.raises(ParameterError, match="empty"):
        queries.entities_named(store, "“”")


@pytest.mark.parametrize("text", EVIL)
def test_no_value_becomes_query_text(store: EmbeddedStore, text: str) -> None:
    size = store.size()
    assert rows(store, "passages", text=text) == []
    for name, values in {
        "who-is-where": {"place": text},
        "goals": {"indicator": text},
        "entities-by-type": {"class": text},
    }.items():
        with pytest.raises(QueryError):
            rows(store, name, **values)
    assert store.size() == size


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("goals", {"year": "soon"}, "no year"),
        (
            "goals",
            {"yaer": "2023"},
            "unknown parameter 'yaer': it takes indicator, of, report, year",
        ),
        ("who-is-where", {}, "needs -p place"),
        ("who-is-where", {"place": ""}, "needs -p place"),
        ("reports", {"x": "1"}, "it takes none"),
    ],
)
def test_a_wrong_parameter_is_one_clear_line(
    store: EmbeddedStore, name: str, values: dict[str, str], says: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        queries.run(store, queries.get(name), values)
    assert says in str(caught.value)


def test_an_unknown_query_suggests_the_nearest() -> None:
    with pytest.raises(ParameterError, match="did you mean who-is-where"):
        queries.get("who-is-wher")
    with pytest.raises(ParameterError, match="--list"):
        queries.get("../pyproject")


HEADER = "#+ title: 题 | Title\n#+ description: 述 | Words\n"


def test_a_header_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        HEADER + "#+ param: n number = 3 | 数 | a number\n#+ param: t text? | 字 | words\n"
        "#+ example: n=1 | t=a=b\n#+ first: x=1\n"
        "SELECT ?n { VALUES ?n {} VALUES ?t { } }\n",
        encoding="utf-8",
    )
    query = queries.read(file)
    assert (query.name, query.title_zh, query.title_en) == ("mine", "题", "Title")
    assert [(p.name, p.kind, p.optional, p.default) for p in query.parameters] == [
        ("n", "number", False, "3"),
        ("t", "text", True, None),
    ]
    assert query.example == (("n", "1"), ("t", "a=b"))
    bound = queries.bind(EmbeddedStore(), query, {}).text
    assert '"3"^^<http://www.w3.org/2001/XMLSchema#decimal>' in bound
    assert "?t" not in bound


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * {}", "no title"),
        ("#+ title: only one\n", ":1: write the title"),
        (HEADER + "#+ colour: red\n", ":3: unknown header 'colour'"),
        (
            HEADER + "#+ param: x gadget | 甲 | a\nSELECT * { VALUES ?x {} }",
            "unknown kind 'gadget'",
        ),
        (HEADER + "#+ param: x text\nSELECT * {}", "write a parameter as"),
        (HEADER + "#+ param: x text | 甲 | a\nSELECT * {}", "no 'VALUES ?x {}'"),
        (HEADER + "#+ example: x\n", "write 'name=value"),
    ],
)
def test_a_broken_header_names_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bad.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        queries.read(file)
    assert "bad.rq" in str(caught.value)
    assert says in str(caught.value)


def test_what_goes_on_is_told_with_progress_and_numbers_of_both_years(
    jintai: EmbeddedStore,
) -> None:
    road = [row for row in rows(jintai, "continued", text="宝蟠路改造") if row["about"]]
    assert (road[0]["earlierStatus"], road[0]["laterStatus"]) == ("Started", "Operational")
    assert (road[0]["earlierQuote"], road[0]["laterQuote"]) == (
        "宝蟠路改造启动建设",
        "宝蟠路改造建成通车",
    )
    sales = rows(jintai, "continued", text="社会消费品零售总额")
    assert [(r["earlierNumbers"], r["laterNumbers"]) for r in sales] == [
        ("10%", "8%"),
        ("206亿元", "230亿元"),
    ]


def test_a_class_asked_for_is_the_only_one_listed(store: EmbeddedStore) -> None:
    listed = rows(store, "entities-by-type", **{"class": "Park"})
    assert {row["type"] for row in listed} == {"Park"}
    kinds = {row["type"] for row in rows(store, "entities-by-type", **{"class": "Actor"})}
    assert kinds
    assert kinds <= {"Enterprise", "Institution", "Person"}
