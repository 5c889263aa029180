"""Every stretch of a sentence that might be a name, and what can be said of it.

The stretches are those between token borders inside a region that no hard boundary cuts, and
whatever a construction proposed. The features are strings; what they weigh is learned elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gwr_graph.extraction.candidates import Candidate, Run, bare, is_boundary, is_proper, runs
from gwr_graph.extraction.groups import head_types, items_before, phrase_after
from gwr_graph.extraction.tokens import (
    LATIN,
    LIST,
    NUMBER,
    PAREN,
    QUOTED,
    STOP,
    UNKNOWN,
    Token,
    Vocabulary,
)
from gwr_graph.lexicon.names import Role

_LONGEST = 26
_MOST_TOKENS = 9


class Stretch(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) and the characters they span; ``start`` may lie one
    or two characters inside the first token where a stray verb sticks to an unknown word."""

    first: int
    last: int
    start: int
    end: int


_JOINING = frozenset("和 与 及 暨 至 到".split())
_SPEC = re.compile(r"(?:亩|吨|千瓦|兆瓦|平方米|立方米|只|头|千伏|公里|米|年|斤|床|条|个|大|类|倍)$")
_REACHING = frozenset("GHIAPS")


def _hard(tokens: Sequence[Token], at: int) -> bool:
    """Say whether no name contains this token."""
    token = tokens[at]
    if token.kind in (STOP, LIST):
        return True
    if token.kind == NUMBER:
        return not _SPEC.search(token.text)
    if token.kind.isupper():
        return False
    return (
        Role.FUNCTION in token.kind and Role.SUFFIX not in token.kind and token.text not in _JOINING
    )


def _soft(token: Token) -> bool:
    """Say whether only a long name with a suffix at its end contains this token."""
    if token.kind == NUMBER:
        return True
    if token.kind.isupper() or any(
        r in token.kind for r in (Role.SUFFIX, Role.AREA, Role.BODY, Role.WORK)
    ):
        return False
    if Role.FUNCTION in token.kind:
        return True
    return Role.GOVERN in token.kind and Role.NOMINAL not in token.kind


def regions(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that no hard boundary cuts, as (first, last exclusive)."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for at in range(len(tokens)):
        if _hard(tokens, at):
            if first is not None:
                found.append((first, at))
                first = None
        elif first is None:
            first = at
    if first is not None:
        found.append((first, len(tokens)))
    return found


def stretches(
    tokens: Sequence[Token], proposed: Iterable[Candidate], seen: Iterable[tuple[int, int]] = ()
) -> list[Stretch]:
    """Return every stretch worth judging, sorted by place.

    ``proposed`` come from constructions, ``seen`` are spans whose words are a name elsewhere.
    """
    found: set[Stretch] = set()
    for begin, stop in regions(tokens):
        _inside(tokens, begin, stop, found)
    starts = [t.start for t in tokens]
    for start, end in [*((c.start, c.end) for c in proposed), *seen]:
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end)
        if 0 <= first < last:
            found.add(Stretch(first, last, start, end))
    return sorted(found, key=lambda s: (s.start, s.end, s.first, s.last))


def _inside(tokens: Sequence[Token], begin: int, stop: int, found: set[Stretch]) -> None:
    """Add the stretches of one region."""
    telling = [
        is_proper(t) or any(r in t.kind for r in (Role.SUFFIX, Role.BODY, Role.WORK, Role.PART))
        for t in tokens[begin:stop]
    ]
    soft = [_soft(t) for t in tokens[begin:stop]]
    for first in range(begin, stop):
        opening = tokens[first]
        if opening.kind == PAREN or (soft[first - begin] and opening.text in _JOINING):
            continue
        told = False
        crossed = False
        for last in range(first + 1, min(stop, first + _MOST_TOKENS) + 1):
            final = tokens[last - 1]
            told = told or telling[last - 1 - begin]
            crossed = crossed or soft[last - 1 - begin]
            start, end = opening.start, final.end
            if end - start > _LONGEST:
                break
            if not told or end - start < 2:
                continue
            ended = any(r in final.kind for r in (Role.SUFFIX, Role.WORK, Role.PART)) and (
                not final.kind.isupper()
            )
            alone = last - first == 1 and final.kind == NUMBER
            if crossed and not ended and final.kind != QUOTED and not alone:
                continue
            plain = not ended and not is_proper(final) and final.kind != PAREN
            if plain and last != stop and not soft[last - begin] and _goes_on(tokens, last, first):
                continue
            found.add(Stretch(first, last, start, end))
            if opening.kind == UNKNOWN and len(opening.text) > 2:
                found.add(Stretch(first, last, start + 1, end))
                if len(opening.text) > 3:
                    found.add(Stretch(first, last, start + 2, end))
            if final.kind == UNKNOWN and len(final.text) > 3:
                found.add(Stretch(first, last, start, end - 1))
                if len(final.text) > 4:
                    found.add(Stretch(first, last, start, end - 2))


def _goes_on(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether the phrase that began at ``first`` does not end before token ``at``."""
    return tokens[at].kind.islower() and not is_boundary(tokens, at, first)


class Setting(NamedTuple):
    """What holds for a whole sentence: its candidates by span, its status words, names known from
    the rest of the report with how often they stand there."""

    by_span: Mapping[tuple[int, int], Sequence[Candidate]]
    chosen: frozenset[tuple[int, int]]
    after: Sequence[str]
    before: Sequence[str]
    known: Mapping[str, str]
    heading: bool
    items: Mapping[tuple[int, int], str]
    whole: frozenset[tuple[int, int]]


def _listed(
    tokens: Sequence[Token], spans: Sequence[Run], vocab: Vocabulary
) -> dict[tuple[int, int], str]:
    """Return the spans of what stands listed before 等, with what the group's head makes of it."""
    found: dict[tuple[int, int], str] = {}
    for k, token in enumerate(tokens):
        if token.text != "等":
            continue
        _, phrase, counted = phrase_after(tokens, k + 1)
        head = head_types(phrase, vocab)
        kind = "?" if head is None else head[0].value if head else "-"
        for run in items_before(tokens, k, spans):
            span = (tokens[run.first].start, tokens[run.last - 1].end)
            found[span] = f"{kind}/{counted}"
    return found


def setting(
    text: str,
    tokens: Sequence[Token],
    proposed: Sequence[Candidate],
    chosen: Sequence[Candidate],
    vocab: Vocabulary,
    known: Mapping[str, str],
    heading: bool,
) -> Setting:
    """Return what the features of every stretch of a sentence share."""
    by_span: dict[tuple[int, int], list[Candidate]] = {}
    for one in proposed:
        by_span.setdefault((one.start, one.end), []).append(one)
    table = vocab.lexicon.status
    size = len(tokens)
    after = ["-"] * (size + 1)
    cue = "-"
    for k in range(size - 1, -1, -1):
        token = tokens[k]
        if token.kind == STOP and token.text in "，。；：":
            cue = "-"
        elif token.text in table:
            cue = table[token.text].value
        elif token.text == "等":
            cue = "等"
        after[k] = cue
    before = ["-"] * (size + 1)
    cue = "-"
    for k, token in enumerate(tokens):
        before[k] = cue
        if token.kind == STOP and token.text in "，。；：":
            cue = "-"
        elif token.text in table:
            cue = table[token.text].value
    del text
    spans = runs(tokens)
    return Setting(
        by_span,
        frozenset((c.start, c.end) for c in chosen),
        after,
        before,
        known,
        heading,
        _listed(tokens, spans, vocab),
        frozenset((tokens[r.first].start, tokens[r.last - 1].end) for r in spans),
    )


def _word(tokens: Sequence[Token], k: int) -> str:
    if k < 0:
        return "^"
    if k >= len(tokens):
        return "$"
    token = tokens[k]
    if token.kind == UNKNOWN:
        return f"U{min(len(token.text), 4)}"
    if token.kind == NUMBER:
        return "N"
    if token.kind in (LATIN, QUOTED, PAREN):
        return token.kind
    if Role.AREA in token.kind:
        return "area"
    return token.text


def _kind(token: Token, vocab: Vocabulary) -> str:
    if token.kind.isupper():
        return token.kind
    if Role.AREA in token.kind:
        return "a"
    if Role.BODY in token.kind:
        return "b"
    if Role.SUFFIX in token.kind:
        return vocab.lexicon.suffixes[token.text].group
    for role in (Role.WORK, Role.PART, Role.GOVERN):
        if role in token.kind:
            return role
    return "c"


def features(
    text: str, tokens: Sequence[Token], one: Stretch, vocab: Vocabulary, place: Setting
) -> list[str]:
    """Return the features of a stretch, in a fixed order."""
    first, last, start, end = one
    inside = tokens[first:last]
    final = tokens[last - 1]
    kinds = [_kind(t, vocab) for t in inside]
    shape = "".join(kinds)
    squeezed = re.sub(r"(.)\1+", r"\1", shape)
    left, right = _word(tokens, first - 1), _word(tokens, last)
    left2, right2 = _word(tokens, first - 2), _word(tokens, last + 1)
    cut = start != tokens[first].start
    surface = text[start:end]
    end_word = text[max(start, final.start) : end] if not final.kind.isupper() else final.kind
    tail = kinds[-1]
    unknown = sum(len(t.text) for t in inside if t.kind == UNKNOWN)
    size = end - start
    left_kind = "^" if first == 0 else _kind(tokens[first - 1], vocab)
    right_kind = "$" if last >= len(tokens) else _kind(tokens[last], vocab)
    opens = first == 0 or tokens[first - 1].kind in (STOP, LIST)
    out = [
        "bias",
        f"shape={shape if len(shape) < 6 else squeezed}",
        f"squeezed={squeezed}",
        f"end={end_word}",
        f"end2={surface[-2:]}",
        f"end1={surface[-1:]}",
        f"begin={_word(tokens, first)}",
        f"begin1={surface[:1]}",
        f"begin2={surface[:2]}",
        f"tail={tail}",
        f"size={min(size, 14)}",
        f"tail+size={tail}{min(size, 8)}",
        f"unknown={min(unknown, 6)}",
        f"tail+unknown={tail}{min(unknown, 4)}",
        f"left={left}",
        f"right={right}",
        f"left2={left2}/{left}",
        f"right2={right}/{right2}",
        f"leftkind={left_kind}",
        f"rightkind={right_kind}",
        f"borders={left_kind}{kinds[0]}-{tail}{right_kind}",
        f"tail+right={tail}/{right}",
        f"tail+left={tail}/{left}",
        f"first+left={kinds[0]}/{left}",
        f"after={place.after[min(last, len(tokens))]}",
        f"before={place.before[first]}",
        f"tail+after={tail}{place.after[min(last, len(tokens))]}",
        f"tail+before={tail}{place.before[first]}",
        f"opens={opens}{tail}",
    ]
    if cut:
        out.append(f"cut={text[tokens[first].start : start]}")
        out.append("cut")
    if end != final.end:
        out.append(f"rest={text[end : final.end]}")
        out.append("rest")
    item = place.items.get((start, end))
    if item is not None:
        out.append(f"item={item}")
        out.append(f"item={item}/{tail}")
        out.append(f"item-proper={unknown > 0}")
    if (start, end) in place.whole:
        out.append(f"whole={left_kind}{tail}{right_kind}")
        out.append(f"whole={tail}/{min(unknown, 3)}")
        out.append(f"whole={left}/{tail}")
    for (a, b), inner in place.by_span.items():
        if a <= start and end <= b and (b - a) > size:
            out.append(
                f"part-of={inner[0].rule}{'^' if a == start else ''}{'$' if b == end else ''}"
            )
    proposals = place.by_span.get((start, end), ())
    if not proposals:
        out.append("rule=none")
        out.append(f"rule=none/{tail}")
    for proposal in proposals:
        kind = proposal.types[0].value
        out.append(f"rule={proposal.rule}")
        out.append(f"rule={proposal.rule}/{kind}")
        out.append(f"type={kind}")
        out.append(f"confidence={proposal.confidence:.2f}/{proposal.rule}")
    if (start, end) in place.chosen:
        out.append("chosen")
        out.append(f"chosen={tail}")
    else:
        crossing = "none"
        for a, b in place.chosen:
            if a < end and start < b:
                crossing = (
                    "in"
                    if a <= start and end <= b
                    else "over"
                    if start <= a and b <= end
                    else "cross"
                )
                break
        out.append(f"crossing={crossing}")
        out.append(f"crossing={crossing}/{tail}")
    name = bare(surface)
    memory = place.known.get(name)
    if memory is not None:
        out.append("known")
        out.append(f"known={memory}")
    if name in vocab.lexicon.refused:
        out.append("refused")
    if place.heading:
        out.append(f"heading={tail}")
    if len(inside) == 1 and final.kind == QUOTED:
        out.append(f"quoted={name[-1:]}/{left}")
        out.append(f"quoted-right={right}")
        out.append(f"quoted-digits={bool(re.search('[0-9一二三四五六七八九十两百千万]', name))}")
    return out
