"""The second number of a question that asks two: it stands beside the first, in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from gwr_graph.questions import facts
from gwr_graph.questions.amounts import told
from gwr_graph.questions.answers import Answer
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.figures import ANY_UNIT, Figure, fits_unit, in_years
from gwr_graph.questions.plan import Aim
from gwr_graph.questions.ranking import in_number, share

_ENOUGH = 0.5
_NUMBERS = frozenset((Aim.NUMBER, Aim.COUNT, Aim.COMPARE))


def beside(asked: Asked, known: Answer, whole: Asked) -> Answer | None:
    """Return the number that a part of a question asks for, where it stands in a sentence that
    answered the part before (``known``); ``whole`` is the question.

    It has the unit asked for, or what it measures is named.
    """
    plan = asked.plan
    if not (_NUMBERS.intersection(plan.aims) or plan.money or plan.units):
        return None
    evidence = {one.statement for one in known.evidence[:2]}
    ranked = {r.said.iri: r.said for r in (*whole.search.ranked, *asked.search.ranked)}
    sentences = {said.sentence_iri for iri, said in ranked.items() if iri in evidence}
    near = {iri: said for iri, said in ranked.items() if said.sentence_iri in sentences}
    told_already = {item.iri for item in known.items}
    needs = asked.search.needs
    found: list[Figure] = []
    for iri, numbers in facts.numbers(asked.store, near).items():
        for own in numbers:
            if own.iri in told_already or not fits_unit(plan, own):
                continue
            if not in_years(plan, own, near[iri]):
                continue
            covers = tuple(in_number(need, own, near[iri], so_counted=True) for need in needs)
            met = share(needs, covers)
            if _says_unit(plan.units) or plan.money or met >= _ENOUGH:
                found.append(Figure(own, near[iri], covers, met, met))
    return told(asked, _best(found)) if found else None


def _best(found: Sequence[Figure]) -> list[Figure]:
    return sorted(found, key=lambda one: (-one.score, one.number.start))[:1]


def _says_unit(units: Sequence[str]) -> bool:
    """True where a unit says what is counted."""
    return not ANY_UNIT.issuperset(units)
