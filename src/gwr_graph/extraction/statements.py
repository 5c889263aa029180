"""Statements: what each clause asserts, with the stance of the part of the report it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from gwr_graph.extraction.clauses import Clause
from gwr_graph.lexicon import themes
from gwr_graph.model import (
    EntityType,
    Measure,
    Mention,
    Section,
    SectionKind,
    Sentence,
    Stance,
    Statement,
)

_STANCE = {
    SectionKind.FRONT: Stance.SITUATION,
    SectionKind.REVIEW: Stance.ACHIEVED,
    SectionKind.SITUATION: Stance.SITUATION,
    SectionKind.PLAN: Stance.COMMITTED,
    SectionKind.CLOSING: Stance.COMMITTED,
}
_LEAST = 6  # characters of a clause without any fact that still asserts something


def stance_of(section: Section) -> Stance:
    """Return the stance that a section gives its sentences."""
    return _STANCE[section.kind]


def spans(
    parts: Sequence[Clause], facts: Sequence[tuple[int, int]], *, keep_all: bool
) -> list[tuple[int, int]]:
    """Join clauses into the spans of statements, relative to the sentence.

    A clause with a fact is one statement, an introducing phrase before it belongs to it. Clauses
    without any fact are one statement together, and left out unless ``keep_all``.
    """
    found: list[tuple[int, int]] = []
    lead: int | None = None
    plain: tuple[int, int] | None = None

    def close() -> None:
        nonlocal plain
        if plain is not None and keep_all and plain[1] - plain[0] >= _LEAST:
            found.append(plain)
        plain = None

    for part in parts:
        holds = any(part.start <= start < part.end for start, _ in facts)
        if holds:
            close()
            begin = part.start if lead is None else lead
            end = max([part.end, *(e for s, e in facts if part.start <= s < part.end)])
            found.append((begin, end))
            lead = None
        elif part.lead and lead is None:
            close()
            lead = part.start
        else:
            begin = lead if lead is not None else (plain[0] if plain else part.start)
            plain = (begin, part.end)
            lead = None
    if lead is not None:
        plain = (lead, parts[-1].end)
    close()
    return found


def is_goal(stance: Stance, mentions: Sequence[Mention], measures: Sequence[Measure]) -> bool:
    """Say whether a commitment can be checked: a target, a status to reach, or an honour."""
    return stance is Stance.COMMITTED and (
        any(m.rule not in ("chinese", "magnitude") for m in measures)
        or any(m.status is not None or m.types[0] is EntityType.HONOUR for m in mentions)
    )


def statements(
    sentence: Sentence,
    section: Section,
    year: int,
    parts: Sequence[Clause],
    mentions: Sequence[tuple[int, Mention]],
    measures: Sequence[tuple[int, Measure]],
) -> list[Statement]:
    """Return the statements of a sentence that speaks of ``year``.

    ``mentions`` and ``measures`` come with their indices.
    """
    stance = stance_of(section)
    keep_all = stance is not Stance.SITUATION and not sentence.is_heading
    facts = [(m.start - sentence.start, m.end - sentence.start) for _, m in mentions]
    facts += [(m.start - sentence.start, m.end - sentence.start) for _, m in measures]
    made: list[Statement] = []
    for start, end in spans(parts, facts, keep_all=keep_all):
        begin, finish = sentence.start + start, sentence.start + end
        own = tuple(i for i, m in mentions if begin <= m.start < finish)
        numbers = tuple(i for i, m in measures if begin <= m.start < finish)
        named = [m for _, m in mentions if begin <= m.start < finish]
        counted = [m for _, m in measures if begin <= m.start < finish]
        quote = sentence.text[start:end]
        sure = [m.confidence for m in named] + [m.confidence for m in counted]
        made.append(
            Statement(
                quote,
                begin,
                finish,
                sentence.order,
                stance,
                year,
                own,
                numbers,
                "clause",
                min(sure) if sure else 0.9,
                is_goal(stance, named, counted),
                themes.theme_of(quote) or themes.theme_of(section.heading),
            )
        )
    return made
