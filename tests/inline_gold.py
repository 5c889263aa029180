"""Sentences with their names marked in the text, and how a build reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gwr_graph.extraction import extract
from gwr_graph.model import (
    Document,
    EntityType,
    Extraction,
    Header,
    Level,
    Mention,
    Scope,
    Section,
    SectionKind,
    Sentence,
    Status,
)

GOLD = Path(__file__).with_name("extraction") / "inline_gold.txt"
HOME = "栖霖县"
YEAR = 2025
_MARK = re.compile(
    r"\[([^|\[\]/]+)(?:/([^|\[\]]+))?\|([A-Za-z ]+?)(?: =(\w+))?(?: ~([^\]]+))?( \?)?\]"
)
_LINK = re.compile(r"(.+?) -> (.+?)( \(context\))?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name marked in a sentence; ``types`` are those that are right, ``status`` "" for any,
    ``shorter`` is a name inside it that is as good."""

    start: int
    end: int
    name: str
    types: tuple[EntityType, ...]
    status: str
    shorter: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and what is to be read in it; ``misread`` says why a build does not."""

    family: str
    text: str
    planned: bool
    heading: str
    names: tuple[Name, ...]
    links: frozenset[tuple[str, str, bool]]
    misread: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of a case's names, statuses and links were found, and everything that differs."""

    wanted: tuple[int, int, int]
    found: tuple[int, int, int]
    differences: tuple[str, ...]


@cache
def cases() -> tuple[Case, ...]:
    """Return the sentences of the gold file; raise ValueError at a line that is none."""
    found: list[Case] = []
    family = heading = ""
    pending: tuple[str, bool, str, tuple[Name, ...]] | None = None
    links: set[tuple[str, str, bool]] = set()
    misread = ""

    def close() -> None:
        nonlocal pending, misread
        if pending is not None:
            text, planned, above, names = pending
            found.append(Case(family, text, planned, above, names, frozenset(links), misread))
        pending, misread = None, ""
        links.clear()

    for number, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("  "):
            if line.startswith("  ! "):
                misread = line[4:]
            elif match := _LINK.fullmatch(line.strip()):
                links.add((match[1], match[2], bool(match[3])))
            else:
                raise ValueError(f"{GOLD.name}:{number}: no link and no remark: {line}")
            continue
        close()
        if line.startswith("## "):
            family = line[3:]
        elif line.startswith("^ "):
            heading = line[2:]
        elif line and not line.startswith("#"):
            text, names = _read(line.removeprefix(">"))
            pending = (text, line.startswith(">"), heading, names)
            heading = ""
    close()
    return tuple(found)


def _read(line: str) -> tuple[str, tuple[Name, ...]]:
    text = ""
    names: list[Name] = []
    at = 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        surface, full, types, status, shorter, optional = match.groups()
        names.append(
            Name(
                len(text),
                len(text) + len(surface),
                full or re.sub("[“”‘’]", "", surface),
                tuple(EntityType(one) for one in types.split()),
                Status(status).name if status else "",
                shorter or "",
                bool(optional),
            )
        )
        text += surface
        at = match.end()
    text += line[at:]
    if "[" in text or "]" in text:
        raise ValueError(f"{GOLD.name}: a mark is not closed or names no type: {line}")
    return text, tuple(names)


def document(
    *lines: str,
    kind: SectionKind = SectionKind.REVIEW,
    headings: int = 0,
    home: str = HOME,
    division: str | None = None,
    level: Level = Level.COUNTY,
) -> Document:
    """Return a report of these sentences, one a paragraph; the first ``headings`` are headings,
    each with a section of its own within the one before."""
    text = "\n".join(lines) + "\n"
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    sections = [Section(0, "", kind, 0, 0, len(text), None)]
    sentences = []
    for i, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if i < headings:
            sections.append(Section(i + 1, line, kind, i + 1, start, len(text), i))
        sentences.append(
            Sentence(i, line, start, start + len(line), len(sections) - 1, i, i < headings)
        )
    header = Header("政府工作报告", home, level, YEAR, division)
    return Document(
        f"{division or home}-{YEAR}",
        "made.txt",
        "0" * 64,
        text,
        header,
        tuple(sections),
        tuple(sentences),
    )


@cache
def reading(case: Case) -> Extraction:
    """Return what a build reads in a case's sentence and its heading."""
    kind = SectionKind.PLAN if case.planned else SectionKind.REVIEW
    if case.heading:
        return extract(document(case.heading, case.text, kind=kind, headings=1))
    return extract(document(case.text, kind=kind))


def _fitting(want: Name, by_span: dict[tuple[int, int], Mention]) -> Mention | None:
    """Take the mention of a marked name out of those left; marks of quotation may lie outside."""
    spans = [(want.start, want.end), (want.start + 1, want.end - 1)]
    spans += [
        (start, end)
        for (start, end), mention in by_span.items()
        if mention.name == want.shorter and want.start <= start and end <= want.end
    ]
    return next((by_span.pop(span) for span in spans if span in by_span), None)


def compare(case: Case) -> Agreement:
    """Return how what is read agrees with what is marked."""
    read = reading(case)
    sentence = read.document.sentences[-1]
    mentions = [m for m in read.mentions if m.sentence == sentence.order]
    differences: list[str] = []
    by_span = {(m.start - sentence.start, m.end - sentence.start): m for m in mentions}
    required = [name for name in case.names if not name.optional]
    named = statuses = 0
    for want in required:
        got = _fitting(want, by_span)
        if got is None:
            differences.append(f"missed {want.name}")
        elif got.name not in (want.name, want.shorter):
            differences.append(f"{want.name}: named {got.name}")
        elif got.types[0] not in want.types:
            differences.append(f"{want.name}: is {'/'.join(got.types)}")
        else:
            named += 1
        if not want.status:
            continue
        status = got.status.name if got is not None and got.status is not None else "-"
        if status == want.status:
            statuses += 1
        else:
            differences.append(f"{want.name}: status {status}, not {want.status}")
    free = [(n.start, n.end) for n in case.names if n.optional]
    for (start, end), extra in by_span.items():
        if not any(a <= start and end <= b for a, b in free):
            differences.append(f"no name: {extra.name} ({'/'.join(extra.types)}, {extra.rule})")
    links = {
        (read.mentions[i.who].name, read.mentions[i.where].name, i.scope is Scope.CONTEXT)
        for i in read.involvements
        if read.mentions[i.who].sentence == sentence.order
    }
    for who, where, context in sorted(case.links - links):
        differences.append(f"missed link {who} -> {where}{' (context)' * context}")
    for who, where, context in sorted(links - case.links):
        differences.append(f"no link: {who} -> {where}{' (context)' * context}")
    return Agreement(
        (len(required), sum(bool(n.status) for n in required), len(case.links)),
        (named, statuses, len(case.links & links)),
        tuple(differences),
    )
