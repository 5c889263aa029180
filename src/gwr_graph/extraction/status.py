"""How far each named thing has come: the verb behind it, else the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence

from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.clauses import Clause
from gwr_graph.extraction.tokens import LIST, Token, Vocabulary
from gwr_graph.model import EntityType, Status

E = EntityType
_BEARERS = frozenset({E.PROJECT, E.SITE, E.PARK, E.ENTERPRISE, E.INSTITUTION})
_NEAR = 6  # characters between a governing verb and its object
_JOINERS = frozenset({"和", "与", "及", "等", "以及"})
_PLACED = frozenset({"在", "于", "落户", "入驻"})


def statuses(
    tokens: Sequence[Token],
    named: Sequence[Candidate],
    parts: Sequence[Clause],
    vocab: Vocabulary,
) -> list[Status | None]:
    """Return the status of each name of a sentence, None where it has none."""
    words = vocab.lexicon.status
    marks = [t for t in tokens if t.text in words]
    out: list[Status | None] = []
    for i, one in enumerate(named):
        if not (_BEARERS & set(one.types) or one.types[0] is E.ADMIN_AREA):
            out.append(None)
            continue
        clause = next((c for c in parts if c.start <= one.start < c.end), None)
        if clause is None:
            out.append(None)
            continue
        last = _last_mate(tokens, named, i)
        behind = _behind(tokens, named, marks, last, clause, words)
        if behind is None and E.PROJECT in one.types:
            first = _first_mate(tokens, named, i)
            behind = _governing(tokens, named, marks, first, clause, words)
        if one.types[0] is E.ADMIN_AREA and behind is not Status.RECOGNISED:
            behind = None
        out.append(behind)
    return out


def _between(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [t for t in tokens if start <= t.start and t.end <= end]


def _listed(tokens: Sequence[Token], left: Candidate, right: Candidate) -> bool:
    gap = _between(tokens, left.end, right.start)
    return bool(gap) and all(t.kind == LIST or t.text in _JOINERS for t in gap)


def _last_mate(tokens: Sequence[Token], named: Sequence[Candidate], i: int) -> int:
    while i + 1 < len(named) and _listed(tokens, named[i], named[i + 1]):
        i += 1
    return i


def _first_mate(tokens: Sequence[Token], named: Sequence[Candidate], i: int) -> int:
    while i and _listed(tokens, named[i - 1], named[i]):
        i -= 1
    return i


def _behind(
    tokens: Sequence[Token],
    named: Sequence[Candidate],
    marks: Sequence[Token],
    i: int,
    clause: Clause,
    words: dict[str, Status] | object,
) -> Status | None:
    """Return the status that a verb behind name ``i`` gives, not passing a name that is no place."""
    del words
    end = clause.end
    for other in named[i + 1 :]:
        if other.start >= clause.end:
            break
        lead = _between(tokens, named[i].end, other.start)
        if any(t.text in _PLACED for t in lead[-1:]):
            continue
        end = other.start
        break
    from gwr_graph.lexicon.names import load

    table = load().status
    found = [t for t in marks if named[i].end <= t.start and t.end <= end]
    if not found:
        return None
    first = found[0]
    governs_next = end < clause.end and end - first.end <= 2 and first is found[-1]
    if governs_next and table[first.text] is not Status.RECOGNISED:
        return None
    best = found[0]
    for token in found[1:]:
        if token.start - best.end <= 1:
            best = token
    return table[best.text]


def _governing(
    tokens: Sequence[Token],
    named: Sequence[Candidate],
    marks: Sequence[Token],
    i: int,
    clause: Clause,
    words: object,
) -> Status | None:
    """Return the status of the verb that governs name ``i``: the nearest one before it."""
    del words
    from gwr_graph.lexicon.names import load

    table = load().status
    start = clause.start
    for other in reversed(named[:i]):
        if other.end <= clause.start:
            break
        if E.PROJECT in other.types and not other.types[0].is_place:
            start = other.end
            break
    before = [t for t in marks if start <= t.start and t.end <= named[i].start]
    if not before:
        return None
    del tokens
    return table[before[-1].text]
