"""Headings, leads, and what each passage does."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from gwr_graph import documents
from gwr_graph.model import Document, SectionKind

from .helpers import CLOSING, FRONT, PLAN, REPORT, REVIEW, STANCE, check, kind_of, squeezed

WRITTEN = Path(__file__).parents[1] / "gold" / "written"


def read(text: str) -> Document:
    document = documents.read_bytes(text.encode(), "made.txt")
    check(document)
    return document


def headings(document: Document) -> list[tuple[int, str]]:
    return [(section.depth, section.heading) for section in document.sections if section.heading]


# ---------------------------------------------------------------- against gold


def agreement(document: Document, gold: Path) -> Counter[str]:
    """Count gold sentences that are exactly ours, and stances that the section's kind tells."""
    numbered = gold.with_suffix(".num.txt").read_text(encoding="utf-8").splitlines()
    sentences = dict(line.split("\t", 1) for line in numbered if "\t" in line)
    ours = {squeezed(sentence.text): sentence for sentence in document.sentences}
    counts: Counter[str] = Counter()
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not (record.get("entities") or record.get("measures")):
            continue
        counts["sentences"] += 1
        sentence = ours.get(squeezed(sentences[str(record["sid"])]))
        if sentence is None:
            continue
        counts["found"] += 1
        kind = document.sections[sentence.section].kind
        counts["stance"] += STANCE[kind] == record["stance"]
    return counts


@pytest.mark.parametrize("path", sorted(WRITTEN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_written_gold(path: Path) -> None:
    document = documents.read(path.with_suffix(".txt"))
    check(document)
    counts = agreement(document, path)
    assert counts["found"] == counts["sentences"]
    assert counts["stance"] >= 0.95 * counts["sentences"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("report", "gold"),
    [
        ("jintai-2023", "jintai-2023"),
        ("provinces-2026/江苏省", "江苏省-2026"),
        ("provinces-2026/四川省", "四川省-2026"),
    ],
)
def test_shared_gold(shared: Path, report: str, gold: str) -> None:
    document = documents.read(shared / "reports" / f"{report}.txt")
    check(document)
    counts = agreement(document, shared / "gold" / f"{gold}.jsonl")
    # One gold sentence of Jintai's is cut at a page break that the document mends.
    assert counts["found"] >= counts["sentences"] - 1
    assert counts["stance"] >= 0.97 * counts["found"]


# ---------------------------------------------------------------- headings


def test_jintai(jintai_file: Path) -> None:
    document = documents.read(jintai_file)
    check(document)
    found = headings(document)
    assert [heading for depth, heading in found if depth == 0] == [
        "2022年工作回顾",
        "2023年工作安排",
        "全面加强政府自身建设",
    ]
    assert [heading[:2] for depth, heading in found if depth == 1] == [
        f"{n}、" for n in "一二三四五六七"
    ]
    leads = {heading for depth, heading in found if depth == 3}
    assert {
        "工业经济稳中有进。",
        "超前谋划项目。",
        "坚持绿色低碳发展。",
        "担当实干抓落实。",
    } <= leads
    assert "始终把稳增长作为经济工作的首要任务" in document.text
    assert "加快补齐城市基础设施短板" in document.text
    assert "商业综合体——荟萃广场开业在即" in document.text
    new_area = next(s for s in document.sections if s.heading.startswith("二、坚定不移抓新区"))
    assert "旭光电气等10个重点项目" in document.text[new_area.start : new_area.end]


def test_numbered_parts_without_other_headings_are_parts() -> None:
    assert headings(read(REPORT)) == [
        (0, "一、2023年工作回顾"),
        (0, "二、2024年工作安排"),
        (2, "（一）坚定不移抓产业"),
    ]


def test_chapters_lie_inside_parts_without_numbers() -> None:
    text = REPORT.replace("一、2023年工作回顾", "2023年工作回顾")
    text = text.replace("二、2024年工作安排", "2024年工作安排").replace("（一）坚定", "一、坚定")
    assert headings(read(text)) == [
        (0, "2023年工作回顾"),
        (0, "2024年工作安排"),
        (1, "一、坚定不移抓产业"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("（二）突出项目牵动。引进企业6户。", (2, "（二）突出项目牵动。")),
        ("——坚持稳增长、调结构。新增企业8户。", (2, "——坚持稳增长、调结构。")),
        ("第一，打好粮食攻坚战。种植水稻3万亩。", (2, "第一，打好粮食攻坚战。")),
        ("1. 做强链主集群。培育企业5家。", (3, "1.做强链主集群。")),
        ("提升消费能级。青石广场开业。", (3, "提升消费能级。")),
        ("**提升消费能级。**青石广场开业。", (3, "提升消费能级。")),
    ],
)
def test_heads_of_paragraphs(paragraph: str, found: tuple[int, str]) -> None:
    document = read(FRONT + REVIEW + PLAN + paragraph + "\n\n" + CLOSING)
    assert found in headings(document)
    sentence = next(s for s in document.sentences if s.text == found[1])
    assert sentence.is_heading
    assert document.sections[sentence.section].heading == found[1]
    following = document.sentences[sentence.order + 1]
    assert not following.is_heading
    assert following.section == sentence.section


@pytest.mark.parametrize(
    "paragraph",
    [
        "一是拓平台。新征土地300亩。",
        "全年新增企业8户。发展势头良好。",
        "各位代表！征程漫漫。",
        "投产项目12个。",
        "今年是换届之年。要加快发展。",
    ],
)
def test_what_is_no_heading(paragraph: str) -> None:
    document = read(FRONT + REVIEW + PLAN + paragraph + "\n\n" + CLOSING)
    assert len(headings(document)) == 3


def test_bold_leads_inside_a_paragraph() -> None:
    leads = "**工业稳中有进。** 投产12户。**农业提质增效。** 建成农田2万亩。"
    paragraph = f"——坚持稳增长。经济向好。{leads}\n\n"
    document = read(FRONT + REVIEW + paragraph + PLAN + CLOSING)
    dash = next(s for s in document.sections if s.heading.startswith("——"))
    found = [s for s in document.sections if s.parent == dash.order]
    assert [lead.heading for lead in found] == ["工业稳中有进。", "农业提质增效。"]
    assert document.text[found[0].start : found[0].end] == "工业稳中有进。投产12户。"


def test_a_marked_paragraph_ends_with_its_paragraph() -> None:
    text = "——坚持稳增长。投产12户。\n\n档案、气象等工作取得新成绩。\n\n"
    document = read(FRONT + REVIEW + text + PLAN + CLOSING)
    other = next(s for s in document.sentences if s.text.startswith("档案"))
    assert document.sections[other.section].heading == "一、2023年工作回顾"


# ---------------------------------------------------------------- kinds


def test_kinds_of_a_plain_report() -> None:
    document = read(REPORT)
    for words, kind in [
        ("政府工作报告", SectionKind.FRONT),
        ("现在，我代表", SectionKind.FRONT),
        ("达到120亿元", SectionKind.REVIEW),
        ("清醒看到", SectionKind.SITUATION),
        ("今年是全面", SectionKind.SITUATION),
        ("预期目标", SectionKind.PLAN),
        ("青石食品", SectionKind.PLAN),
        ("风正好扬帆", SectionKind.CLOSING),
        ("让我们", SectionKind.CLOSING),
    ]:
        assert kind_of(document, words) is kind, words


def test_thanks_and_what_the_leadership_did_are_no_achievements() -> None:
    text = (
        "习近平总书记对全省工作寄予厚望，三次亲临视察。我们修建公路30公里。\n\n"
        "这些成绩的取得，是全县人民苦干实干的结果。在此，我代表县人民政府，向全县人民表示衷心的感谢！\n\n"
    )
    document = read(FRONT + REVIEW.replace("同时，", text + "同时，") + PLAN + CLOSING)
    assert kind_of(document, "三次亲临视察") is SectionKind.SITUATION
    assert kind_of(document, "修建公路") is SectionKind.REVIEW
    assert kind_of(document, "苦干实干的结果") is SectionKind.REVIEW
    assert kind_of(document, "衷心的感谢") is SectionKind.SITUATION


def test_the_review_goes_on_behind_difficulties() -> None:
    document = read(
        FRONT + REVIEW + "这些成绩的取得，靠的是苦干。建成学校3所。\n\n" + PLAN + CLOSING
    )
    assert kind_of(document, "建成学校") is SectionKind.REVIEW


def test_the_outlook_ends_where_requirements_begin() -> None:
    outlook = (
        "今年是开局之年。从发展机遇看，政策叠加发力。只要坚定信心，未来必将可期。\n\n"
        "今年政府工作的总体要求是：坚持稳中求进。\n\n"
    )
    document = read(FRONT + REVIEW + PLAN.replace("今年是全面提升之年。", outlook) + CLOSING)
    assert kind_of(document, "政策叠加发力") is SectionKind.SITUATION
    assert kind_of(document, "未来必将可期") is SectionKind.SITUATION
    assert kind_of(document, "总体要求") is SectionKind.PLAN
    assert kind_of(document, "预期目标") is SectionKind.PLAN


@pytest.mark.parametrize(
    ("year", "kind"),
    [(2020, SectionKind.PLAN), (2024, SectionKind.REVIEW), (2026, SectionKind.REVIEW)],
)
def test_a_five_year_plan_is_past_or_ahead_by_the_year_of_the_report(
    year: int, kind: SectionKind
) -> None:
    text = "“十四五”时期是极不平凡的五年。新建公路30公里。\n\n"
    report = (FRONT + "一、过去五年工作回顾\n\n" + text + PLAN + CLOSING).replace(
        "2024年2月", f"{year}年2月"
    )
    assert kind_of(read(report), "新建公路") is kind


def test_a_part_that_looks_both_ways_turns_at_the_time_ahead() -> None:
    text = (
        "二、“十三五”时期发展成就和“十四五”时期主要目标任务\n\n新建公路30公里。\n\n"
        "今后五年，要坚定不移推进新型城镇化。力争建成公路50公里。\n\n"
    )
    document = read(FRONT + REVIEW + text + PLAN.replace("二、", "三、") + CLOSING)
    assert kind_of(document, "新建公路") is SectionKind.REVIEW
    assert kind_of(document, "建成公路50公里") is SectionKind.PLAN


def test_a_look_back_inside_the_plan() -> None:
    text = "过去一年，国防动员工作取得新成绩。新的一年，要深入推进双拥共建。\n\n"
    document = read(FRONT + REVIEW + PLAN + text + CLOSING)
    assert kind_of(document, "国防动员") is SectionKind.REVIEW
    assert kind_of(document, "双拥共建") is SectionKind.PLAN


def test_closing_words_in_the_last_paragraph_of_the_plan() -> None:
    text = PLAN + "政务事项网上办理率达到60%。各位代表，草原春早！让我们奋勇争先、献礼大庆！\n"
    document = read(FRONT + REVIEW + text)
    assert kind_of(document, "网上办理率") is SectionKind.PLAN
    assert kind_of(document, "草原春早") is SectionKind.CLOSING
    assert kind_of(document, "献礼大庆") is SectionKind.CLOSING
