"""A sentence cut into clauses, the size of one assertion."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[，；：。！？“（《‘(”）》’)]")
_OPEN, _CLOSE = "“（《‘(", "”）》’)"
_ADVERBIAL = re.compile(
    r"^(?:按照|根据|围绕|紧扣|聚焦|针对|面对|随着|抢抓|立足|依托|对标|锚定|通过|结合|为|以[^，]{1,24}为|在[^，]{2,30}(?:下|中|上|后|前|期间|方面)$|"
    r"坚持|把|始终|同时|此外|其中|目前|全年|一年来|预计|预计全年|初步统计|据初步统计)"
)


class Clause(NamedTuple):
    """``start`` and ``end`` within the sentence, without the mark that closes it; ``mark`` is that
    mark. ``lead`` is True for a phrase that only introduces what follows."""

    start: int
    end: int
    mark: str
    lead: bool


def clauses(text: str) -> list[Clause]:
    """Return the clauses of a sentence in order; marks inside quotes and brackets do not cut."""
    cuts: list[int] = []
    depth = 0
    for match in _MARK.finditer(text):
        char = match[0]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            cuts.append(match.start())
    found: list[Clause] = []
    start = 0
    for cut in [*cuts, len(text)]:
        begin, end = start, cut
        while begin < end and text[begin] in " 　—":
            begin += 1
        while end > begin and text[end - 1] in " 　":
            end -= 1
        if end > begin:
            mark = text[cut] if cut < len(text) else ""
            lead = bool(_ADVERBIAL.match(text[begin:end])) and mark == "，"
            found.append(Clause(begin, end, mark, lead))
        start = cut + 1
    return found
