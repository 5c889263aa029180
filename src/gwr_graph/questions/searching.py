"""From a plan to what the reports say on it: named queries run, what they find ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gwr_graph.model import Stance
from gwr_graph.questions import facts, kin
from gwr_graph.questions.facts import Report, Said
from gwr_graph.questions.heads import heads, roles, unknown_heads
from gwr_graph.questions.needs import LIKE, MOST_FORMS, THEME, in_words, joined, met, needed
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.ranking import Need, Ranked, rank, rarity
from gwr_graph.store import Store

_LOOSE = 0.2
_OF_ANOTHER_STANCE = 0.25


@dataclass(frozen=True, slots=True)
class Search:
    """``ranked`` are the statements found, the best first; ``sparql`` the queries that found them.

    ``unknown`` are the needs that no statement meets.
    """

    needs: tuple[Need, ...]
    ranked: tuple[Ranked, ...]
    sparql: tuple[str, ...]
    unknown: tuple[Need, ...]


def search(store: Store, plan: Plan, reports: Sequence[Report], total: int) -> Search:
    """Return what these reports say on a question; ``total`` is how many statements they hold."""
    keys = [report.key for report in reports]
    raw = needed(store, plan, reports)
    found: dict[str, Said] = {}
    ran: list[str] = []
    things = list(dict.fromkeys(thing for need in raw for thing in sorted(need.things)))
    if things:
        found, ran = facts.said_of(store, things, keys)
    forms = list(dict.fromkeys(form for need in raw for form in need.forms))[:MOST_FORMS]
    if forms:
        one = facts.run(store, "said", {"text": forms, "report": keys})
        for iri, said in facts.said(one.table).items():
            found.setdefault(iri, said)
        ran.append(one.sparql)
    raw, more = in_words(raw, plan, found)
    if more:
        one = facts.run(store, "said", {"text": more, "report": keys})
        for iri, said in facts.said(one.table).items():
            found.setdefault(iri, said)
        ran.append(one.sparql)
    raw = joined(raw, plan, found)
    unmet = [need for need in raw if not met(need, found)]
    asked = heads(plan) | unknown_heads(plan, unmet)
    needs = tuple(
        _weighed(raw, found, total, asked, roles(plan), asks=_asks(plan), who=Aim.WHO in plan.aims)
    )
    ranked = rank(needs, found)
    held = [any(r.covers[at] > 0 for r in ranked) for at in range(len(needs))]
    unknown = tuple(need for need, is_met in zip(needs, held, strict=True) if not is_met)
    return Search(needs, ranked, tuple(ran), unknown)


def _weighed(
    raw: list[Need],
    found: dict[str, Said],
    total: int,
    asked: frozenset[str],
    whom: frozenset[str],
    *,
    asks: bool,
    who: bool,
) -> list[Need]:
    """Return the needs with their rarity.

    Words that no report holds are left out where they are verbs, and count little where they may be
    how people talk, as long as others say what is asked for.
    """
    counts = [met(need, found) for need in raw]
    if not asks and not any(need.noun and not need.named for need in raw):
        raw = [
            need if need.named else replace(need, noun=True, loose=False, weight=THEME)
            for need in raw
        ]
    any_met = any(
        count and (need.noun or need.named) for need, count in zip(raw, counts, strict=True)
    )
    weighed = []
    quotes = [said.quote for said in found.values()]
    for own, known in zip(raw, counts, strict=True):
        need = own if known else _with_kin(own, quotes, own.text in asked)
        count = known or met(need, found)
        if not count and not need.named and need.text not in asked:
            if not need.noun and (any_met or asks) and not who:
                continue
            if need.loose and any_met:
                weighed.append(replace(need, weight=_LOOSE, noun=False))
                continue
        weight = need.weight * (1.0 if need.named else rarity(total, count))
        head = need.text in asked
        loose = need.loose and not (head and need.text.isascii())
        weighed.append(replace(need, weight=weight, head=head, loose=loose, must=need.text in whom))
    return weighed


def _with_kin(need: Need, quotes: list[str], is_head: bool) -> Need:
    """Return a need that nothing meets with what it may be short for, else with its characters; what
    is asked for itself has to stand there."""
    if need.text[:1].isupper() and not any(map(_is_chinese, need.forms)):
        names = kin.heard(need.text, quotes)
        if names:
            return replace(need, forms=(*need.forms, *names), weight=LIKE, loose=False, noun=True)
    longer = kin.expansions(need.text, quotes)
    if longer:
        return replace(need, forms=(*need.forms, *longer))
    if is_head or need.named:
        return need
    return replace(need, pieces=kin.telling_characters(need.forms, quotes))


def _is_chinese(form: str) -> bool:
    return not form.isascii()


def _asks(plan: Plan) -> bool:
    """True where it is clear what is asked without the verbs: 下雨 alone is what 宝鸡下雨不 asks."""
    return plan.on_a_work or bool(plan.stances) or any(aim is not Aim.STATUS for aim in plan.aims)


def in_time(plan: Plan, ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return the statements of the years asked for, else of the stances asked for."""
    if plan.years:
        return tuple(r for r in ranked if r.said.period in plan.years)
    if len(plan.stances) == 1:
        own = tuple(r for r in ranked if Stance(r.said.stance) in plan.stances)
        if own and own[0].score >= ranked[0].score - _OF_ANOTHER_STANCE:
            return own
    return tuple(ranked)
