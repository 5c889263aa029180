"""A query file: header lines that say what it asks, then the SPARQL text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gwr_graph.errors import DataError

KINDS = (
    "text",
    "entity",
    "place",
    "thing",
    "concept",
    "indicator",
    "theme",
    "class",
    "status",
    "report",
    "year",
    "number",
)
"""The kinds of parameter: words; an entity, only a place, an indicator or theme or either of them,
or any of all these (a thing), by any of its names; a class or a status by name or label; a report
by key or jurisdiction; a year; a number."""

GROUPS = {
    "reports": ("报告", "Reports"),
    "places": ("地方", "Places"),
    "commitments": ("承诺与进展", "Commitments and progress"),
    "numbers": ("数字", "Numbers"),
    "entities": ("主体与事物", "Actors and things"),
    "several": ("多份报告", "Several reports"),
    "evidence": ("原文与出处", "Words and evidence"),
}
"""Group → its title in Chinese and English, in the order of the list."""

SLOT = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*\}")
"""Where a parameter enters the query."""

_PARAM = re.compile(r"(?P<name>\w+)\s+(?P<kind>\w+)(?P<optional>\?)?(?:\s*=\s*(?P<default>\S.*))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed parameter; without a value it takes its default, an optional one may go without."""

    name: str
    kind: str
    optional: bool
    default: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query file read; ``example`` holds values, ``first`` the first row that they give."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    first: tuple[tuple[str, str], ...]
    text: str
    group: str = ""


def read(file: Path) -> NamedQuery:
    """Return the query in ``file``. Raise DataError with file and line for a wrong header.

    Header lines become empty lines, so that a fault in the query is told at its line of the file.
    """
    header: dict[str, tuple[str, str]] = {}
    parameters: list[Parameter] = []
    pairs: dict[str, tuple[tuple[str, str], ...]] = {"example": (), "first": ()}
    group = ""
    body: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.startswith("#+"):
            body.append(line)
            continue
        body.append("")
        key, _, rest = (part.strip() for part in line[2:].partition(":"))
        where = f"{file}:{number}"
        if key in ("title", "description"):
            zh, mark, en = (part.strip() for part in rest.partition("|"))
            if not (zh and mark and en):
                raise DataError(f"{where}: write the {key} as 'Chinese | English'")
            header[key] = (zh, en)
        elif key == "group":
            if rest not in GROUPS:
                raise DataError(f"{where}: unknown group {rest!r}; known: {', '.join(GROUPS)}")
            group = rest
        elif key == "param":
            parameters.append(_parameter(rest, where))
        elif key in pairs:
            pairs[key] = _pairs(rest, where)
        else:
            raise DataError(f"{where}: unknown header {key!r}; known: title, description, param, …")
    text = "\n".join(body).rstrip() + "\n"
    for key in ("title", "description"):
        if key not in header:
            raise DataError(f"{file}: the header has no {key}")
    slots = set(SLOT.findall(text))
    for parameter in parameters:
        if parameter.name not in slots:
            raise DataError(f"{file}: the query has no 'VALUES ?{parameter.name} {{}}'")
    for slot in sorted(slots - {p.name for p in parameters}):
        raise DataError(f"{file}: 'VALUES ?{slot} {{}}' has no line '#+ param: {slot} …'")
    return NamedQuery(
        file.stem,
        *header["title"],
        *header["description"],
        parameters=tuple(parameters),
        example=pairs["example"],
        first=pairs["first"],
        text=text,
        group=group,
    )


def _parameter(text: str, where: str) -> Parameter:
    spec, *words = (part.strip() for part in text.split("|"))
    match = _PARAM.match(spec)
    if not match or len(words) != 2:
        raise DataError(f"{where}: write a parameter as 'name kind | Chinese | English'")
    if match["kind"] not in KINDS:
        raise DataError(f"{where}: unknown kind {match['kind']!r}; known: {', '.join(KINDS)}")
    optional = match["optional"] is not None
    return Parameter(match["name"], match["kind"], optional, match["default"], *words)


def _pairs(text: str, where: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(" | "))):
        name, mark, value = part.partition("=")
        if not mark:
            raise DataError(f"{where}: write 'name=value | name=value'")
        found.append((name.strip(), value.strip()))
    return tuple(found)
