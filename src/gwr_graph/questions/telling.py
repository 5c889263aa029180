"""Which kinds of answer a question may have, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gwr_graph.lexicon import cues, question_words
from gwr_graph.lookup.index import CONCEPTS
from gwr_graph.questions import (
    amounts,
    comparing,
    counting,
    linking,
    listing,
    origin,
    passages,
    places,
    quoting,
    rankings,
    several,
)
from gwr_graph.questions.answers import Answer
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.heads import HOW_MUCH
from gwr_graph.questions.needs import is_home
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.wording import LONGEST

_MOST_ITEMS = 8
_BESIDE = frozenset((Aim.COMPARE, Aim.COUNT, Aim.NUMBER, Aim.RANK))
_BEFORE_THINGS = frozenset(
    (Aim.PATH, Aim.COMPARE, Aim.FIGURES, Aim.WHEN, Aim.STATUS, Aim.COUNT, Aim.NUMBER)
)


_ON_NUMBERS = frozenset(
    (
        amounts.number,
        amounts.all_figures,
        amounts.of_each,
        amounts.from_to,
        amounts.extreme,
        comparing.compare,
        quoting.counted,
        several.across,
    )
)


def told(asked: Asked) -> Answer | None:
    """Return the first answer there is, with a second one to a question that asks two things."""
    tellers = list(dict.fromkeys(_tellers(asked)))
    for at, tell in enumerate(tellers):
        told_ = tell(asked)
        if told_ is None:
            continue
        if len(cues.pattern("asking").findall(asked.plan.question)) > 1:
            for other in tellers[at + 1 :]:
                same_sort = {tell, other} <= _ON_NUMBERS or other is quoting.statements
                more = None if same_sort else other(asked)
                if more is not None:
                    return both(asked.lang, told_, more)
        return told_
    return None


def both(lang: str, one: Answer, other: Answer) -> Answer:
    """Return two answers as one, the second as far as there is room."""
    between = " " if lang == "en" else ""
    if other.text in one.text or len(one.text) + len(other.text) >= LONGEST:
        return one
    return replace(
        one,
        text=one.text + between + other.text,
        items=tuple(dict.fromkeys((*one.items, *other.items)))[:_MOST_ITEMS],
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


def _tellers(asked: Asked) -> list[Callable[[Asked], Answer | None]]:
    """Return what may answer a question, the likeliest first."""
    plan = asked.plan
    by_aim: dict[Aim, Callable[[Asked], Answer | None]] = {
        Aim.ORIGIN: origin.origin,
        Aim.PATH: linking.connection,
        Aim.MEANING: passages.meaning,
        Aim.PASSAGES: passages.passages,
        Aim.COMPARE: comparing.compare,
        Aim.FIGURES: amounts.all_figures,
        Aim.WHEN: quoting.time,
        Aim.STATUS: quoting.progress,
        Aim.COUNT: amounts.number,
        Aim.NUMBER: amounts.number,
        Aim.WHERE: places.where,
        Aim.WHO: listing.who,
    }
    aims = list(plan.aims)
    if Aim.PASSAGES in aims and counting.so_many(plan.question):
        aims.remove(Aim.PASSAGES)  # which three are mentioned
    numbers = _on_numbers(plan)
    if Aim.COMPARE in aims and not numbers and not _compares(plan.question):
        aims.remove(Aim.COMPARE)  # 去年办了啥、今年排了啥
    if Aim.COMPARE not in aims and numbers and len(plan.years) > 1:
        aims.insert(0, Aim.COMPARE)
    if Aim.STATUS in aims and Aim.NUMBER in aims and HOW_MUCH.search(plan.question):
        aims.remove(Aim.STATUS)  # 产值要干到多少
        aims.append(Aim.STATUS)
    chosen = [by_aim[aim] for aim in aims if aim in by_aim]
    if Aim.ORIGIN in aims:
        return [origin.origin]
    if Aim.MEANING in aims:
        named = any(m.matches and CONCEPTS.isdisjoint(m.matches[0].types) for m in plan.mentions)
        asks = named or plan.years or plan.stances or "哪" in plan.question
        asks = asks and not cues.pattern("stands-for").search(plan.question)
        more = asks and any(term.is_noun for term in plan.terms)
        rest = [quoting.statements] if more else []
        return [passages.defined, *rest, passages.meaning]
    homes = {report.home: report.home_label for report in asked.reports}
    if Aim.PROBLEMS in aims and all(m.matches and is_home(m, homes) for m in plan.mentions):
        return [quoting.problems]
    if Aim.WHY in aims:
        return [quoting.reason]
    of_reports = several.asks_which(asked)
    verbatim = Aim.PASSAGES in aims and cues.pattern("verbatim").search(plan.question)
    if plan.kinds and not of_reports:
        first = not _BEFORE_THINGS.intersection(aims) and not verbatim
        if Aim.COUNT in aims:
            chosen.append(quoting.counted)
        chosen.insert(0 if first else len(chosen), listing.things)
    if Aim.RANK in aims:
        chosen = [rankings.ranked, *chosen, amounts.extreme]
    if _BESIDE.intersection(plan.aims):
        chosen.insert(0, amounts.of_each)
    if {Aim.NUMBER, Aim.COMPARE}.intersection(aims):
        chosen.insert(0, amounts.from_to)
    if several.compares(asked):
        chosen.insert(0, several.across)
    elif of_reports:
        chosen.insert(0, several.which)
    if not (aims or plan.kinds or plan.terms) and any(
        "Indicator" in m.matches[0].types and m.matches[0].sure for m in plan.mentions if m.matches
    ):
        chosen.append(amounts.number)
    if Aim.NUMBER in aims or plan.directions or plan.money:
        return [*chosen, amounts.number, quoting.counted]
    if Aim.WHEN in aims:
        return chosen
    if plan.kinds and cues.pattern("name").search(plan.question):
        return chosen  # a name is asked for, not that there is such a thing
    if Aim.WHO in aims and not plan.kinds and cues.pattern("person").search(plan.question):
        role = cues.pattern("role").search(plan.question)
        return chosen if role else [*chosen, quoting.outright]
    if plan.kinds and not set(plan.classes).isdisjoint(places.AREAS):
        chosen.append(places.park_or_area)
    if Aim.WHO in aims or plan.kinds:
        chosen.append(quoting.outright)
    return [*chosen, quoting.statements]


def _compares(question: str) -> bool:
    """True where a word says that things are compared, not only that two years are asked for."""
    asked = question.lower()
    rows = (row for row in question_words.load() if row.value == Aim.COMPARE.value)
    return any(word in asked for row in rows for word in row.words if "…" not in word)


def _on_numbers(plan: Plan) -> bool:
    """True where a comparison is one of numbers."""
    indicator = any("Indicator" in m.matches[0].types for m in plan.mentions if m.matches)
    asked = {Aim.NUMBER, Aim.COUNT, Aim.FIGURES} & set(plan.aims)
    return bool(asked or plan.directions or plan.units or indicator)
