"""What a question asks for itself: what is counted, whom a role names, which of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gwr_graph.questions.plan import Plan
from gwr_graph.questions.ranking import Need

HOW_MUCH = re.compile(
    "(?:是|有|为|要|达|到底|大概|一共|总共|到|会)*(?:多少|多大|多高|(?<![哪第这那好十近前头数])几)"
)
HOW_MANY = re.compile(r"\b(?:how many|how much|number of|what number)\b", re.IGNORECASE)
_IS_WHO = re.compile("是(?:谁|哪位)|(?:叫|姓)(?:谁|什么|啥)")
_WHO_IS = re.compile(r"\b(?:names? of|who(?:['’]s| is| was| are| were))(?: the)?\b", re.IGNORECASE)
_WHO_DOES = re.compile(r"\bwho\s+", re.IGNORECASE)
_WHICH_ONE = re.compile("哪[个支家位所款]|什么|啥")
_ASKS_FOR = re.compile(
    r"\b(?:how many|how much|what|which|^whose|names? of|who (?:is|was|are))"
    r"(?:['’]s| is| was| are| were)?(?: the)?\b",
    re.IGNORECASE,
)


def heads(plan: Plan) -> frozenset[str]:
    """Return the words whose number is asked for: 造价 in 造价是多少, 人口 in 多少人口."""
    found: set[str] = set()
    named = [(m.start, m.end, m.text) for m in plan.mentions if m.matches]
    words = named + [(t.start, t.end, t.text) for t in plan.terms if t.is_noun]
    for match in HOW_MUCH.finditer(plan.question):
        start, end = match.span()
        before = [text for _, at, text in words if 0 <= start - at <= 1 and len(text) > 1]
        after = [text for at, _, text in words if 0 <= at - end <= 2]
        found.update(after or before)
    return frozenset(found) | roles(plan)


def roles(plan: Plan) -> frozenset[str]:
    """Return the words for whom a question asks: director in the name of the director."""
    words = [(t.start, t.end, t.text) for t in plan.terms if t.is_noun]
    found = {text for _, at, text in words if _IS_WHO.match(plan.question, at)}
    for match in _WHO_IS.finditer(plan.question):
        behind = sorted((start, text) for start, _, text in words if start >= match.end())
        found.update(text for start, text in behind[:1] if start - match.end() <= 1)
    for match in _WHO_DOES.finditer(plan.question):
        found.update(t.text for t in plan.terms if t.start == match.end() and t.loose)
    return frozenset(found)


def unknown_heads(plan: Plan, unmet: Sequence[Need]) -> frozenset[str]:
    """Return what a question asks for, contractor in which contractor, of the needs that no report
    speaks of."""
    asked = set(_asked_in_english(plan) if plan.lang == "en" else _asked_in_chinese(plan))
    return frozenset(need.text for need in unmet if need.text in asked and not need.named)


def _asked_in_english(plan: Plan) -> Iterator[str]:
    """Yield the last word of each phrase behind a word that asks: investment in what total
    investment."""
    for match in _ASKS_FOR.finditer(plan.question):
        reached, last = match.end(), ""
        for term in plan.terms:
            if (
                term.is_noun
                and (term.forms or not last)
                and term.start >= reached
                and not plan.question[reached : term.start].strip()
            ):
                reached, last = term.end, term.text
        behind = plan.question[reached:].lstrip().lower()
        kind = any(behind.startswith(word) for one in plan.kinds for word in one.words)
        if last and not kind:
            yield last


def _asked_in_chinese(plan: Plan) -> Iterator[str]:
    """Yield the words right behind a word that asks: 队 in 哪个队."""
    for match in _WHICH_ONE.finditer(plan.question):
        yield from (term.text for term in plan.terms if term.start == match.end())
