"""The ledger's entries, what is chosen of them, and numbers that may stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import two_years
from gwr_graph import corpus, ledger
from gwr_graph.ledger import Fate, Ledger, Wanted
from gwr_graph.store import PREFIXES, open_dataset


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    with open_dataset(two_years.dataset(tmp_path_factory.mktemp("two"))) as store:
        return ledger.ledger(store)


@pytest.fixture(scope="module")
def jintai(tmp_path_factory: pytest.TempPathFactory, jintai_file: Path) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("jintai") / "graph"
    corpus.build([jintai_file], folder)
    with open_dataset(folder) as store:
        yield ledger.ledger(store)


def quotes(book: Ledger, **wanted: str) -> list[str]:
    return [entry.said.quote for entry in ledger.chosen(book, Wanted(**wanted))]


def test_each_commitment_is_one_entry_with_its_fate_where_a_later_report_is(two: Ledger) -> None:
    found = {(e.report.year, e.said.quote): e for e in two.entries}
    assert len(found) == len(two.entries)
    gdp = found[2024, "地区生产总值增长6%"]
    assert (gdp.continuation, gdp.fate) == (Fate.CHANGED, Fate.MISSED)
    assert [e.said.quote for e in gdp.review] == ["全县地区生产总值增长5.1%"]
    assert [e.said.quote for e in gdp.after] == ["全县地区生产总值增长5.6%"]
    assert gdp.next
    assert gdp.next.year == 2025
    silent = found[2024, "建成档案馆新馆"]
    assert (silent.fate, silent.after) == (Fate.SILENT, ())
    last = found[2025, "新建口袋公园15个"]
    assert (last.fate, last.next, last.later) == (None, None, ())


def test_entries_are_the_commitments_of_the_graph(jintai: Ledger) -> None:
    assert len(jintai.entries) == len({e.said.iri for e in jintai.entries}) > 250
    assert all(e.said.stance.value == "Commitment" for e in jintai.entries)


def test_what_is_wanted_narrows_and_splits(jintai: Ledger) -> None:
    every = len(jintai.entries)
    assert len(quotes(jintai)) == every
    for name, values in (
        ("goal", ("yes", "no")),
        ("number", ("yes", "no")),
        ("continuation", ("carried", "changed", "new")),
    ):
        parts = [quotes(jintai, **{name: value}) for value in values]
        assert all(parts)
        assert sum(map(len, parts)) == every
    assert quotes(jintai, goal="yes", number="yes") == [
        q for q in quotes(jintai, number="yes") if q in set(quotes(jintai, goal="yes"))
    ]
    assert all("改造" in q for q in quotes(jintai, words="改造"))
    assert 0 < len(quotes(jintai, words="小区 改造")) < len(quotes(jintai, words="改造"))
    assert quotes(jintai, theme="innovation") == quotes(jintai, theme="科技创新") != []
    assert quotes(jintai, status="Operational")
    assert quotes(jintai, report="610303-2023") == quotes(jintai)
    assert quotes(jintai, report="nowhere") == quotes(jintai, place="nowhere") == []
    assert quotes(jintai, fate="silent") == []


def test_a_place_is_met_by_what_lies_within_it(jintai: Ledger) -> None:
    inner = quotes(jintai, place="龙源工业园")
    outer = quotes(jintai, place="蟠龙新区")
    assert inner
    assert set(inner) < set(outer)
    assert quotes(jintai, place="610303/蟠龙新区") == outer
    assert quotes(jintai, place=f"{PREFIXES['id']}610303/蟠龙新区") == outer
    # a county is met by all of its towns, though few clauses name it
    county = quotes(jintai, place="division/610303")
    assert set(quotes(jintai, place="硖石镇")) < set(county)


def test_actors_by_name_and_part_of_a_name(jintai: Ledger) -> None:
    entry = next(e for e in jintai.entries if e.said.actors)
    name = entry.said.actors[0].name
    assert entry.said.quote in quotes(jintai, actor=name)
    assert entry.said.quote in quotes(jintai, actor=name[:3])


def test_orders_keep_all_and_put_what_is_missing_last(jintai: Ledger) -> None:
    for name, key in ledger.SORTS.items():
        ordered = sorted(jintai.entries, key=key)
        assert len(ordered) == len(jintai.entries), name
    by_due = [e.said.due for e in sorted(jintai.entries, key=ledger.SORTS["due"])]
    dated = [due for due in by_due if due]
    assert by_due[: len(dated)] == sorted(dated)


def test_series_have_one_unit_one_direction_and_one_owner(two: Ledger, jintai: Ledger) -> None:
    for book in (two, jintai):
        for one in ledger.series(book.reports, book.said):
            assert {f.number.unit for f in one.figures} == {one.unit}
            assert {f.number.direction for f in one.figures} == {one.direction}
            assert {f.number.of for f in one.figures} == {one.of}
            assert len(one.results) + len(one.targets) == len(one.figures)
    growth = next(
        s
        for s in ledger.series(two.reports, two.said)
        if s.indicator.endswith("/gdp") and s.unit == "%"
    )
    assert growth.both
    told = [(f.number.period, f.is_target, f.number.surface) for f in growth.figures]
    assert told == [
        (2023, False, "5.1%"),
        (2024, False, "5.6%"),
        (2024, True, "6%"),
        (2025, True, "5.5%"),
    ]
    assert [f.number.surface for f in growth.of_report("青麓县-2025").figures] == ["5.6%", "5.5%"]
