"""Is it the same thing? A statement of the plan continues one of the review on the same thing.

Each kind of evidence is a function: the same entity or work (things), the same quantity
(quantities), the same words where nothing has a name (terms).
"""

from __future__ import annotations

from gwr_graph.compare import said, things
from gwr_graph.compare.quantities import quantities, same_counted, same_quantity
from gwr_graph.compare.terms import same_list, same_term, same_words
from gwr_graph.model import Continuation, Resolution, Stance


def continuations(resolution: Resolution) -> tuple[Continuation, ...]:
    """Return which commitments continue which achievements of the same report, in order.

    A pair is told once, by its strongest evidence: ``rule`` names it and ``on`` is the key of the
    entity, ``<indicator or noun>/<growth or unit>``, or the words that both statements share.
    """
    statements = resolution.extraction.statements
    every = said.read(resolution)
    review = [s for s in every if statements[s.index].stance is Stance.ACHIEVED]
    plan = [s for s in every if statements[s.index].stance is Stance.COMMITTED]
    earlier, later = quantities(resolution)
    found: dict[tuple[int, int], Continuation] = {}
    for one in (
        *things.same_thing(resolution, plan, review),
        *things.same_work(resolution, plan, review),
        *things.same_maker(resolution, plan, review),
        *same_quantity(earlier, later),
        *same_counted(resolution, plan, review, [*earlier, *later]),
        *same_list(plan, review),
        *same_term(resolution, plan, review),
        *same_words(plan, review),
    ):
        pair = (one.later, one.earlier)
        if pair not in found or found[pair].confidence < one.confidence:
            found[pair] = one
    return tuple(found[pair] for pair in sorted(found))
