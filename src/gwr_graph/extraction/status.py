"""How far each named thing has come: the verb behind it, else the verb that governs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.clauses import Clause
from gwr_graph.extraction.tokens import LIST, Token, Vocabulary
from gwr_graph.model import EntityType, Status

E = EntityType
_BEARERS = frozenset({E.PROJECT, E.SITE, E.PARK, E.ENTERPRISE, E.INSTITUTION, E.ADMIN_AREA})
_JOINERS = frozenset({"和", "与", "及", "等", "以及"})
_PLACED = frozenset({"在", "于", "落户", "入驻"})


class _Scene(NamedTuple):
    """One sentence: its tokens, names, and the tokens that tell a status."""

    tokens: Sequence[Token]
    named: Sequence[Candidate]
    verbs: Sequence[Token]
    words: Mapping[str, Status]


def statuses(
    tokens: Sequence[Token],
    named: Sequence[Candidate],
    parts: Sequence[Clause],
    vocab: Vocabulary,
) -> list[Status | None]:
    """Return the status of each name of a sentence, None where it has none."""
    words = vocab.lexicon.status
    scene = _Scene(tokens, named, [t for t in tokens if t.text in words], words)
    return [_status(scene, parts, i) for i in range(len(named))]


def _status(scene: _Scene, parts: Sequence[Clause], i: int) -> Status | None:
    one = scene.named[i]
    clause = next((c for c in parts if c.start <= one.start < c.end), None)
    if clause is None or not _BEARERS & set(one.types):
        return None
    found = _behind(scene, _last_mate(scene, i), clause)
    if one.types[0] is E.ADMIN_AREA:
        return found if found is Status.RECOGNISED else None
    if found is None and E.PROJECT in one.types:
        found = _governing(scene, _first_mate(scene, i), clause)
    return found


def _between(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [t for t in tokens if start <= t.start and t.end <= end]


def _listed(scene: _Scene, left: int, right: int) -> bool:
    gap = _between(scene.tokens, scene.named[left].end, scene.named[right].start)
    return bool(gap) and all(t.kind == LIST or t.text in _JOINERS for t in gap)


def _last_mate(scene: _Scene, i: int) -> int:
    """Return the last name of the list that name ``i`` stands in."""
    while i + 1 < len(scene.named) and _listed(scene, i, i + 1):
        i += 1
    return i


def _first_mate(scene: _Scene, i: int) -> int:
    """Return the first name of the list that name ``i`` stands in."""
    while i and _listed(scene, i - 1, i):
        i -= 1
    return i


def _behind(scene: _Scene, i: int, clause: Clause) -> Status | None:
    """Return the status that a verb behind name ``i`` gives, not passing a name that is no place."""
    own = scene.named[i]
    end = clause.end
    for other in scene.named[i + 1 :]:
        if other.start >= clause.end:
            break
        gap = _between(scene.tokens, own.end, other.start)
        if gap and gap[-1].text in _PLACED:
            continue  # X在机器人谷投产
        end = other.start
        break
    found = [t for t in scene.verbs if own.end <= t.start and t.end <= end]
    if not found:
        return None
    governs_next = len(found) == 1 and end < clause.end and end - found[0].end <= 2
    if governs_next and scene.words[found[0].text] is not Status.RECOGNISED:
        return None
    best = found[0]
    for token in found[1:]:
        if token.start - best.end <= 1:  # 启动 建设, 主体 完工: the last tells
            best = token
    return scene.words[best.text]


def _governing(scene: _Scene, i: int, clause: Clause) -> Status | None:
    """Return the status of the nearest verb before name ``i`` that no other project takes."""
    start = clause.start
    for other in reversed(scene.named[:i]):
        if other.end <= clause.start:
            break
        if E.PROJECT in other.types and not other.types[0].is_place:
            start = other.end
            break
    before = [t for t in scene.verbs if start <= t.start and t.end <= scene.named[i].start]
    return scene.words[before[-1].text] if before else None
