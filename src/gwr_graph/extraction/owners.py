"""Whose number it is: the park, firm or project a measure belongs to, and the X of X等20个项目."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gwr_graph.extraction.clauses import Clause
from gwr_graph.model import EntityType, Measure, Mention, Sentence

E = EntityType
_OWNERS = frozenset({E.PARK, E.ENTERPRISE, E.PROJECT, E.INSTITUTION, E.SITE, E.ADMIN_AREA})
_KEEPERS = frozenset({E.PARK, E.ENTERPRISE, E.PROJECT})  # hold on over the next clause
_GROUP = re.compile(r"[”]?等[^，；。]{0,16}")
_FIGURE = re.compile(
    r"(?:园区|年?(?:总)?产值|产能|营业?收入?|税收|亩均|入园|入驻|新入驻|累计入驻|新增产[值能]|占地|总投资|"
    r"年产|销售|利润|实现(?:年?产值|税收|营收|销售)|建成后|投产后|面积|规模|用工)"
)


def attach(
    sentence: Sentence,
    parts: Sequence[Clause],
    own: Sequence[Mention],
    numbers: Sequence[Measure],
    home: str,
) -> list[Measure]:
    """Return the measures with ``of``, ``exemplar`` and ``status`` filled where the text gives them."""
    text, offset = sentence.text, sentence.start
    found: list[Measure] = []
    exemplars = {
        m.start
        for m in own
        for n in numbers
        if n.start >= m.end and _GROUP.fullmatch(text[m.end - offset : n.start - offset])
    }
    keeper: Mention | None = None
    at = 0
    for part in parts:
        inside = [m for m in own if part.start <= m.start - offset < part.end]
        leader = _leader(part, offset, inside, exemplars, home)
        figure = _FIGURE.match(text[part.start : part.end])
        held = keeper if figure and not inside else None
        while at < len(numbers) and numbers[at].start - offset < part.end:
            found.append(_owned(text, offset, numbers[at], inside, leader or held))
            at += 1
        if leader is not None and leader.types[0] in _KEEPERS:
            keeper = leader
        elif any(m.start not in exemplars for m in inside):
            keeper = None
        if part.mark == "；":
            keeper = None
    found.extend(numbers[at:])
    return found


def _leader(
    part: Clause, offset: int, inside: Sequence[Mention], exemplars: set[int], home: str
) -> Mention | None:
    """Return the thing that a clause opens with, the finest where several stand together."""
    best: Mention | None = None
    at = part.start
    for m in inside:
        if m.start - offset > at or m.start in exemplars:
            break
        if m.types[0] not in _OWNERS or home.startswith(m.name):
            break
        best, at = m, m.end - offset
    return best


def _owned(
    text: str, offset: int, number: Measure, inside: Sequence[Mention], leader: Mention | None
) -> Measure:
    for m in inside:
        if m.end <= number.start and _GROUP.fullmatch(text[m.end - offset : number.start - offset]):
            return replace(number, exemplar=m.start, status=m.status)
    named = [
        m
        for m in inside
        if m.end <= number.start and m.types[0] in _OWNERS and m.name in number.what
    ]
    if named:
        return replace(number, of=named[-1].start)
    if leader is not None and leader.start < number.start:
        return replace(number, of=leader.start)
    return number
