"""A report whose names, headings and figures are markup: a page must show them as text."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

from gwr_graph import rdf
from gwr_graph.model import (
    Bound,
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
from gwr_graph.store import GRAPH, TEXTS

KEY = "990101-2023"
PARK = "<script>alert(1)</script>园区"
FIRM = "javascript:alert('2')\"onclick=\"alert(3)公司"
FIGURE = "5%</a><img src=x onerror=alert(4)>"
HEADING = "一、</h2><b onmouseover='x'>抓园区"
SAID = f"{PARK}{FIRM}建成投产，产值增长{FIGURE}"
TEXT = f"{HEADING}\n{SAID}。\n"
HOME = "division/990101"
PARK_KEY, FIRM_KEY = f"990101/{PARK}", f"990101/{FIRM}"


def resolution() -> Resolution:
    at = TEXT.index(SAID)
    end = at + len(SAID)

    def mention(name: str, kind: EntityType, status: Status | None = None) -> Mention:
        start = TEXT.index(name)
        return Mention(name, start, start + len(name), name, (kind,), 1, "<i>", 0.9, status)

    park = mention(PARK, EntityType.PARK)
    firm = mention(FIRM, EntityType.ENTERPRISE, Status.OPERATIONAL)
    start = TEXT.index(FIGURE)
    figure = Measure(
        FIGURE, start, start + len(FIGURE), Decimal(5), "<%>", "<u>产值</u>", Direction.INCREASE,
        Bound.MIN, 2022, 1, "<i>", 0.8, of=park.start, due_text="<年内>",
    )  # fmt: skip
    said = Statement(SAID, at, end, 1, Stance.ACHIEVED, 2022, (0, 1), (0,), "<i>", 0.9)
    head = Header("<政府工作报告>", "<临>区", Level.COUNTY, 2023, "990101")
    document = Document(
        KEY, "<b>.txt", "0" * 64, TEXT, head,
        (Section(0, HEADING, SectionKind.REVIEW, 0, 0, len(TEXT), None),),
        (
            Sentence(0, HEADING, 0, len(HEADING), 0, 0, True),
            Sentence(1, f"{SAID}。", at, end + 1, 0, 1),
        ),
    )  # fmt: skip
    division = Division("990101", "<临>区", Level.COUNTY, None)
    return Resolution(
        Extraction(
            document, (park, firm), (figure,), (said,),
            (Involvement(1, 0, 0, Scope.CLAUSE, "<i>", 0.9),),
        ),
        HOME,
        (
            Entity(FIRM_KEY, FIRM, (EntityType.ENTERPRISE,), ("<em>",)),
            Entity(PARK_KEY, PARK, (EntityType.PARK,), within=HOME),
            Entity(HOME, "<临>区", (EntityType.ADMIN_AREA,), division=division),
        ),
        (PARK_KEY, FIRM_KEY),
        (PARK_KEY,),
    )  # fmt: skip


def dataset(folder: Path) -> Path:
    """Write the report's dataset, without a store on disk, and return its folder."""
    (folder / TEXTS).mkdir(parents=True)
    made = resolution()
    lines = {*rdf.quads(made), *rdf.shared_quads([made]), *rdf.fixed_quads()}
    (folder / GRAPH).write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    (folder / TEXTS / f"{KEY}.txt").write_text(TEXT, encoding="utf-8", newline="")
    return folder


class Sound(HTMLParser):
    """Fails where what the report says has become an element, an event handler or an address."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag not in ("img", "em", "u", "临")
        if tag == "script":
            source = given.get("src") or ""
            assert source.startswith("/static/") or given.get("type") == "application/json"
        for name, value in given.items():
            assert not name.startswith("on"), name
            if name in ("href", "src", "action"):
                assert value, name
                assert value[0] in "/?#", value
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.words += data
