"""A text with spans over it as HTML whose text, tags stripped, is that text and nothing else.

Spans may nest and cross: every stretch of text between two borders becomes one flat piece that knows
all the spans over it, so that no tag ever has to close before another that was opened later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (code points, half-open) of a text, and what they are.

    ``kind`` is a class of the style sheet: letters only.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a border in it; ``over`` are the spans over it, the shortest first."""

    start: int
    end: int
    over: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: a line of its own, or the words that lead a paragraph.

    ``anchor`` is its id in the page, ``level`` that of the element (2 to 6) where it is a line.
    """

    start: int
    end: int
    anchor: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Tick:
    """What the margin says of a sentence: ``stances`` are classes, ``title`` the words for them."""

    start: int
    stances: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What to show over a text. ``target`` is what the reader was sent to, (start, end) or None."""

    facts: tuple[Span, ...] = ()
    heads: tuple[Head, ...] = ()
    ticks: tuple[Tick, ...] = ()
    target: tuple[int, int] | None = None


def pieces(
    spans: Iterable[Span], start: int, end: int, cuts: Iterable[int] = ()
) -> Iterator[Piece]:
    """Yield the stretches of ``start`` to ``end`` in order: together they are all of it, once.

    ``cuts`` are borders where no span need begin or end; those outside do nothing.
    """
    inside = sorted(
        (s for s in spans if s.start < end and s.end > start and s.start < s.end),
        key=lambda s: (s.start, s.end, s.kind),
    )
    borders = {start, end, *(cut for cut in cuts if start < cut < end)}
    for span in inside:
        borders.update((max(span.start, start), min(span.end, end)))
    opened: list[Span] = []
    following = 0
    for left, right in pairwise(sorted(borders)):
        while following < len(inside) and inside[following].start <= left:
            opened.append(inside[following])
            following += 1
        opened = [span for span in opened if span.end > left]
        over = sorted(opened, key=lambda s: (s.end - s.start, s.start, s.kind))
        yield Piece(left, right, tuple(over))


def article(text: str, marks: Marks, href: Callable[[int, int], str]) -> Markup:
    """Return ``text`` as paragraphs and headings, one a line, with ``marks`` in them.

    ``href`` gives the address of a fact's characters. A fact's first piece has the id ``c`` and its
    start; so has what the reader was sent to.
    """
    html = "\n".join(_Writer(text, marks, href).blocks())
    return Markup(html)  # noqa: S704 - the writer escapes every text and address


class _Writer:
    def __init__(self, text: str, marks: Marks, href: Callable[[int, int], str]) -> None:
        self.text = text
        self.href = href
        self.facts = sorted(set(marks.facts), key=lambda s: (s.start, s.end, s.kind))
        self.heads = sorted(marks.heads, key=lambda h: h.start)
        self.ticks = {t.start: t for t in marks.ticks}
        start, end = marks.target or (0, 0)
        self.target = Span(max(start, 0), min(end, len(text)), "")
        self.taken: set[str] = set()

    def blocks(self) -> Iterator[str]:
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            yield self.block(start, end)
            start = end + 1

    def block(self, start: int, end: int) -> str:
        heads = [h for h in self.heads if h.start < end and h.end > start]
        whole = next((h for h in heads if h.start <= start and h.end >= end), None)
        body = self.body(start, end, () if whole else heads)
        if whole:
            anchor = self.anchor(whole.anchor)
            return f'<h{whole.level}{anchor} data-at="{start}">{body}</h{whole.level}>'
        if start == end:
            return ""
        return f'<p data-at="{start}">{body}</p>'

    def body(self, start: int, end: int, leads: Sequence[Head]) -> str:
        """Return a line: what leads it in bold, what was sent for marked, facts as links."""
        lead_spans = [Span(h.start, h.end, h.anchor) for h in leads]
        found = self.within(start, end)
        out: list[str] = []

        def frame(piece: Piece) -> tuple[Span | None, bool]:
            lead = next((s for s in lead_spans if _covers(s, piece)), None)
            return lead, _covers(self.target, piece)

        keep = set(found)
        spans = [*found, *lead_spans, self.target]
        for (lead, aimed), group in groupby(pieces(spans, start, end, self.ticks), key=frame):
            inner = [self.piece(p, [s for s in p.over if s in keep], aimed) for p in group]
            html = "".join(inner)
            if aimed:
                html = f"<mark{self.anchor(f'c{self.target.start}')}>{html}</mark>"
            if lead:
                html = f'<b class="opening"{self.anchor(lead.kind)}>{html}</b>'
            out.append(html)
        return "".join(out)

    def within(self, start: int, end: int) -> list[Span]:
        until = bisect_right(self.facts, end, key=lambda s: s.start)
        return [s for s in self.facts[:until] if s.end > start]

    def piece(self, piece: Piece, facts: Sequence[Span], aimed: bool) -> str:
        tick = self.tick(self.ticks.get(piece.start))
        words = escape(self.text[piece.start : piece.end])
        if not facts:
            return f"{tick}{words}"
        first = facts[0]
        kinds = " ".join(["f", first.kind, *(["two"] if len(facts) > 1 else [])])
        started = [s for s in facts if s.start == piece.start]
        # the mark around it has the id already
        own = bool(started) and not (aimed and piece.start == self.target.start)
        anchor = self.anchor(f"c{piece.start}") if own else ""
        more = "" if started and started[0] == first else ' data-on=""'
        address = escape(self.href(first.start, first.end))
        return f'{tick}<a class="{kinds}"{anchor}{more} href="{address}">{words}</a>'

    @staticmethod
    def tick(tick: Tick | None) -> str:
        if tick is None:
            return ""
        signs = "".join(f'<i class="{stance}"></i>' for stance in tick.stances)
        return f'<span class="tick" title="{escape(tick.title)}">{signs}</span>'

    def anchor(self, name: str) -> str:
        """Return an id attribute; nothing for a name that the page has already."""
        if name in self.taken:
            return ""
        self.taken.add(name)
        return f' id="{escape(name)}"'


def _covers(span: Span, piece: Piece) -> bool:
    return span.start <= piece.start and piece.end <= span.end and span.start < span.end
