"""Answers that are passages: where a report speaks of a thing, what a term stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.facts import Said
from gwr_graph.questions.quoting import speaks_of_names
from gwr_graph.questions.ranking import SENTENCE
from gwr_graph.questions.wording import fitted, say

_DEFINED_AFTER = re.compile(
    r"[”’\"》]?\w{0,6}?(?:（(?!简称)|\(|：|——|，?即|，?是指|，?指的是|，?就是|，?包括)"
)
_DEFINED_BEFORE = re.compile(r"(?:（简称|以下简称|统称|称为|合称|等)[“‘\"]?$")
_ASKS = re.compile("[怎哪谁啥咋吗呢]|什么")
_LONGEST_PHRASE = 12
_MOST_PASSAGES = 12
_SEVERAL = 2


def passages(asked: Asked) -> Answer | None:
    """Return the sentences that hold what is asked for, word for word, and how many they are."""
    text = _looked_for(asked)
    if not text:
        return None
    lang = asked.lang
    found = () if _holds_all(asked, text) else _on_all(asked)
    if found:
        text = say("comma", lang).join(need.text for need in asked.search.needs if need.noun)
        sparql = asked.search.sparql[-1]
    else:
        keys = [report.key for report in asked.reports]
        ran = facts.run(asked.store, "passages", {"text": text, "report": keys})
        sparql = ran.sparql
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
        sparql=sparql,
        evidence=found[:_MOST_PASSAGES],
    )


def _holds_all(asked: Asked, text: str) -> bool:
    """True where words to look for hold each noun asked for: 低空经济."""
    nouns = [need for need in asked.search.needs if need.noun]
    return all(any(form in text for form in need.forms) for need in nouns)


def _on_all(asked: Asked) -> tuple[Evidence, ...]:
    """Return the sentences that hold each of several words asked for, () for one word."""
    needs = asked.search.needs
    nouns = [at for at, need in enumerate(needs) if need.noun]
    if len(nouns) < _SEVERAL or any(need.named for need in needs):
        return ()
    held = [r for r in asked.search.ranked if all(r.covers[at] >= SENTENCE for at in nouns)]
    return _each_sentence(r.said for r in held)


def _sentences(asked: Asked) -> tuple[Evidence, ...]:
    """Return the sentences that name what is asked for, however they write it."""
    return _each_sentence(r.said for r in asked.search.ranked if speaks_of_names(asked, r))


def _each_sentence(said: Iterable[Said]) -> tuple[Evidence, ...]:
    """Return the sentences of statements, each once, in the order of the text."""
    listed = sorted(said, key=lambda one: (one.report, one.sentence_start))
    unique = {one.sentence_iri: one for one in listed}
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


def defined(asked: Asked) -> Answer | None:
    """Return the words that say what a term stands for, None where the report only uses it."""
    found = meaning(asked)
    return found if found is not None and found.answered else None


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
                if _ASKS.search(part):
                    continue
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
    while (
        start > 0
        and question[start - 1].isalnum()
        and any(question[start - 1 : end] in one for one in sentences)
    ):
        start -= 1
    while (
        end < len(question)
        and question[end].isalnum()
        and any(question[start : end + 1] in one for one in sentences)
    ):
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
