"""Where the sentences of a paragraph end."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？!?]+['\"”’」』）)》】]*")
_OPENERS = {
    "”": "“",
    "’": "‘",
    "）": "（",
    ")": "(",
    "》": "《",
    "】": "【",
    "」": "「",
    "』": "『",
}


def split(paragraph: str) -> list[tuple[int, int]]:
    """Return the spans of a paragraph's sentences, 0-based and half-open.

    A sentence ends at 。！？ with the closing quotation marks and brackets behind it, or at the
    paragraph's end. A mark inside a bracket or a title that goes on does not end one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(paragraph):
        if found.end() < len(paragraph) and _is_inside(paragraph, start, found):
            continue
        spans.append((start, found.end()))
        start = found.end()
    if start < len(paragraph):
        spans.append((start, len(paragraph)))
    return spans


def _is_inside(paragraph: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether the mark stands inside brackets or quotes within a sentence that goes on."""
    so_far = paragraph[start : found.end()]
    if so_far.count("（") > so_far.count("）") or so_far.count("《") > so_far.count("》"):
        return True
    closer = so_far[-1]
    if closer not in _OPENERS or found[0][0] == "。":
        return False
    # 以“谁来种地？”为题: a quoted question in the middle of a clause.
    return so_far.rfind(_OPENERS[closer]) > 0
