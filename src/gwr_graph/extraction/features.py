"""What can be said of a stretch: strings, whose weights are learned elsewhere.

Much depends on one end of the stretch alone; that is told once for each end, not for each pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
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
from gwr_graph.lexicon.names import Role, load

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
    wider: Sequence[tuple[int, int, str]]
    chosen: Sequence[Span]
    items: Mapping[Span, str]
    whole: frozenset[Span]
    plain: Words
    heading: bool


class Outline(NamedTuple):
    """The stretches of a sentence, and where they begin and end.

    Stretch i of ``spans`` begins at ``heads[begin_of[i]]``, a token and an offset, and ends at
    ``tails[end_of[i]]``, a token (exclusive) and an offset.
    """

    spans: Sequence[Stretch]
    heads: Sequence[Span]
    tails: Sequence[Span]
    begin_of: Sequence[int]
    end_of: Sequence[int]
    place: _Setting

    def begins(self) -> Iterator[list[str]]:
        """Yield what each place where a stretch begins tells; read and forgotten one by one."""
        return (_begin(self.place, first, start) for first, start in self.heads)

    def ends(self) -> Iterator[list[str]]:
        """Yield what each place where a stretch ends tells."""
        return (_end(self.place, last, end) for last, end in self.tails)

    def rows(self, vocab: Vocabulary, known: Mapping[str, str]) -> list[list[str]]:
        """Return all features of each stretch together."""
        begins, ends = list(self.begins()), list(self.ends())
        return [
            begins[b] + ends[e] + own_features(self.place, one, vocab, known)
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
    place = _setting(text, tokens, runs, proposed, chosen, plain, vocab, heading)
    heads: dict[Span, int] = {}
    tails: dict[Span, int] = {}
    begin_of = [heads.setdefault((first, start), len(heads)) for first, _, start, _ in spans]
    end_of = [tails.setdefault((last, end), len(tails)) for _, last, _, end in spans]
    return Outline(spans, list(heads), list(tails), begin_of, end_of, place)


def _setting(
    text: str,
    tokens: Sequence[Token],
    runs: Sequence[Run],
    proposed: Sequence[Candidate],
    chosen: Sequence[Candidate],
    plain: Words,
    vocab: Vocabulary,
    heading: bool,
) -> _Setting:
    proposals: dict[Span, list[Candidate]] = {}
    for one in proposed:
        proposals.setdefault((one.start, one.end), []).append(one)
    traits = [_trait(t.kind, t.text) for t in tokens]
    size = len(tokens)
    after, before = ["-"] * (size + 1), ["-"] * (size + 1)
    nearest = "-"
    for k in range(size - 1, -1, -1):
        after[k] = nearest = traits[k].cue or nearest
    nearest = "-"
    for k, trait in enumerate(traits, 1):
        if trait.cue and trait.cue != "等":
            nearest = trait.cue
        before[k] = nearest
    return _Setting(
        text,
        tokens,
        [t.kind for t in traits],
        [t.word for t in traits],
        after,
        before,
        proposals,
        [(a, b, found[0].rule) for (a, b), found in proposals.items()],
        [(c.start, c.end) for c in chosen],
        _listed(tokens, runs, vocab) if "等" in text else {},
        frozenset((tokens[r.first].start, tokens[r.last - 1].end) for r in runs),
        plain,
        heading,
    )


class _Trait(NamedTuple):
    """What is told of a token: a letter for its kind, the word that stands for it, and what it
    says of what happens to names beside it ("" for nothing)."""

    kind: str
    word: str
    cue: str


@lru_cache(maxsize=1 << 16)
def _trait(kind: str, text: str) -> _Trait:
    table = load().status
    cue = ""
    if kind == STOP and text in "，。；：":
        cue = "-"
    elif text in table:
        cue = table[text].value
    elif text == "等":
        cue = "等"
    return _Trait(_kind(kind, text), _word(kind, text), cue)


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


def _word(kind: str, text: str) -> str:
    if kind == UNKNOWN:
        return f"U{min(len(text), 4)}"
    if kind == NUMBER:
        return "N"
    if kind in (LATIN, QUOTED, PAREN):
        return kind
    return "area" if Role.AREA in kind else text


def _kind(kind: str, text: str) -> str:
    if kind.isupper():
        return kind
    if Role.AREA in kind:
        return "a"
    if Role.BODY in kind:
        return "b"
    if Role.SUFFIX in kind:
        return load().suffixes[text].group
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
    out += _words_at_begin(outer, inner, min(plain.sizes[plain.over[start]], 3), kinds[first])
    if start != tokens[first].start:
        out += [f"cut={place.text[tokens[first].start : start]}", "cut"]
    return out


# Few words' tags stand beside each other: what they tell is put in words once.
@cache
def _words_at_begin(outer: str, inner: str, size: int, kind: str) -> tuple[str, ...]:
    return (
        f"w-begin={inner}",
        f"w-begin={inner}{size}",
        f"w-begin={inner}/{kind}",
        f"w-left={outer}",
        f"w-left+begin={outer}/{inner}",
    )


@cache
def _words_at_end(inner: str, outer: str, tail: str) -> tuple[str, ...]:
    return (
        f"w-end={inner}",
        f"w-end={inner}/{tail}",
        f"w-right={outer}",
        f"w-end+right={inner}/{outer}",
    )


def _end(place: _Setting, last: int, end: int) -> list[str]:
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
    out += _words_at_end(inner, outer, tail)
    if end != final.end:
        out += [f"rest={text[end : final.end]}", "rest"]
    if place.heading:
        out.append(f"heading={tail}")
    return out


@lru_cache(maxsize=1 << 16)
def _of_shape(shape: str) -> tuple[str, ...]:
    """Return what the kinds of the tokens tell."""
    squeezed = _REPEATED.sub(r"\1", shape)
    return f"shape={shape if len(shape) < 6 else squeezed}", f"squeezed={squeezed}"


@cache
def _of_size(tail: str, size: int, unknown: int) -> tuple[str, ...]:
    return (
        f"size={size}",
        f"tail+size={tail}{min(size, 8)}",
        f"unknown={unknown}",
        f"tail+unknown={tail}{min(unknown, 4)}",
    )


@lru_cache(maxsize=1 << 16)
def _of_tags(tags: tuple[str, ...], single: int, tail: str) -> tuple[str, ...]:
    """Return what the tags of the dictionary's words tell, ``single`` of which are one character."""
    many, single = min(len(tags), 7), min(single, 4)
    read = "+".join(tags if many < 6 else (*tags[:2], "…", *tags[-2:]))
    return (
        f"w-tags={read}",
        f"w-tags={read}/{tail}",
        f"w-first={tags[0]}/{tail}",
        f"w-span={tags[0]}/{tags[-1]}",
        f"w-count={many}/{tail}",
        f"w-single={single}",
        f"w-single={single}/{min(many, 6)}",
        f"w-verbs={min(tags.count('v'), 3)}",
    )


def own_features(
    place: _Setting, one: Stretch, vocab: Vocabulary, known: Mapping[str, str]
) -> list[str]:
    """Return what can be said of a stretch as a whole; ``known`` are the names that the report
    establishes anywhere, with their class."""
    first, last, start, end = one
    tokens, kinds, words = place.tokens, place.kinds, place.words
    span = (start, end)
    tail = kinds[last - 1]
    unknown = sum([len(t.text) for t in tokens[first:last] if t.kind == UNKNOWN])
    size = end - start
    left = words[first - 1] if first else "^"
    left_kind = kinds[first - 1] if first else "^"
    right_kind = kinds[last] if last < len(kinds) else "$"
    opens = first == 0 or tokens[first - 1].kind in (STOP, LIST)
    out = [
        *_of_shape("".join(kinds[first:last])),
        *_of_size(tail, min(size, 14), min(unknown, 6)),
        f"borders={left_kind}{kinds[first]}-{tail}{right_kind}",
        f"tail+left={tail}/{left}",
        f"tail+before={tail}{place.before[first]}",
        f"opens={opens}{tail}",
    ]
    tags, single = place.plain.inside(start, end)
    out += _of_tags(tuple(tags), single, tail)
    if vocab.high:
        kind = place.proposals[span][0].types[0].value if span in place.proposals else "-"
        out += (
            "high",
            f"high={tail}",
            f"high={tail}/{kind}",
            f"high={tail}/{left_kind}{right_kind}",
        )
    item = place.items.get(span)
    if item is not None:
        out += [f"item={item}", f"item={item}/{tail}", f"item-proper={unknown > 0}"]
    if span in place.whole:
        out += [
            f"whole={left_kind}{tail}{right_kind}",
            f"whole={tail}/{min(unknown, 3)}",
            f"whole={left}/{tail}",
        ]
    wider = [
        f"part-of={rule}{'^' if a == start else ''}{'$' if b == end else ''}"
        for a, b, rule in place.wider
        if a <= start and end <= b and b - a > size
    ]
    out += wider if len(wider) < 2 else dict.fromkeys(wider)
    proposals = place.proposals.get(span)
    if proposals is None:
        out += ("rule=none", f"rule=none/{tail}")
    elif len(proposals) == 1:
        out += _of_proposal(proposals[0])
    else:
        out += dict.fromkeys([f for one in proposals for f in _of_proposal(one)])
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


def _of_proposal(one: Candidate) -> tuple[str, ...]:
    kind = one.types[0].value
    return (
        f"rule={one.rule}",
        f"rule={one.rule}/{kind}",
        f"type={kind}",
        f"confidence={one.confidence:.2f}/{one.rule}",
    )


def _crossing(chosen: Sequence[Span], start: int, end: int) -> str:
    """Return how a stretch lies to what the constructions alone would take."""
    for a, b in chosen:
        if a < end and start < b:
            if a <= start and end <= b:
                return "in"
            return "over" if start <= a and b <= end else "cross"
    return "none"
