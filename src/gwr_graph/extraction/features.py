"""What can be said of a stretch: strings, whose weights are learned elsewhere.

Much depends on one end of the stretch alone; that is told once for each end, not for each pair.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gwr_graph.extraction.candidates import Candidate, Run, bare
from gwr_graph.extraction.dictionary import Words
from gwr_graph.extraction.groups import head_types, items_before, phrase_after
from gwr_graph.extraction.lattice import Stretch
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

Span = tuple[int, int]
_REPEATED = re.compile(r"(.)\1+")
_NUMERAL = re.compile("[0-9一二三四五六七八九十两百千万]")


class _Setting(NamedTuple):
    """What holds for a whole sentence, by token or by span."""

    text: str
    tokens: Sequence[Token]
    kinds: Sequence[str]
    words: Sequence[str]
    after: Sequence[str]
    before: Sequence[str]
    proposals: Mapping[Span, Sequence[Candidate]]
    wider: Sequence[tuple[Span, str]]
    chosen: Sequence[Span]
    items: Mapping[Span, str]
    whole: frozenset[Span]
    plain: Words


class Outline(NamedTuple):
    """What the two ends of the stretches of a sentence tell, and the sentence itself.

    Stretch i of ``spans`` has the features ``begins[begin_of[i]]`` and ``ends[end_of[i]]``.
    """

    spans: Sequence[Stretch]
    begins: list[list[str]]
    ends: list[list[str]]
    begin_of: list[int]
    end_of: list[int]
    place: _Setting

    def rows(self, vocab: Vocabulary, known: Mapping[str, str]) -> list[list[str]]:
        """Return all features of each stretch together."""
        return [
            self.begins[b] + self.ends[e] + own_features(self.place, one, vocab, known)
            for one, b, e in zip(self.spans, self.begin_of, self.end_of, strict=True)
        ]


def outline(
    text: str,
    tokens: Sequence[Token],
    runs: Sequence[Run],
    spans: Sequence[Stretch],
    proposed: Sequence[Candidate],
    chosen: Sequence[Candidate],
    plain: Words,
    vocab: Vocabulary,
    heading: bool,
) -> Outline:
    """Return what the ends of the stretches tell; ``chosen`` is what the constructions would take."""
    place = _setting(text, tokens, runs, proposed, chosen, plain, vocab)
    begins: list[list[str]] = []
    ends: list[list[str]] = []
    begin_of: list[int] = []
    end_of: list[int] = []
    begin_at: dict[Span, int] = {}
    end_at: dict[Span, int] = {}
    for first, last, start, end in spans:
        head, tail = (first, start), (last, end)
        if head not in begin_at:
            begin_at[head] = len(begins)
            begins.append(_begin(place, first, start))
        if tail not in end_at:
            end_at[tail] = len(ends)
            ends.append(_end(place, last, end, heading))
        begin_of.append(begin_at[head])
        end_of.append(end_at[tail])
    return Outline(spans, begins, ends, begin_of, end_of, place)


def _setting(
    text: str,
    tokens: Sequence[Token],
    runs: Sequence[Run],
    proposed: Sequence[Candidate],
    chosen: Sequence[Candidate],
    plain: Words,
    vocab: Vocabulary,
) -> _Setting:
    proposals: dict[Span, list[Candidate]] = {}
    for one in proposed:
        proposals.setdefault((one.start, one.end), []).append(one)
    table = vocab.lexicon.status
    cues = [
        "-"
        if token.kind == STOP and token.text in "，。；："
        else table[token.text].value
        if token.text in table
        else "等"
        if token.text == "等"
        else ""
        for token in tokens
    ]
    size = len(tokens)
    after, before = ["-"] * (size + 1), ["-"] * (size + 1)
    for k in range(size - 1, -1, -1):
        after[k] = cues[k] or after[k + 1]
    for k in range(size):
        before[k + 1] = before[k] if cues[k] in ("", "等") else cues[k]
    return _Setting(
        text,
        tokens,
        [_kind(t, vocab) for t in tokens],
        [_word(t) for t in tokens],
        after,
        before,
        proposals,
        [(span, found[0].rule) for span, found in proposals.items()],
        [(c.start, c.end) for c in chosen],
        _listed(tokens, runs, vocab),
        frozenset((tokens[r.first].start, tokens[r.last - 1].end) for r in runs),
        plain,
    )


def _listed(tokens: Sequence[Token], spans: Sequence[Run], vocab: Vocabulary) -> dict[Span, str]:
    """Return the spans of what stands listed before 等, with what the group's head makes of it."""
    found: dict[Span, str] = {}
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


def _word(token: Token) -> str:
    kind = token.kind
    if kind == UNKNOWN:
        return f"U{min(len(token.text), 4)}"
    if kind == NUMBER:
        return "N"
    if kind in (LATIN, QUOTED, PAREN):
        return kind
    return "area" if Role.AREA in kind else token.text


def _kind(token: Token, vocab: Vocabulary) -> str:
    kind = token.kind
    if kind.isupper():
        return kind
    if Role.AREA in kind:
        return "a"
    if Role.BODY in kind:
        return "b"
    if Role.SUFFIX in kind:
        return vocab.lexicon.suffixes[token.text].group
    for role in (Role.WORK, Role.PART, Role.GOVERN):
        if role in kind:
            return role
    return "c"


def _begin(place: _Setting, first: int, start: int) -> list[str]:
    """Return what can be said of where a stretch begins."""
    words, kinds, tokens = place.words, place.kinds, place.tokens
    left = words[first - 1] if first else "^"
    left2 = words[first - 2] if first > 1 else "^"
    out = [
        "bias",
        f"begin={words[first]}",
        f"begin1={place.text[start]}",
        f"begin2={place.text[start : start + 2]}",
        f"left={left}",
        f"left2={left2}/{left}",
        f"leftkind={kinds[first - 1] if first else '^'}",
        f"first+left={kinds[first]}/{left}",
        f"before={place.before[first]}",
    ]
    plain = place.plain
    outer, inner = plain.border(start)
    size = min(plain.sizes[plain.over[start]], 3)
    out += [
        f"w-begin={inner}",
        f"w-begin={inner}{size}",
        f"w-begin={inner}/{kinds[first]}",
        f"w-left={outer}",
        f"w-left+begin={outer}/{inner}",
    ]
    if start != tokens[first].start:
        out += [f"cut={place.text[tokens[first].start : start]}", "cut"]
    return out


def _end(place: _Setting, last: int, end: int, heading: bool) -> list[str]:
    """Return what can be said of where a stretch ends."""
    words, kinds, text = place.words, place.kinds, place.text
    size = len(words)
    final, tail = place.tokens[last - 1], kinds[last - 1]
    right = words[last] if last < size else "$"
    right2 = words[last + 1] if last + 1 < size else "$"
    word = final.kind if final.kind.isupper() and final.kind != UNKNOWN else text[final.start : end]
    out = [
        f"end={word}",
        f"end2={text[max(0, end - 2) : end]}",
        f"end1={text[end - 1]}",
        f"tail={tail}",
        f"right={right}",
        f"right2={right}/{right2}",
        f"rightkind={kinds[last] if last < size else '$'}",
        f"tail+right={tail}/{right}",
        f"after={place.after[last]}",
        f"tail+after={tail}{place.after[last]}",
    ]
    inner, outer = place.plain.border(end)
    out += [
        f"w-end={inner}",
        f"w-end={inner}/{tail}",
        f"w-right={outer}",
        f"w-end+right={inner}/{outer}",
    ]
    if end != final.end:
        out += [f"rest={text[end : final.end]}", "rest"]
    if heading:
        out.append(f"heading={tail}")
    return out


def own_features(
    place: _Setting, one: Stretch, vocab: Vocabulary, known: Mapping[str, str]
) -> list[str]:
    """Return what can be said of a stretch as a whole; ``known`` are the names that the report
    establishes anywhere, with their class."""
    first, last, start, end = one
    tokens, kinds, words = place.tokens, place.kinds, place.words
    span = (start, end)
    shape = "".join(kinds[first:last])
    squeezed = _REPEATED.sub(r"\1", shape) if len(shape) > 1 else shape
    tail = kinds[last - 1]
    unknown = sum([len(t.text) for t in tokens[first:last] if t.kind == UNKNOWN])
    size = end - start
    left = words[first - 1] if first else "^"
    left_kind = kinds[first - 1] if first else "^"
    right_kind = kinds[last] if last < len(kinds) else "$"
    opens = first == 0 or tokens[first - 1].kind in (STOP, LIST)
    out = [
        f"shape={shape if len(shape) < 6 else squeezed}",
        f"squeezed={squeezed}",
        f"size={min(size, 14)}",
        f"tail+size={tail}{min(size, 8)}",
        f"unknown={min(unknown, 6)}",
        f"tail+unknown={tail}{min(unknown, 4)}",
        f"borders={left_kind}{kinds[first]}-{tail}{right_kind}",
        f"tail+left={tail}/{left}",
        f"tail+before={tail}{place.before[first]}",
        f"opens={opens}{tail}",
    ]
    tags, single = place.plain.inside(start, end)
    many = min(len(tags), 7)
    read = "+".join(tags if many < 6 else [*tags[:2], "…", *tags[-2:]])
    out += [
        f"w-tags={read}",
        f"w-tags={read}/{tail}",
        f"w-first={tags[0]}/{tail}",
        f"w-span={tags[0]}/{tags[-1]}",
        f"w-count={many}/{tail}",
        f"w-single={min(single, 4)}",
        f"w-single={min(single, 4)}/{min(many, 6)}",
        f"w-verbs={min(tags.count('v'), 3)}",
    ]
    if vocab.high:
        kind = place.proposals[span][0].types[0].value if span in place.proposals else "-"
        out += [
            "high",
            f"high={tail}",
            f"high={tail}/{kind}",
            f"high={tail}/{left_kind}{right_kind}",
        ]
    item = place.items.get(span)
    if item is not None:
        out += [f"item={item}", f"item={item}/{tail}", f"item-proper={unknown > 0}"]
    if span in place.whole:
        out += [
            f"whole={left_kind}{tail}{right_kind}",
            f"whole={tail}/{min(unknown, 3)}",
            f"whole={left}/{tail}",
        ]
    out += {
        f"part-of={rule}{'^' if a == start else ''}{'$' if b == end else ''}": None
        for (a, b), rule in place.wider
        if a <= start and end <= b and b - a > size
    }
    proposals = place.proposals.get(span)
    if proposals is None:
        out += ["rule=none", f"rule=none/{tail}"]
    else:
        told: dict[str, None] = {}
        for proposal in proposals:
            kind = proposal.types[0].value
            told[f"rule={proposal.rule}"] = None
            told[f"rule={proposal.rule}/{kind}"] = None
            told[f"type={kind}"] = None
            told[f"confidence={proposal.confidence:.2f}/{proposal.rule}"] = None
        out += told
    if span in place.chosen:
        out += ["chosen", f"chosen={tail}"]
    else:
        crossing = _crossing(place.chosen, start, end)
        out += [f"crossing={crossing}", f"crossing={crossing}/{tail}"]
    name = bare(place.text[start:end])
    memory = known.get(name)
    if memory is not None:
        out += ["known", f"known={memory}"]
    if name in vocab.lexicon.refused:
        out.append("refused")
    if last - first == 1 and tail == QUOTED:
        out += [
            f"quoted={name[-1:]}/{left}",
            f"quoted-right={words[last] if last < len(words) else '$'}",
            f"quoted-digits={_NUMERAL.search(name) is not None}",
        ]
    return out


def _crossing(chosen: Sequence[Span], start: int, end: int) -> str:
    """Return how a stretch lies to what the constructions alone would take."""
    for a, b in chosen:
        if a < end and start < b:
            if a <= start and end <= b:
                return "in"
            return "over" if start <= a and b <= end else "cross"
    return "none"
