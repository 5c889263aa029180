"""Counted groups: X等N个项目, X、Y两个村. The construction gives the type, so X needs no suffix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gwr_graph.extraction.candidates import Candidate, Run, bare, is_proper, parse_run
from gwr_graph.extraction.tokens import LIST, NUMBER, PAREN, QUOTED, STOP, Token, Vocabulary
from gwr_graph.lexicon.names import Role
from gwr_graph.model import EntityType

_JOINERS = frozenset({"和", "与", "及", "以及", "或"})
_COUNT = re.compile(
    r"^\D{0,16}?(?:\d|[一二两三四五六七八九十百]+[余多]?[个条家大座处所项户类种批])"
)
_LEVELS = ("社区", "嘎查", "苏木", "街道", "镇", "乡", "村", "县", "区", "市")
_LEVEL_HEAD = re.compile(r"(?<=[一二两三四五六七八九十个0-9])[镇乡村县区市]$")
_LONGEST = 22  # characters of an exemplar


def head_types(text: str, vocab: Vocabulary) -> tuple[EntityType, ...] | None:
    """Return the types that the last head noun in ``text`` gives, None where there is none."""
    heads = vocab.lexicon.heads
    best: tuple[int, int, tuple[EntityType, ...]] | None = None
    for end in range(len(text), 0, -1):
        for size in range(min(4, end), 0, -1):
            types = heads.get(text[end - size : end])
            if types is not None:
                best = (end, size, types)
                break
        if best:
            break
    return best[2] if best else None


def phrase_after(tokens: Sequence[Token], at: int) -> tuple[int, str, bool]:
    """Read the noun phrase behind 等 or a number.

    Returns the index after it, its text and whether it is counted (a number stands in it).
    """
    words: list[str] = []
    counted = False
    k = at
    while k < len(tokens):
        token = tokens[k]
        kind = token.kind
        if kind == NUMBER:
            if counted and words:
                break
            counted = True
        elif kind == QUOTED:
            words.append(bare(token.text))
        elif kind in (STOP, PAREN):
            break
        elif kind == LIST:
            if not words:
                break
        elif token.text == "的":
            words.clear()
        elif (
            not kind.isupper()
            and Role.GOVERN in kind
            and Role.SUFFIX not in kind
            and (words or token.text not in ("重点", "新", "在", "在建", "新建", "续建"))
            and not (Role.NOMINAL in kind and not words)
        ):
            if words and Role.NOMINAL not in kind:
                break
            words.append(token.text)
        elif Role.FUNCTION in kind and words:
            break
        else:
            words.append(token.text)
        k += 1
        if sum(map(len, words)) > 16:
            break
    return k, "".join(words), counted


def items_before(tokens: Sequence[Token], at: int, runs: Sequence[Run]) -> list[Run]:
    """Return the runs listed right before token ``at``, in order of the text."""
    by_last = {run.last: run for run in runs}
    found: list[Run] = []
    end = at
    while True:
        run = by_last.get(end)
        if run is None:
            break
        found.append(run)
        mark = run.first - 1
        if mark < 0:
            break
        token = tokens[mark]
        if token.kind == LIST or token.text in _JOINERS:
            end = mark
            continue
        break
    return found[::-1]


def _types(own: Candidate | None, head: tuple[EntityType, ...]) -> tuple[EntityType, ...]:
    if own is None or own.rule == "suffix-E":
        return head
    merged = list(dict.fromkeys([own.types[0], head[0], *own.types, *head]))
    if own.rule == "work":
        merged = list(dict.fromkeys([EntityType.PROJECT, own.types[-1], *head]))
    return tuple(merged[:2])


def groups(
    text: str, tokens: Sequence[Token], runs: Sequence[Run], vocab: Vocabulary
) -> list[Candidate]:
    """Return the exemplars of every counted group in a sentence."""
    found: list[Candidate] = []
    for k, token in enumerate(tokens):
        etc = token.text == "等"
        if not etc and token.kind != NUMBER:
            continue
        if not etc and (k == 0 or tokens[k - 1].kind in (STOP, LIST, NUMBER)):
            continue
        _, phrase, counted = phrase_after(tokens, k + 1 if etc else k)
        level = None if etc else _LEVEL_HEAD.search(token.text)  # 乐涌、龙滘两镇
        if level is not None:
            phrase = level[0]
        head = head_types(phrase, vocab)
        if not head:
            continue
        items = items_before(tokens, k, runs)
        if not etc and (len(items) < 2 or head[0] is not EntityType.ADMIN_AREA):
            continue
        if not etc and not re.match(r"[一二两三四五六七八九十]|\d+[个镇村]", token.text):
            continue
        shared = _shared_level(text, token, phrase) if head[0] is EntityType.ADMIN_AREA else None
        for run in items:
            made = _exemplar(text, tokens, run, vocab, head, counted or not etc, len(items))
            found.extend(made if shared is None else _completed(made, text, shared))
    return found


def _shared_level(text: str, token: Token, phrase: str) -> tuple[int, int] | None:
    """Return the span of the level behind a list: 镇 of 乐涌、龙滘两镇, 社区 of 建安、林头两个社区."""
    word = next((w for w in _LEVELS if phrase.endswith(w)), None)
    at = -1 if word is None else text.find(word, token.start)
    return None if at < 0 or word is None else (at, at + len(word))


def _completed(made: list[Candidate], text: str, shared: tuple[int, int]) -> list[Candidate]:
    """Give the last place of an item the level that stands behind the list, where it has none."""
    if not made or made[-1].rule not in ("group", "group-common") or made[-1].tail is not None:
        return made
    last = made[-1]
    if last.name.endswith(_LEVELS) or last.types[0] is not EntityType.ADMIN_AREA:
        return made
    return [*made[:-1], last._replace(name=last.name + text[slice(*shared)], tail=shared)]


def _exemplar(
    text: str,
    tokens: Sequence[Token],
    run: Run,
    vocab: Vocabulary,
    head: tuple[EntityType, ...],
    counted: bool,
    listed: int,
) -> list[Candidate]:
    inner = parse_run(text, tokens, run, vocab, counted=False)
    end = tokens[run.last - 1].end
    own = inner[-1] if inner and inner[-1].end == end else None
    if own is not None:
        conf = 0.95 if counted else 0.9
        left = inner[-2].end if len(inner) > 1 else tokens[run.first].start
        before = [t for t in tokens[run.first : run.last] if left <= t.start < own.start]
        while before and (before[0].text in vocab.lexicon.cues["adjective"]):
            before = before[1:]
        if before and own.types[0] is not EntityType.ADMIN_AREA:
            own = own._replace(start=before[0].start, name=bare(text[before[0].start : own.end]))
        ranked = own._replace(types=_types(own, head), rule="group", confidence=conf, rank=9)
        return [*inner[:-1], ranked]
    whole = tokens[run.first : run.last]
    broken = bool(inner) and inner[-1].rule == "suffix-E"
    start = inner[-1].end if inner and not broken else whole[0].start
    rest = [t for t in whole if t.start >= start]
    while rest and rest[0].text in vocab.lexicon.cues["adjective"]:
        rest = rest[1:]
    if not rest:
        return inner
    start = rest[0].start
    name = bare(text[start:end])
    proper = any(is_proper(t) for t in rest)
    if not 2 <= len(name) <= _LONGEST or name in vocab.lexicon.refused:
        return inner
    if all(Role.AREA in t.kind for t in rest) and head[0] in (
        EntityType.ENTERPRISE,
        EntityType.PROJECT,
        EntityType.PROGRAMME,
    ):
        return inner
    types = head
    if Role.WORK in rest[-1].kind:
        types = (EntityType.PROJECT,) if EntityType.PROJECT in head else head
    kept = inner[:-1] if broken else inner
    if proper:
        sure = 0.95 if counted else 0.85
        return [*kept, Candidate(start, end, name, types[:2], "group", sure, 9)]
    weak = not counted or len(name) < 3
    weak = weak or (listed > 1 and head[0] is not EntityType.PROJECT)
    weak = weak or head[0] in (EntityType.ENTERPRISE, EntityType.INSTITUTION)
    rule, sure, rank = ("group-common", 0.4, 0) if weak else ("group-common", 0.7, 9)
    return [*kept, Candidate(start, end, name, types[:2], rule, sure, rank)]
