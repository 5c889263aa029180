"""What the tools give back. A client sees these as the schema of each tool's structured content."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    """A value that goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Iri = Annotated[str, Field(description="IRI")]
Offset = Annotated[int, Field(description="code points into the report's clean text, half-open")]
Year = Annotated[str | None, Field(description="the year it speaks of")]


class Evidence(Reply):
    """The exact words: text[start:end] == quote in the report with this hash."""

    quote: str
    report: Iri
    sha256: Annotated[str, Field(description="of the report's file")]
    start: Offset
    end: Offset
    iri: Annotated[
        str,
        Field(description="of the statement or sentence with these words, or that they begin in"),
    ]


class Thing(Reply):
    """An entity, indicator or theme."""

    iri: Iri
    label: str
    types: tuple[str, ...] = ()


class Taken(Thing):
    """What a name was taken for."""

    asked: str
    sure: Annotated[bool, Field(description="false where it is only a part of a name, or like one")]
    others: Annotated[tuple[Thing, ...], Field(description="fit as well: ask with their IRI")] = ()


class EntityHit(Thing):
    matched: Annotated[str, Field(description="the name that fits")]
    how: str
    score: Annotated[float, Field(description="0 to 1")]
    statements: Annotated[int, Field(description="how many statements speak of it")]
    evidence: Annotated[Evidence | None, Field(description="where it is first spoken of")] = None


class EntityHits(Reply):
    asked: str
    hits: tuple[EntityHit, ...]


class Number(Reply):
    """A number of a statement, with the value after 万 and 亿."""

    kind: Annotated[str, Field(description="Target, Result or Measure")]
    indicator: str | None
    what: str
    value: str
    unit: str
    surface: Annotated[str, Field(description="as the report writes it")]
    direction: Annotated[str, Field(description="Level, Increase or Decrease")]
    bound: Annotated[str, Field(description="Exact, Min, Max or Approx")]
    period: Year
    due: str | None
    of: Annotated[str | None, Field(description="whose number it is")]
    of_iri: str | None


class Said(Reply):
    """A statement of a report."""

    stance: Annotated[str, Field(description="Achievement, Commitment or Situation")]
    goal: Annotated[bool, Field(description="a commitment that can be checked")]
    period: Year
    theme: str | None
    status: Annotated[str | None, Field(description="of the entity asked for, as stated here")]
    numbers: tuple[Number, ...]
    evidence: Evidence


class Involved(Reply):
    """Who is involved where."""

    who: Thing
    where: Thing
    scope: Annotated[
        str, Field(description="clause, sentence or context: how near the place stands")
    ]
    stance: str
    period: Year
    evidence: Evidence


class EntityCard(Reply):
    taken: Taken
    other_names: tuple[str, ...]
    division_code: str | None
    within: Annotated[tuple[str, ...], Field(description="places it lies in, the nearest first")]
    holds: Annotated[tuple[str, ...], Field(description="what lies in it directly")]
    on_site: tuple[str, ...]
    undertaken_by: tuple[str, ...]
    involved: Annotated[tuple[Involved, ...], Field(description="where it is involved")]
    total: Annotated[int, Field(description="statements on it; some may be left off")]
    statements: tuple[Said, ...]


class Involvements(Reply):
    taken: Taken
    total: int
    involved: tuple[Involved, ...]
    also_named: Annotated[
        tuple[Evidence, ...],
        Field(description="statements on the place where nobody is stated to be involved"),
    ] = ()


class Statements(Reply):
    taken: Annotated[tuple[Taken, ...], Field(description="what the names asked with stand for")]
    total: int
    statements: tuple[Said, ...]


class AnswerItem(Reply):
    """One thing of an answer; value and unit are as the report writes them."""

    label: str
    iri: str | None
    type: str | None
    value: str | None
    unit: str | None
    note: Annotated[str | None, Field(description="what else is told of it: whose, which year")]


class Answer(Reply):
    answered: Annotated[bool, Field(description="false: the reports do not say it")]
    answer: Annotated[str, Field(description="in the question's language")]
    lang: str
    items: tuple[AnswerItem, ...]
    evidence: Annotated[
        tuple[Evidence, ...], Field(description="the proof; the nearest words where unanswered")
    ]
    sparql: Annotated[str, Field(description="the query that was run")]
    reading: Annotated[str, Field(description="how the question was read, where not certain")]
    others: Annotated[tuple[str, ...], Field(description="other readings, to be asked instead")]


class Hop(Reply):
    """One step; ``role`` is told of ``source``, or of ``target`` where ``forward`` is false."""

    source: Thing
    target: Thing
    role: str
    forward: bool
    evidence: Annotated[
        Evidence | None, Field(description="null where only the table of divisions says it")
    ]
    place: Annotated[
        Evidence | None, Field(description="the words that name the place, where evidence does not")
    ] = None


class Connection(Reply):
    connected: bool
    one: Taken | None
    other: Taken | None
    paths: tuple[tuple[Hop, ...], ...]
    passages: Annotated[tuple[Evidence, ...], Field(description="words that name both")]


class YearNumber(Reply):
    period: Year
    kind: Annotated[str, Field(description="Target, Result or Measure")]
    value: str
    surface: Annotated[str, Field(description="as the report writes it")]
    bound: Annotated[str, Field(description="Exact, Min, Max or Approx")]
    what: str
    due: str | None
    evidence: Evidence


class Series(Reply):
    """Numbers that can be compared: one indicator of one thing, one direction, one unit."""

    indicator: str
    of: str | None
    of_iri: str | None
    direction: str
    unit: str
    numbers: Annotated[tuple[YearNumber, ...], Field(description="by year, results before targets")]


class Step(Reply):
    """How far a thing was, or is to be, in a year."""

    period: Year
    stance: str
    status: str | None
    evidence: Evidence


class Sequel(Reply):
    """A statement that takes up an earlier one."""

    relation: Annotated[str, Field(description="continues or fulfils")]
    later: Evidence
    earlier: Evidence


class Comparison(Reply):
    taken: Taken
    series: tuple[Series, ...]
    steps: tuple[Step, ...]
    sequels: tuple[Sequel, ...]


class Source(Reply):
    """A slice of a report's text with what stands around it."""

    evidence: Evidence
    title: str
    jurisdiction: str
    year: str
    heading: Annotated[str | None, Field(description="of the section it stands in")]
    before: str
    after: str


class Verdict(Reply):
    verified: Annotated[bool, Field(description="these exact words stand there")]
    reason: str
    found: Annotated[tuple[Evidence, ...], Field(description="where the words stand, exactly")]
    nearest: Annotated[
        tuple[Evidence, ...], Field(description="the likest sentences, where they do not")
    ] = ()


class Term(Reply):
    name: str
    meaning: str
    of: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


class Example(Reply):
    question: str
    sparql: str


class ReportFacts(Reply):
    iri: Iri
    title: str
    jurisdiction: str
    year: str
    sha256: str
    characters: int


class Schema(Reply):
    prefixes: dict[str, str]
    reports: tuple[ReportFacts, ...]
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    values: tuple[Term, ...]
    examples: tuple[Example, ...]


class Rows(Reply):
    """A query's result: rows of a table, true or false, or triples."""

    form: Annotated[str, Field(description="table, boolean or graph")]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    answer: bool | None = None
