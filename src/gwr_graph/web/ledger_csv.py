"""Ledger entries as a CSV file that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from gwr_graph.ledger import Entry, Evidence, Thing, Track, slug
from gwr_graph.web import looks

MEDIA = "text/csv; charset=utf-8"
_BOM = "\ufeff"
_BETWEEN = "；"
# What a spreadsheet would take for a formula, in both widths.
_FORMULA = tuple("=+-@\t\r＝＋－＠")

COLUMNS = (
    "report commitment start end checkable theme period due numbers states places actors others "
    "continuation review reviewStart reviewEnd reviewNumbers nextReport fate after afterStart "
    "afterEnd afterNumbers statement"
).split()


def text(entries: Iterable[Entry], words: Mapping[str, str], lang: str) -> str:
    """Return the entries as CSV with a byte order mark, a head in the words ``csv.<column>``.

    No cell begins as a formula does. Offsets are code points of the report's text; where several
    statements speak of the same matter, their offsets stand in one cell in the same order.
    """
    out = io.StringIO(_BOM)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words[f"csv.{name}"] for name in COLUMNS])
    for entry in entries:
        cells = _cells(entry, words, lang)
        writer.writerow([_safe(cells[name]) for name in COLUMNS])
    return out.getvalue()


def _cells(entry: Entry, words: Mapping[str, str], lang: str) -> dict[str, str]:
    said = entry.said
    return {
        "report": entry.report.name,
        "commitment": said.quote,
        "start": str(said.start),
        "end": str(said.end),
        "checkable": words["yes" if said.goal else "no"],
        "theme": said.theme_name,
        "period": str(said.period or ""),
        "due": said.due,
        "numbers": _joined(n.surface for n in said.numbers),
        "states": _joined(looks.word("statuses", state, lang) for state in said.states),
        "places": _names(said.places),
        "actors": _names(said.actors),
        "others": _names(said.others),
        "continuation": words[f"inside.{slug(entry.continuation)}"],
        **_evidence("review", entry.review, entry.inside),
        "nextReport": entry.next.name if entry.next else "",
        "fate": words[f"fate.{slug(entry.fate)}"] if entry.fate else "",
        **_evidence("after", entry.after, entry.later),
        "statement": said.iri,
    }


def _evidence(name: str, found: tuple[Evidence, ...], tracks: tuple[Track, ...]) -> dict[str, str]:
    numbers = [track.by.number for track in tracks if track.by]
    return {
        name: _BETWEEN.join(one.said.quote for one in found),
        f"{name}Start": _BETWEEN.join(str(one.said.start) for one in found),
        f"{name}End": _BETWEEN.join(str(one.said.end) for one in found),
        f"{name}Numbers": _joined(number.surface for number in numbers if number),
    }


def _names(things: Iterable[Thing]) -> str:
    return _joined(thing.name for thing in things)


def _joined(parts: Iterable[str]) -> str:
    """Return parts that differ, in one cell."""
    return _BETWEEN.join(dict.fromkeys(parts))


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before what looks like a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
