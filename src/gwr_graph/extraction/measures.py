"""Numbers of a sentence and what they measure.

Every quantity of ``quantities`` is judged in its place (``measure_place``): a threshold inside
the thing counted (10亿元以上项目4个) belongs to the thing; the others are read (``measure_read``)
and become measures.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gwr_graph.extraction.measure_period import Times, read_times
from gwr_graph.extraction.measure_place import BREAK, place
from gwr_graph.extraction.measure_read import Reading, read_all
from gwr_graph.extraction.quantities import Quantity, find_chinese, find_quantities
from gwr_graph.lexicon import indicators
from gwr_graph.model import Measure, Sentence, Stance

_ANY = re.compile(r"[0-9０-９一二三四五六七八九两十百千万亿]")
_DIGIT = re.compile(r"[0-9０-９]")

# How often what is measured is read right: where it is an indicator of the list, and where not
# (counted on the gold that models are trained on; measures are read by rules).
_CONFIDENCE = {
    "after": (0.98, 0.88),
    "growth": (0.98, 0.95),
    "counted": (0.95, 0.87),
    "respectively": (0.98, 0.95),
    "from-to": (0.98, 0.95),
    "inherited": (0.96, 0.84),
    "chinese": (0.6, 0.6),
}


def find_measures(
    sentence: Sentence, stance: Stance, year: int, base: int | None = None
) -> tuple[Measure, ...]:
    """Return the measures of a sentence, in order; offsets are those of the sentence's document.

    ``year`` is the period of a number that names none: the year reviewed or planned. ``base`` is
    the year that changes are reckoned from (X in 由X提高到Y) where the sentence does not say, by
    default the year before; see ``measure_period.base_year``.
    """
    text = sentence.text
    if not _ANY.search(text):
        return ()
    committed = stance is Stance.COMMITTED
    found: list[tuple[Quantity, Reading]] = []
    times: Times | None = None
    if _DIGIT.search(text) and (spots := place(text, find_quantities(text))):
        times = read_times(text, year, committed, base)
        found = read_all(text, spots, times)
    for spot in place(text, find_chinese(text)):
        q = spot.quantity
        if not any(other.start < q.end and q.start < other.end for other, _ in found):
            times = times or read_times(text, year, committed, base)
            found.extend(
                (quantity, replace(reading, rule="chinese"))
                for quantity, reading in read_all(text, [spot], times)
            )
    if times is None:
        return ()
    found.sort(key=lambda item: (item[0].start, item[0].end_range))
    return tuple(_measure(sentence, committed, times, q, reading) for q, reading in found)


def _measure(
    sentence: Sentence, committed: bool, times: Times, q: Quantity, reading: Reading
) -> Measure:
    period, first = times.at(q.start)
    if reading.year is not None:
        period, first = reading.year, None
    due = None
    if committed and times.dues:
        begin = max((m.end() for m in BREAK.finditer(sentence.text, 0, q.start)), default=0)
        stop = BREAK.search(sentence.text, q.end)
        due = times.due(begin, q.start, stop.start() if stop else len(sentence.text))
    indicator = indicators.match(reading.what)
    return Measure(
        surface=sentence.text[q.start : q.end],
        start=sentence.start + q.start,
        end=sentence.start + q.end,
        value=q.value,
        unit_text=q.unit,
        what=reading.what or sentence.text[q.start : q.end],
        direction=reading.direction,
        bound=reading.bound,
        period=period,
        sentence=sentence.order,
        rule=f"measure-{reading.rule}",
        confidence=_CONFIDENCE[reading.rule][0 if indicator else 1],
        period_start=first,
        due=due[0] if due else None,
        due_text=sentence.text[due[1] : due[2]] if due else None,
        indicator=indicator,
    )
