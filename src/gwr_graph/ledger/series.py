"""Results and targets that may stand side by side: one indicator of one thing, one unit, one direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gwr_graph.ledger.said import Number, Report, Said
from gwr_graph.model import Stance


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a report with the statement it stands in: a result or a target."""

    number: Number
    said: Said
    report: Report

    @property
    def is_target(self) -> bool:
        return self.said.stance is Stance.COMMITTED


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one indicator, by period, results before targets.

    They have one unit and one direction and belong to one thing (``of``, an IRI); what is told over
    several years stands beside its like only.
    """

    indicator: str
    label: str
    of: str
    of_name: str
    unit: str
    direction: str
    cumulative: bool
    figures: tuple[Figure, ...]

    @property
    def results(self) -> tuple[Figure, ...]:
        return tuple(f for f in self.figures if not f.is_target)

    @property
    def targets(self) -> tuple[Figure, ...]:
        return tuple(f for f in self.figures if f.is_target)

    @property
    def both(self) -> bool:
        """True where a result stands beside a target."""
        return bool(self.results and self.targets)

    def of_report(self, key: str) -> Series:
        """Return the same with the figures of one report only."""
        kept = tuple(f for f in self.figures if f.report.key == key)
        return Series(
            self.indicator,
            self.label,
            self.of,
            self.of_name,
            self.unit,
            self.direction,
            self.cumulative,
            kept,
        )


def series(reports: Sequence[Report], said: Iterable[Said]) -> tuple[Series, ...]:
    """Return what the reports measure, in the order in which it is first told.

    Numbers without an indicator or a year, and those of mere situation, are left out.
    """
    by_iri = {report.iri: report for report in reports}
    found: dict[tuple[str, str, str, str, bool], list[Figure]] = defaultdict(list)
    for one in said:
        if one.stance is Stance.SITUATION or one.report not in by_iri:
            continue
        for n in one.numbers:
            if n.indicator and n.period:
                key = (n.indicator, n.of, n.unit, n.direction, n.since is not None)
                found[key].append(Figure(n, one, by_iri[one.report]))
    return tuple(
        Series(
            key[0],
            figures[0].number.label,
            key[1],
            figures[0].number.of_name,
            *key[2:],
            tuple(sorted(figures, key=_time)),
        )
        for key, figures in found.items()
    )


def _time(figure: Figure) -> tuple[int, bool, int, int]:
    number = figure.number
    return number.period or 0, figure.is_target, figure.report.year, number.start
