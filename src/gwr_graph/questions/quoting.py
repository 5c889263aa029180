"""Answers in the report's own words: how far a work is, why, what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gwr_graph.lexicon import cues
from gwr_graph.model import EntityType, Stance
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import Asked, answered, borne_out
from gwr_graph.questions.counting import COUNTED, lists_as_many, with_numbers
from gwr_graph.questions.facts import Said
from gwr_graph.questions.heads import HOW_MUCH
from gwr_graph.questions.plan import Aim
from gwr_graph.questions.ranking import PART, SAID, SENTENCE, Ranked
from gwr_graph.questions.searching import in_time
from gwr_graph.questions.wording import fitted, quoted, say, status, when

_MOST = 4
_LOOKED_AT = 20
_MOST_LISTED = 8
_MOST_TIMES = 2
_LONGEST_LEAD = 16
_SHORT = 44
_LEAST_OUTRIGHT = 2
_LEAST_MORE = 3
_SEVERAL = re.compile("哪几|哪些")
_GENERAL = frozenset(("项目", "工程", "企业", "公司"))
_MARKS = re.compile("[“”‘’《》]")
_FEW = 2
_A_DATE = re.compile(r"\d+\s*[年月]")
_AS_GOOD = 0.15
_AS_WORDS = frozenset(
    (EntityType.PROGRAMME.value, EntityType.PROJECT.value, EntityType.HONOUR.value)
)
"""Classes of what reports may tell without a name: measures, works, titles."""


def progress(asked: Asked) -> Answer | None:
    """Return how far a work is and how far it shall come: what was done, then what is planned."""
    near = [r for r in asked.search.ranked if asked.plan.on_a_work and _on_the_work(asked, r)]
    if not near:
        near = [r for r in asked.search.ranked if borne_out(asked, r)]
        near = [r for r in near if r.score >= near[0].score - 2 * _AS_GOOD]
    return _lines(asked, near[:_MOST], states=True)


def time(asked: Asked) -> Answer | None:
    """Return the statements that say when, with what is asked to happen then."""
    needs = asked.search.needs
    words = [at for at, need in enumerate(needs) if not need.named]
    verbs = [at for at in words if needs[at].head or not (needs[at].noun or needs[at].loose)]
    near = [
        r
        for r in asked.search.ranked
        if borne_out(asked, r)
        and speaks_of_names(asked, r)
        and all(r.covers[at] >= SENTENCE for at in verbs)
        and (_dated(r.said.quote) or _done(r, words) or _planned(asked, r, verbs))
    ]
    top = asked.search.ranked[0].score if near else 0.0
    near = [r for r in near if r.score >= top - _AS_GOOD]
    return _lines(asked, near[:_MOST_TIMES], states=True)


def _done(ranked: Ranked, words: Sequence[int]) -> bool:
    """True where a statement itself says that it is done: in the year that the report is about."""
    done = ranked.said.stance == Stance.ACHIEVED.value
    return done and all(ranked.covers[at] >= SAID for at in words)


def _planned(asked: Asked, ranked: Ranked, verbs: Sequence[int]) -> bool:
    """True where a year is enough of an answer, and a statement plans just that for its year."""
    if cues.pattern("day").search(asked.plan.question) or not verbs:
        return False
    planned = ranked.said.stance == Stance.COMMITTED.value and ranked.said.period is not None
    return planned and all(ranked.covers[at] >= SAID for at in verbs)


def _dated(words: str) -> bool:
    """True where words say when."""
    return bool(_A_DATE.search(words) or cues.pattern("time").search(words))


def problems(asked: Asked) -> Answer | None:
    """Return what a report admits to: its sentences on difficulties that are no plan."""
    keys = [report.key for report in asked.reports]
    values = {"text": cues.load()["trouble"].words, "class": "Situation", "report": keys}
    ran = facts.run(asked.store, "said", values)
    said = sorted(facts.said(ran.table).values(), key=lambda one: (one.report, one.start))
    if not said:
        return None
    lang = asked.lang
    unique = {one.sentence_iri: one for one in said}
    words = [say("quote", lang, words=one.sentence[:180]) for one in unique.values()]
    items = [Item(one.quote, one.iri, one.stance) for one in said[:_MOST_LISTED]]
    lead = say("problems", lang)
    return answered(asked, fitted(words, lang, lead=lead), items, said, ran.sparql)


def reason(asked: Asked) -> Answer | None:
    """Return the statements that bear out the question and say why; reports seldom do."""
    near = [
        r
        for r in asked.search.ranked
        if borne_out(asked, r) and cues.pattern("cause").search(r.said.sentence)
    ]
    return _lines(asked, near[:_MOST_TIMES], states=False)


def statements(asked: Asked) -> Answer | None:
    """Return the statements that bear out the question best."""
    best = [r for r in in_time(asked.plan, asked.search.ranked) if borne_out(asked, r)]
    if Aim.COUNT in asked.plan.aims or HOW_MUCH.search(asked.plan.question):
        near = [r for r in best if r.score >= best[0].score - _AS_GOOD]
        best = with_numbers(asked, near[:_LOOKED_AT])
    top = best[0].score if best else 0.0
    best = [r for r in best if lists_as_many(asked.plan.question, r.said.quote)]
    near = [r for r in _with_what_is_asked(asked, best) if r.score >= top - _AS_GOOD]
    if not near:
        return None
    if len(near) <= _FEW:
        near = [*near, *(r for one in near for r in _behind(asked, one) if r not in near)]
    few = sum(need.noun for need in asked.search.needs) > 1
    return _lines(asked, _of_each_year(near, _MOST if few else _MOST_LISTED), states=False)


def outright(asked: Asked, holds: re.Pattern[str] | None = None) -> Answer | None:
    """Return the statement that holds all that a question names and says, each in words of its
    own, and something more: whom or what it asks for stands there, be it no known name. It has to
    hold ``holds`` where that is given."""
    needs = [need for need in asked.search.needs if _GENERAL.isdisjoint(need.forms[:1])]
    if len(needs) < _LEAST_OUTRIGHT and not asked.plan.quoted:
        return None
    best = [
        r
        for r in in_time(asked.plan, asked.search.ranked)
        if min(r.covers) >= PART
        and r.score >= SAID
        and (holds is None or holds.search(r.said.quote))
        and _says_more(asked, r.said.quote)
        and ("、" in r.said.quote or not _SEVERAL.search(asked.plan.question))
    ]
    return _lines(asked, best[:1], states=False)


def _says_more(asked: Asked, quote: str) -> bool:
    """True where words are left when those of each need are taken out, none of them twice."""
    left = _MARKS.sub("", quote)
    for need in asked.search.needs:
        held = sorted((form for form in need.forms if form in left), key=len, reverse=True)
        held = held or [piece for piece in need.pieces if piece in left]
        if not held and not need.text.isascii():
            return False
        if not held:
            continue
        left = left.replace(held[0], "□", 1)
    return len(re.findall("[\u3400-\u9fff]", left)) >= _LEAST_MORE


def _with_what_is_asked(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the statements that hold a thing of the kind asked for: which road is not told by
    words without a road."""
    kinds = [kind for kind in asked.plan.kinds if not _AS_WORDS.issuperset(kind.classes)]
    if not kinds:
        return list(ranked)
    words = {word for kind in kinds for word in kind.endings or kind.words if not word.isascii()}
    classes = {name for kind in kinds if not kind.endings for name in kind.classes}
    own = {thing for need in asked.search.needs for thing in need.things}
    names = facts.names(asked.store, [r.said.iri for r in ranked[:_LOOKED_AT]])
    asked_for = "".join(form for need in asked.search.needs for form in need.forms)

    def tells(one: Ranked) -> bool:
        quote = one.said.quote
        if any(word in quote and word not in asked_for for word in words):
            return True
        return any(
            name.iri not in own and not classes.isdisjoint(name.types)
            for name in names.get(one.said.iri, ())
        )

    return [one for one in ranked if tells(one)]


def counted(asked: Asked) -> Answer | None:
    """Return the statements that bear out the question and tell a number with the word it is asked
    in, though it is no measure: 连续11年 for 连续多少年."""
    if not COUNTED.search(asked.plan.question):
        return None
    best = [r for r in in_time(asked.plan, asked.search.ranked) if borne_out(asked, r)]
    near = [r for r in best if min(r.covers, default=0.0) >= SENTENCE]
    return _lines(asked, with_numbers(asked, near)[:_MOST_TIMES], states=False)


def _behind(asked: Asked, lead: Ranked) -> list[Ranked]:
    """Return what the rest of the sentence says where a statement only opens it: 成效显著，…"""
    if facts.numbers(asked.store, [lead.said.iri]) or len(lead.said.quote) > _LONGEST_LEAD:
        return []
    named = any(need.named for need in asked.search.needs)
    if named and not cues.pattern("opens").search(lead.said.quote):
        return []
    own = lead.said
    return [
        r
        for r in sorted(asked.search.ranked, key=lambda r: r.said.start)
        if r.said.sentence_iri == own.sentence_iri and r.said.start > own.start
    ][: _MOST_LISTED - 1]


def _of_each_year(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """Return the best statements, as many of each year as the other years leave room for."""
    years = list(dict.fromkeys(r.said.period for r in ranked))
    own = {year: [r for r in ranked if r.said.period == year] for year in years}
    found: list[Ranked] = []
    while len(found) < most and any(own.values()):
        for year in years:
            if own[year] and len(found) < most:
                found.append(own[year].pop(0))
    return found


def _on_the_work(asked: Asked, ranked: Ranked) -> bool:
    """True for what is said of the work named, or in the same sentence of what else is asked."""
    if speaks_of_names(asked, ranked):
        return True
    pairs = list(zip(asked.search.needs, ranked.covers, strict=True))
    words = [cover for need, cover in pairs if need.noun and not need.named]
    return bool(words) and min(words) >= SAID and borne_out(asked, ranked)


def speaks_of_names(asked: Asked, ranked: Ranked) -> bool:
    pairs = zip(asked.search.needs, ranked.covers, strict=True)
    return all(cover >= SAID for need, cover in pairs if need.named)


def _lines(asked: Asked, chosen: Sequence[Ranked], *, states: bool) -> Answer | None:
    if not chosen:
        return None
    lang = asked.lang
    said = sorted((r.said for r in chosen), key=lambda s: (s.period or 0, s.report, s.start))
    known = _states(asked, said) if states else {}
    parts = []
    longest = _SHORT if len(said) > _MOST else 90
    for one in said:
        state = known.get(one.iri)
        if state:
            parts.append(
                say(
                    "status.line.known",
                    lang,
                    when=_whose(asked, one) + when(one, lang),
                    status=status(state, lang, planned=one.stance == Stance.COMMITTED.value),
                    quote=quoted(one, lang, longest),
                )
            )
        else:
            parts.append(
                say(
                    "said.line",
                    lang,
                    when=_whose(asked, one) + when(one, lang),
                    quote=quoted(one, lang, longest),
                )
            )
    items = [
        Item(one.quote, one.iri, one.stance, note=_note(known.get(one.iri), one.period))
        for one in said
    ]
    return answered(asked, fitted(parts, lang), items, said)


def _whose(asked: Asked, said: Said) -> str:
    """Return whose report a statement stands in, where several are asked."""
    home = asked.home(said)
    return say("home", asked.lang, home=home) if home else ""


def _note(state: str | None, period: int | None) -> str | None:
    return " ".join(str(part) for part in (state, period) if part) or None


def _states(asked: Asked, said: Sequence[Said]) -> dict[str, str]:
    """Return the status that each statement gives the thing asked for."""
    things = {thing for need in asked.search.needs for thing in need.things}
    found = {}
    for iri, names in facts.names(asked.store, [one.iri for one in said]).items():
        own = [n.status for n in names if n.status and (n.iri in things or not things)]
        if own:
            found[iri] = own[0]
    return found
