"""How far each named thing has come: the verb behind it, else the verb that governs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gwr_graph.extraction import judge
from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.clauses import Clause
from gwr_graph.extraction.tokens import LIST, NUMBER, Token, Vocabulary
from gwr_graph.lexicon.names import load
from gwr_graph.model import EntityType, Stance, Status

E = EntityType
_BEARERS = frozenset({E.PROJECT, E.SITE, E.PARK, E.ENTERPRISE, E.INSTITUTION, E.ADMIN_AREA})
_JOINERS = frozenset({"和", "与", "及", "等", "以及"})
_LEAN = 1.2  # log odds: most names of a sentence have a status where a verb tells one
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
    stance: Stance,
) -> list[Status | None]:
    """Return the status of each name of a sentence, None where no word of its clause tells one."""
    if not named:
        return []
    words = _telling()
    verbs = [t.start for t in tokens if t.text in words]
    told = [c for c in parts if any(c.start <= at < c.end for at in verbs)]
    bearing = [
        i
        for i, one in enumerate(named)
        if one.types[0] in _BEARERS and any(c.start <= one.start < c.end for c in told)
    ]
    rows = status_rows(tokens, named, parts, vocab, stance, bearing)
    found: list[Status | None] = [None] * len(named)
    labels = judge.classify(rows, judge.load("status"), _LEAN)
    for i, label, row in zip(bearing, labels, rows, strict=True):
        area = named[i].types[0] is E.ADMIN_AREA
        # A village can be honoured; else things happen to what is counted there: 联盟社区等3个养老设施.
        if area and not _heads_group(tokens, named, i):
            honoured = label == Status.RECOGNISED or f"ruled={Status.RECOGNISED}" in row
            found[i] = Status.RECOGNISED if honoured else None
        elif label != judge.NONE:
            found[i] = Status(label)
    return found


def _heads_group(tokens: Sequence[Token], named: Sequence[Candidate], i: int) -> bool:
    """Say whether a name stands for a counted group: 联盟社区等3个养老设施, 甲、乙2个社区."""
    last = named[_last_mate(_Scene(tokens, named, (), {}), i)]
    behind = [t for t in tokens if t.start >= last.end][:2]
    if behind and behind[0].text == "等":
        behind = behind[1:]
    return bool(behind) and behind[0].kind == NUMBER


@cache
def _telling() -> frozenset[str]:
    lexicon = load()
    return lexicon.cues["telling"] | lexicon.status.keys()


def status_rows(
    tokens: Sequence[Token],
    named: Sequence[Candidate],
    parts: Sequence[Clause],
    vocab: Vocabulary,
    stance: Stance,
    wanted: Sequence[int],
) -> list[list[str]]:
    """Return the features by which the status of each wanted name is judged."""
    words = vocab.lexicon.status
    scene = _Scene(tokens, named, [t for t in tokens if t.text in words], words)
    return [_features(scene, parts, i, stance) for i in wanted]


def _features(scene: _Scene, parts: Sequence[Clause], i: int, stance: Stance) -> list[str]:
    one = scene.named[i]
    at = next((k for k, c in enumerate(parts) if c.start <= one.start < c.end), -1)
    kind = one.types[0].value
    out = ["bias", f"kind={kind}", f"stance={stance.value}/{kind}", f"end={one.name[-2:]}"]
    if at < 0:
        return out
    clause = parts[at]
    ruled = _ruled(scene, clause, i)
    last, first = scene.named[_last_mate(scene, i)], scene.named[_first_mate(scene, i)]
    behind = [t for t in scene.verbs if last.end <= t.start and t.end <= clause.end]
    before = [t for t in scene.verbs if clause.start <= t.start and t.end <= first.start]
    others = [
        c
        for c in scene.named
        if c.start >= last.end and behind and c.end <= behind[0].start and c.types[0] is E.PROJECT
    ]
    next_word = next((t.text for t in scene.tokens if t.start >= last.end), "$")
    prior = [t.text for t in scene.tokens if t.end <= first.start]
    rest = [t.text for t in scene.tokens if last.end <= t.start and t.end <= clause.end]
    a = behind[0].text if behind else "-"
    b = before[-1].text if before else "-"
    out += [
        f"ruled={ruled}",
        f"ruled={ruled}/{kind}",
        f"ruled={ruled}/{stance.value}",
        f"behind={a}",
        f"behind-status={scene.words.get(a)}/{bool(others)}",
        f"behind-last={behind[-1].text if behind else '-'}",
        f"before={b}",
        f"before-status={scene.words.get(b)}/{kind}",
        f"both={scene.words.get(b)}/{scene.words.get(a)}",
        f"both-words={b}/{a}",
        f"near={bool(behind) and behind[0].start - last.end < 4}/{scene.words.get(a)}",
        f"next={next_word}",
        f"prior={prior[-1] if prior else '^'}",
        f"prior2={'/'.join(prior[-2:])}",
        f"clause-end={rest[-1] if rest else '$'}",
        f"listed={first is not last}",
        f"rule={one.rule}",
    ]
    out += [f"word={w}" for w in rest[:6]]
    if at + 1 < len(parts) and not behind:
        following = [
            t for t in scene.verbs if parts[at + 1].start <= t.start <= parts[at + 1].start + 6
        ]
        if following:
            out.append(f"next-clause={following[0].text}")
    return out


def _ruled(scene: _Scene, clause: Clause, i: int) -> Status | None:
    """Return what the rules alone say: the verb behind the name, else the one that governs it."""
    one = scene.named[i]
    found = _behind(scene, _last_mate(scene, i), clause)
    if one.types[0] is E.ADMIN_AREA:
        return found if found is Status.RECOGNISED else None
    if found is None and one.types[0] is not E.ENTERPRISE:
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
        if other.types[0] is E.PROJECT:
            start = other.end
            break
    before = [t for t in scene.verbs if start <= t.start and t.end <= scene.named[i].start]
    return scene.words[before[-1].text] if before else None


_MADE = {E.SITE: E.PROJECT, E.PARK: E.PROJECT, E.INSTITUTION: E.SITE}


def with_making(types: tuple[EntityType, ...], status: Status | None) -> tuple[EntityType, ...]:
    """Return the types of a name; a facility that is being made or opened is a project too."""
    if len(types) == 1 and status not in (None, Status.RECOGNISED) and types[0] in _MADE:
        return (types[0], _MADE[types[0]])
    return types
