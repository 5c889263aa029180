"""From a question to its answer: read it, search the reports, tell what they say or that they do
not say it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce

from gwr_graph import lookup
from gwr_graph.lexicon import cues
from gwr_graph.lookup import Index
from gwr_graph.questions import facts, several
from gwr_graph.questions.answers import Answer
from gwr_graph.questions.asked import Asked, evidence
from gwr_graph.questions.beside import beside
from gwr_graph.questions.counting import so_many
from gwr_graph.questions.facts import Report
from gwr_graph.questions.parts import parted
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.reading import language, read
from gwr_graph.questions.searching import in_time, search
from gwr_graph.questions.telling import both, told
from gwr_graph.questions.term import Term
from gwr_graph.questions.wording import say
from gwr_graph.store import Store

_LONGEST_QUESTION = 500
_NEAREST = 3
_WORTH_TELLING = 0.3


def answer(
    store: Store, question: str, *, index: Index | None = None, year: int | None = None
) -> Answer:
    """Return the answer that the graph holds to a question in Chinese or English, or an honest no.

    ``index`` is ``lookup.index(store)``, made where it is not given; ``year`` is what the question
    calls 今年, this year: the year of the latest report unless given. Raise QueryError or
    EndpointError where the store does not answer.
    """
    question = question.encode(errors="replace").decode().strip()[:_LONGEST_QUESTION]
    names = index or lookup.index(store)
    reports = facts.reports(store)
    if not question or not reports:
        return _no(question, "no.question")
    if cues.pattern("opinion").search(question):
        return _no(question, "no.opinion")
    plan = read(names, question, year or reports[-1].year)
    if len(reports) == 1:
        plan = replace(plan, kinds=tuple(kind for kind in plan.kinds if kind.key != "report"))
    alone = {Aim.ORIGIN, Aim.PROBLEMS}.intersection(plan.aims)
    if not (plan.mentions or plan.terms or plan.kinds or alone):
        deputy = cues.pattern("deputy").search(question)
        return _no(question, "no.said" if deputy else "no.question")
    total = facts.count(store)
    whole = _asked(store, names, plan, reports, total)
    unknown = [need.text for need in whole.search.unknown if need.named and not need.things]
    if unknown:
        return _no(question, "no.name", what=unknown[0])
    found = told(whole)
    if found is None and plan.kinds and not plan.mentions and so_many(plan.question):
        found = told(_asked(store, names, _kinds_as_words(plan), reports, total))
    parts = _of_parts(whole, parted(names, plan, year or reports[-1].year), reports, total)
    of_parts = [part for part in parts if part is not None and part.answered]
    compared = found is not None and Aim.COMPARE in plan.aims and len(found.items) > 1
    if (
        of_parts
        and not compared
        and (len(of_parts) == len(parts) or found is None or not found.answered)
    ):
        found = reduce(partial(both, plan.lang), of_parts)
    if found is not None:
        return replace(_with_reading(whole, found), question=question)
    return replace(_not_said(whole), question=question)


def _asked(
    store: Store, names: Index, plan: Plan, reports: tuple[Report, ...], total: int
) -> Asked:
    """Return a plan with what a search of the reports that it is put to finds; ``total`` is how
    many statements all reports hold."""
    scope = several.scope(plan, reports)
    own = total * len(scope) // len(reports)
    return Asked(store, names, plan, scope, search(store, plan, scope, own))


def _of_parts(
    whole: Asked, plans: tuple[Plan, ...], reports: tuple[Report, ...], total: int
) -> list[Answer | None]:
    """Return the answers to the parts of a question. What is found neither with the names of the
    part before nor without them may stand beside what answered that part."""
    answers: list[Answer | None] = []
    for plan in plans:
        own = _asked(whole.store, whole.index, plan, reports, total)
        own_words = (
            plan.kinds
            or any(m.end for m in plan.mentions)
            or any(
                term.is_noun and not set(term.forms).intersection(plan.units) for term in plan.terms
            )
        )
        before = answers[-1] if answers else None
        says = before is not None and not own_words and not plan.inherited
        found = None if says else told(own)
        if found is None and plan.inherited and sum(t.is_noun for t in plan.terms) > 1:
            alone = replace(
                plan, mentions=tuple(m for m in plan.mentions if m.end), inherited=False
            )
            found = told(_asked(whole.store, whole.index, alone, reports, total))
        answers.append(found or _beside(own, before, whole))
    return answers


def _beside(own: Asked, known: Answer | None, whole: Asked) -> Answer | None:
    return beside(own, known, whole) if known is not None and known.answered else None


def _kinds_as_words(plan: Plan) -> Plan:
    """Return a plan in which the words for kinds must stand in the text: three strategies may be
    told in a sentence and be no names."""
    own = tuple(
        Term(kind.words[0], tuple(w for w in kind.words if not w.isascii()), 1.0)
        for kind in plan.kinds
    )
    return replace(plan, kinds=(), terms=(*plan.terms, *own))


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
