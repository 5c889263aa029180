"""Is it the same thing? A statement of the plan continues one of the review on the same thing."""

from __future__ import annotations

from collections import defaultdict

from gwr_graph.model import Continuation, Direction, EntityType, Resolution, Stance, Statement

_THINGS = frozenset({EntityType.PROJECT, EntityType.SITE, EntityType.PARK})


def continuations(resolution: Resolution) -> tuple[Continuation, ...]:
    """Return which commitments continue which achievements of the same report.

    By the same named thing whose status both tell, or by the same indicator of the jurisdiction.
    """
    extraction = resolution.extraction
    things: dict[str, list[int]] = defaultdict(list)
    numbers: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(extraction.statements):
        if statement.stance is Stance.ACHIEVED:
            for key in _things(resolution, statement):
                things[key].append(index)
            for key in _indicators(resolution, statement):
                numbers[key].append(index)
    found: dict[tuple[int, int], Continuation] = {}
    for index, statement in enumerate(extraction.statements):
        if statement.stance is not Stance.COMMITTED:
            continue
        for key in _things(resolution, statement):
            for earlier in things.get(key, ()):
                found.setdefault(
                    (index, earlier), Continuation(index, earlier, key, "same-thing", 0.9)
                )
        for key in _indicators(resolution, statement):
            for earlier in numbers.get(key, ()):
                found.setdefault(
                    (index, earlier), Continuation(index, earlier, key, "same-indicator", 0.9)
                )
    return tuple(found[pair] for pair in sorted(found))


def _things(resolution: Resolution, statement: Statement) -> list[str]:
    mentions = resolution.extraction.mentions
    return sorted(
        {
            resolution.refers[i]
            for i in statement.mentions
            if mentions[i].status is not None and mentions[i].types[0] in _THINGS
        }
    )


def _indicators(resolution: Resolution, statement: Statement) -> list[str]:
    measures = resolution.extraction.measures
    found = set()
    for i in statement.measures:
        measure = measures[i]
        if measure.indicator is not None and resolution.measure_of[i] == resolution.home:
            kind = "growth" if measure.direction is not Direction.LEVEL else measure.unit_text
            found.add(f"{measure.indicator}/{kind}")
    return sorted(found)
