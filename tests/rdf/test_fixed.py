"""The ontology's and the schemes' graphs, and the table of units."""

from __future__ import annotations

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import indicators, themes, tsv
from gwr_graph.rdf import fixed_quads, iris
from gwr_graph.rdf.fixed import scheme_quads
from gwr_graph.rdf.units import units

ID = "https://w3id.org/gwr-graph/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def test_every_listed_concept_is_in_its_scheme() -> None:
    concepts = {line.split(" ")[0] for line in scheme_quads() if f"<{SKOS}inScheme>" in line}
    listed = {iris.indicator(key) for key in indicators.load()}
    assert concepts == listed | {iris.theme(key) for key in themes.load()}
    assert all(line.endswith(f"<{ID}graph/schemes> .") for line in scheme_quads())


def test_gdp_has_its_names() -> None:
    lines = [line for line in scheme_quads() if line.startswith(f"<{ID}indicator/gdp> ")]
    objects = {line.split(" ", 2)[2].rsplit(" ", 2)[0] for line in lines}
    assert objects >= {'"地区生产总值"@zh', '"gross domestic product"@en', '"GDP"@zh'}
    assert f"<{ID}theme/economy>" in objects


def test_the_fixed_graphs_are_the_same_each_time_and_repeat_nothing() -> None:
    lines = list(fixed_quads())
    assert lines == list(fixed_quads())
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("%", "PERCENT"),
        ("元", "CCY_CNY"),
        ("公里", "KiloM"),
        ("平方米", "M2"),
        ("吨", "TONNE"),
        ("立方米", "M3"),
        ("天", "DAY"),
    ],
)
def test_units_of_measure_are_qudt_units(text: str, unit: str) -> None:
    assert units()[text] == f"<http://qudt.org/vocab/unit/{unit}>"


@pytest.mark.parametrize("text", ["个", "户", "人", "亩", "条", ""])
def test_classifiers_have_none(text: str) -> None:
    assert text not in units()


def test_a_broken_table_of_units_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"unit": "米", "qudt": "metre", "meaning": ""}]
    monkeypatch.setattr(tsv, "rows", lambda *_: rows)
    with pytest.raises(DataError, match=r"qudt_units\.tsv: 米"):
        units.__wrapped__()


def test_the_ontology_is_shipped() -> None:
    assert resources.path("ontology", "gwr.ttl").is_file()
    assert resources.path("ontology", "shapes.ttl").is_file()
