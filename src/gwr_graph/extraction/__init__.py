"""Sentences to mentions, measures, statements and involvements; one file a step."""

from __future__ import annotations

import re

from gwr_graph.extraction import judge, places
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.measures import find_measures
from gwr_graph.extraction.naming import name_all
from gwr_graph.extraction.statements import period_of, stance_of, statements
from gwr_graph.extraction.status import statuses
from gwr_graph.extraction.tokens import vocabulary
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
    Statement,
    Status,
    Unread,
)

_LINK = -0.7  # log odds from which a link is believed: a missed one costs as much
_DIGITS = re.compile(r"\d")


def extract(document: Document) -> Extraction:
    """Return everything a report says, each thing with its exact words."""
    vocab = vocabulary(document.header)
    year = document.header.year
    mentions: list[Mention] = []
    measures: list[Measure] = []
    made: list[Statement] = []
    involved: list[Involvement] = []
    contained: list[Containment] = []
    awards: list[Award] = []
    contexts: list[Context] = []
    unread: list[Unread] = []
    heading_place: dict[int, int | None] = {}
    named = name_all(document.sentences, vocab)
    weights = judge.load("places")
    for sentence, (tokens, chosen) in zip(document.sentences, named, strict=True):
        section = document.sections[sentence.section]
        stance = stance_of(section)
        parts = clauses(sentence.text)
        own: list[Mention] = []
        for one, status in zip(chosen, statuses(tokens, chosen, parts, vocab), strict=True):
            own.append(
                Mention(
                    sentence.text[one.start : one.end],
                    sentence.start + one.start,
                    sentence.start + one.end,
                    one.name,
                    one.types,
                    sentence.order,
                    one.rule,
                    one.confidence,
                    status,
                    None
                    if one.tail is None
                    else (sentence.start + one.tail[0], sentence.start + one.tail[1]),
                )
            )
        base = len(mentions)
        mentions.extend(own)
        numbers = find_measures(sentence, stance, period_of(stance, section, year))
        first = len(measures)
        measures.extend(numbers)
        at = len(made)
        made.extend(
            statements(
                sentence,
                section,
                year,
                parts,
                [(base + i, m) for i, m in enumerate(own)],
                [(first + i, m) for i, m in enumerate(numbers)],
            )
        )
        here = range(at, len(made))

        def holder(mention: int, here: range = here) -> int | None:
            return next((s for s in here if mention in made[s].mentions), None)

        if sentence.is_heading:
            at_heading = places.heading_place(own, document.header.jurisdiction)
            heading_place[sentence.section] = None if at_heading is None else base + at_heading
        found = places.links(sentence, parts, own, document.header.jurisdiction)
        gains = judge.odds([link.features for link in found], weights)
        placed: set[int] = set()
        for link, gain in places.chosen(found, gains, own, _LINK):
            statement = holder(base + link.who)
            if statement is None:
                continue
            placed.add(link.who)
            involved.append(
                Involvement(
                    base + link.who,
                    base + link.where,
                    statement,
                    link.scope,
                    "model",
                    judge.confidence(gain),
                )
            )
        context = _context(document, sentence.section, heading_place)
        if context is not None and not sentence.is_heading:
            for i, m in enumerate(own):
                statement = holder(base + i)
                if i not in placed and places.can_be_who(m) and statement is not None:
                    involved.append(
                        Involvement(base + i, context, statement, Scope.CONTEXT, "heading", 0.7)
                    )
            for s in here:
                if not any(mentions[i].types[0].is_place for i in made[s].mentions):
                    contexts.append(Context(s, context))
        for inner, outer in places.containments(own):
            statement = holder(base + inner)
            if statement is not None:
                contained.append(
                    Containment(base + inner, base + outer, statement, "adjacent", 0.95)
                )
        awards.extend(_awards(made, here, mentions))
        if not here and _DIGITS.search(sentence.text):
            unread.append(Unread(sentence.order, "a number and no statement"))
    return Extraction(
        document,
        tuple(mentions),
        tuple(measures),
        tuple(made),
        tuple(involved),
        tuple(contained),
        tuple(awards),
        tuple(contexts),
        tuple(unread),
    )


def _context(
    document: Document, section: int, heading_place: dict[int, int | None]
) -> int | None:
    """Return the mention of the nearest heading above that names a place."""
    at: int | None = section
    while at is not None:
        if heading_place.get(at) is not None:
            return heading_place[at]
        at = document.sections[at].parent
    return None


def _awards(made: list[Statement], here: range, mentions: list[Mention]) -> list[Award]:
    found = []
    for s in here:
        inside = made[s].mentions
        for i in inside:
            if mentions[i].types[0] is not EntityType.HONOUR:
                continue
            to = [
                j
                for j in inside
                if j < i and mentions[j].status is Status.RECOGNISED
            ]
            by = next(
                (
                    j
                    for j in inside
                    if mentions[j].types[0] is EntityType.INSTITUTION and j < i and j not in to
                ),
                None,
            )
            if to:
                found.extend(Award(i, s, j, by) for j in to)
            elif by is not None:
                found.append(Award(i, s, None, by))
    return found
