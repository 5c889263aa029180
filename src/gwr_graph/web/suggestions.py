"""Questions to begin with: made of what a report holds, shown only where they get an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from gwr_graph import queries, questions
from gwr_graph.errors import GwrError
from gwr_graph.questions.answers import Answer
from gwr_graph.store import named
from gwr_graph.web import words
from gwr_graph.web.desk import Desk, Opened, Report

_PATIENCE = 2.0
_REPORTS = 3
_OF_ONE, _OF_SEVERAL = 6, 2
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions that ``report`` answers."""

    report: Report
    questions: tuple[str, ...]


def ask(opened: Opened, question: str) -> Answer:
    """Return the answer to a question; one asked again costs nothing."""

    def make() -> Answer:
        return questions.answer(opened.store, question, index=opened.index)

    return opened.keep(("answer", question), make)


def of(opened: Opened, lang: str) -> tuple[Examples, ...]:
    """Return questions in this language by report; the reports that say most come first.

    In a large graph they may not be ready when the first reader comes: then there are none.
    """
    return opened.soon(("examples", lang), lambda: _made(opened, lang), _PATIENCE) or ()


def warm(desk: Desk) -> None:
    """Make the questions of both languages ready before anyone comes."""
    with suppress(GwrError):
        opened = desk.opened()
        for lang in words.LANGUAGES:
            opened.keep(("examples", lang), partial(_made, opened, lang))


def _made(opened: Opened, lang: str) -> tuple[Examples, ...]:
    reports = sorted(opened.reports.values(), key=lambda r: (-r.statements, r.key))
    wanted = _OF_ONE if len(reports) == 1 else _OF_SEVERAL
    found = []
    for report in reports[:_REPORTS]:
        own: list[str] = []
        for turn in _kinds(opened, report, lang):
            own += [q for q in _first(turn, _TRIED) if ask(opened, q).answered][:1]
            if len(own) == wanted:
                break
        if own:
            found.append(Examples(report, tuple(own)))
    return tuple(found)


def _first(turn: Iterable[str], most: int) -> list[str]:
    return list(dict.fromkeys(turn))[:most]


def _kinds(opened: Opened, report: Report, lang: str) -> Iterator[list[str]]:
    """Yield questions of one kind after another, each kind's likeliest first."""
    texts = words.of_page("suggestions", lang)

    def rows(name: str) -> list[dict[str, str]]:
        table = queries.run(opened.store, queries.get(name), {"report": report.iri})
        return list(table.dicts())

    def asked(kind: str, **values: str) -> str:
        return texts[kind].format(home=report.home, **values)

    yield [asked("who", place=place) for place in _busiest(opened, report, "where")]
    places = [row for row in rows("places-ranked") if row["place"] != report.home_iri]
    yield [asked("planned", place=row["placeLabel"]) for row in places]
    yield [asked("where", who=who) for who in _busiest(opened, report, "who")]
    numbers = [row for row in rows("result-beside-target") if row["of"] == report.home_iri]
    english = _in_english(opened)
    listed = [row for row in numbers if row["indicator"] in english]
    yield [
        asked(
            "compare",
            indicator=english[row["indicator"]] if lang == "en" else row["indicatorLabel"],
        )
        for row in listed
    ]
    going = [row for row in rows("projects-by-status") if row["stance"] == "Commitment"]
    yield [asked("status", project=row["projectLabel"]) for row in going]
    yield [asked("honours")]
    yield [asked("origin")]


def _busiest(opened: Opened, report: Report, side: str) -> list[str]:
    """Return who is somewhere in the report, or where someone is, the most involved first."""
    table = opened.store.select(f"""SELECT ?name (COUNT(?i) AS ?n) {{
        GRAPH {named(report.iri)} {{ ?i a gwr:Involvement ; gwr:who ?who ; gwr:where ?where }}
        ?{side} rdfs:label ?name FILTER(?where != {named(report.home_iri)})
      }} GROUP BY ?name ORDER BY DESC(?n) ?name""")
    return [row["name"] for row in table.dicts()]


def _in_english(opened: Opened) -> dict[str, str]:
    """Return the English names of indicators; those of no list have none."""
    table = opened.store.select(
        'SELECT ?i ?name { ?i a gwr:Indicator ; rdfs:label ?name FILTER(LANG(?name) = "en") }'
    )
    return {row["i"]: row["name"] for row in table.dicts()}
