"""A SELECT result as text: aligned table, csv, tsv, SPARQL JSON, JSON lines, Markdown.

Where a result has ``?x`` and ``?xLabel``, table and Markdown show the label only, under the name x.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Sequence

import pyoxigraph as ox

from gwr_graph.store import Table, Term, short, value_of

_LABEL = "Label"
_NARROWEST = 8
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = ("integer", "decimal", "double", "float")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def render(table: Table, form: str, width: int | None = None) -> str:
    """Return the table in one of :data:`FORMATS`; ``width`` bounds a line of the aligned table."""
    if form == "table":
        head, rows = readable(table)
        return aligned(head, rows, width)
    return FORMATS[form](table)


def readable(table: Table) -> tuple[list[str], list[list[str]]]:
    """Return head and cells for people: labels for IRIs, prefixes where there is no label."""
    names = set(table.variables)
    shown = [i for i, v in enumerate(table.variables) if f"{v}{_LABEL}" not in names]
    head = [table.variables[i].removesuffix(_LABEL) for i in shown]
    rows = [[" ".join(short(row[i]).split()) for i in shown] for row in table]
    return head, rows


def aligned(head: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Return lines of aligned columns; a Chinese character takes two cells."""
    numeric = [
        bool(rows) and all(_is_number(row[i]) for row in rows if row[i]) for i in range(len(head))
    ]
    widths = [max([cells(name), *(cells(row[i]) for row in rows)]) for i, name in enumerate(head)]
    if width is not None:
        _shrink(widths, width - 2 * (len(widths) - 1))

    def line(row: Sequence[str]) -> str:
        parts = []
        for text, room, right in zip(row, widths, numeric, strict=True):
            cut = clip(text, room)
            pad = " " * (room - cells(cut))
            parts.append(pad + cut if right else cut + pad)
        return "  ".join(parts).rstrip() + "\n"

    rule = "  ".join("─" * room for room in widths) + "\n"
    return line(head) + rule + "".join(line(row) for row in rows)


def cells(text: str) -> int:
    """Return how many terminal cells ``text`` takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def clip(text: str, room: int) -> str:
    """Return ``text`` cut to ``room`` cells, with … where something was cut."""
    if cells(text) <= room:
        return text
    kept, used = [], 1
    for c in text:
        used += cells(c)
        if used > room:
            break
        kept.append(c)
    return "".join(kept) + "…"


def boolean_json(answer: bool) -> str:
    return json.dumps({"head": {}, "boolean": answer}) + "\n"


def _shrink(widths: list[int], room: int) -> None:
    """Take from the widest column until the line fits or all columns are narrow."""
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        widths[widest] = max(_NARROWEST, widths[widest] - (sum(widths) - room), *_second(widths))


def _second(widths: Sequence[int]) -> list[int]:
    """Return the width just below the widest column's next neighbour, so that cuts are shared."""
    others = sorted(widths, reverse=True)[1:2]
    return [w - 1 for w in others if w > _NARROWEST]


def _is_number(text: str) -> bool:
    return (
        text.lstrip("-").replace(".", "", 1).isascii()
        and text.lstrip("-").replace(".", "", 1).isdigit()
    )


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.variables)
    writer.writerows([_csv_term(term) for term in row] for row in table)
    return out.getvalue()


def _csv_term(term: Term | None) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else value_of(term)


def _tsv(table: Table) -> str:
    lines = ["\t".join(f"?{name}" for name in table.variables)]
    lines += ["\t".join("" if t is None else _tsv_term(t) for t in row) for row in table]
    return "\n".join(lines) + "\n"


def _tsv_term(term: Term) -> str:
    return str(term).replace("\t", "\\t").replace("\r", "\\r")


def _json(table: Table) -> str:
    bindings = [
        {
            name: _json_term(term)
            for name, term in zip(table.variables, row, strict=True)
            if term is not None
        }
        for row in table
    ]
    found = {"head": {"vars": list(table.variables)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value not in (_STRING, _LANG_STRING):
            found["datatype"] = term.datatype.value
        return found
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts}}


def _jsonl(table: Table) -> str:
    return "".join(
        json.dumps(
            {n: _plain(t) for n, t in zip(table.variables, row, strict=True) if t is not None},
            ensure_ascii=False,
        )
        + "\n"
        for row in table
    )


def _plain(term: Term) -> str | int | bool | float:
    """Return a literal as the JSON value it is: integers, booleans, decimals; else text.

    What JSON has no number for (NaN, INF, a value that its datatype does not allow) stays text.
    """
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(_XSD):
        kind, text = term.datatype.value.removeprefix(_XSD), term.value
        if kind == "boolean" and text in ("true", "1", "false", "0"):
            return text in ("true", "1")
        if kind in _NUMBERS and _NUMBER.fullmatch(text):
            return int(text) if text.lstrip("+-").isdigit() else float(text)
    return value_of(term)


def _markdown(table: Table) -> str:
    head, rows = readable(table)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in line) + " |\n"
        for line in lines
    )


FORMATS: dict[str, Callable[[Table], str]] = {
    "table": lambda table: aligned(*readable(table)),
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "md": _markdown,
}
