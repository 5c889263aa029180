"""A question on its way to an answer, and what all answers are made with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gwr_graph.lookup import Index
from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.questions.facts import Report, Said
from gwr_graph.questions.plan import Plan
from gwr_graph.questions.ranking import Need, Ranked, grouped, share
from gwr_graph.questions.searching import Search
from gwr_graph.store import Store

ENOUGH = 0.6
"""The least share of what a question needs that an answer's words must bear out."""

ENOUGH_OF_WORDS = 0.5
"""The same for the words that are no names."""

NAMED_AT_LEAST = 0.5

SEVERAL = 1.5
"""What several things that are met must weigh where less than ``ENOUGH`` of the question is: a
question in other words than the report's still shares the telling ones with it."""

_LEAST_OF_SEVERAL = 0.4
_LEAST_SEVERAL = 2


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The plan of a question, the reports it is put to, and what a search of them found."""

    store: Store
    index: Index
    plan: Plan
    reports: tuple[Report, ...]
    search: Search

    @property
    def lang(self) -> str:
        return self.plan.lang

    def home(self, said: Said) -> str:
        """Return whose report a statement stands in, "" where only one report is asked."""
        if len(self.reports) < _LEAST_SEVERAL:
            return ""
        return next((r.home_label for r in self.reports if r.iri == said.report), "")


def borne_out(asked: Asked, ranked: Ranked) -> bool:
    """True where a statement holds enough of what is asked: all names, most of the words."""
    return bears_out(asked, ranked.covers)


def bears_out(asked: Asked, covers: tuple[float, ...]) -> bool:
    """True where these covers (one a need) are enough."""
    needs = asked.search.needs
    met = share(needs, covers)
    if not needs or met < _LEAST_OF_SEVERAL:
        return False
    pairs = grouped(needs, covers)
    unknown = [need for need in asked.search.unknown if need.head and not need.loose]
    if any(need in unknown for need, _ in pairs):
        return False
    if any(
        (need.must or _is_unknown_name(need)) and cover < NAMED_AT_LEAST for need, cover in pairs
    ):
        return False
    if _several(pairs):
        return True
    if met < ENOUGH or any(need.named and cover < NAMED_AT_LEAST for need, cover in pairs):
        return False
    words = [(need, cover) for need, cover in pairs if need.noun and not need.named]
    if not words or asked.plan.on_a_work:
        return True
    return share(tuple(n for n, _ in words), tuple(c for _, c in words)) >= ENOUGH_OF_WORDS


def _several(pairs: Sequence[tuple[Need, float]]) -> bool:
    """True where several telling things are met, a word among them, and what is not met is neither
    a name nor what is counted or asked for."""
    nouns = [(need, cover) for need, cover in pairs if need.noun]
    met = [(need, cover) for need, cover in nouns if cover >= NAMED_AT_LEAST]
    missed = [need for need, cover in nouns if cover < NAMED_AT_LEAST]
    if len(met) < 2 or any(need.named or need.head or _is_code(need) for need in missed):
        return False
    words = any(not need.named for need, _ in met)
    return words and sum(need.weight * cover for need, cover in met) >= SEVERAL


def _is_unknown_name(need: Need) -> bool:
    """True for a word in capitals that nothing is known of: BOE."""
    return not (need.forms or need.loose) and need.noun and need.text[:1].isupper()


def _is_code(need: Need) -> bool:
    """True for letters that name something: ABK, 5G."""
    return any(form.isascii() and form.isupper() for form in need.forms)


def evidence(said: Iterable[Said], most: int = 12) -> tuple[Evidence, ...]:
    """Return statements as evidence, each once, in the order given."""
    unique = {one.iri: one for one in said}
    return tuple(
        Evidence(one.quote, one.report, one.start, one.end, one.iri)
        for one in list(unique.values())[:most]
    )


def answered(
    asked: Asked, text: str, items: Sequence[Item], said: Iterable[Said], sparql: str = ""
) -> Answer:
    """Return an answer; without ``sparql`` the query that found the first of ``said`` is told."""
    said = tuple(said)
    return Answer(
        question=asked.plan.question,
        lang=asked.lang,
        answered=True,
        text=text,
        items=tuple(items),
        sparql=sparql or _query(asked.search, said),
        evidence=evidence(said),
    )


def _query(search: Search, said: Sequence[Said]) -> str:
    """Return the query that found the first of these statements."""
    if not search.sparql:
        return ""
    things = [f"<{thing}>" for thing in said[0].roles] if said else []
    return next((q for q in search.sparql if any(t in q for t in things)), search.sparql[-1])
