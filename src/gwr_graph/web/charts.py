"""Figures as bars: how long each is beside the others, and what stands at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gwr_graph.ledger import Figure, Series


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure drawn. ``length`` is a hundredth of the longest; ``until`` where a range ends, else 0.

    ``others`` are places where the same number is told again.
    """

    figure: Figure
    length: float
    until: float
    others: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one series, or of several alike, on one scale from zero; ``drawn`` has the IRIs of all
    numbers that are told in them."""

    series: Series
    bars: tuple[Bar, ...]
    drawn: frozenset[str]


def charted(series: Series) -> Chart | None:
    """Return the figures of a series as bars, None where they cannot stand side by side.

    That is where one report gives several numbers for one year: they are of several things.
    """
    return _drawn(series, (figures for _, figures in _by_side(series)))


def compared(series: Sequence[Series]) -> Chart | None:
    """Return the figures of several series of one indicator, unit and direction on one scale.

    Each belongs to the jurisdiction of its own report; a year for which a report gives several
    numbers is left out. The reports are ordered by their last number, the highest first. None where
    fewer than two reports are left.
    """
    sides = [pair for one in series for pair in _by_side(one) if len(_values(pair[1])) == 1]
    by_report: dict[str, list[tuple[Figure, ...]]] = {}
    for (report, _, _), figures in sides:
        by_report.setdefault(report, []).append(figures)
    if len(by_report) < 2:
        return None

    def last(groups: list[tuple[Figure, ...]]) -> tuple[Decimal, str]:
        figure = groups[-1][0]
        return -figure.number.value, figure.report.name

    ordered = [group for groups in sorted(by_report.values(), key=last) for group in groups]
    return _drawn(series[0], ordered)


def _drawn(series: Series, sides: Iterable[tuple[Figure, ...]]) -> Chart | None:
    groups = list(sides)
    if any(len(_values(figures)) > 1 for figures in groups):
        return None
    longest = max(f.number.value for figures in groups for f in figures)
    if longest <= 0:
        return None

    def length(value: Decimal) -> float:
        return round(float(max(value, Decimal(0)) / longest) * 100, 2)

    bars = []
    for figures in groups:
        low = min(figures, key=lambda f: f.number.value)
        high = max(f.number.value for f in figures)
        until = length(high) if high > low.number.value else 0.0
        again = tuple(f for f in figures if f.said.iri != low.said.iri)
        bars.append(Bar(low, length(low.number.value), until, again))
    drawn = frozenset(f.number.iri for figures in groups for f in figures)
    return Chart(series, tuple(bars), drawn)


def _by_side(series: Series) -> list[tuple[tuple[str, int, bool], tuple[Figure, ...]]]:
    """Return (report, year, is it a target) → figures, in the order of time."""
    found: dict[tuple[str, int, bool], list[Figure]] = {}
    for figure in series.figures:
        key = (figure.report.key, figure.number.period or 0, figure.is_target)
        found.setdefault(key, []).append(figure)
    return [(key, tuple(figures)) for key, figures in found.items()]


def _values(figures: Sequence[Figure]) -> set[object]:
    """Return the numbers told: a range (two ends of one stretch of words) is one of them."""
    ends: dict[tuple[str, int], set[str]] = {}
    for figure in figures:
        at = (figure.said.iri, figure.number.start)
        ends.setdefault(at, set()).add(str(figure.number.value.normalize()))
    return {frozenset(values) for values in ends.values()}
