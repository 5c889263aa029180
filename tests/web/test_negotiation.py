from __future__ import annotations

import pytest

from gwr_graph.web.negotiation import GRAPH_FORMATS, TABLE_FORMATS, choose
from gwr_graph.web.refusal import Refusal

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        (XML, XML),
        ("application/json", "application/json"),
        (f"{JSON};q=0.3, {XML};q=0.9", XML),
        ("text/csv;q=0.5, */*;q=0.1", "text/csv"),
        ("text/csv, */*", "text/csv"),
        (f"{JSON};q=0, */*", XML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("TEXT/Tab-Separated-Values ; Q=1", "text/tab-separated-values"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
    ],
)
def test_the_best_format_for_a_table(accept: str | None, media: str) -> None:
    assert choose(TABLE_FORMATS, accept)[1] == media


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples;q=0.4, application/ld+json;q=0.5", "application/ld+json"),
    ],
)
def test_the_best_format_for_a_graph(accept: str | None, media: str) -> None:
    assert choose(GRAPH_FORMATS, accept)[1] == media


def test_a_parameter_wins_over_the_header() -> None:
    assert choose(TABLE_FORMATS, JSON, "csv")[1] == "text/csv"
    assert choose(TABLE_FORMATS, JSON, XML)[1] == XML
    assert choose(GRAPH_FORMATS, "*/*", "xml")[1] == "application/rdf+xml"


@pytest.mark.parametrize(("accept", "wanted"), [("text/html", None), ("*/*", "xlsx")])
def test_what_fits_nothing_lists_the_offers(accept: str, wanted: str | None) -> None:
    with pytest.raises(Refusal, match=f"{JSON.replace('+', '.')}.*text/csv") as refused:
        choose(TABLE_FORMATS, accept, wanted)
    assert refused.value.status == 406
