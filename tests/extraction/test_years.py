"""Which years a report speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import inline_gold
from gwr_graph import documents
from gwr_graph.extraction.years import Years, years
from gwr_graph.model import Document, Section, SectionKind

K = SectionKind


def report(review: str, plan: str, issued: date | None = None) -> Document:
    """Return a report delivered in 2025 with these headings of its two parts."""
    made = inline_gold.document("x")
    sections = (
        Section(0, "", K.FRONT, 0, 0, 1, None),
        Section(1, review, K.REVIEW, 0, 0, 1, None),
        Section(2, plan, K.PLAN, 0, 0, 1, None),
    )
    header = replace(made.header, issued=issued)
    return replace(made, header=header, sections=sections)


@pytest.mark.parametrize(
    ("review", "plan", "issued", "expected"),
    [
        ("过去一年工作回顾", "今后工作", None, (2024, 2025)),
        ("2024年工作回顾", "2025年工作安排", date(2025, 1, 9), (2024, 2025)),
        ("二〇二四年工作回顾", "二○二五年工作", None, (2024, 2025)),
        ("工作回顾", "2026年工作安排", None, (2025, 2026)),
        ("工作回顾", "明年安排", date(2025, 12, 24), (2025, 2026)),
        ("2025年工作", "明年安排", None, (2025, 2026)),
        ("2020—2024年工作回顾", "今年安排", None, (2024, 2025)),
        ("1998年以来", "今年安排", None, (2024, 2025)),
    ],
)
def test_years_of_headings_go_before_the_day_of_delivery(
    review: str, plan: str, issued: date | None, expected: tuple[int, int]
) -> None:
    assert years(report(review, plan, issued)) == expected


def test_a_section_speaks_of_its_parts_year() -> None:
    spoken = Years(2024, 2025)
    told = {kind: spoken.of(Section(0, "", kind, 0, 0, 1, None)) for kind in K}
    assert told == {
        K.FRONT: 2024,
        K.REVIEW: 2024,
        K.SITUATION: 2024,
        K.PLAN: 2025,
        K.CLOSING: 2025,
    }


def test_the_shipped_report(jintai_file: Path) -> None:
    assert years(documents.read(jintai_file)) == (2022, 2023)
