"""What of the plan goes on with what the review tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import inline_gold
from gwr_graph import documents
from gwr_graph.compare import continuations
from gwr_graph.extraction import extract
from gwr_graph.model import (
    Document,
    Resolution,
    Section,
    SectionKind,
    Sentence,
    Stance,
    Statement,
)
from gwr_graph.resolution import resolve

GOLD = Path(__file__).parent / "gold"


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
        ("新改建农村户厕1400座。", "改造农村户厕500座。"),
        ("拆除违法建筑5.2万平方米。", "拆除违法建筑1万平方米以上。"),
        ("建成口袋公园5处。", "新增城市口袋公园3处。"),
        ("石榴路等8条背街小巷完成改造。", "完成栗园路等5条背街小巷修缮改造。"),
        ("完成国土绿化2400亩。", "新增造林绿化2000亩。"),
    ],
)
def test_the_same_things_counted_go_on(review: str, plan: str) -> None:
    assert told(review, plan)


@pytest.mark.parametrize(
    ("review", "plan", "rule"),
    [
        ("双榕大桥改造启动。", "双榕大桥改造二期开工。", "next-phase"),
        ("双榕水库除险加固主体完工。", "完成双榕水库除险加固扫尾。", "same-thing"),
        ("全面落实“河长制”。", "严格落实“河长制”。", "same-thing"),
        ("民生“十件实事”全部办结。", "继续办好民生实事。", "same-list"),
        ("超大型社区完成优化拆分。", "扎实推进超大型社区优化拆分。", "same-words"),
        ("“入住难”问题得到解决。", "着力破解“入住难”“办证难”。", "same-term"),
    ],
)
def test_each_kind_of_evidence_is_named(review: str, plan: str, rule: str) -> None:
    found = continuations(resolve(extract(report([review], [plan]))))
    assert [one.rule for one in found] == [rule]


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("双榕大桥建成通车。", "鹭湾大桥开工建设。"),
        ("地区生产总值增长5%。", "地区生产总值达到120亿元。"),
        ("地区生产总值增长5%。", "固定资产投资增长5%。"),
        ("新增口袋公园3个。", "营商环境持续优化。"),
        ("新增规上工业企业18户。", "规上工业企业达到203户。"),
        ("拆除厂房9万平方米。", "新建厂房12万平方米。"),
        ("20个项目建成投产。", "16个项目开工建设。"),
        ("人民群众获得感幸福感安全感持续增强。", "不断提升人民群众获得感幸福感安全感。"),
    ],
)
def test_other_things_do_not(review: str, plan: str) -> None:
    assert told(review, plan) == []


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
        ("新增城市绿地10万平方米", "新增城市绿地8万平方米", "urban-green/平方米"),
    ],
)
def test_what_goes_on_in_the_shipped_report(
    jintai: Resolution, later: str, earlier: str, on: str
) -> None:
    assert any(later in new and earlier in old and on == same for new, old, same in shown(jintai))


def test_a_plan_goes_on_with_the_review_only(jintai: Resolution) -> None:
    said = jintai.extraction.statements
    found = continuations(jintai)
    assert len(found) >= 20
    for one in found:
        assert said[one.later].stance is Stance.COMMITTED
        assert said[one.earlier].stance is Stance.ACHIEVED
        assert one.rule.split("-")[0] in ("same", "next")
        assert 0.0 < one.confidence <= 1.0


def gold_pairs(text: str) -> list[tuple[tuple[int, int], tuple[int, int], bool]]:
    """Return the annotated pairs: span in the plan, span in the review, whether it is asked for."""
    lines = (GOLD / "jintai-2023.continues.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert rows[0] == "plan plan_start review review_start on kind need note".split()
    found = []
    for row in rows[1:]:
        plan, at_plan, review, at_review, on, kind, *more = row
        spans = [(int(at), int(at) + len(q)) for q, at in ((plan, at_plan), (review, at_review))]
        assert [text[a:b] for a, b in spans] == [plan, review]
        assert on
        assert kind in ("thing", "indicator", "programme")
        found.append((spans[0], spans[1], "optional" not in more))
    return found


def meets(one: Statement, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end


def test_what_two_careful_readers_tie_together_is_tied(jintai: Resolution) -> None:
    said = jintai.extraction.statements
    gold = gold_pairs(jintai.extraction.document.text)
    asked = {i for i, (*_, needed) in enumerate(gold) if needed}
    assert len(asked) >= 60
    hit: set[int] = set()
    right, wrong = 0, []
    for one in continuations(jintai):
        later, earlier = said[one.later], said[one.earlier]
        fits = {i for i, (p, r, _) in enumerate(gold) if meets(later, p) and meets(earlier, r)}
        hit |= fits
        right += bool(fits & asked)
        if not fits:
            wrong.append((later.quote, earlier.quote, one.rule))
    missed = [gold[i] for i in sorted(asked - hit)]
    assert len(hit & asked) / len(asked) >= 0.9, missed
    assert right / (right + len(wrong)) >= 0.95, wrong


def test_the_same_report_gives_the_same_pairs(jintai: Resolution) -> None:
    assert continuations(jintai) == continuations(jintai)
