"""Coordinated subjects: 城镇、农村居民人均可支配收入 names two, 粮食面积和产量 shares its front."""

from __future__ import annotations

import re
from functools import cache

from gwr_graph.lexicon import measure_cues

_AND = re.compile(r"、|和|与|及|以及")


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(measure_cues.alternation(measure_cues.load().shared_start))


def split_subjects(phrase: str, count: int) -> tuple[str, ...]:
    """Return ``count`` subjects coordinated in ``phrase``, completed; () where it has fewer."""
    parts = [part for part in _AND.split(phrase) if part]
    if len(parts) == 1 and count == 2 and "城乡" in phrase:
        return phrase.replace("城乡", "城镇", 1), phrase.replace("城乡", "农村", 1)
    if len(parts) < count:
        return ()
    if len(parts) > count:
        # The front ones belong together only if the split is unambiguous: 、 alone separates.
        marks = [part for part in phrase.split("、") if part]
        parts = marks if len(marks) == count else parts[-count:]
    last = parts[-1]
    head = measure_cues.load().quantity_head
    if len(last) <= 3 and head.search(last) and len(parts[0]) > len(last):
        first = parts[0]
        front = head.sub("", first) or first[: -len(last)]
        return first, *(part if len(part) > 3 else front + part for part in parts[1:])
    done = []
    for part in parts[:-1]:
        if head.search(part) and len(part) >= 3:
            done.append(part)
        else:
            done.append(part + _tail(last, len(part)))
    return *done, last


def _tail(last: str, length: int) -> str:
    """The part of the last subject that the ones before share, "" if they share none."""
    start = _shared().search(last, 1)
    if start and start.start() <= length + 3:
        return last[start.start() :]
    heads = measure_cues.load().shared_head
    return next((head for head in heads if last.endswith(head) and len(head) < len(last)), "")
