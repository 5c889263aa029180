"""Sentences to mentions, measures, statements and involvements; one file a step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gwr_graph.extraction import judge, places, topics
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
_TOPIC = -0.4  # the same for a place that an earlier sentence gives
_DIGIT = re.compile(r"\d")
_TRIGGERS = frozenset("投产 建成投产 竣工 开工 通车 投用 入驻 落户 签约".split())


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


def extract(document: Document, *, context: bool = True) -> Extraction:
    """Return everything a report says, each thing with its exact words.

    Without ``context`` nothing is placed by what stands before its sentence.
    """
    vocab = vocabulary(document.header)
    spoken = years(document)
    base = _base_year(document, spoken)
    found = _Found()
    named = name_all(document.sentences, vocab)
    for sentence, (tokens, chosen) in zip(document.sentences, named, strict=True):
        _read(document, sentence, tokens, chosen, vocab, spoken, base, found)
    if context:
        _from_context(document, found)
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
    found: _Found,
) -> None:
    """Read one sentence into ``found``."""
    section = document.sections[sentence.section]
    stance = stance_of(section)
    parts = clauses(sentence.text)
    told = statuses(tokens, chosen, parts, vocab, stance)
    own = [mention_of(sentence, one, how) for one, how in zip(chosen, told, strict=True)]
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
    inherited: dict[int, int] = {}
    for link, gain in places.chosen(links, gains, own, _LINK):
        who, where = first + link.who, first + link.where
        if who in holder:
            # A link is no surer than the two names it joins.
            sure = judge.together(
                judge.confidence(gain), own[link.who].confidence, own[link.where].confidence
            )
            what = _project_of(found, holder, who)
            found.involvements.append(
                Involvement(who, where, holder[who], link.scope, "model", sure, what)
            )
            if link.scope is Scope.SENTENCE:
                inherited.setdefault(holder[who], where)
    for s, where in inherited.items():
        if not _names_place(found, found.statements[s].mentions):
            found.contexts.append(Context(s, where))
    for inner, outer in places.containments(own):
        if first + inner in holder:
            found.containments.append(
                Containment(first + inner, first + outer, holder[first + inner], "adjacent", 0.95)
            )
    found.awards.extend(_awards(found, here))
    missed = _unread(sentence, found, here, tokens, vocab)
    if missed is not None:
        found.unread.append(missed)


def mention_of(sentence: Sentence, one: Candidate, status: Status | None) -> Mention:
    """Return the mention of a name chosen in a sentence, its offsets those of the document."""
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


def _from_context(document: Document, found: _Found) -> None:
    """Give what has no place in its sentence that of a heading or of a sentence before."""
    placed = {one.who for one in found.involvements}
    holder = {i: s for s, one in enumerate(found.statements) for i in one.mentions}
    possible = [t for t in topics.topics(document, found.mentions, placed) if t.who in holder]
    gains = judge.odds([t.features for t in possible], judge.load("topics"))
    placing = {c.statement for c in found.contexts}
    for topic, gain in topics.best(possible, gains, _TOPIC):
        who, where = found.mentions[topic.who], found.mentions[topic.where]
        sure = judge.together(judge.confidence(gain), who.confidence, where.confidence)
        statement = holder[topic.who]
        found.involvements.append(
            Involvement(topic.who, topic.where, statement, Scope.CONTEXT, topic.rule, sure)
        )
        inside = found.statements[statement].mentions
        if statement not in placing and not _names_place(found, inside):
            found.contexts.append(Context(statement, topic.where))
            placing.add(statement)
    _under_headings(document, found, placing)


def _under_headings(document: Document, found: _Found, placing: set[int]) -> None:
    """Give statements that name no place that of the nearest heading that names one."""
    above = topics.headings(document, found.mentions)
    for s, statement in enumerate(found.statements):
        sentence = document.sentences[statement.sentence]
        if s in placing or sentence.is_heading or _names_place(found, statement.mentions):
            continue
        at: int | None = sentence.section
        while at is not None and at not in above:
            at = document.sections[at].parent
        if at is not None:
            found.contexts.append(Context(s, above[at]))


def _names_place(found: _Found, inside: Sequence[int]) -> bool:
    return any(found.mentions[i].types[0].is_place for i in inside)


def _project_of(found: _Found, holder: Mapping[int, int], who: int) -> int | None:
    """Return the one project that the statement of a firm or institution names, None for others."""
    if not found.mentions[who].types[0].is_actor:
        return None
    projects = [
        i
        for i in found.statements[holder[who]].mentions
        if i != who and found.mentions[i].types[0] is EntityType.PROJECT
    ]
    return projects[0] if len(projects) == 1 else None


def _awards(found: _Found, here: range) -> list[Award]:
    """Return who was given each honour of the statements, and by whom: the nearest before it."""
    given: list[Award] = []
    for s in here:
        to: list[int] = []
        by: int | None = None
        closed = False
        inside = [found.mentions[i] for i in found.statements[s].mentions]
        honours = {m.start for m in inside if m.types[0] is EntityType.HONOUR}
        for i in found.statements[s].mentions:
            one = found.mentions[i]
            if one.types[0] is EntityType.HONOUR:
                given.extend(Award(i, s, j, by) for j in to)
                if by is not None and not to:
                    given.append(Award(i, s, None, by))
                closed = True
                continue
            if closed:  # 西府天地 has got its honour, what follows is another's
                to, by, closed = [], None, False
            if one.types[0] is EntityType.INSTITUTION and one.end in honours:
                by = i  # 工信部 right before 智能制造优秀场景 gives it
            elif one.status is Status.RECOGNISED:
                to.append(i)
    return given


def _unread(
    sentence: Sentence, found: _Found, here: range, tokens: Sequence[Token], vocab: Vocabulary
) -> Unread | None:
    """Return why a sentence is listed as unread: a number or a telling verb that yielded nothing."""
    if sentence.is_heading or any(
        found.statements[s].mentions or found.statements[s].measures for s in here
    ):
        return None
    if _DIGIT.search(sentence.text):
        return Unread(sentence.order, "a number that measures nothing known")
    awards = vocab.lexicon.cues["award"]
    word = next((t.text for t in tokens if t.text in awards or t.text in _TRIGGERS), None)
    return None if word is None else Unread(sentence.order, f"nothing named with {word}")
