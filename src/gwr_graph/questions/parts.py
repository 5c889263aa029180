"""A question that asks several things, as several plans."""

from __future__ import annotations

import re
from dataclasses import replace

from gwr_graph.lexicon import cues
from gwr_graph.lookup import Index, Mention
from gwr_graph.lookup.index import CONCEPTS
from gwr_graph.questions.plan import Plan
from gwr_graph.questions.reading import read

_BORDER = re.compile(
    r"[，,；;。？?！!、]\s*(?:and\s+)?|\s+and\s+(?=how|what|which|where|who|when)", re.IGNORECASE
)
_NOT_ASKING = re.compile("[那这好十数前近头]几")

_ANY = frozenset("个项元万亿")


def parted(index: Index, plan: Plan, year: int) -> tuple[Plan, ...]:
    """Return the plans of the parts of a question that asks several things, () for one thing.

    A part without a name of its own is about the names before it, one without a year about the
    year of the whole.
    """
    texts = _texts(plan.question)
    if len(texts) < 2:
        return ()
    plans: list[Plan] = []
    for text in texts:
        own = read(index, text, year)
        before = plans[-1] if plans else None
        if before is not None and not _entities(own):
            own = _continued(own, before)
        if not own.years and len(plan.years) == 1:
            own = replace(own, years=plan.years, stances=own.stances or plan.stances)
        plans.append(own)
    return tuple(plans)


def _continued(own: Plan, before: Plan) -> Plan:
    """Return a plan with the names of the part before it; with its words too where it has none."""
    says = own.mentions or any(term.is_noun for term in own.terms)
    if not says and not _tells(own.units):
        return replace(
            own, mentions=before.mentions, terms=(*before.terms, *own.terms), inherited=True
        )
    named = tuple(replace(mention, start=0, end=0) for mention in _entities(before))
    return replace(own, mentions=(*named, *own.mentions), inherited=bool(named))


def _tells(units: tuple[str, ...]) -> bool:
    """True where a unit says what is counted: 套, but not 个."""
    return any(unit not in _ANY for unit in units)


def _entities(plan: Plan) -> tuple[Mention, ...]:
    return tuple(m for m in plan.mentions if m.matches and CONCEPTS.isdisjoint(m.matches[0].types))


def _texts(question: str) -> list[str]:
    """Return the parts of a question, each with a word that asks."""
    found: list[str] = []
    rest = ""
    for piece in _BORDER.split(question):
        rest = f"{rest}，{piece}" if rest else piece
        if cues.pattern("asking").search(_NOT_ASKING.sub("", piece)):
            found.append(rest)
            rest = ""
    if rest and found:
        found[-1] += f"，{rest}"
    return found
