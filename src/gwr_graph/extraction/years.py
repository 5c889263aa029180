"""Which years a report speaks of: the one it reviews and the one it plans."""

from __future__ import annotations

import re
from typing import NamedTuple

from gwr_graph.model import Document, Section, SectionKind

_YEAR = re.compile(r"((?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})年")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LATE = 10  # a report given in October or later reviews the year that is ending


class Years(NamedTuple):
    """The year reviewed and the year planned."""

    review: int
    plan: int

    def of(self, section: Section) -> int:
        """Return the year that a section's sentences speak of unless they say otherwise."""
        return self.plan if section.kind in _AHEAD else self.review


_AHEAD = frozenset({SectionKind.PLAN, SectionKind.CLOSING})


def years(document: Document) -> Years:
    """Return the years that the headings of the parts name, else those of the day of delivery."""
    header = document.header
    late = header.issued is not None and header.issued.month >= _LATE
    review = _named(document, SectionKind.REVIEW)
    plan = _named(document, SectionKind.PLAN)
    if review is None:
        review = plan - 1 if plan is not None else header.year - (0 if late else 1)
    if plan is None or plan <= review:
        plan = review + 1
    return Years(review, plan)


def _named(document: Document, kind: SectionKind) -> int | None:
    """Return the latest year in the heading of a part of this kind, not far from the delivery."""
    for section in document.sections:
        if section.kind is kind and section.depth <= 1:
            found = [int(y.translate(_DIGITS)) for y in _YEAR.findall(section.heading)]
            near = [y for y in found if abs(y - document.header.year) <= 1]
            if near:
                return max(near)
    return None
