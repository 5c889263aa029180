"""Who is involved where: the place that a clause states for its firms, projects and facilities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gwr_graph.extraction.clauses import Clause
from gwr_graph.model import EntityType, Mention, Scope, Sentence, Status

E = EntityType
_AT = re.compile(r"(?:在|位于|坐落于?|落户于?|入驻|进驻|迁入|迁至|搬迁至|落地|布局在?|选址|扎根|投产于|回迁|入园|登陆)(?:至|到|于)?[“]?$")
_SETTLE = re.compile(r"^[^，。；]{0,12}?(?:落户|入驻|进驻|迁入|迁至|搬迁至|落地|扎根|入园|总部(?:迁至|落户))")
_SUBJECT = re.compile(
    r"^(?:已|又|再|新|累计|共|先后|成功|集中|全年|年内|首次|加快|同步|目前)*"
    r"(?:落地|引进|引入|招引|入驻|聚集|集聚|建成|开工|新增|实施|推进|签约|获批|落户|培育|完成|启动|打造|规划|建设|新建|依托|拥有|引导|承接|吸引|的|内|里|片区内|首期|新落地|新引进|新签约|新开工|新入驻)"
)
_NOT_WHO = re.compile(r"(?:政府|党委|政协|人大|常委会|委员会|党中央|国务院|[委办厅局部署]|总局)$")


class Pair(NamedTuple):
    """``who`` and ``where`` index the sentence's mentions."""

    who: int
    where: int
    scope: Scope
    rule: str
    confidence: float


def can_be_who(m: Mention) -> bool:
    """Say whether a mention may be involved somewhere: actors, projects, facilities being built."""
    first = m.types[0]
    if first in (E.ENTERPRISE, E.PROJECT):
        return True
    if first is E.INSTITUTION:
        return not _NOT_WHO.search(m.name)
    if first is E.SITE:
        return E.PROJECT in m.types and m.status is not None and m.status is not Status.RECOGNISED
    if first is E.PARK:
        return False
    return False


def can_be_where(m: Mention) -> bool:
    """Say whether a mention may be the place of something."""
    return m.types[0].is_place


def pairs(sentence: Sentence, parts: Sequence[Clause], own: Sequence[Mention]) -> list[Pair]:
    """Return who is where in a sentence, by the sentence's own words."""
    text, offset = sentence.text, sentence.start
    found: dict[tuple[int, int], Pair] = {}
    inherited: int | None = None
    for part in parts:
        inside = [
            i for i, m in enumerate(own) if part.start <= m.start - offset < part.end
        ]
        for pair in _clause(text, offset, part, inside, own):
            found.setdefault((pair.who, pair.where), pair)
        leader = _leader(text, offset, part, inside, own)
        placed = {p.who for p in found.values()}
        places = [i for i in inside if can_be_where(own[i]) and not can_be_who(own[i])]
        if inherited is not None and not places:
            for i in inside:
                if can_be_who(own[i]) and i not in placed and own[i].rule in ("group", "work"):
                    found[i, inherited] = Pair(i, inherited, Scope.SENTENCE, "same-sentence", 0.8)
        if leader is not None:
            inherited = leader
        elif places:
            inherited = None
        if part.mark == "；":
            inherited = None
    return list(found.values())


def _leader(
    text: str, offset: int, part: Clause, inside: Sequence[int], own: Sequence[Mention]
) -> int | None:
    """Return the place that opens a clause, the finest of those that stand together."""
    best: int | None = None
    at = part.start
    for i in inside:
        m = own[i]
        if m.start - offset > at + (4 if best is None else 0):
            break
        if m.types[0] not in (E.PARK, E.ADMIN_AREA):
            break
        if m.types[0] is E.ADMIN_AREA and not re.search(r"[镇乡村街道社区]$", m.name):
            break
        best, at = i, m.end - offset
    del text
    return best


def _clause(
    text: str, offset: int, part: Clause, inside: Sequence[int], own: Sequence[Mention]
) -> list[Pair]:
    found: list[Pair] = []
    done: set[int] = set()

    def gap(a: Mention, b: Mention) -> str:
        return text[a.end - offset : b.start - offset]

    for at, i in enumerate(inside):
        place = own[i]
        if not can_be_where(place):
            continue
        following = inside[at + 1 :]
        # P + X, P的X, and the names listed with X
        reach = place
        started = False
        for k in following:
            between = gap(reach, own[k])
            if not started:
                if not re.fullmatch(r"(?:的|内|等)?[“”]{0,2}", between):
                    break
                if can_be_where(own[k]) and not can_be_who(own[k]):
                    break  # the finer place decides
                started = True
            elif not re.fullmatch(r"[”]?(?:、|和|与|及)[“]?", between):
                break
            if can_be_who(own[k]) and k not in done:
                found.append(Pair(k, i, Scope.CLAUSE, "place-before", 0.93))
                done.add(k)
            reach = own[k]
        before = text[part.start : place.start - offset]
        if _AT.search(before):
            for k in inside:
                if k == i or k in done or not can_be_who(own[k]):
                    continue
                if own[k].start > place.start and any(
                    can_be_where(own[j]) and not can_be_who(own[j]) and place.start < own[j].start < own[k].start
                    for j in inside
                ):
                    continue
                found.append(Pair(k, i, Scope.CLAUSE, "at-place", 0.93))
                done.add(k)
            continue
        after = text[place.end - offset : part.end]
        opens = place.start - offset - part.start <= 4
        if opens and _SUBJECT.match(after):
            for k in following:
                if can_be_who(own[k]) and k not in done:
                    found.append(Pair(k, i, Scope.CLAUSE, "place-subject", 0.88))
                    done.add(k)
                elif can_be_where(own[k]) and not can_be_who(own[k]):
                    break
    return found


def containments(sentence: Sentence, own: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return (inner, outer) of places that stand right behind one another (陈仓镇永利村)."""
    found = []
    for i in range(len(own) - 1):
        outer, inner = own[i], own[i + 1]
        if outer.end != inner.start or outer.head or inner.head:
            continue
        if outer.types[0] is E.ADMIN_AREA and inner.types[0] in (E.ADMIN_AREA, E.PARK, E.SITE):
            found.append((i + 1, i))
        elif outer.types[0] is E.PARK and inner.types[0] in (E.PARK, E.SITE):
            found.append((i + 1, i))
    del sentence
    return found
