"""Runs of words that may hold names, and the names that their suffixes make of them.

A run is what stands between two boundaries: marks, verbs that govern names, prepositions, counted
numbers. Inside a run a suffix ends a name; the name reaches left to the run's start or to the end
of the name before it, less the ordinary words that stand before its proper part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gwr_graph.extraction.tokens import (
    LATIN,
    LIST,
    NUMBER,
    PAREN,
    QUOTED,
    SEGMENT,
    STOP,
    UNKNOWN,
    Token,
    Vocabulary,
)
from gwr_graph.lexicon.names import Role, Suffix
from gwr_graph.model import EntityType, Status

E = EntityType
MARKS = re.compile(r"[“”‘’《》\s]")


class Candidate(NamedTuple):
    """A name that may stand here; offsets within the sentence. ``name`` may differ from the slice
    where a shared head completes it; ``tail`` spans that head. Higher ``rank`` wins an overlap."""

    start: int
    end: int
    name: str
    types: tuple[EntityType, ...]
    rule: str
    confidence: float
    rank: int
    tail: tuple[int, int] | None = None


class Run(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) of a sentence."""

    first: int
    last: int


def bare(text: str) -> str:
    """Return a name as it is normalised: without quotation marks and spaces."""
    return MARKS.sub("", text)


def is_proper(token: Token) -> bool:
    """Say whether a token belongs to a name's own part: unknown, letters, quoted, or a place."""
    return token.kind in (UNKNOWN, LATIN, QUOTED) or Role.AREA in token.kind


_DIRECTIONS = frozenset("东西南北中上下前后新老大小内外各本")
_SPEC = re.compile(r"(?:亩|吨|千瓦|兆瓦|平方米|立方米|只|头|千伏|公里|米|年|斤|床)$")
_PHASE = re.compile(r"[（(][^）)]{0,10}(?:期|段|标段|园|校区|部分|线)[）)]")


def _solid(token: Token) -> bool:
    """Say whether a token alone makes a name proper (not 东 in 行政东路)."""
    return is_proper(token) and not (token.kind == UNKNOWN and token.text in _DIRECTIONS)


def is_boundary(tokens: Sequence[Token], at: int, first: int | None) -> bool:
    """Say whether token ``at`` ends a run that began at ``first`` (None: nothing stands yet)."""
    token = tokens[at]
    kind = token.kind
    empty = first is None
    if kind == NUMBER:
        spec = first is not None and _SPEC.search(token.text) and _solid(tokens[at - 1])
        return not (spec and _named_behind(tokens, at + 1))
    if kind in (STOP, LIST):
        return True
    if kind.isupper() or Role.BODY in kind or Role.AREA in kind:
        return False
    if Role.SUFFIX in kind:
        return empty and Role.GOVERN in kind
    if Role.FUNCTION in kind:
        return True
    if Role.WORK in kind:
        return empty
    if Role.GOVERN in kind:
        only_quote = first == at - 1 and tokens[at - 1].kind == QUOTED
        return empty or Role.NOMINAL not in kind or (only_quote and Role.COMMON in kind)
    return False


def _named_behind(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a few words behind a number end in a suffix or a work (2万亩柴胡种植基地)."""
    for token in tokens[at : at + 5]:
        if token.kind in (STOP, LIST, NUMBER) or Role.FUNCTION in token.kind:
            return False
        if Role.SUFFIX in token.kind:
            return True
    return False


def runs(tokens: Sequence[Token]) -> list[Run]:
    """Return the runs of a sentence in order; list marks are boundaries too."""
    found: list[Run] = []
    first: int | None = None
    for i, token in enumerate(tokens):
        if is_boundary(tokens, i, first):
            if first is not None:
                found.append(Run(first, i))
                first = None
        elif first is None:
            if token.kind != PAREN:
                first = i
        elif token.kind == QUOTED and tokens[i - 1].kind == QUOTED:
            found.append(Run(first, i))
            first = i
    if first is not None:
        found.append(Run(first, len(tokens)))
    return found


def facility(suffix: Suffix) -> tuple[EntityType, ...]:
    """Return the two types a careful reader would accept for what a suffix names."""
    if suffix.group == "S":
        return (E.SITE, E.PROJECT)
    if suffix.group == "I":
        return (E.INSTITUTION, E.SITE)
    if suffix.group == "P":
        return (E.PARK, E.PROJECT)
    return suffix.types


def parse_run(
    text: str, tokens: Sequence[Token], run: Run, vocab: Vocabulary, *, counted: bool
) -> list[Candidate]:
    """Return the names that suffixes and works make inside a run, left to right.

    ``counted`` says that a number stands right before the run, which makes all-common names
    generic (5个特色产业园).
    """
    found: list[Candidate] = []
    first = run.first
    i = run.first
    while i < run.last:
        token = tokens[i]
        if Role.SUFFIX not in token.kind:
            i += 1
            continue
        stop = _extend(tokens, i, run.last, vocab)
        made = _make(text, tokens, first, i, stop, run, vocab, counted and first == run.first)
        if made is not None:
            left = _titled(text, tokens, first, made, vocab)
            if left is not None:
                found.append(left)
            found.append(made)
            first = stop
        i = stop
    found.extend(_nature(tokens, run, vocab))
    rest = tokens[first : run.last]
    if rest and Role.WORK in rest[-1].kind and Role.SUFFIX not in rest[-1].kind:
        works = _work(text, rest, vocab)
        if works is not None:
            found.append(works)
    return found


def _nature(tokens: Sequence[Token], run: Run, vocab: Vocabulary) -> list[Candidate]:
    """Return rivers, hills and the like: an unknown word that ends in their name (渭河)."""
    found = []
    for token in tokens[run.first : run.last]:
        if (
            token.kind == UNKNOWN
            and 2 <= len(token.text) <= 5
            and token.text not in vocab.lexicon.refused
        ):
            suffix = vocab.lexicon.suffixes.get(token.text[-1])
            if suffix is not None and suffix.group == "N" and token.text[0] not in _DIRECTIONS:
                found.append(
                    Candidate(
                        token.start, token.end, token.text, (E.SITE, E.PROJECT), "nature", 0.8, 2
                    )
                )
    return found


def _titled(
    text: str, tokens: Sequence[Token], first: int, made: Candidate, vocab: Vocabulary
) -> Candidate | None:
    """Return what stands right before an honour in one run (西府天地 before 省级旅游度假区)."""
    del vocab
    if made.types[0] is not E.HONOUR:
        return None
    left = [t for t in tokens[first:] if t.end <= made.start]
    if not left or not _solid(left[0]):
        return None
    begin, end = left[0].start, left[-1].end
    if not 3 <= end - begin <= 8:
        return None
    return Candidate(begin, end, bare(text[begin:end]), (E.SITE, E.PROJECT), "titled", 0.7, 4)


def _work(text: str, rest: Sequence[Token], vocab: Vocabulary) -> Candidate | None:
    """Return a project that ends in a word of work and has a proper part, but no suffix."""
    at = next((i for i, t in enumerate(rest) if _solid(t)), None)
    if at is None or rest[at].kind == QUOTED:
        return None
    core = [t for t in rest[at:] if Role.WORK not in t.kind]
    if sum(len(t.text) for t in core) < 2:
        return None
    end = len(rest)
    if rest[-1].text in ("建设", "项目") and len(rest) - at > 2:
        end -= 1
    begin, finish = rest[at].start, rest[end - 1].end
    name = bare(text[begin:finish])
    if not 4 <= len(name) <= 22 or name in vocab.lexicon.refused:
        return None
    if Role.AREA in rest[at].kind and len(rest) - at == 2:
        return None  # 四川建设: no project
    return Candidate(begin, finish, name, (E.PROJECT, E.SITE), "work", 0.8, 3)


def _extend(tokens: Sequence[Token], at: int, last: int, vocab: Vocabulary) -> int:
    """Return where a name whose suffix stands at ``at`` ends: later suffixes and works may join."""
    stop = at + 1
    for probe in range(at + 1, last):
        token = tokens[probe]
        if Role.SUFFIX in token.kind:
            if _splits(tokens, at, probe, vocab):
                return stop
            stop, at = probe + 1, probe
        elif Role.PART in token.kind or token.kind == SEGMENT:
            stop = probe + 1
        elif Role.WORK in token.kind:
            if _is_noun(tokens, probe, last):
                stop = probe + 1
        elif token.kind == PAREN:
            if _PHASE.fullmatch(token.text) and stop == probe:
                stop = probe + 1
        elif token.kind == QUOTED or _names_another(tokens, probe, vocab):
            return stop
    return stop


def _names_another(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> bool:
    """Say whether a proper piece begins a name of its own rather than naming a branch (玉带河校区)."""
    token = tokens[at]
    if token.kind != UNKNOWN and Role.AREA not in token.kind and Role.BODY not in token.kind:
        return False
    campus = vocab.lexicon.cues["campus"]
    return not any(t.text in campus for t in tokens[at + 1 : at + 3])


def _is_noun(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Say whether a word of work ends a name here rather than governing what follows it."""
    if at + 1 < last:
        after = tokens[at + 1]
        return any(r in after.kind for r in (Role.WORK, Role.PART, Role.SUFFIX)) or (
            after.kind == PAREN and _is_noun(tokens, at + 1, last)
        )
    return last >= len(tokens) or tokens[last].text not in ("至", "到", "为", "了")


def _splits(tokens: Sequence[Token], at: int, probe: int, vocab: Vocabulary) -> bool:
    """Say whether the suffix at ``probe`` ends a name of its own after the one at ``at``."""
    before = vocab.lexicon.suffixes[tokens[at].text].group
    group = vocab.lexicon.suffixes[tokens[probe].text].group
    between = tokens[at + 1 : probe]
    if tokens[probe].text in vocab.lexicon.cues["campus"]:
        return False
    if group == "H":
        return before in "ASPIE" and any(t.text in vocab.lexicon.cues["level"] for t in between)
    if any(is_proper(t) and t.kind != LATIN for t in between):
        return True
    if group == "E":
        return before in "APSI"
    if before in "AP":
        return group == before and bool(between)
    return False


def _first_level(tokens: Sequence[Token], first: int, typing: int, vocab: Vocabulary) -> int | None:
    return next(
        (k for k in range(first, typing) if tokens[k].text in vocab.lexicon.cues["level"]), None
    )


def _make(
    text: str,
    tokens: Sequence[Token],
    first: int,
    at: int,
    stop: int,
    run: Run,
    vocab: Vocabulary,
    counted: bool,
) -> Candidate | None:
    lexicon = vocab.lexicon
    typing = max(k for k in range(at, stop) if Role.SUFFIX in tokens[k].kind)
    suffix = lexicon.suffixes[tokens[typing].text]
    group = suffix.group
    end = _without_building(tokens, typing, stop, group)
    last = tokens[end - 1]
    work = end - 1 > typing and Role.WORK in last.kind
    start = first
    while start < typing and tokens[start].text in lexicon.cues["adjective"]:
        start += 1
    solid = next((k for k in range(start, typing) if _solid(tokens[k])), None)
    level = _first_level(tokens, start, typing, vocab)
    if group in "GH":
        if group == "H" and level is not None:
            start = level
    elif solid is not None:
        while solid > start and (
            tokens[solid - 1].text in lexicon.cues["keep_left"]
            or Role.PART in tokens[solid - 1].kind
        ):
            solid -= 1
        start = solid
    elif group in "PS" and level is not None:
        return Candidate(
            tokens[level].start,
            tokens[end - 1].end,
            bare(text[tokens[level].start : tokens[end - 1].end]),
            (E.HONOUR, E.PARK),
            "level",
            0.7,
            5,
        )
    core = tokens[start:typing]
    begin, finish = tokens[start].start, tokens[end - 1].end
    name = bare(text[begin:finish])
    stem = bare(text[begin : tokens[typing].end])
    if name in lexicon.refused or stem in lexicon.refused:
        return None
    if any(stem.endswith(c) for c in suffix.counter):
        return None
    if not core:
        if Role.AREA not in tokens[typing].kind:
            return None
    elif len(suffix.text) == 1 and (
        len(stem) < 3 or (len(core) == 1 and core[0].text in _DIRECTIONS)
    ):
        return None
    proper = any(_solid(t) for t in core)
    confidence = 0.93
    if not proper and not core:
        confidence = 0.9
    elif not proper:
        confidence = _common_core(tokens, core, end, run, vocab, counted, suffix, name)
        if not confidence:
            return None
    types = facility(suffix)
    rule = f"suffix-{group}"
    if group == "A" and any(t.kind == QUOTED for t in core):
        types, rule, confidence = (E.PROGRAMME, E.HONOUR), "quoted", 0.6
    if work and group not in "GH":
        types, rule = (E.PROJECT, types[0]) if types[0] is not E.PROJECT else types, "work"
        if group == "P" and last.text in ("建设", "开发", "发展"):
            types = (E.PARK, E.PROJECT)
    elif Role.PART in last.kind and E.PROJECT not in types:
        types = (types[0], E.PROJECT)
    if group == "E" and not work and Role.PART not in last.kind:
        types = (E.ENTERPRISE,)
    rank = {"A": 5, "P": 6, "S": 5, "I": 6, "E": 4, "G": 4, "H": 5}[group]
    return Candidate(begin, finish, name, types, rule, confidence, rank)


def _without_building(tokens: Sequence[Token], typing: int, stop: int, group: str) -> int:
    """Drop a trailing 建设 from a facility (加快X建设), and any work from a park."""
    dropped = {"建设"} if group != "P" else {"建设", "开发", "发展", "开发建设"}
    if stop - 1 > typing and tokens[stop - 1].text in dropped:
        return stop - 1
    return stop


def _common_core(
    tokens: Sequence[Token],
    core: Sequence[Token],
    end: int,
    run: Run,
    vocab: Vocabulary,
    counted: bool,
    suffix: Suffix,
    name: str,
) -> float:
    """Return how sure a name without any proper part is one, 0.0 for no name."""
    group = suffix.group
    if counted:
        return 0.0
    after = tokens[run.last].text if run.last < len(tokens) else ""
    acted = end == run.last and vocab.lexicon.status.get(after) in (
        Status.COMPLETED,
        Status.OPERATIONAL,
        Status.STARTED,
        Status.RECOGNISED,
    )
    if group == "S":
        if len(core) == 1 and suffix.text in vocab.lexicon.cues["one_word_core"] and len(name) >= 3:
            return 0.85
        if len(core) == 2 and len(suffix.text) == 1 and core[1].text in _DIRECTIONS:
            return 0.9
        return 0.65 if acted and len(name) >= 5 else 0.0
    if group == "A":
        return (
            0.75 if len(core) == 1 and suffix.text in vocab.lexicon.cues["one_word_core"] else 0.0
        )
    if group == "I":
        if re.match(r"(?:国家|全国|中国|[省市县区旗州])", name) and len(name) >= 4:
            return 0.8
        return 0.65 if acted and len(name) >= 5 else 0.0
    if group == "E":
        return 0.0
    if group == "P":
        return 0.7 if sum(len(t.text) for t in core) >= 4 else (0.55 if acted else 0.0)
    if group == "G":
        strong = suffix.text.endswith(tuple(sorted(vocab.lexicon.cues["strong_programme"])))
        return (0.75 if len(name) >= 5 else 0.0) if strong else 0.0
    return 0.75 if len(name) >= 5 else 0.0
