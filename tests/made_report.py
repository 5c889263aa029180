"""A small report made by hand: one past year, one coming, every kind of thing said once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gwr_graph.model import (
    Award,
    Bound,
    Containment,
    Context,
    Continuation,
    Direction,
    Division,
    Document,
    Entity,
    EntityType,
    Extraction,
    Header,
    Involvement,
    Level,
    Measure,
    Mention,
    Resolution,
    Scope,
    Section,
    SectionKind,
    Sentence,
    Stance,
    Statement,
    Status,
)
from gwr_graph.rdf import fixed_quads, quads, shared_quads

FRONT = "沙澜区人民政府区长 林岚"
REVIEW = "过去一年"
DONE = "沙澜区地区生产总值增长5.50%，云台工业园“金禾”等20个项目建成投产，区人民政府获评省级示范区。"
PLAN = "抓好云台工业园"
PROMISE = "建成白鹭大桥，新增停车位1.2万个。"
TEXT = "\n".join((FRONT, REVIEW, DONE, PLAN, PROMISE)) + "\n"
HOME = "division/990101"

CONTINUATIONS = (Continuation(3, 1, "990101/云台工业园", "same-entity", 0.8),)

CITY = Division("9901", "云州市", Level.PREFECTURE, None)
DISTRICT = Division("990101", "沙澜区", Level.COUNTY, "9901")


def span(words: str, after: str = "") -> tuple[int, int]:
    """Return where ``words`` stand in the text, at or after the first ``after``."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return start, start + len(words)


def mention(
    words: str, kind: EntityType, sentence: int, after: str = "", status: Status | None = None
) -> Mention:
    start, end = span(words, after)
    name = words.strip("“”")
    return Mention(words, start, end, name, (kind,), sentence, "test-name", 0.9, status)


def statement(
    words: str,
    sentence: int,
    stance: Stance,
    mentions: tuple[int, ...] = (),
    measures: tuple[int, ...] = (),
    goal: bool = False,
    theme: str | None = None,
) -> Statement:
    start, end = span(words)
    period = 2023 if stance is Stance.COMMITTED else 2022
    return Statement(
        words,
        start,
        end,
        sentence,
        stance,
        period,
        mentions,
        measures,
        "test-clause",
        0.95,
        goal,
        theme,
    )


def document(key: str = "990101-2023") -> Document:
    lines = (FRONT, REVIEW, DONE, PLAN, PROMISE)
    spans = [span(line) for line in lines]
    section_of = (0, 1, 1, 2, 2)
    kinds = (SectionKind.FRONT, SectionKind.REVIEW, SectionKind.PLAN)
    starts = (0, spans[1][0], spans[3][0], len(TEXT))
    return Document(
        key=key,
        source="沙澜 2023.txt",
        sha256="0" * 64,
        text=TEXT,
        header=Header(
            title="政府工作报告",
            jurisdiction="沙澜区",
            level=Level.COUNTY,
            year=2023,
            division="990101",
            issued=date(2023, 1, 10),
            presenter="林岚",
            presenter_span=span("林岚"),
            session="区第五届人民代表大会第二次会议",
        ),
        sections=tuple(
            Section(
                i,
                ("", REVIEW, PLAN)[i],
                kinds[i],
                i,
                starts[i],
                starts[i + 1],
                i - 1 if i else None,
            )
            for i in range(3)
        ),
        sentences=tuple(
            Sentence(i, line, *spans[i], section_of[i], i, i in (1, 3))
            for i, line in enumerate(lines)
        ),
    )


def resolution(key: str = "990101-2023") -> Resolution:
    """Return a resolution with four statements, seven mentions and three measures."""
    kind = EntityType
    mentions = (
        mention("林岚", kind.PERSON, 0),
        mention("沙澜区", kind.ADMIN_AREA, 2, DONE),
        mention("云台工业园", kind.PARK, 2),
        mention("“金禾”", kind.PROJECT, 2, status=Status.OPERATIONAL),
        mention("区人民政府", kind.INSTITUTION, 2, "投产"),
        mention("省级示范区", kind.HONOUR, 2, status=Status.RECOGNISED),
        mention("云台工业园", kind.PARK, 3, "抓好"),
        mention("白鹭大桥", kind.SITE, 4, status=Status.COMPLETED),
    )
    level, exact = Direction.LEVEL, Bound.EXACT

    def measure(
        words: str, value: str, unit: str, what: str, sentence: int, **more: object
    ) -> Measure:
        facts: dict[str, object] = {
            "direction": level,
            "bound": exact,
            "period": 2022,
            "rule": "test-number",
            "confidence": 0.9,
            **more,
        }
        start, end = span(words)
        return Measure(words, start, end, Decimal(value), unit, what, sentence=sentence, **facts)  # type: ignore[arg-type]

    measures = (
        measure(
            "5.50%", "5.50", "%", "地区生产总值", 2, direction=Direction.INCREASE, indicator="gdp"
        ),
        measure(
            "20个",
            "20",
            "个",
            "建成投产项目",
            2,
            exemplar=mentions[3].start,
            status=Status.OPERATIONAL,
            of=mentions[2].start,
        ),
        measure(
            "1.2万个",
            "12000",
            "个",
            "停车位",
            4,
            direction=Direction.INCREASE,
            period=2023,
            period_start=2021,
            due=date(2023, 12, 31),
            due_text="年内",
        ),
    )
    done, promised = Stance.ACHIEVED, Stance.COMMITTED
    statements = (
        statement("沙澜区地区生产总值增长5.50%", 2, done, (1,), (0,), theme="economy"),
        statement("云台工业园“金禾”等20个项目建成投产", 2, done, (2, 3), (1,)),
        statement("区人民政府获评省级示范区", 2, done, (4, 5)),
        statement("建成白鹭大桥，新增停车位1.2万个", 4, promised, (7,), (2,), goal=True),
        statement(FRONT, 0, Stance.SITUATION, (0,)),
    )
    entities = (
        Entity("990101/云台工业园", "云台工业园", (kind.PARK,), within=HOME),
        Entity("990101/林岚", "林岚", (kind.PERSON,)),
        Entity("990101/沙澜区人民政府", "沙澜区人民政府", (kind.INSTITUTION,), ("区人民政府",)),
        Entity("990101/白鹭大桥", "白鹭大桥", (kind.SITE, kind.PROJECT), on_site="990101/白鹭江"),
        Entity("990101/白鹭江", "白鹭江", (kind.SITE,)),
        Entity("990101/省级示范区", "省级示范区", (kind.HONOUR,)),
        Entity("990101/金禾", "金禾", (kind.PROJECT,), undertaken_by=("990101/沙澜区人民政府",)),
        Entity("division/9901", "云州市", (kind.ADMIN_AREA,), division=CITY),
        Entity(HOME, "沙澜区", (kind.ADMIN_AREA,), ("我区",), DISTRICT, "division/9901"),
    )
    return Resolution(
        extraction=Extraction(
            document(key),
            mentions,
            measures,
            statements,
            (
                Involvement(3, 2, 1, Scope.CLAUSE, "test-link", 0.9),
                Involvement(7, 6, 3, Scope.CONTEXT, "test-link", 0.6, what=7),
            ),
            (Containment(2, 1, 1, "test-within", 0.7),),
            (Award(5, 2, to=4, by=4),),
            (Context(3, 6),),
        ),
        home=HOME,
        entities=entities,
        refers=(
            "990101/林岚",
            HOME,
            "990101/云台工业园",
            "990101/金禾",
            "990101/沙澜区人民政府",
            "990101/省级示范区",
            "990101/云台工业园",
            "990101/白鹭大桥",
        ),
        measure_of=(HOME, "990101/云台工业园", HOME),
    )


def lines() -> list[str]:
    """Return the whole graph of the report, sorted."""
    made = resolution()
    return sorted({*quads(made, CONTINUATIONS), *shared_quads([made]), *fixed_quads()})
