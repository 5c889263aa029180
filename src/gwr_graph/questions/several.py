"""Questions over several reports: which of them a question is put to, who says something, one
number of each beside the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from gwr_graph.lexicon import cues
from gwr_graph.lookup import best
from gwr_graph.questions.amounts import item, told
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import Asked, answered, borne_out
from gwr_graph.questions.facts import Report, Said
from gwr_graph.questions.figures import SHARES, Figure, figures
from gwr_graph.questions.passages import extended, phrase
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.searching import in_time
from gwr_graph.questions.wording import amount, fitted, say

_KINDS = frozenset({"province", "city", "county", "report", "town"})
_AS_GOOD = 0.1
_MOST_ITEMS = 8
_MOST_OF_A_RANKING = 5


def scope(plan: Plan, reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Return the reports of the jurisdictions that a question names, else all."""
    named = {match.iri for m in plan.mentions if m.matches for match in best(m.matches)}
    own = tuple(report for report in reports if report.home in named)
    return own or reports


def asks_which(asked: Asked) -> bool:
    """True where a question over several reports asks which jurisdictions say something."""
    kinds = {kind.key for kind in asked.plan.kinds}
    who = Aim.WHO in asked.plan.aims  # 谁提到了人工智能
    speaks = who and cues.pattern("speaks").search(asked.plan.question) is not None
    counts = cues.pattern("of-reports").search(asked.plan.question) is not None
    return len(asked.reports) > 1 and (speaks or counts or not kinds.isdisjoint(_KINDS))


def compares(asked: Asked) -> bool:
    """True where a number is asked of several reports."""
    plan = asked.plan
    aims = {Aim.NUMBER, Aim.COMPARE, Aim.RANK, Aim.FIGURES}.intersection(plan.aims)
    homes = {report.home for report in asked.reports}
    named = sum(bool(m.matches) and m.matches[0].iri in homes for m in plan.mentions)
    indicator = any(m.matches and "Indicator" in m.matches[0].types for m in plan.mentions)
    side_by_side = named > 1 and indicator
    return len(asked.reports) > 1 and bool(aims or plan.directions or side_by_side)


def which(asked: Asked) -> Answer | None:
    """Return the jurisdictions whose reports say what is asked, each with its words."""
    words = _words(asked)
    said: dict[str, list[Said]] = defaultdict(list)
    near = [r for r in in_time(asked.plan, asked.search.ranked) if borne_out(asked, r)]
    for one in near:
        held = words in one.said.sentence if words else one.score >= near[0].score - _AS_GOOD
        if held:
            said[one.said.report].append(one.said)
    found = [report for report in asked.reports if report.iri in said]
    if not found:
        return None
    lang = asked.lang
    first = {report.iri: said[report.iri][0] for report in found}
    items = [Item(r.home_label, r.home, "AdminArea", note=first[r.iri].quote[:100]) for r in found]
    lead = say("found", lang, n=len(found))
    text = fitted([say("comma", lang).join(report.home_label for report in found)], lang, lead=lead)
    return answered(asked, text, items, first.values())


def _words(asked: Asked) -> str:
    """Return the words that a report must hold, "" where the question needs more than these."""
    words = phrase(asked) or extended(asked)
    nouns = [need for need in asked.search.needs if need.noun or need.named]
    whole = all(any(form in words or words in form for form in need.forms) for need in nouns)
    return words if whole else ""


def across(asked: Asked) -> Answer | None:
    """Return one number of each report, the highest first where a ranking is asked for."""
    homes = {report.home: report for report in asked.reports}
    groups: dict[tuple[str, str, int | None, str], dict[str, Figure]] = defaultdict(dict)
    for one in figures(asked):
        own = one.number
        if own.since is None and own.of in homes and one.said.report == homes[own.of].iri:
            way = "" if own.unit in SHARES else own.direction
            key = (own.unit, way, own.period, one.said.stance)
            groups[key].setdefault(own.of, one)
    if not groups:
        return None
    top = max(one.score for group in groups.values() for one in group.values())
    likely = [g for g in groups.values() if max(f.score for f in g.values()) >= top - _AS_GOOD]
    chosen = max(likely, key=lambda group: (len(group), max(f.score for f in group.values())))
    question = asked.plan.question
    lowest = bool(cues.pattern("least").search(question))
    both = lowest and cues.pattern("greatest").search(question) is not None
    ranked = sorted(
        chosen.values(),
        key=lambda f: (f.number.value if lowest else -f.number.value, f.said.report),
    )
    lang = asked.lang
    if Aim.RANK in asked.plan.aims:
        last = ranked[:_MOST_OF_A_RANKING][-1].number.value
        first = [one for one in ranked if one.number.value == ranked[0].number.value]
        rest = [one for one in ranked[len(first) :] if (one.number.value <= last) == lowest][:3]
        if both:
            last = ranked[-1].number.value
            rest = [one for one in ranked[len(first) :] if one.number.value == last]
        ranked = (first + rest)[:_MOST_ITEMS]
    parts = [
        say("across", lang, home=homes[f.number.of].home_label, amount=amount(f.number, lang))
        for f in ranked
    ]
    if len(ranked) == 1:
        only = told(asked, ranked)
        return replace(only, items=(_of_home(homes[ranked[0].number.of], ranked[0]),))
    lead = _lead(asked, ranked[0])
    items = [_of_home(homes[f.number.of], f) for f in ranked[:_MOST_ITEMS]]
    return answered(asked, fitted(parts, lang, lead=lead), items, [f.said for f in ranked])


def _lead(asked: Asked, one: Figure) -> str:
    own, lang = one.number, asked.lang
    year = "" if own.period is None else say("period", lang, year=own.period)
    kind = "Target" if one.said.stance == "Commitment" else "Result"
    return say(f"across.{kind}", lang, what=own.indicator_label or own.what, period=year)


def _of_home(report: Report, one: Figure) -> Item:
    own = item(one)
    return Item(report.home_label, own.iri, own.type, own.value, own.unit, own.note)
