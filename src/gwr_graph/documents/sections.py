"""The sections of a report: headings, leads, and what each passage does (review, plan, situation).

A section made by a heading carries it; a passage whose kind differs from its heading's
(difficulties inside the review, the outlook before the goals) becomes a section without a heading
inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from gwr_graph.documents import sentences as splitter
from gwr_graph.documents.cues import pattern
from gwr_graph.documents.repair import Paragraph
from gwr_graph.model import Section, SectionKind, Sentence

_PART, _CHAPTER, _SUB, _LEAD = 0, 1, 2, 3
_STOPS = "。！？!?：:；"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence on its way: its span in the text, paragraph, and the heading it makes, if any.

    ``depth`` is None for plain sentences. ``alone`` headings are whole paragraphs; ``open`` ones
    reach over the paragraphs behind them, the others end with their paragraph.
    """

    start: int
    end: int
    text: str
    paragraph: int
    depth: int | None = None
    alone: bool = False
    open: bool = False
    first: bool = False


class Mode(Enum):
    """Where a reader of the report stands inside its parts."""

    REVIEW = "review"
    DIFFICULTY = "difficulty"
    PENDING = "pending"  # a plan part has begun; the outlook may come first
    OUTLOOK = "outlook"
    PLAN = "plan"


def read(
    paragraphs: Sequence[Paragraph], front: int, year: int
) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """Return sections and sentences; offsets are into the paragraphs joined with LF.

    ``front`` counts the paragraphs before the body, ``year`` is the year of delivery.
    """
    pieces = _pieces(paragraphs, front)
    kinds = _kinds(pieces, front, year)
    closing = _closing(pieces, kinds)
    # A verse at the head of the appeal is no heading.
    pieces[closing:] = [replace(piece, depth=None) for piece in pieces[closing:]]
    kinds[closing:] = [SectionKind.CLOSING] * len(kinds[closing:])
    sections, places = _sections(pieces, kinds)
    sentences = tuple(
        Sentence(
            order=order,
            text=piece.text,
            start=piece.start,
            end=piece.end,
            section=place,
            paragraph=piece.paragraph,
            is_heading=piece.depth is not None,
        )
        for order, (piece, place) in enumerate(zip(pieces, places, strict=True))
    )
    return sections, sentences


# ---------------------------------------------------------------- headings


def _pieces(paragraphs: Sequence[Paragraph], front: int) -> list[Piece]:
    plain_parts = any(
        _plain_heading(paragraph) and _part_kind(paragraph.text) is not None
        for paragraph in paragraphs[front:]
    )
    pieces: list[Piece] = []
    offset = 0
    for number, paragraph in enumerate(paragraphs):
        spans = splitter.split(paragraph.text)
        for index, (start, end) in enumerate(spans):
            piece = Piece(
                offset + start,
                offset + end,
                paragraph.text[start:end],
                number,
                first=index == 0,
            )
            if number >= front:
                piece = _marked(piece, paragraph, (start, end), len(spans), plain_parts)
            pieces.append(piece)
        offset += len(paragraph.text) + 1
    return pieces


def _marked(
    piece: Piece, paragraph: Paragraph, span: tuple[int, int], count: int, plain_parts: bool
) -> Piece:
    """Return the piece with its depth, where it is a heading."""
    text = piece.text
    alone = count == 1
    # A heading as a whole paragraph has no full stop; a paragraph of one sentence is no heading.
    bare = alone and text[-1] not in _STOPS
    if piece.first:
        if pattern("chapter").match(text) and (bare or not alone or len(text) <= 40):
            depth = _CHAPTER if plain_parts else _PART
            return replace(piece, depth=depth, alone=alone, open=True)
        if pattern("section").match(text) and (bare or not alone or len(text) <= 40):
            return replace(piece, depth=_SUB, alone=alone, open=True)
        if pattern("item").match(text) and len(text) <= 40 and (bare or not alone):
            return replace(piece, depth=_LEAD, alone=alone, open=bare)
        listed = pattern("dash").match(text) or pattern("ordinal").match(text)
        if listed and len(text) <= 60 and (bare or not alone):
            return replace(piece, depth=_SUB, alone=alone, open=bare)
        if bare and _plain_heading(paragraph):
            part = _part_kind(text) is not None
            return replace(piece, depth=_PART if part else _LEAD, alone=True, open=True)
        if not alone and _is_lead(text):
            return replace(piece, depth=_LEAD)
    if span in paragraph.bold and not alone and len(text) <= 40:
        return replace(piece, depth=_LEAD)
    return piece


def _plain_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a heading without a number."""
    text = paragraph.text
    return (
        2 < len(text) <= 40
        and text[-1] not in _STOPS
        and text[-1] not in "，、"
        and not any(pattern(cue).match(text) for cue in ("chapter", "section", "item", "dash"))
        and not re.search(r"[。！？]", text)
    )


def _is_lead(text: str) -> bool:
    """Tell whether the first sentence of a paragraph stands there as its heading."""
    return (
        len(text) <= 36
        and text.endswith("。")
        and text.count("，") <= 2
        and not re.search(r"\d", text)
        and not any(
            pattern(cue).search(text)
            for cue in ("point", "address", "difficulty", "outlook", "thanks", "leader", "ahead")
        )
        and not re.search(
            r"(?<!这一)年[，是]|^(?:同时|与此|此外|对此|要|我们要|必须|一年来|过去|[“\"]十)|不平凡|不寻常",
            text,
        )
    )


# ---------------------------------------------------------------- kinds


def _part_kind(heading: str) -> SectionKind | None:
    """Return what the heading of a part says about its kind, None where it says nothing."""
    back = pattern("review_part").search(heading)
    ahead = pattern("plan_part").search(heading)
    if back and ahead:
        # 二、“十四五”时期发展成就和“十五五”时期主要目标任务: the first half decides how it starts.
        return SectionKind.REVIEW if back.start() < ahead.start() else SectionKind.PLAN
    if back:
        return SectionKind.REVIEW
    return SectionKind.PLAN if ahead else None


def _kinds(pieces: Sequence[Piece], front: int, year: int) -> list[SectionKind]:
    kinds: list[SectionKind] = []
    mode: Mode | None = None
    parts = 0
    in_plan = False
    aside = False  # a look back inside the plan, until the paragraph ends or turns
    for piece in pieces:
        if piece.paragraph < front or (mode is None and _is_opening(piece.text)):
            kinds.append(SectionKind.FRONT)
            continue
        if piece.depth == _PART:
            kind = _part_kind(piece.text) or (SectionKind.PLAN if parts else SectionKind.REVIEW)
            parts += 1
            in_plan = kind is SectionKind.PLAN
            mode = Mode.PENDING if in_plan else Mode.REVIEW
            kinds.append(kind)
            if not piece.alone and not in_plan:
                mode = Mode.REVIEW
            continue
        if mode is None:
            mode = Mode.REVIEW
        mode, in_plan = _step(mode, in_plan, piece, year)
        if piece.first:
            aside = False
        if mode is Mode.PLAN and pattern("look_back").search(piece.text):
            aside = True
        elif aside and (
            pattern("plan_start").search(piece.text) or re.match(r"新的一年|今年|今后", piece.text)
        ):
            aside = False
        kinds.append(SectionKind.REVIEW if aside else _kind(mode, piece))
    return kinds


def _is_opening(text: str) -> bool:
    return bool(pattern("salutation").match(text) or pattern("opening").search(text)) or (
        re.match(r"请.{0,30}提出意见", text) is not None
    )


def _step(mode: Mode, in_plan: bool, piece: Piece, year: int) -> tuple[Mode, bool]:
    """Return where the reader stands at this sentence."""
    text = piece.text
    heading = piece.depth in (_CHAPTER, _SUB)
    if not in_plan:
        turned = piece.first and _is_ahead(text, year)
        resumed = piece.first and (heading or pattern("look_back").search(text))
        if mode is Mode.DIFFICULTY and resumed and not turned:
            mode = Mode.REVIEW
        if turned:
            mode, in_plan = Mode.PENDING, True
        elif pattern("difficulty").search(text):
            return Mode.DIFFICULTY, False
        else:
            return mode, False
    if mode is Mode.PENDING or mode is Mode.OUTLOOK:
        if heading or pattern("plan_start").search(text):
            return Mode.PLAN, True
        if mode is Mode.OUTLOOK:
            return mode, True
        if pattern("year_frame").search(text) or pattern("outlook").search(text):
            return Mode.OUTLOOK, True
        return Mode.PLAN, True
    return mode, in_plan


_PLANS = "一二三四五六七八九"


def _is_ahead(text: str, year: int) -> bool:
    """Tell whether a sentence turns to the time ahead: 今年是, 今后五年, the next plan."""
    if pattern("ahead").search(text) is None:
        return False
    if named := re.match(r"[“\"]十([一二三四五六七八九])五", text):
        # The 14th five-year plan (十四五) began in 2021, the others five years before and after.
        return 1951 + 5 * (10 + _PLANS.index(named[1]) + 1) >= year
    return True


def _kind(mode: Mode, piece: Piece) -> SectionKind:
    text = piece.text
    if mode is Mode.PLAN:
        framed = pattern("year_frame").search(text) and not pattern("plan_start").search(text)
        return SectionKind.SITUATION if framed and piece.first else SectionKind.PLAN
    if mode is not Mode.REVIEW:
        return SectionKind.SITUATION
    for cue in ("thanks", "milestone_frame", "leader"):
        if pattern(cue).search(text):
            return SectionKind.SITUATION
    return SectionKind.REVIEW


def _closing(pieces: Sequence[Piece], kinds: Sequence[SectionKind]) -> int:
    """Return where the appeal at the end begins: the last words to the deputies before it."""
    if kinds[-1] is SectionKind.FRONT:
        return len(pieces)
    last = pieces[-1].paragraph
    tail = [
        i
        for i, piece in enumerate(pieces)
        if piece.paragraph >= last - 1 and kinds[i] is not SectionKind.FRONT and not _stands(piece)
    ]
    appeals = [i for i in tail if pattern("appeal").search(pieces[i].text)]
    if not appeals:
        return len(pieces)
    starts = [i for i in tail if pattern("address").match(pieces[i].text)]
    return starts[-1] if starts else appeals[0]


def _stands(piece: Piece) -> bool:
    return piece.depth is not None and piece.depth < _LEAD


# ---------------------------------------------------------------- sections


@dataclass(slots=True)
class _Open:
    """A section being filled; becomes a :class:`Section` at the end."""

    heading: str
    kind: SectionKind
    depth: int
    first: int
    parent: int | None
    last: int
    open: bool
    paragraph: int


def _sections(
    pieces: Sequence[Piece], kinds: Sequence[SectionKind]
) -> tuple[tuple[Section, ...], list[int]]:
    made: list[_Open] = []
    stack: list[int] = []
    places: list[int] = []

    def begin(heading: str, kind: SectionKind, depth: int, i: int, is_open: bool) -> None:
        while stack and made[stack[-1]].depth >= depth:
            stack.pop()
        parent = stack[-1] if stack else None
        made.append(_Open(heading, kind, depth, i, parent, i, is_open, pieces[i].paragraph))
        stack.append(len(made) - 1)

    for i, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind is SectionKind.FRONT:
            if not stack:
                begin("", kind, 0, i, True)
        elif piece.depth is not None:
            begin(piece.text, kind, piece.depth, i, piece.open)
        else:
            _leave(stack, made, piece, kind)
            if not stack or made[stack[-1]].kind is SectionKind.FRONT:
                begin("", kind, 0, i, True)
            elif made[stack[-1]].kind is not kind:
                begin("", kind, made[stack[-1]].depth + 1, i, True)
        for index in stack:
            made[index].last = i
        places.append(stack[-1])
    sections = tuple(
        Section(
            order=order,
            heading=section.heading,
            kind=section.kind,
            depth=section.depth,
            start=pieces[section.first].start,
            end=pieces[section.last].end,
            parent=section.parent,
        )
        for order, section in enumerate(made)
    )
    return sections, places


def _leave(stack: list[int], made: Sequence[_Open], piece: Piece, kind: SectionKind) -> None:
    """Close the sections that this sentence no longer belongs to."""
    turned = kind in (SectionKind.SITUATION, SectionKind.CLOSING) and piece.first
    while len(stack) > 1:
        top = made[stack[-1]]
        over = not top.open and top.paragraph != piece.paragraph
        passage = top.heading == "" and top.kind is not kind
        left = top.depth >= _CHAPTER and (
            (piece.first and pattern("address").match(piece.text) is not None)
            or (turned and top.kind is not kind)
        )
        if not (over or passage or left):
            return
        stack.pop()
