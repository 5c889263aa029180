"""What each clause asserts: spans, stance, period, goals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inline_gold
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.statements import is_goal, spans, stance_of, statements
from gwr_graph.model import (
    Bound,
    Direction,
    EntityType,
    Measure,
    Mention,
    Section,
    SectionKind,
    Stance,
    Statement,
    Status,
)

K = SectionKind
TEXT = "按照县委部署，双榕大桥建成通车，群众出行方便，新增公交3条。"


def section(kind: SectionKind, heading: str = "") -> Section:
    return Section(0, heading, kind, 0, 0, 99, None)


def mention(
    text: str, words: str, kind: EntityType = EntityType.SITE, status: Status | None = None
) -> Mention:
    start = text.index(words)
    return Mention(words, start, start + len(words), words, (kind,), 0, "made", 0.8, status)


def measure(text: str, words: str, rule: str = "number") -> Measure:
    start = text.index(words)
    return Measure(
        words,
        start,
        start + len(words),
        Decimal(3),
        "条",
        "公交",
        Direction.INCREASE,
        Bound.EXACT,
        2025,
        0,
        rule,
        0.7,
    )


def made(text: str, kind: SectionKind, *names: str, heading: bool = False) -> list[Statement]:
    document = inline_gold.document(text, kind=kind, headings=int(heading))
    found = [(7 + i, mention(text, name)) for i, name in enumerate(names)]
    numbers = [(5, measure(text, "3条"))] if "3条" in text else []
    (sentence,) = document.sentences
    return statements(sentence, section(kind), 2025, clauses(text), found, numbers)


@pytest.mark.parametrize(
    ("kind", "stance"),
    [
        (K.FRONT, Stance.SITUATION),
        (K.REVIEW, Stance.ACHIEVED),
        (K.SITUATION, Stance.SITUATION),
        (K.PLAN, Stance.COMMITTED),
        (K.CLOSING, Stance.COMMITTED),
    ],
)
def test_stance_comes_from_the_part_of_the_report(kind: SectionKind, stance: Stance) -> None:
    assert stance_of(section(kind)) is stance
    (one,) = made("双榕大桥通车。", kind, "双榕大桥")
    assert (one.stance, one.period) == (stance, 2025)


def test_a_clause_with_a_fact_is_a_statement_with_what_introduces_it() -> None:
    bridge, group = made(TEXT, K.SITUATION, "双榕大桥")
    assert bridge.quote == "按照县委部署，双榕大桥建成通车"
    assert (bridge.mentions, bridge.measures) == ((7,), ())
    assert group.quote == "新增公交3条"
    assert (group.mentions, group.measures) == ((), (5,))
    assert bridge.stance is Stance.SITUATION


def test_plain_clauses_of_review_and_plan_are_kept() -> None:
    quotes = [s.quote for s in made(TEXT, K.REVIEW, "双榕大桥")]
    assert quotes == ["按照县委部署，双榕大桥建成通车", "群众出行方便", "新增公交3条"]
    assert [s.quote for s in made("成效明显。", K.REVIEW)] == []
    assert [s.quote for s in made("营商环境持续优化。", K.REVIEW)] == ["营商环境持续优化"]
    assert made("营商环境持续优化。", K.REVIEW, heading=True) == []


def test_confidence_is_that_of_the_weakest_part() -> None:
    (both,) = made("双榕大桥新增公交3条。", K.REVIEW, "双榕大桥")
    assert both.confidence == 0.7
    (plain,) = made("营商环境持续优化。", K.REVIEW)
    assert plain.confidence == 0.9


def test_a_goal_can_be_checked() -> None:
    text = "双榕大桥新增公交3条"
    site, number = mention(text, "双榕大桥"), measure(text, "3条")
    opened = mention(text, "双榕大桥", status=Status.OPERATIONAL)
    honour = mention(text, "双榕大桥", EntityType.HONOUR)
    committed = Stance.COMMITTED
    assert not is_goal(committed, [site], [])
    assert is_goal(committed, [opened], [])
    assert is_goal(committed, [honour], [])
    assert is_goal(committed, [], [number])
    assert not is_goal(committed, [], [measure(text, "3条", "chinese")])
    assert not is_goal(Stance.ACHIEVED, [opened, honour], [number])


def test_quotes_are_slices_and_count_from_the_start_of_the_text() -> None:
    document = inline_gold.document("前一段。", TEXT)
    sentence = document.sentences[1]
    start = document.text.index("双榕大桥")
    name = Mention("双榕大桥", start, start + 4, "双榕大桥", (EntityType.SITE,), 1, "made", 0.9)
    found = statements(
        sentence, document.sections[0], 2025, clauses(sentence.text), [(0, name)], []
    )
    for statement in found:
        assert document.text[statement.start : statement.end] == statement.quote
    assert [s.mentions for s in found] == [(0,), ()]


@given(st.text("双榕大桥通车，；。按照", max_size=30), st.data())
def test_every_fact_lies_in_exactly_one_statement(text: str, data: st.DataObject) -> None:
    parts = clauses(text)
    inside = [k for p in parts for k in range(p.start, p.end)]
    starts = data.draw(st.lists(st.sampled_from(inside), max_size=4)) if inside else []
    facts = [(s, s + 1) for s in starts]
    for keep_all in (True, False):
        found = spans(parts, facts, keep_all=keep_all)
        for start, _ in facts:
            assert sum(a <= start < b for a, b in found) == 1
        assert found == sorted(found)
        if not keep_all and not facts:
            assert found == []
