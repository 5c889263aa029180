"""From a question to its answer: read it, search the reports, tell what they say or that they do
not say it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from gwr_graph import lookup
from gwr_graph.lexicon import question_words
from gwr_graph.lookup import Index
from gwr_graph.questions import facts, figures, linking, listing, origin, quoting, several
from gwr_graph.questions.answers import Answer
from gwr_graph.questions.asked import Asked, evidence
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.reading import language, read
from gwr_graph.questions.searching import in_time, search
from gwr_graph.questions.wording import LONGEST, say
from gwr_graph.store import Store

_LONGEST_QUESTION = 500
_ASKING = re.compile(
    "哪|谁|什么|啥|多少|几[个家户条座所处项次]|咋|怎么|how many|how much|which|what|where|who|when|how",
    re.IGNORECASE,
)
_NEAREST = 3
_WORTH_TELLING = 0.3


_BESIDE = frozenset((Aim.COMPARE, Aim.COUNT, Aim.NUMBER, Aim.RANK, Aim.WHO))
_BEFORE_THINGS = frozenset(
    (Aim.PATH, Aim.COMPARE, Aim.FIGURES, Aim.WHEN, Aim.STATUS, Aim.COUNT, Aim.NUMBER)
)


def answer(
    store: Store, question: str, *, index: Index | None = None, year: int | None = None
) -> Answer:
    """Return the answer that the graph holds to a question in Chinese or English, or an honest no.

    ``index`` is ``lookup.index(store)``, made where it is not given; ``year`` is what the question
    calls 今年, this year: the year of the latest report unless given. Raise QueryError or
    EndpointError where the store does not answer.
    """
    question = question.strip()[:_LONGEST_QUESTION]
    names = index or lookup.index(store)
    reports = facts.reports(store)
    if not question or not reports:
        return _no(question, "no.question")
    this_year = year or reports[-1].year
    plan = read(names, question, this_year)
    scope = several.scope(plan, reports)
    refused = _refused(plan)
    if refused is not None:
        return refused
    total = facts.count(store, [report.iri for report in scope])
    asked = Asked(store, names, plan, scope, search(store, plan, scope, total))
    told = _told(asked)
    if told is not None:
        return replace(_with_reading(asked, told), question=question)
    return replace(_not_said(asked), question=question)


def _told(asked: Asked) -> Answer | None:
    """Return the first answer there is, with a second one to a question that asks two things."""
    tellers = list(dict.fromkeys(_tellers(asked)))
    for at, tell in enumerate(tellers):
        told = tell(asked)
        if told is None:
            continue
        if len(_ASKING.findall(asked.plan.question)) > 1:
            for other in tellers[at + 1 :]:
                more = other(asked) if other is not quoting.statements else None
                if more is not None:
                    return _both(asked, told, more)
        return told
    return None


def _both(asked: Asked, one: Answer, other: Answer) -> Answer:
    """Return two answers as one, the second as far as there is room."""
    between = " " if asked.lang == "en" else ""
    if other.text in one.text or len(one.text) + len(other.text) >= LONGEST:
        return one
    return replace(
        one,
        text=one.text + between + other.text,
        items=tuple(dict.fromkeys((*one.items, *other.items))),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


def _tellers(asked: Asked) -> list[Callable[[Asked], Answer | None]]:
    """Return what may answer a question, the likeliest first."""
    plan = asked.plan
    by_aim: dict[Aim, Callable[[Asked], Answer | None]] = {
        Aim.ORIGIN: origin.origin,
        Aim.PATH: linking.connection,
        Aim.MEANING: quoting.meaning,
        Aim.PASSAGES: quoting.passages,
        Aim.COMPARE: figures.compare,
        Aim.FIGURES: figures.all_figures,
        Aim.WHEN: quoting.time,
        Aim.STATUS: quoting.progress,
        Aim.COUNT: figures.number,
        Aim.NUMBER: figures.number,
        Aim.WHERE: listing.where,
        Aim.WHO: listing.who,
    }
    aims = list(plan.aims)
    numbers = _on_numbers(plan)
    if Aim.COMPARE in aims and not numbers and not _compares(plan.question):
        aims.remove(Aim.COMPARE)  # 去年办了啥、今年排了啥
    if Aim.COMPARE not in aims and numbers and len(plan.years) > 1:
        aims.insert(0, Aim.COMPARE)
    chosen = [by_aim[aim] for aim in aims if aim in by_aim]
    if Aim.ORIGIN in aims:
        return [origin.origin]
    if Aim.MEANING in aims:
        return [quoting.meaning]
    if Aim.WHY in aims:
        return [quoting.reason]
    of_reports = several.asks_which(asked)
    if plan.kinds and not of_reports:
        first = not _BEFORE_THINGS.intersection(aims)
        chosen.insert(0 if first else len(chosen), listing.things)
    if _BESIDE.intersection(aims):
        chosen.insert(0, figures.of_each)
    if several.compares(asked):
        chosen.insert(0, several.across)
    elif of_reports:
        chosen.insert(0, several.which)
    if Aim.NUMBER in aims or plan.directions:
        return [*chosen, figures.number]
    if Aim.WHEN in aims:
        return chosen
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


def _refused(plan: Plan) -> Answer | None:
    """Return a no to a question on what no report is about: an unknown name, another year."""
    unknown = [mention.text for mention in plan.mentions if not mention.matches]
    if unknown:
        return _no(plan.question, "no.name", what=unknown[0])
    if not plan.mentions and not plan.terms and not plan.kinds and Aim.ORIGIN not in plan.aims:
        return _no(plan.question, "no.question")
    return None


def _not_said(asked: Asked) -> Answer:
    """Return a no, with the passages nearest to what was asked."""
    plan, lang = asked.plan, asked.lang
    near = [r.said for r in asked.search.ranked if r.score >= _WORTH_TELLING][:_NEAREST]
    text = say("no.said", lang)
    missing = [need.text for need in asked.search.unknown]
    if missing:
        text += say("no.word", lang, what=say("comma", lang).join(missing[:3]))
    if plan.years and near and not in_time(plan, asked.search.ranked):
        text = say("no.year.of", lang, year=plan.years[0])
    return Answer(
        question=plan.question,
        lang=lang,
        answered=False,
        text=(text + say("end", lang))[:400],
        sparql=asked.search.sparql[0] if asked.search.sparql else "",
        evidence=evidence(near),
    )


def _no(question: str, key: str, **values: object) -> Answer:
    lang = language(question)
    return Answer(question, lang, False, say(key, lang, **values) + say("end", lang))


def _with_reading(asked: Asked, told: Answer) -> Answer:
    """Return the answer with how its uncertain names were read, and what else they may mean."""
    lang = asked.lang
    homes = {report.home for report in asked.reports}
    readings, others = [], []
    for mention in asked.plan.mentions:
        best = [m for m in lookup.best(mention.matches) if m.iri not in homes]
        if not best or (best[0].sure and len(best) == 1) or best[0].how is lookup.How.CUE:
            continue
        shown = say("comma", lang).join(match.label for match in best)
        if fold_equal(mention.text, best[0].label):
            continue
        readings.append(say("read.as", lang, said=mention.text, what=shown))
        if len(best) > 1:
            others += [asked.plan.question.replace(mention.text, match.label) for match in best[:3]]
    between = say("between", lang)
    return replace(told, reading=between.join(readings), others=tuple(dict.fromkeys(others)))


def fold_equal(one: str, other: str) -> bool:
    """True where two names differ in width, case or quotation marks only."""
    from gwr_graph.lookup.folding import fold

    return fold(one) == fold(other)
