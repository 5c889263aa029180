"""A small invented report, extracted and resolved by hand: for tests of what comes after."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from gwr_graph import rdf
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
    Unread,
)

REVIEW = "东岭园区星河光电等3个项目建成投产，产值增长5%。"
PLAN = "推动星河光电二期开工，东岭园区产值增长6%以上。"
HONOUR = "争创省级节水型机关。"
EMPTY = "我们要奋力前行。"
TEXT = f"临川区政府工作报告\n{REVIEW}\n{PLAN}\n{HONOUR}\n{EMPTY}\n"
HOME = "division/990101"


def document(key: str = "990101-2023", source: str = "lin.txt") -> Document:
    text = TEXT
    lines = [TEXT.split("\n", maxsplit=1)[0], REVIEW, PLAN, HONOUR, EMPTY]
    sections = (
        Section(0, "", SectionKind.FRONT, 0, 0, text.index(REVIEW), None),
        Section(1, "回顾", SectionKind.REVIEW, 0, text.index(REVIEW), text.index(PLAN), None),
        Section(2, "计划", SectionKind.PLAN, 0, text.index(PLAN), len(text), None),
    )
    sentences = tuple(
        Sentence(i, line, text.index(line), text.index(line) + len(line), min(i, 2), i, i == 0)
        for i, line in enumerate(lines)
    )
    return Document(
        key=key,
        source=source,
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        header=Header("临川区政府工作报告", "临川区", Level.COUNTY, 2023, "990101"),
        sections=sections,
        sentences=sentences,
        warnings=("no date in the title block",),
    )


def mention(
    surface: str, sentence: int, *types: EntityType, after: int, status: Status | None = None
) -> Mention:
    start = TEXT.index(surface, after)
    return Mention(
        surface, start, start + len(surface), surface, types, sentence, "by-hand", 0.9, status
    )


def measure(surface: str, after: int, value: str, unit: str, what: str, **more: object) -> Measure:
    start = TEXT.index(surface, after)
    values: dict[str, object] = {
        "direction": Direction.INCREASE,
        "bound": Bound.EXACT,
        "period": 2022,
        "sentence": 1,
        "rule": "number",
        "confidence": 0.8,
        **more,
    }
    return Measure(
        surface,
        start,
        start + len(surface),
        Decimal(value),
        unit,
        what,
        **values,  # type: ignore[arg-type]
    )


def statement(quote: str, sentence: int, stance: Stance, **more: object) -> Statement:
    start = TEXT.index(quote)
    values: dict[str, object] = {"mentions": (), "measures": (), "period": None, **more}
    return Statement(
        quote=quote,
        start=start,
        end=start + len(quote),
        sentence=sentence,
        stance=stance,
        rule="clause",
        confidence=1.0,
        **values,  # type: ignore[arg-type]
    )


def resolution(key: str = "990101-2023", source: str = "lin.txt") -> Resolution:
    review, plan = TEXT.index(REVIEW), TEXT.index(PLAN)
    t = EntityType
    mentions = (
        mention("东岭园区", 1, t.PARK, after=review),
        mention("星河光电", 1, t.PROJECT, t.ENTERPRISE, after=review, status=Status.OPERATIONAL),
        mention("星河光电", 2, t.PROJECT, t.ENTERPRISE, after=plan, status=Status.STARTED),
        mention("东岭园区", 2, t.PARK, after=plan),
        mention("省级节水型机关", 3, t.HONOUR, after=plan),
    )
    measures = (
        measure("3个", review, "3", "个", "建成投产项目", direction=Direction.LEVEL),
        measure("5%", review, "5", "%", "产值增长", of=mentions[0].start),
        measure(
            "6%以上",
            plan,
            "6",
            "%",
            "产值增长",
            of=mentions[3].start,
            period=2023,
            sentence=2,
            bound=Bound.MIN,
        ),
    )
    statements = (
        statement(
            REVIEW[: REVIEW.index("，")],
            1,
            Stance.ACHIEVED,
            mentions=(0, 1),
            measures=(0,),
            period=2022,
        ),
        statement("产值增长5%", 1, Stance.ACHIEVED, measures=(1,), period=2022),
        statement(
            "推动星河光电二期开工", 2, Stance.COMMITTED, mentions=(2,), period=2023, goal=True
        ),
        statement(
            "东岭园区产值增长6%以上",
            2,
            Stance.COMMITTED,
            mentions=(3,),
            measures=(2,),
            period=2023,
            goal=True,
        ),
        statement(HONOUR.rstrip("。"), 3, Stance.COMMITTED, mentions=(4,), period=2023, goal=True),
        statement(EMPTY.rstrip("。"), 4, Stance.COMMITTED, period=2023),
    )
    extraction = Extraction(
        document=document(key, source),
        mentions=mentions,
        measures=measures,
        statements=statements,
        involvements=(
            Involvement(1, 0, 0, Scope.CLAUSE, "beside", 0.9),
            Involvement(2, 0, 2, Scope.CONTEXT, "carried", 0.5),
        ),
        containments=(Containment(0, 0, 0, "inside", 0.5),)[:0],
        awards=(Award(honour=4, statement=4),),
        contexts=(Context(statement=1, mention=0), Context(statement=2, mention=0)),
        unread=(Unread(4, "no name, no number"),),
    )
    home = Division("990101", "临川区", Level.COUNTY, "9901")
    entities = (
        Entity("990101/东岭园区", "东岭园区", (t.PARK,), ("东岭",), within=HOME),
        Entity("990101/星河光电", "星河光电", (t.PROJECT, t.ENTERPRISE)),
        Entity("990101/省级节水型机关", "省级节水型机关", (t.HONOUR,)),
        Entity(HOME, "临川区", (t.ADMIN_AREA,), division=home, within="division/9901"),
        Entity(
            "division/9901",
            "抚江市",
            (t.ADMIN_AREA,),
            division=Division("9901", "抚江市", Level.PREFECTURE, None),
        ),
    )
    park, works, honour = "990101/东岭园区", "990101/星河光电", "990101/省级节水型机关"
    return Resolution(
        extraction=extraction,
        home=HOME,
        entities=tuple(sorted(entities, key=lambda e: e.key)),
        refers=(park, works, works, park, honour),
        measure_of=(HOME, park, park),
    )


def continuations() -> tuple[Continuation, ...]:
    return (Continuation(3, 1, "990101/东岭园区", "same-measure", 0.8),)


def lines(key: str = "990101-2023") -> Iterable[str]:
    """Yield all N-Quads lines of the dataset of this one report."""
    resolved = resolution(key)
    found = set(rdf.quads(resolved, continuations()))
    found.update(rdf.shared_quads([resolved]))
    found.update(rdf.fixed_quads())
    return sorted(found)


def dataset(folder: Path) -> Path:
    """Write a dataset folder without its on-disk store and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "graph.nq").write_text("\n".join(lines()) + "\n", encoding="utf-8")
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / "990101-2023.txt").write_text(TEXT, encoding="utf-8")
    (folder / "manifest.json").write_text("{}\n", encoding="utf-8")
    return folder
