"""A question and its answer, with the words that prove it and the query that found it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.store import in_values, named
from gwr_graph.web import passages, suggestions, urls
from gwr_graph.web.desk import Desk, Opened
from gwr_graph.web.pages import METHODS

_LONGEST = 500
_NEAREST = 5
_MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """An item of an answer with the address it leads to, None where it has none."""

    item: Item
    address: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote in its sentence: ``pieces`` as in passages, ``report`` what it is called."""

    evidence: Evidence
    pieces: tuple[tuple[str, bool], ...]
    report: str


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/ask", methods=METHODS, response_model=None)
    def ask(request: Request) -> Response:
        opened = desk.opened()
        lang = desk.language(request)
        question = request.query_params.get("q", "").strip()
        if not question:
            own = suggestions.of(opened, lang)
            return desk.page(request, "ask.html.j2", answer=None, examples=own, asked="")
        if len(question) > _LONGEST:
            return desk.page(request, "ask.html.j2", 400, answer=None, examples=(), asked=question)
        answer = suggestions.ask(opened, question)
        nearest = None
        if not answer.answered and not answer.evidence:
            nearest = passages.find(_known(opened), question, _NEAREST)
        return desk.page(
            request,
            "ask.html.j2",
            answer=answer,
            asked=question,
            lines=_lines(opened, answer),
            proofs=[_proof(opened, evidence) for evidence in answer.evidence],
            nearest=nearest,
            reports={report.iri: report for report in opened.reports.values()},
            examples=(),
        )

    return made


def _known(opened: Opened) -> tuple[passages.Sentence, ...]:
    return opened.keep("sentences", lambda: passages.sentences(opened.store))


def _lines(opened: Opened, answer: Answer) -> list[Line]:
    items = answer.items[:_MOST_ITEMS]
    spots = _spots(opened, [item.iri for item in items if item.iri and "#" in item.iri])
    return [Line(item, _address(item.iri, spots) if item.iri else None) for item in items]


def _address(iri: str, spots: dict[str, str]) -> str | None:
    """Return the page of a thing; of what stands in a report, its very characters."""
    return spots.get(iri) or urls.thing(iri)


def _spots(opened: Opened, iris: list[str]) -> dict[str, str]:
    """Return where statements, mentions and measures stand in their reports."""
    if not iris:
        return {}
    values = in_values(named(iri) for iri in iris)
    table = opened.store.select(
        f"SELECT ?s ?from ?to {{ VALUES ?s {{ {values} }} ?s gwr:start ?from ; gwr:end ?to }}"
    )
    return {
        row["s"]: urls.report(row["s"], int(row["from"]), int(row["to"])) for row in table.dicts()
    }


def _proof(opened: Opened, evidence: Evidence) -> Proof:
    held = _sentence(opened, evidence)
    pieces: tuple[tuple[str, bool], ...] = ((evidence.quote, True),)
    if held is not None:
        pieces = passages.marked(held.text, evidence.start - held.start, evidence.end - held.start)
    name = {report.iri: report.name for report in opened.reports.values()}
    return Proof(evidence, pieces, name.get(evidence.report, urls.key_of(evidence.report)))


def _sentence(opened: Opened, evidence: Evidence) -> passages.Sentence | None:
    """Return the sentence that holds a quote, None where it is of several or of none."""
    by_report = opened.keep("sentences by report", lambda: _by_report(_known(opened)))
    for sentence in by_report.get(evidence.report, ()):
        if sentence.start <= evidence.start and evidence.end <= sentence.end:
            return sentence
    return None


def _by_report(known: tuple[passages.Sentence, ...]) -> dict[str, list[passages.Sentence]]:
    found: dict[str, list[passages.Sentence]] = {}
    for sentence in known:
        found.setdefault(sentence.report, []).append(sentence)
    return found
