"""gwr track: what became of commitments, inside a report or from one report to a later one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import pyoxigraph as ox

from gwr_graph import ledger
from gwr_graph.cli import tables
from gwr_graph.cli.common import (
    STDOUT,
    data_option,
    endpoint_option,
    opened_store,
    terminal_width,
    timeout_option,
    user_option,
    write,
)
from gwr_graph.errors import UsageError
from gwr_graph.store import Store, Table, Term, named

_FATES = [fate.value for fate in ledger.Fate]
_READABLE = ("fate", "number", "quote", "at", "foundNumber", "foundQuote", "foundAt", "why")
_FULL = (
    "fate why report quote start end number period due part foundReport foundQuote foundStart "
    "foundEnd foundNumber rule planQuote planStart planEnd planNumber goal statement measure "
    "foundStatement"
).split()


@click.command("track")
@click.argument("reports", nargs=-1, metavar="[OLD NEW]")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(tables.FORMATS)),
    default="table",
    show_default=True,
    help="csv, tsv, json and jsonl have more columns.",
)
@click.option("--goals", is_flag=True, help="Only commitments that can be checked.")
@click.option(
    "--fate", "fates", type=click.Choice(_FATES), multiple=True, help="Only these; may be repeated."
)
@data_option
@endpoint_option
@user_option
@timeout_option
def command(
    reports: tuple[str, ...],
    form: str,
    goals: bool,
    fates: tuple[str, ...],
    data: Path,
    endpoint: str | None,
    user: str | None,
    timeout: float,
) -> None:
    """Tell what became of commitments: done, carried on, changed, dropped, no evidence.

    OLD and NEW are two reports of one jurisdiction, by key or by name and year (金台区2023): what
    became of the commitments of OLD, by the words of NEW. Without them, or with one report: which
    commitments of its plan carry on what its review speaks of, with which number, and which are new.

    \b
    done            a number or state in NEW's review reaches what was aimed at
    not reached     the number in NEW stands short of the aim, or NEW says that it was not done
    carried on      promised again, or said to be under way
    changed number  promised again with another number
    reported        spoken of, but neither a number nor a state settles it
    dropped         NEW itself says that it was given up
    no evidence     nothing on it was found in NEW: that says nothing of whether it was done
    new             the review of the same report does not speak of it

    A commitment with several numbers has a row for each.
    """
    if len(reports) > 2:
        raise UsageError("name one report, or two: the earlier and the later one")
    with opened_store(data, endpoint, user, timeout) as store:
        found, both = _tracked(store, reports)
        keys = {report.iri: report.key for report in ledger.all_reports(store)}
    shown = [
        track
        for track in found
        if (not goals or track.said.goal) and (not fates or track.fate in fates)
    ]
    readable = form in ("table", "md")
    table = _table(shown, keys, _READABLE if readable else _columns(both))
    write(STDOUT, tables.render(table, form, terminal_width()))
    if form == "table":
        click.echo(_summary(shown) if shown else "no rows: no such commitment", err=True)


def _tracked(store: Store, names: Sequence[str]) -> tuple[list[ledger.Track], bool]:
    """Return the rows, and whether they are from one report to another."""
    if len(names) == 2:
        old, new = (ledger.report_named(store, name) for name in names)
        return list(ledger.between(store, old, new)), True
    chosen = [ledger.report_named(store, name) for name in names] or ledger.all_reports(store)
    return [track for report in chosen for track in ledger.inside(store, report)], False


def _columns(both: bool) -> Sequence[str]:
    """Return the columns for programs; only a later report has a plan of its own."""
    return [name for name in _FULL if both or not name.startswith("plan")]


def _table(found: Sequence[ledger.Track], keys: dict[str, str], columns: Sequence[str]) -> Table:
    rows = []
    for track in found:
        cells = _cells(track, keys)
        rows.append(tuple(cells.get(name) for name in columns))
    return Table(tuple(columns), tuple(rows))


def _cells(track: ledger.Track, keys: dict[str, str]) -> dict[str, Term]:
    """Return column → term; what there is nothing of is left out."""
    said, number = track.said, track.number
    cells: dict[str, Term] = {
        "fate": ox.Literal(track.fate.value),
        "why": ox.Literal(track.why.value),
        "report": ox.Literal(keys.get(said.report, said.report)),
        "quote": ox.Literal(said.quote),
        "start": ox.Literal(said.start),
        "end": ox.Literal(said.end),
        "at": ox.Literal(f"{said.start}-{said.end}"),
        "goal": ox.Literal(said.goal),
        "statement": named(said.iri),
    }
    if said.period:
        cells["period"] = ox.Literal(str(said.period))
    if number:
        cells |= {"number": ox.Literal(number.surface), "measure": named(number.iri)}
        if number.due:
            cells["due"] = ox.Literal(number.due)
    if track.by:
        cells |= _evidence(track.by, "found")
        cells["foundReport"] = ox.Literal(keys.get(track.by.said.report, track.by.said.report))
        cells["foundAt"] = ox.Literal(f"{track.by.said.start}-{track.by.said.end}")
        cells["foundStatement"] = named(track.by.said.iri)
        cells["rule"] = ox.Literal(track.by.rule)
        cells["part"] = ox.Literal(track.by.said.stance.value)
    if track.plan:
        cells |= _evidence(track.plan, "plan")
    return cells


def _evidence(evidence: ledger.Evidence, name: str) -> dict[str, Term]:
    said, number = evidence.said, evidence.number
    cells: dict[str, Term] = {
        f"{name}Quote": ox.Literal(said.quote),
        f"{name}Start": ox.Literal(said.start),
        f"{name}End": ox.Literal(said.end),
    }
    if number:
        cells[f"{name}Number"] = ox.Literal(number.surface)
    return cells


def _summary(found: Sequence[ledger.Track]) -> str:
    counts = Counter(track.fate for track in found)
    told = ", ".join(f"{counts[fate]} {fate.value}" for fate in ledger.Fate if counts[fate])
    return f"{len(found)} rows: {told}"
