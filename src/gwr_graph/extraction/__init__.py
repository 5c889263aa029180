"""Sentences to mentions, measures, statements and involvements; one file a step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gwr_graph.extraction import judge, places
from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.measure_period import base_year
from gwr_graph.extraction.measures import find_measures
from gwr_graph.extraction.naming import name_all
from gwr_graph.extraction.owners import attach
from gwr_graph.extraction.statements import stance_of, statements
from gwr_graph.extraction.status import statuses, with_making
from gwr_graph.extraction.tokens import Token, Vocabulary, vocabulary
from gwr_graph.extraction.years import Years, years
from gwr_graph.model import (
    Award,
    Containment,
    Context,
    Document,
    EntityType,
    Extraction,
    Involvement,
    Measure,
    Mention,
    Scope,
    SectionKind,
    Sentence,
    Stance,
    Statement,
    Status,
    Unread,
)

_LINK = -0.7  # log odds from which a link is believed: a missed one costs as much as a wrong one
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class _Found:
    """What has been read so far; indices into these lists are those of the Extraction."""

    mentions: list[Mention] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    containments: list[Containment] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def extract(document: Document) -> Extraction:
    """Return everything a report says, each thing with its exact words."""
    vocab = vocabulary(document.header)
    spoken = years(document)
    base = _base_year(document, spoken)
    found = _Found()
    headings: dict[int, int] = {}
    named = name_all(document.sentences, vocab)
    for sentence, (tokens, chosen) in zip(document.sentences, named, strict=True):
        _read(document, sentence, tokens, chosen, vocab, spoken, base, headings, found)
    return Extraction(
        document,
        tuple(found.mentions),
        tuple(found.measures),
        tuple(found.statements),
        tuple(found.involvements),
        tuple(found.containments),
        tuple(found.awards),
        tuple(found.contexts),
        tuple(found.unread),
    )


def _base_year(document: Document, spoken: Years) -> int:
    """Return the year that the review starts from where it compares without naming a year."""
    review = [
        s.text
        for s in document.sentences
        if document.sections[s.section].kind is SectionKind.REVIEW
    ]
    return base_year("\n".join(review), spoken.review)


def _read(
    document: Document,
    sentence: Sentence,
    tokens: Sequence[Token],
    chosen: Sequence[Candidate],
    vocab: Vocabulary,
    spoken: Years,
    base: int,
    headings: dict[int, int],
    found: _Found,
) -> None:
    """Read one sentence into ``found``; ``headings`` maps a section to the place its heading names."""
    section = document.sections[sentence.section]
    stance = stance_of(section)
    parts = clauses(sentence.text)
    told = statuses(tokens, chosen, parts, vocab, stance)
    own = [_mention(sentence, one, how) for one, how in zip(chosen, told, strict=True)]
    year = spoken.of(section)
    compared = base if stance is Stance.ACHIEVED else None
    home = document.header.jurisdiction
    numbers = attach(sentence, parts, own, find_measures(sentence, stance, year, compared), home)
    first, count, at = len(found.mentions), len(found.measures), len(found.statements)
    found.mentions.extend(own)
    found.measures.extend(numbers)
    found.statements.extend(
        statements(
            sentence,
            section,
            year,
            parts,
            list(enumerate(own, first)),
            list(enumerate(numbers, count)),
        )
    )
    here = range(at, len(found.statements))
    holder = {i: s for s in here for i in found.statements[s].mentions}
    links = places.links(sentence, parts, own, home)
    gains = judge.odds([link.features for link in links], judge.load("places"))
    placed: set[int] = set()
    for link, gain in places.chosen(links, gains, own, _LINK):
        who, where = first + link.who, first + link.where
        if who in holder:
            placed.add(who)
            sure = judge.confidence(gain)
            found.involvements.append(
                Involvement(who, where, holder[who], link.scope, "model", sure)
            )
    if sentence.is_heading:
        named_here = places.heading_place(own, home)
        if named_here is not None:
            headings[sentence.section] = first + named_here
    else:
        _from_heading(document, sentence, headings, placed, holder, here, found)
    for inner, outer in places.containments(own):
        if first + inner in holder:
            found.containments.append(
                Containment(first + inner, first + outer, holder[first + inner], "adjacent", 0.95)
            )
    found.awards.extend(_awards(found, here))
    if not here and _DIGIT.search(sentence.text):
        found.unread.append(Unread(sentence.order, "a number and no statement"))


def _mention(sentence: Sentence, one: Candidate, status: Status | None) -> Mention:
    tail = one.tail
    return Mention(
        sentence.text[one.start : one.end],
        sentence.start + one.start,
        sentence.start + one.end,
        one.name,
        with_making(one.types, status),
        sentence.order,
        one.rule,
        one.confidence,
        status,
        None if tail is None else (sentence.start + tail[0], sentence.start + tail[1]),
    )


def _from_heading(
    document: Document,
    sentence: Sentence,
    headings: Mapping[int, int],
    placed: set[int],
    holder: Mapping[int, int],
    here: range,
    found: _Found,
) -> None:
    """Give what has no place in its sentence the place of the nearest heading that names one."""
    at: int | None = sentence.section
    while at is not None and at not in headings:
        at = document.sections[at].parent
    if at is None:
        return
    place = headings[at]
    in_park = found.mentions[place].types[0] is EntityType.PARK
    for who, statement in sorted(holder.items()):
        one = found.mentions[who]
        if in_park and one.types[0] is EntityType.PARK:
            continue
        if who not in placed and places.can_be_who(one):
            found.involvements.append(
                Involvement(who, place, statement, Scope.CONTEXT, "heading", 0.7)
            )
    for s in here:
        inside = found.statements[s].mentions
        if not any(found.mentions[i].types[0].is_place for i in inside):
            found.contexts.append(Context(s, place))


def _awards(found: _Found, here: range) -> list[Award]:
    """Return who was given each honour of the statements, and by whom."""
    given: list[Award] = []
    for s in here:
        inside = found.statements[s].mentions
        for i in inside:
            if found.mentions[i].types[0] is not EntityType.HONOUR:
                continue
            before = [j for j in inside if j < i]
            to = [j for j in before if found.mentions[j].status is Status.RECOGNISED]
            by = next(
                (
                    j
                    for j in before
                    if found.mentions[j].types[0] is EntityType.INSTITUTION and j not in to
                ),
                None,
            )
            if to:
                given.extend(Award(i, s, j, by) for j in to)
            elif by is not None:
                given.append(Award(i, s, None, by))
    return given
