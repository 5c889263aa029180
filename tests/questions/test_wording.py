"""Answers in words, fitted into the space there is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gwr_graph.questions.facts import Number
from gwr_graph.questions.wording import LONGEST, amount, fitted

_NUMBER = Number(
    iri="m",
    statement="s",
    what="停车位",
    value=Decimal(800),
    unit="个",
    surface="800个",
    start=0,
    end=4,
    direction="Level",
    bound="Exact",
    period=2024,
    of="home",
    of_label="",
    indicator=None,
    indicator_label="",
)


@given(st.lists(st.text(min_size=1, max_size=90), min_size=1), st.sampled_from(["zh", "en"]))
def test_no_text_is_too_long(parts: list[str], lang: str) -> None:
    text = fitted(parts, lang)
    assert len(text) <= LONGEST == 400
    assert text.startswith(parts[0])


def test_how_many_more_there_are_is_told() -> None:
    parts = [f"第{n}条说了许多许多的话" for n in range(100)]
    text = fitted(parts, "zh")
    shown = sum(part in text for part in parts)
    assert 0 < shown < 100
    assert str(100 - shown) in text
    assert all(part in fitted(parts[:3], "zh") for part in parts[:3])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_number_is_told_with_its_unit(lang: str) -> None:
    assert "800" in amount(_NUMBER, lang)
    assert "800个" in amount(_NUMBER, "zh")


@pytest.mark.parametrize(
    ("value", "surface", "told"),
    [
        ("18260000000", "182.6亿元", "18.26 billion"),
        ("3500000", "350万元", "3.5 million"),
        ("12000", "1.2万元", "12,000"),
        ("2000000000000", "2万亿元", "2 trillion"),
    ],
)
def test_a_large_number_is_written_out_in_english(value: str, surface: str, told: str) -> None:
    own = replace(_NUMBER, value=Decimal(value), unit="元", surface=surface)
    assert told in amount(own, "en")
    assert surface in amount(own, "en")  # as the report writes it, too
    assert amount(own, "zh") == surface


def test_a_bound_is_told() -> None:
    least = replace(_NUMBER, value=Decimal(7), unit="%", surface="7%", bound="Min")
    assert "at least 7%" in amount(least, "en")
    assert amount(least, "zh") == "7%以上"
