"""The graphs that are the same for every build: the ontology, and the lists of concepts as SKOS."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import indicators, themes
from gwr_graph.rdf import iris
from gwr_graph.rdf import terms as t
from gwr_graph.rdf.nquads import literal


def fixed_quads() -> Iterator[str]:
    """Yield the lines of the ontology's graph and of the concept schemes' graph, unsorted."""
    yield from ontology_quads()
    yield from scheme_quads()


@cache
def ontology_quads() -> tuple[str, ...]:
    """Return gwr.ttl as lines of the ontology's graph; raise DataError where it does not parse."""
    import pyoxigraph as ox

    file = resources.path("ontology", "gwr.ttl")
    try:
        triples = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        return tuple(sorted(f"{q.triple} {iris.ONTOLOGY_GRAPH} ." for q in triples))
    except (OSError, SyntaxError) as error:
        raise DataError(f"{file}: {error}; mend or reinstall the ontology") from error


@cache
def scheme_quads() -> tuple[str, ...]:
    """Return the listed indicators and themes as lines of the schemes' graph."""
    return tuple(sorted(_scheme_lines()))


def _scheme_lines() -> Iterator[str]:
    g = f" {iris.SCHEMES_GRAPH} ."
    yield from _scheme(iris.INDICATOR_SCHEME, "指标", "Indicators")
    yield from _scheme(iris.THEME_SCHEME, "主题", "Themes")
    for key, indicator in indicators.load().items():
        s = iris.indicator(key)
        yield f"{s} {t.A} {t.INDICATOR}{g}"
        yield f"{s} {t.THEME} {iris.theme(indicator.theme)}{g}"
        yield from _concept(s, iris.INDICATOR_SCHEME, indicator.label, indicator.english)
        for name in indicator.names:
            if name != indicator.label:
                yield f"{s} {t.ALT} {literal(name, 'zh')}{g}"
    for key, theme in themes.load().items():
        yield from _concept(iris.theme(key), iris.THEME_SCHEME, theme.label, theme.english)


def _scheme(s: str, zh: str, en: str) -> Iterator[str]:
    g = f" {iris.SCHEMES_GRAPH} ."
    yield f"{s} {t.A} {t.SCHEME}{g}"
    yield f"{s} {t.LABEL} {literal(zh, 'zh')}{g}"
    yield f"{s} {t.LABEL} {literal(en, 'en')}{g}"


def _concept(s: str, scheme: str, zh: str, en: str) -> Iterator[str]:
    g = f" {iris.SCHEMES_GRAPH} ."
    yield f"{s} {t.A} {t.CONCEPT}{g}"
    yield f"{s} {t.IN_SCHEME} {scheme}{g}"
    for label in (literal(zh, "zh"), literal(en, "en")):
        yield f"{s} {t.LABEL} {label}{g}"
        yield f"{s} {t.PREF} {label}{g}"
