"""The ledger: what is read of a store, what a plan carries on, what became of commitments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import handmade
import two_years
from gwr_graph import ledger
from gwr_graph.errors import GraphError, GwrError, QueryError, UsageError
from gwr_graph.ledger import Fate, Number, Why
from gwr_graph.ledger.outcome import reached, same_aim, same_time
from gwr_graph.ledger.pairs import pairs
from gwr_graph.model import Stance
from gwr_graph.store import EmbeddedStore, open_dataset

SHOWN = {
    "地区生产总值增长6%": (Fate.MISSED, Why.NUMBER_MISSED, "全县地区生产总值增长5.6%"),
    "规上工业增加值增长7%以上": (Fate.DONE, Why.NUMBER_REACHED, "规上工业增加值增长7.2%"),
    "居民消费价格涨幅控制在3%以内": (Fate.DONE, Why.NUMBER_REACHED, "居民消费价格涨幅1.2%"),
    "建成石桥工业园污水处理厂": (Fate.DONE, Why.STATE_REACHED, "石桥工业园污水处理厂建成投用"),
    "新增停车位500个": (Fate.DONE, Why.NUMBER_REACHED, "新增停车位520个"),
    "新建口袋公园12个": (Fate.CHANGED, Why.OTHER_NUMBER, "新建口袋公园15个"),
    "推进青麓湖大桥建设": (Fate.CARRIED, Why.UNDER_WAY, "青麓湖大桥加快建设"),
    "实施云台小镇项目": (Fate.DROPPED, Why.GIVEN_UP, "云台小镇项目终止"),
    "支持白马山景区提档升级": (Fate.REPORTED, Why.OPEN, "白马山景区接待游客30万人"),
    "建成档案馆新馆": (Fate.SILENT, Why.NOTHING, None),
    "擦亮青麓茶品牌": (Fate.CARRIED, Why.AGAIN, "擦亮青麓茶品牌"),
    "城镇新增就业3000人": (Fate.CARRIED, Why.SAME_NUMBER, "城镇新增就业3000人"),
    "建成青麓湖体育场": (Fate.MISSED, Why.SAID_NOT, "青麓湖体育场未能如期建成"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_years.dataset(tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[EmbeddedStore]:
    with open_dataset(folder) as opened:
        yield opened


def tracks(store: EmbeddedStore) -> tuple[ledger.Track, ...]:
    old, new = ledger.all_reports(store)
    return ledger.between(store, old, new)


def test_each_commitment_has_the_fate_that_the_later_report_tells(store: EmbeddedStore) -> None:
    found = {
        t.said.quote: (t.fate, t.why, t.by.said.quote if t.by else None) for t in tracks(store)
    }
    assert found == SHOWN


def test_evidence_and_commitments_are_exact_slices(store: EmbeddedStore, folder: Path) -> None:
    texts = {
        report.iri: (folder / "texts" / f"{report.key}.txt").read_text(encoding="utf-8")
        for report in ledger.all_reports(store)
    }
    for track in tracks(store):
        for one in (track.said, *(e.said for e in (track.by, track.plan, track.review) if e)):
            assert texts[one.report][one.start : one.end] == one.quote
            for number in one.numbers:
                assert texts[one.report][number.start : number.end] == number.surface
        if track.by:
            assert track.by.said.report != track.said.report


def test_what_the_plan_says_again_stands_beside_the_result(store: EmbeddedStore) -> None:
    gdp = next(t for t in tracks(store) if t.said.quote.startswith("地区生产总值"))
    assert gdp.review == gdp.by
    assert gdp.plan
    assert gdp.plan.number
    assert (gdp.plan.said.quote, gdp.plan.number.surface) == ("地区生产总值增长5.5%", "5.5%")


def test_inside_a_report_the_plan_carries_on_the_review_or_is_new(store: EmbeddedStore) -> None:
    found = {t.said.quote: t for t in ledger.inside(store, ledger.all_reports(store)[0])}
    gdp = found["地区生产总值增长6%"]
    assert (gdp.fate, gdp.number and gdp.number.surface) == (Fate.CHANGED, "6%")
    assert gdp.by
    assert gdp.by.number
    assert (gdp.by.said.quote, gdp.by.number.surface) == ("全县地区生产总值增长5.1%", "5.1%")
    assert found["新增停车位500个"].fate is Fate.CHANGED
    assert found["建成档案馆新馆"].fate is Fate.NEW
    assert found["建成档案馆新馆"].by is None
    assert {t.fate for t in found.values()} <= {Fate.CHANGED, Fate.CARRIED, Fate.NEW}


def test_reports_must_be_of_one_jurisdiction_and_in_order(store: EmbeddedStore) -> None:
    old, new = ledger.all_reports(store)
    with pytest.raises(UsageError, match="is not before"):
        ledger.between(store, new, old)
    with pytest.raises(UsageError, match="two jurisdictions"):
        ledger.between(store, old, replace(new, home="elsewhere"))


def test_a_report_goes_by_its_key_or_name_and_year(store: EmbeddedStore) -> None:
    for name in ("青麓县-2025", "青麓县2025", "青麓县 2025年"):
        assert ledger.report_named(store, name).key == "青麓县-2025"
    with pytest.raises(QueryError, match="fits 2 reports: say 青麓县2024 or 青麓县2025"):
        ledger.report_named(store, "青麓县")
    with pytest.raises(GwrError, match="no report is called"):
        ledger.report_named(store, "青麓")


def test_what_is_read_of_a_statement() -> None:
    with EmbeddedStore() as store:
        store.load(handmade.lines())
        said = ledger.read(store)
        assert said == ledger.read(store, ledger.all_reports(store)[0].iri)
    goal = next(s for s in said if s.quote == "东岭园区产值增长6%以上")
    assert (goal.stance, goal.goal, goal.period) == (Stance.COMMITTED, True, 2023)
    assert [t.name for t in goal.places] == ["东岭园区"]
    (number,) = goal.numbers
    assert (number.value, number.unit, number.bound) == (Decimal(6), "%", "Min")
    assert number.of_name == "东岭园区"
    opening = next(s for s in said if s.quote == "推动星河光电二期开工")
    assert opening.states == ("Started",)
    assert [(t.name, t.types) for t in opening.actors] == [("星河光电", ("Enterprise", "Project"))]
    assert any(t.role == "context" and (t.start, t.end) == (-1, -1) for s in said for t in s.things)


def test_a_store_whose_numbers_do_not_stand_in_their_words_is_told(store: EmbeddedStore) -> None:
    report = ledger.all_reports(store)[0]
    said = next(s for s in ledger.read(store, report.iri) if s.numbers)
    wrong = replace(said, numbers=(replace(said.numbers[0], surface="7%"),))
    with pytest.raises(GraphError, match="run `gwr check`"):
        pairs(report, [wrong], [wrong], {})


def number(
    value: str,
    bound: str = "Exact",
    direction: str = "Increase",
    what: str = "产值",
    **more: object,
) -> Number:
    made = Number(
        "", what, "", what, "", "", Decimal(value), "%", direction, bound, 2024, None, "", "", "",
        f"{value}%", 0, 1,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("aim", "result", "met"),
    [
        (number("6"), number("6"), True),
        (number("6"), number("5.9"), False),
        (number("6", "Min"), number("6.1"), True),
        (number("3", "Max"), number("3.1"), False),
        (number("5", "Approx"), number("5.2"), True),
        (number("5", "Approx"), number("4.6"), True),
        (number("5", "Approx"), number("4.4"), None),
        (number("5.0", "Approx"), number("4.9"), None),
        (number("6"), number("1", direction="Decrease"), False),
        (number("3", direction="Decrease"), number("3.5", direction="Decrease"), True),
        (number("3", direction="Decrease"), number("1"), False),
        (number("5.5", what="城镇调查失业率", direction="Level"), number("5.1"), True),
        (number("5.5", what="城镇调查失业率", direction="Level"), number("5.6"), False),
    ],
)
def test_whether_a_number_is_reached(aim: Number, result: Number, met: bool | None) -> None:
    assert reached(aim, result) is met


def test_results_of_other_years_do_not_settle_and_other_bounds_are_other_aims() -> None:
    assert same_time(number("6"), number("5"))
    assert not same_time(number("6"), number("5", period=2025))
    assert not same_time(number("6"), number("5", since=2021))
    assert not same_time(number("6", period=None), number("5", period=None))
    assert same_aim(number("6"), number("6"))
    assert not same_aim(number("6"), number("6", "Min"))


@pytest.mark.shared
def test_two_reports_of_the_state_council(shared: Path, tmp_path: Path) -> None:
    from gwr_graph import corpus

    folder = shared / "reports" / "state-council"
    corpus.build(sorted(folder.glob("*.txt")), tmp_path / "graph")
    with open_dataset(tmp_path / "graph") as store:
        found = tracks(store)
    fates = {fate: [t for t in found if t.fate is fate] for fate in Fate}
    assert not fates[Fate.NEW]
    # numbers that changed are of one unit and stand in both reports
    assert len(fates[Fate.CHANGED]) >= 5
    for track in fates[Fate.CHANGED]:
        assert track.number
        assert track.by
        assert track.by.number
        assert track.number.unit == track.by.number.unit
        assert track.number.value != track.by.number.value
    assert all(t.by is None for t in fates[Fate.SILENT])
    assert all(t.by for t in found if t.fate is not Fate.SILENT)
