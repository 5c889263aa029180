"""Named queries over several reports: two of one invented county in a row, and two written ones.

What a query counts or pairs is computed a second time here, in plain Python over the quads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from gwr_graph import corpus, queries
from gwr_graph.errors import QueryError
from gwr_graph.queries.header import SLOT
from gwr_graph.store import EmbeddedStore, open_dataset, value_of

GWR = "https://w3id.org/gwr-graph/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WRITTEN = ROOT / "tests" / "gold" / "written"

REPORT = """政府工作报告

——{year}年1月8日在青麓县第十二届人民代表大会第{session}次会议上

青麓县人民政府县长 周岚

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、{past}年工作回顾

全县地区生产总值增长{done}%。{review}

二、{year}年工作安排

今年，地区生产总值增长{aim}%。{plan}
"""
EARLIER = REPORT.format(
    year=2024, session="三", past=2023, done="5.1", aim="6",
    review="石桥工业园云川机械建成投产。", plan="建成石桥工业园污水处理厂，新增停车位500个。",
)  # fmt: skip
LATER = REPORT.format(
    year=2025, session="四", past=2024, done="5.6", aim="5.5",
    review="石桥工业园污水处理厂建成投用。", plan="建成青麓湖大桥，新增停车位800个。",
)  # fmt: skip

Graph = tuple[EmbeddedStore, list[ox.Quad]]


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("several")
    files = [folder / "qinglu-2024.txt", folder / "qinglu-2025.txt"]
    for file, text in zip(files, (EARLIER, LATER), strict=True):
        file.write_text(text, encoding="utf-8")
    files += [WRITTEN / "01-lanpu.txt", WRITTEN / "08-shuquan.txt"]
    corpus.build(files, folder / "out")
    with open_dataset(folder / "out") as store:
        yield store, list(store.raw)


def rows(graph: Graph, name: str, **values: str) -> list[dict[str, str]]:
    return list(queries.run(graph[0], queries.get(name), values).dicts())


def index(graph: Graph) -> dict[str, dict[str, list[str]]]:
    """Return subject → property (local name) → values, of the ontology's properties."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph[1]:
        local = quad.predicate.value.removeprefix(GWR)
        found[value_of(quad.subject)][local].append(value_of(quad.object))
    return found


@pytest.mark.parametrize("query", queries.all_queries(), ids=lambda q: q.name)
def test_no_row_is_repeated_and_the_order_is_fixed(
    several: Graph, query: queries.NamedQuery, turned: EmbeddedStore
) -> None:
    store = several[0]
    samples = {
        "text": "建成", "entity": "石桥工业园", "thing": "石桥工业园", "place": "石桥工业园", "indicator": "GDP",
        "theme": "农业", "class": "Commitment", "status": "Completed", "number": "1",
    }  # fmt: skip
    values = {p.name: samples[p.kind] for p in query.parameters if not p.optional and not p.default}
    table = queries.run(store, query, values)
    assert len(set(table.rows)) == len(table)
    assert queries.run(turned, query, values) == table


@pytest.fixture(scope="session")
def turned(several: Graph) -> EmbeddedStore:
    """The same graph, stored in the opposite order."""
    store = EmbeddedStore()
    store.raw.extend(reversed(several[1]))
    return store


@pytest.mark.parametrize(
    "query", [q for q in queries.all_queries() if q.group == "several"], ids=lambda q: q.name
)
def test_the_example_gives_rows(several: Graph, query: queries.NamedQuery) -> None:
    table = queries.run(several[0], query, dict(query.example))
    assert len(table) > 0
    first = next(table.dicts())
    assert {key: first.get(key) for key, _ in query.first} == dict(query.first)


def test_a_target_stands_beside_its_outcome(several: Graph) -> None:
    found = rows(several, "target-outcomes", indicator="GDP")
    assert [(r["period"], r["target"], r["result"], r["comparison"]) for r in found] == [
        ("2024", "6", "5.6", "below")
    ]
    assert (found[0]["targetQuote"], found[0]["ofLabel"]) == ("地区生产总值增长6%", "青麓县")


def test_changed_numbers_compare_like_with_like(several: Graph) -> None:
    found = {r["kind"]: r for r in rows(several, "changed-numbers", indicator="GDP")}
    target, result = found["Target"], found["Result"]
    assert (target["earlierValue"], target["laterValue"], target["change"]) == (
        "6",
        "5.5",
        "lowered",
    )
    assert (result["earlierValue"], result["laterValue"], result["change"]) == (
        "5.1",
        "5.6",
        "raised",
    )


def test_what_is_new_and_what_is_dropped(several: Graph) -> None:
    found = {(r["change"], r["thingLabel"]) for r in rows(several, "new-and-dropped")}
    assert ("new", "青麓湖大桥") in found
    assert ("dropped", "石桥工业园") in found
    assert not {("new", "地区生产总值"), ("dropped", "地区生产总值")} & found


def test_counts_agree_with_a_count_of_the_quads(several: Graph) -> None:
    facts = index(several)
    statements = {s: f for s, f in facts.items() if f"{GWR}Statement" in f[TYPE]}
    by_report = Counter(f["inReport"][0] for f in statements.values())
    goals = Counter(f["inReport"][0] for f in statements.values() if f"{GWR}Goal" in f[TYPE])
    found = rows(several, "reports")
    assert {r["report"]: int(r["statements"]) for r in found} == dict(by_report)
    assert {r["report"]: int(r["goals"]) for r in found} == {r: goals[r] for r in by_report}
    themes = Counter(theme for f in statements.values() for theme in f["theme"])
    assert {r["theme"]: int(r["statements"]) for r in rows(several, "themes")} == dict(themes)
    assert len(rows(several, "ledger")) == sum(goals.values())


def test_places_are_ranked_with_all_that_lies_within(several: Graph) -> None:
    facts = index(several)
    own: dict[str, set[str]] = defaultdict(set)
    whole: dict[str, set[str]] = defaultdict(set)
    for name, fact in facts.items():
        if f"{GWR}Commitment" not in fact[TYPE]:
            continue
        for place in {*fact["atPlace"], *fact["contextPlace"]}:
            own[place].add(name)
            above: list[str] | None = [place]
            while above:
                whole[above[0]].add(name)
                above = facts[above[0]]["within"]
    found = rows(several, "places-ranked")
    assert {r["place"]: (int(r["commitments"]), int(r["withParts"])) for r in found} == {
        place: (len(own[place]), len(said)) for place, said in whole.items()
    }


def test_shared_names_and_amounts_agree_with_the_quads(several: Graph) -> None:
    facts = index(several)
    named = defaultdict(set)
    for fact in list(facts.values()):
        for entity in fact["refersTo"]:
            named[entity].add(facts[fact["statedIn"][0]]["inReport"][0])
    places = {e for e, said in named.items() if len(said) > 1 and f"{GWR}Place" in facts[e][TYPE]}
    assert {r["entity"] for r in rows(several, "named-by-several")} == places
    money = sorted(
        (Decimal(f["value"][0]) for f in facts.values() if f["unitText"] == ["元"]), reverse=True
    )
    assert [Decimal(r["value"]) for r in rows(several, "largest-amounts")] == money


def test_a_report_goes_by_key_and_by_jurisdiction(several: Graph) -> None:
    whole = rows(several, "overview")
    both = rows(several, "overview", report="青麓县")
    one = rows(several, "overview", report="青麓县 2025年")
    assert len(whole) > len(both) > len(one) > 0
    assert one == rows(several, "overview", report=one[0]["report"])
    with pytest.raises(QueryError, match="did you mean 青麓县"):
        rows(several, "overview", report="青鹿县")


def test_what_was_taken_for_a_name_of_several_is_told(several: Graph) -> None:
    query = queries.get("entity-statements")
    assert queries.bind(several[0], query, {"entity": "青麓湖大桥"}).notes == ()
    (note,) = queries.bind(several[0], query, {"entity": "青麓"}).notes
    assert "part of the name" in note
    assert "青麓湖大桥 (id:" in note


KINDS = {p.kind: (q, p) for q in queries.all_queries() for p in q.parameters}


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=40, deadline=None)
@given(text=st.one_of(st.text(), st.text("\"\\'{}<>?#. \n\t\rVALUES", max_size=20)))
def test_any_text_is_a_value_or_one_clear_line(several: Graph, kind: str, text: str) -> None:
    query, parameter = KINDS[kind]
    refused = ""
    try:
        bound = queries.bind(several[0], query, {**dict(query.example), parameter.name: text})
    except QueryError as error:
        refused = str(error)
    if refused:
        assert refused.splitlines() == [refused]
        return
    slots = list(SLOT.finditer(query.text))
    fixed = SLOT.split(query.text)[::2]
    rest = bound.text
    for part in fixed:  # all the query's own text is there, in its order
        assert part in rest
        rest = rest.partition(part)[2]
    assert len(fixed) == len(slots) + 1
    several[0].query(bound.text)


def test_a_value_that_looks_like_a_slot_stays_a_value(several: Graph) -> None:
    query = queries.get("passages")
    evil = "VALUES ?report {} ?s ?p ?o"
    bound = queries.bind(several[0], query, {"text": evil, "report": "青麓县"})
    assert f'"{evil}"' in bound.text
    assert len(several[0].select(bound.text)) == 0


@pytest.mark.parametrize("name", ["\ud800", "a\ud800", "\x00"])
def test_what_is_no_text_is_refused_or_finds_nothing(several: Graph, name: str) -> None:
    for query, values in (("passages", {"text": name}), ("entity-card", {"entity": name})):
        said = ""
        try:
            found = rows(several, query, **values)
        except QueryError as error:
            said, found = str(error), []
        assert found == []
        assert "\n" not in said


def test_files_of_the_library_end_in_a_line_and_say_their_order() -> None:
    for file in sorted((ROOT / "queries").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        assert text.endswith("\n"), file
        assert "ORDER BY" in text, file
