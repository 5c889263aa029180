"""Answers in the report's own words: how far a work is, passages, what a term stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gwr_graph.lexicon import cues
from gwr_graph.model import Stance
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.questions.asked import Asked, answered, borne_out
from gwr_graph.questions.facts import Said
from gwr_graph.questions.plan import Aim
from gwr_graph.questions.ranking import SAID, SENTENCE, Ranked
from gwr_graph.questions.searching import HOW_MUCH, in_time
from gwr_graph.questions.wording import fitted, quoted, say, status, when

_MOST = 4
_LOOKED_AT = 20
_MOST_LISTED = 8
_MOST_TIMES = 2
_DEFINED_AFTER = re.compile(
    r"[”’\"》]?\w{0,6}?(?:（(?!简称)|\(|：|——|，?即|，?是指|，?指的是|，?就是|，?包括)"
)
_DEFINED_BEFORE = re.compile(r"(?:（简称|以下简称|统称|称为|合称|等)[“‘\"]?$")
_LONGEST_LEAD = 16
_LONGEST_PHRASE = 12
_SHORT = 44
_A_DATE = re.compile(r"\d+\s*[年月]")
_AS_GOOD = 0.15
_MOST_PASSAGES = 12
_DIGITS = "[\\d一二三四五六七八九十百千万亿两Ⅰ-Ⅻ]"
_COUNTED = re.compile("(?:多少|(?<![哪第])几)(?:[十百千万亿])?([\u3400-\u9fff])")
_NUMERALS = "零一二三四五六七八九十"
_WORDS = "zero one two three four five six seven eight nine ten".split()
_SO_MANY = re.compile(
    rf"哪([{_NUMERALS[3:]}])[个样种项类条家大]|\b(?:which|what) ({'|'.join(_WORDS[3:])})\b",
    re.IGNORECASE,
)


def progress(asked: Asked) -> Answer | None:
    """Return how far a work is and how far it shall come: what was done, then what is planned."""
    near = [r for r in asked.search.ranked if asked.plan.on_a_work and _on_the_work(asked, r)]
    if not near:
        near = [r for r in asked.search.ranked if borne_out(asked, r)]
        near = [r for r in near if r.score >= near[0].score - 2 * _AS_GOOD]
    return _lines(asked, near[:_MOST], states=True)


def time(asked: Asked) -> Answer | None:
    """Return the statements that say when, with what is asked to happen then."""
    words = [at for at, need in enumerate(asked.search.needs) if not need.named]
    near = [
        r
        for r in asked.search.ranked
        if borne_out(asked, r)
        and _speaks_of_names(asked, r)
        and all(r.covers[at] >= SENTENCE for at in words)
        and (_dated(r.said.quote) or r.said.stance == Stance.ACHIEVED.value)
    ]
    return _lines(asked, near[:_MOST_TIMES], states=True)


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
        best = _with_numbers(asked, best[:_LOOKED_AT])
    best = [r for r in best if _lists_as_many(asked.plan.question, r.said.quote)]
    if not best:
        return None
    near = [r for r in best if r.score >= best[0].score - _AS_GOOD]
    if len(near) == 1:
        near += _behind(asked, near[0])
    few = sum(need.noun for need in asked.search.needs) > 1
    return _lines(asked, _of_each_year(near, _MOST if few else _MOST_LISTED), states=False)


def counted(asked: Asked) -> Answer | None:
    """Return the statements that bear out the question and tell a number with the word it is asked
    in, though it is no measure: 连续11年 for 连续多少年."""
    if not _COUNTED.search(asked.plan.question):
        return None
    best = [r for r in in_time(asked.plan, asked.search.ranked) if borne_out(asked, r)]
    near = [r for r in best if min(r.covers, default=0.0) >= SENTENCE]
    return _lines(asked, _with_numbers(asked, near)[:_MOST_TIMES], states=False)


def _with_numbers(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the statements that tell a number, with the word that it is asked in: 层 for 几层."""
    word = _COUNTED.search(asked.plan.question)
    if word is not None:
        shown = re.compile(rf"{_DIGITS}[多余来]?(?:个|大)?{word[1]}")
        return [r for r in ranked if shown.search(r.said.quote)]
    numbers = facts.numbers(asked.store, [r.said.iri for r in ranked])
    return [r for r in ranked if r.said.iri in numbers]


def so_many(question: str) -> int:
    """Return how many things a question asks for (哪五个, which three), 0 where it does not say."""
    asked = _SO_MANY.search(question)
    if asked is None:
        return 0
    numeral = (asked[1] or asked[2]).lower()
    return _NUMERALS.index(numeral) if numeral in _NUMERALS else _WORDS.index(numeral)


def _lists_as_many(question: str, words: str) -> bool:
    """True unless a question asks for so many things (哪五个) and words list fewer."""
    return len(re.split("[、，和]", words)) >= so_many(question)


def _behind(asked: Asked, lead: Ranked) -> list[Ranked]:
    """Return what the rest of the sentence says where a statement only opens it: 成效显著，…"""
    if facts.numbers(asked.store, [lead.said.iri]) or len(lead.said.quote) > _LONGEST_LEAD:
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
    if _speaks_of_names(asked, ranked):
        return True
    pairs = list(zip(asked.search.needs, ranked.covers, strict=True))
    words = [cover for need, cover in pairs if need.noun and not need.named]
    return bool(words) and min(words) >= SAID and borne_out(asked, ranked)


def _speaks_of_names(asked: Asked, ranked: Ranked) -> bool:
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
                    when=when(one, lang),
                    status=status(state, lang),
                    quote=quoted(one, lang, longest),
                )
            )
        else:
            parts.append(
                say("said.line", lang, when=when(one, lang), quote=quoted(one, lang, longest))
            )
    items = [
        Item(one.quote, one.iri, one.stance, note=_note(known.get(one.iri), one.period))
        for one in said
    ]
    return answered(asked, fitted(parts, lang), items, said)


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


def passages(asked: Asked) -> Answer | None:
    """Return the sentences that hold what is asked for, word for word, and how many they are."""
    text = _looked_for(asked)
    if not text:
        return None
    keys = [report.key for report in asked.reports]
    ran = facts.run(asked.store, "passages", {"text": text, "report": keys})
    lang = asked.lang
    found = tuple(
        Evidence(row["quote"], row["report"], int(row["start"]), int(row["end"]))
        for row in ran.table.dicts()
    ) or _sentences(asked)
    if not found:
        return None
    lead = say("passages", lang, what=text, n=len(found))
    one = len(found) == 1
    words = say("quote", lang, words=found[0].quote[:300])
    shown = say("passages.one", lang, what=text, quote=words) if one else lead
    return Answer(
        question=asked.plan.question,
        lang=lang,
        answered=True,
        text=fitted([shown], lang),
        items=(Item(text, None, "Passage", str(len(found))),),
        sparql=ran.sparql,
        evidence=found[:_MOST_PASSAGES],
    )


def _sentences(asked: Asked) -> tuple[Evidence, ...]:
    """Return the sentences that name what is asked for, however they write it."""
    named = sorted(
        (r.said for r in asked.search.ranked if _speaks_of_names(asked, r)),
        key=lambda said: (said.report, said.sentence_start),
    )
    unique = {said.sentence_iri: said for said in named}
    return tuple(
        Evidence(s.sentence, s.report, s.sentence_start, s.sentence_start + len(s.sentence))
        for s in unique.values()
    )


def meaning(asked: Asked) -> Answer | None:
    """Return the words that say what a term stands for, or that the report only uses it."""
    found = passages(asked)
    if found is None:
        return None
    lang = asked.lang
    what = found.items[0].label
    told = [one for one in found.evidence if _defines(what, one.quote)]
    if not told:
        text = say("meaning.none", lang, what=what) + say("end", lang)
        return replace(found, answered=False, text=text, items=())
    words = [say("quote", lang, words=one.quote[:200]) for one in told[:2]]
    text = fitted(words, lang, lead=say("meaning", lang, what=what))
    items = tuple(Item(one.quote, None, "Passage") for one in told[:2])
    return replace(found, text=text, items=items, evidence=tuple(told))


def _defines(term: str, sentence: str) -> bool:
    """True where a sentence says what a term stands for: in brackets, after a colon, by 即 or 是指."""
    at = sentence.find(term)
    after = sentence[at + len(term) :]
    before = sentence[:at]
    return bool(_DEFINED_AFTER.match(after) or _DEFINED_BEFORE.search(before))


def phrase(asked: Asked, part: str | None = None) -> str:
    """Return the longest words of a question, or of a part of it, that are no name and stand so in
    what was found: 低空经济, which are two words to a dictionary; "" where there are none."""
    sentences = {r.said.sentence for r in asked.search.ranked}
    held = [n for n in asked.search.needs if n.noun and n not in asked.search.unknown]
    forms = [form for need in held for form in need.forms if not form.isascii()]
    left = asked.plan.left if part is None else part
    for run in re.finditer("[\u3400-\u9fff]+", left):
        words = run[0]
        for length in range(min(_LONGEST_PHRASE, len(words)), 1, -1):
            for start in range(len(words) - length + 1):
                part = words[start : start + length]
                if any(form in part for form in forms) and any(part in s for s in sentences):
                    return part
    return ""


def extended(asked: Asked) -> str:
    """Return the only name in a question with the characters around it that reports write with it
    (核聚变 for 聚变); "" where there are several names or none."""
    named = [m for m in asked.plan.mentions if m.matches and not m.text.isascii()]
    if len(named) != 1:
        return ""
    question, start, end = asked.plan.question, named[0].start, named[0].end
    sentences = {r.said.sentence for r in asked.search.ranked}
    while start > 0 and any(question[start - 1 : end] in one for one in sentences):
        start -= 1
    while end < len(question) and any(question[start : end + 1] in one for one in sentences):
        end += 1
    return question[start:end]


def _looked_for(asked: Asked) -> str:
    """Return the words to look for: the surest name, as the reports write it, else a phrase."""
    held = [need for need in asked.search.needs if need not in asked.search.unknown]
    named = [need for need in held if need.named]
    if any(need.named for need in asked.search.unknown):
        return ""
    own = phrase(asked)
    if not named and own:
        return own
    if not (named or held):
        return ""
    longer = extended(asked)
    if longer and longer not in {mention.text for mention in asked.plan.mentions}:
        return longer
    need = max(named or held, key=lambda one: one.weight)
    sentences = [r.said.sentence for r in asked.search.ranked]
    counted = [(sum(form in s for s in sentences), form) for form in need.forms]
    exact = [form for n, form in counted if n and form == need.text]
    return exact[0] if exact else max(counted, default=(0, ""))[1]
