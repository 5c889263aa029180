"""What the reports of a store say, statement by statement, read through named queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gwr_graph import queries
from gwr_graph.errors import QueryError
from gwr_graph.model import EntityType, Stance, Status
from gwr_graph.rdf.report import gist
from gwr_graph.store import PREFIXES, Store, value_of

REPORTS = f"{PREFIXES['id']}report/"
_KINDS = tuple(kind.value for kind in EntityType)
_RANK = {status.value: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the store: its IRI and key, whose it is, the year of its delivery."""

    iri: str
    key: str
    home: str
    home_name: str
    year: int

    @property
    def name(self) -> str:
        """Return what people call it: 金台区2023."""
        return f"{self.home_name}{self.year}"


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity that a statement names: ``surface`` at ``start``/``end`` of the report's text.

    ``role`` is "where" for a place that somebody is at, "context" for a place that the clause has
    from the words before it (then there is no surface, and start and end are -1), else "named".
    """

    iri: str
    name: str
    types: tuple[str, ...]
    role: str
    status: str
    surface: str
    start: int
    end: int

    @property
    def is_place(self) -> bool:
        return any(EntityType(kind).is_place for kind in self.types)

    @property
    def is_actor(self) -> bool:
        return any(EntityType(kind).is_actor for kind in self.types)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a statement: what it measures (``indicator`` and ``of`` are IRIs, "" for none).

    ``value`` is after 万 and 亿, ``surface`` as written; ``due`` is an ISO date or "".
    """

    iri: str
    what: str
    indicator: str
    label: str
    of: str
    of_name: str
    value: Decimal
    unit: str
    direction: str
    bound: str
    period: int | None
    since: int | None
    due: str
    due_text: str
    status: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its names and numbers; offsets are code points of the report's text."""

    iri: str
    report: str
    stance: Stance
    goal: bool
    period: int | None
    theme: str
    theme_name: str
    quote: str
    start: int
    end: int
    sentence: str
    things: tuple[Thing, ...]
    numbers: tuple[Number, ...]

    @property
    def gist(self) -> str:
        """Return the quote, cut where it is long."""
        return gist(self.quote)

    @property
    def places(self) -> tuple[Thing, ...]:
        return tuple(t for t in self.things if t.is_place)

    @property
    def actors(self) -> tuple[Thing, ...]:
        return tuple(t for t in self.things if t.is_actor)

    @property
    def others(self) -> tuple[Thing, ...]:
        """Return what is neither a place nor an actor: projects, programmes, honours."""
        return tuple(t for t in self.things if not t.is_place and not t.is_actor)

    @property
    def states(self) -> tuple[str, ...]:
        """Return the states told or aimed at, each once, from planned to operational."""
        found = {t.status for t in self.things} | {n.status for n in self.numbers}
        return tuple(sorted(found - {""}, key=lambda s: _RANK.get(s, len(_RANK))))

    @property
    def due(self) -> str:
        """Return the earliest date that its numbers are due at, "" for none."""
        return min((n.due for n in self.numbers if n.due), default="")


def all_reports(store: Store) -> tuple[Report, ...]:
    """Return the reports of a store by jurisdiction and year."""
    found: dict[str, Report] = {}
    for row in _rows(store, "reports", ""):
        iri = row["report"]
        found.setdefault(
            iri,
            Report(
                iri,
                iri.removeprefix(REPORTS),
                row["jurisdiction"],
                row["jurisdictionLabel"],
                int(row["year"]),
            ),
        )
    return tuple(sorted(found.values(), key=lambda r: (r.home_name, r.year, r.iri)))


def report_named(store: Store, name: str) -> Report:
    """Return the one report that a name stands for: its key, or jurisdiction and year.

    Raise QueryError where it fits none or several.
    """
    terms = {value_of(term) for term in queries.reports_named(store, name)}
    found = [report for report in all_reports(store) if report.iri in terms]
    if len(found) != 1:
        which = " or ".join(report.name for report in found)
        raise QueryError(f"{name!r} fits {len(found)} reports: say {which}")
    return found[0]


def read(store: Store, report: str = "") -> tuple[Said, ...]:
    """Return what a report (its IRI) says, or all reports, in the order of the text."""
    things: dict[str, list[Thing]] = defaultdict(list)
    for row in _grouped(_rows(store, "statement-names", report)):
        things[row["statement"]].append(
            Thing(
                row["entity"],
                row["entityLabel"],
                tuple(sorted(row["type"].split("\n"), key=_KINDS.index)),
                row["role"],
                row.get("status", ""),
                row.get("surface", ""),
                int(row.get("start", -1)),
                int(row.get("end", -1)),
            )
        )
    numbers: dict[str, list[Number]] = defaultdict(list)
    for row in _rows(store, "statement-numbers", report):
        numbers[row["statement"]].append(_number(row))
    return tuple(
        Said(
            row["statement"],
            row["report"],
            Stance(row["stance"]),
            row["goal"] == "yes",
            _year(row, "period"),
            row.get("theme", "").rpartition("/")[2],
            row.get("themeLabel", ""),
            row["quote"],
            int(row["start"]),
            int(row["end"]),
            row.get("sentence", ""),
            tuple(things.get(row["statement"], ())),
            tuple(numbers.get(row["statement"], ())),
        )
        for row in _rows(store, "statements", report)
    )


def _rows(store: Store, name: str, report: str) -> Iterator[dict[str, str]]:
    values = {"report": report} if report else {}
    return queries.run(store, queries.get(name), values).dicts()


def _grouped(rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Join the rows of one mention that differ in the entity's type only."""
    for _, group in groupby(rows, key=lambda row: {**row, "type": ""}):
        same = list(group)
        yield {**same[0], "type": "\n".join(row["type"] for row in same)}


def _number(row: dict[str, str]) -> Number:
    return Number(
        row["measure"],
        row["what"],
        row.get("indicator", ""),
        row.get("indicatorLabel", row["what"]),
        row["of"],
        row["ofLabel"],
        Decimal(row["value"]),
        row["unit"],
        row["direction"],
        row["bound"],
        _year(row, "period"),
        _year(row, "since"),
        row.get("due", ""),
        row.get("dueText", ""),
        row.get("status", ""),
        row["surface"],
        int(row["start"]),
        int(row["end"]),
    )


def _year(row: dict[str, str], name: str) -> int | None:
    return int(row[name]) if row.get(name) else None
