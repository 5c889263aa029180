"""What is written is what an RDF library reads back."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gwr_graph.rdf import iris, nquads
from gwr_graph.rdf.terms import ID, XSD

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read(term: str) -> ox.NamedNode | ox.Literal:
    """Return the object of a quad written with this term; it must be one line."""
    line = f"<urn:s> <urn:p> {term} <urn:g> ."
    assert line.splitlines() == [line]
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    return quad.object


@given(TEXT)
def test_a_literal_reads_back_as_the_same_characters(text: str) -> None:
    assert read(nquads.literal(text)) == ox.Literal(text)


@given(TEXT)
def test_a_label_keeps_text_and_language(text: str) -> None:
    assert read(nquads.literal(text, "zh")) == ox.Literal(text, language="zh")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("三拆三改", '"三拆三改"'),
        ('说"好"', '"说\\"好\\""'),
        ("a\\b\nc\td\re", '"a\\\\b\\nc\\td\\re"'),
        ("\u0085\u2028\x00", '"\\u0085\\u2028\\u0000"'),
        ("𠮷", '"𠮷"'),
    ],
)
def test_escapes_are_the_least_that_one_line_needs(text: str, written: str) -> None:
    assert nquads.literal(text) == written


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_a_number_is_canonical_so_that_stores_keep_it(value: Decimal) -> None:
    term = f'"{nquads.number(value)}{nquads.DECIMAL_END}'
    store = ox.Store()
    store.load(f"<urn:s> <urn:p> {term} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    (quad,) = store
    assert str(quad.object) == term
    assert isinstance(quad.object, ox.Literal)
    assert Decimal(quad.object.value) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("5.50"), "5.5"),
        (Decimal("4390000000"), "4390000000"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.10"), "0.1"),
        (0.95, "0.95"),
        (1.0, "1"),
        (1e-7, "0.0000001"),
    ],
)
def test_numbers(value: Decimal | float, written: str) -> None:
    assert nquads.number(value) == written


@pytest.mark.parametrize("value", [Decimal("NaN"), float("inf")])
def test_what_is_no_number_is_refused(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        nquads.number(value)


def test_a_day_is_an_xsd_date() -> None:
    expected = ox.Literal("2023-01-10", datatype=ox.NamedNode(f"{XSD}date"))
    assert read(nquads.day(date(2023, 1, 10))) == expected


@given(TEXT)
def test_any_name_makes_an_iri_and_loses_nothing(name: str) -> None:
    term = iris.entity(f"610303/{name}")
    found = read(term)
    assert isinstance(found, ox.NamedNode)
    assert f"<{found.value}>" == term
    encoded = found.value.removeprefix(f"{ID}610303/")
    raw = re.sub(
        r"(?:%[0-9A-F]{2})+", lambda m: bytes.fromhex(m[0].replace("%", "")).decode(), encoded
    )
    assert raw == name
    assert not re.search(r"\s", found.value)
