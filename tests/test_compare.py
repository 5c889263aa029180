"""What of the plan goes on with what the review tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import inline_gold
from gwr_graph import documents
from gwr_graph.compare import continuations
from gwr_graph.extraction import extract
from gwr_graph.model import Document, Resolution, Section, SectionKind, Sentence, Stance
from gwr_graph.resolution import resolve


def report(review: list[str], plan: list[str]) -> Document:
    """Return a report of a review and a plan."""
    lines = [*review, *plan]
    flat = inline_gold.document(*lines)
    cut = flat.sentences[len(review)].start if plan and review else 0
    sections = (
        Section(0, "", SectionKind.REVIEW, 0, 0, cut, None),
        Section(1, "", SectionKind.PLAN, 0, cut, len(flat.text), None),
    )
    sentences = tuple(
        Sentence(s.order, s.text, s.start, s.end, int(s.order >= len(review)), s.paragraph)
        for s in flat.sentences
    )
    return Document(flat.key, flat.source, flat.sha256, flat.text, flat.header, sections, sentences)


def shown(resolution: Resolution) -> list[tuple[str, str, str]]:
    said = resolution.extraction.statements
    return [(said[c.later].quote, said[c.earlier].quote, c.on) for c in continuations(resolution)]


def told(review: str, plan: str) -> list[tuple[str, str, str]]:
    return shown(resolve(extract(report([review], [plan]))))


@pytest.fixture(scope="module")
def jintai(jintai_file: Path) -> Resolution:
    return resolve(extract(documents.read(jintai_file)))


def test_the_same_thing_goes_on() -> None:
    assert told("双榕大桥开工建设。", "确保双榕大桥建成通车。") == [
        ("确保双榕大桥建成通车", "双榕大桥开工建设", "栖霖县/双榕大桥")
    ]


def test_the_same_indicator_goes_on() -> None:
    (one,) = told("地区生产总值增长5%。", "地区生产总值增长6%。")
    assert one == ("地区生产总值增长6%", "地区生产总值增长5%", "gdp/growth")
    assert told("实现社会消费品零售总额206亿元。", "社会消费品零售总额达到230亿元。")


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("双榕大桥建成通车。", "鹭湾大桥开工建设。"),
        ("地区生产总值增长5%。", "地区生产总值达到120亿元。"),
        ("地区生产总值增长5%。", "固定资产投资增长5%。"),
        ("新增口袋公园3个。", "营商环境持续优化。"),
    ],
)
def test_other_things_do_not(review: str, plan: str) -> None:
    assert told(review, plan) == []


@pytest.mark.xfail(reason="the model gives facilities a status that no word tells", strict=False)
def test_a_thing_named_without_its_progress_does_not_go_on() -> None:
    assert told("双榕大桥车流平稳。", "双榕大桥建成通车。") == []


def test_two_in_the_review_do_not_go_on_with_each_other() -> None:
    found = resolve(extract(report(["双榕大桥开工。", "双榕大桥通车。"], [])))
    assert continuations(found) == ()


def test_a_pair_is_told_once_and_in_order() -> None:
    plan = ["双榕大桥竣工，地区生产总值增长6%。", "双榕大桥通车。"]
    review = ["双榕大桥开工。", "地区生产总值增长5%。"]
    found = continuations(resolve(extract(report(review, plan))))
    pairs = [(c.later, c.earlier) for c in found]
    assert pairs == sorted(set(pairs))
    assert len(pairs) == 3


@pytest.mark.parametrize(
    ("later", "earlier", "on"),
    [
        ("宝蟠路改造建成通车", "宝蟠路改造启动建设", "610303/宝蟠路改造"),
        ("荟萃广场、唐潮文化城开业运营", "荟萃广场开业在即", "610303/荟萃广场"),
        ("社会消费品零售总额230亿元", "社会消费品零售总额206亿元", "retail-sales/元"),
        ("社会消费品零售总额增长8%", "社会消费品零售总额增长10%", "retail-sales/growth"),
        ("新增城市绿地10万平方米", "新增城市绿地8万平方米", "urban-green/growth"),
    ],
)
def test_what_goes_on_in_the_shipped_report(
    jintai: Resolution, later: str, earlier: str, on: str
) -> None:
    assert any(later in new and earlier in old and on == same for new, old, same in shown(jintai))


@pytest.mark.xfail(
    reason="the plan's number is taken for that of a park named before", strict=False
)
def test_new_jobs_go_on_in_the_shipped_report(jintai: Resolution) -> None:
    assert any(on.startswith("new-jobs/") for *_, on in shown(jintai))


def test_a_plan_goes_on_with_the_review_only(jintai: Resolution) -> None:
    said = jintai.extraction.statements
    found = continuations(jintai)
    assert len(found) >= 20
    for one in found:
        assert said[one.later].stance is Stance.COMMITTED
        assert said[one.earlier].stance is Stance.ACHIEVED
        assert one.rule in ("same-thing", "same-indicator")
        assert 0.0 < one.confidence <= 1.0
