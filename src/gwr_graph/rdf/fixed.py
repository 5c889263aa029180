"""The graphs that are the same for every build: the ontology, and the lists of concepts as SKOS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.rdf import iris
from gwr_graph.rdf import terms as t
from gwr_graph.rdf.nquads import literal


@dataclass(frozen=True, slots=True)
class Listed:
    """A concept of a shipped list; ``theme`` is the id of an indicator's theme, "" for none."""

    id: str
    zh: str
    en: str
    names: tuple[str, ...] = ()
    theme: str = ""


def fixed_quads() -> Iterator[str]:
    """Yield the lines of the ontology's graph and of the concept schemes' graph, unsorted."""
    yield from ontology_quads()
    yield from scheme_quads(listed_indicators(), listed_themes())


@cache
def ontology_quads() -> tuple[str, ...]:
    """Return gwr.ttl as lines of the ontology's graph; raise DataError where it does not parse."""
    import pyoxigraph as ox  # noqa: PLC0415

    file = resources.path("ontology", "gwr.ttl")
    try:
        triples = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        return tuple(sorted(f"{q.triple} {iris.ONTOLOGY_GRAPH} ." for q in triples))
    except (OSError, SyntaxError) as error:
        raise DataError(f"{file}: {error}; mend or reinstall the ontology") from error


def listed_indicators() -> tuple[Listed, ...]:
    """Return the indicators of data/lexicon/indicators.tsv."""
    return ()


def listed_themes() -> tuple[Listed, ...]:
    """Return the themes of data/lexicon/themes.tsv."""
    return ()


def scheme_quads(indicators: Iterable[Listed], themes: Iterable[Listed]) -> Iterator[str]:
    """Yield both schemes and their concepts, as lines of the schemes' graph."""
    yield from _scheme(iris.INDICATOR_SCHEME, "指标", "Indicators")
    yield from _scheme(iris.THEME_SCHEME, "主题", "Themes")
    g = f" {iris.SCHEMES_GRAPH} ."
    for concept in indicators:
        s = iris.indicator(concept.id)
        yield f"{s} {t.A} {t.INDICATOR}{g}"
        yield from _concept(s, iris.INDICATOR_SCHEME, concept)
        if concept.theme:
            yield f"{s} {t.THEME} {iris.theme(concept.theme)}{g}"
    for concept in themes:
        yield from _concept(iris.theme(concept.id), iris.THEME_SCHEME, concept)


def _scheme(s: str, zh: str, en: str) -> Iterator[str]:
    g = f" {iris.SCHEMES_GRAPH} ."
    yield f"{s} {t.A} {t.SCHEME}{g}"
    yield f"{s} {t.LABEL} {literal(zh, 'zh')}{g}"
    yield f"{s} {t.LABEL} {literal(en, 'en')}{g}"


def _concept(s: str, scheme: str, concept: Listed) -> Iterator[str]:
    g = f" {iris.SCHEMES_GRAPH} ."
    yield f"{s} {t.A} {t.CONCEPT}{g}"
    yield f"{s} {t.IN_SCHEME} {scheme}{g}"
    for text, language in ((concept.zh, "zh"), (concept.en, "en")):
        if text:
            yield f"{s} {t.LABEL} {literal(text, language)}{g}"
            yield f"{s} {t.PREF} {literal(text, language)}{g}"
    for name in concept.names:
        if name != concept.zh:
            yield f"{s} {t.ALT} {literal(name, 'zh')}{g}"
