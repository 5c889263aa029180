"""Who is involved where: candidate links of a sentence and what can be said of each.

Whoever acts or is built may be linked to any place that the sentence names, or to the place that a
heading or the sentence before gives. The links are weighed by a small model
(``data/models/places.npz``, made by ``scripts/train.py``); each keeps the finest place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from gwr_graph.extraction.clauses import Clause
from gwr_graph.lexicon.names import load
from gwr_graph.model import EntityType, Mention, Scope, Sentence, Status

E = EntityType
_NOT_WHO = re.compile(
    r"(?:政府|党委|政协|人大|常委会|党中央|国务院|总局)$|^[省市县区旗州]委$|^(?:中央|国家)[\u4e00-\u9fff]{0,6}$"
)
_WORDS = re.compile(
    r"(?:在|位于|坐落于?|落户于?|入驻|进驻|迁入|迁至|搬迁至|落地|布局|选址|扎根|回迁|入园|登陆|依托|引进|引入|招引|引导|推动|支持|"
    r"开工|建成|投产|竣工|新建|建设|实施|启动|完成|打造|新增|交付|签约|同步|分别|其中|及|和|与|的|等|至|到|向)"
)
_ADJACENT = re.compile(r"[“”]{0,2}")


@cache
def anaphor() -> re.Pattern[str]:
    """Return the pattern of what points back to a place named before (区内, 园内, 在此)."""
    words = sorted(load().cues["anaphor"], key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))


class Link(NamedTuple):
    """A possible link. ``who`` and ``where`` index the mentions given; ``rows`` are its features."""

    who: int
    where: int
    scope: Scope
    features: list[str]


def can_be_who(m: Mention) -> bool:
    """Say whether a mention may be involved somewhere: actors, projects, facilities in the making."""
    kinds = m.types
    if kinds[0] in (E.ENTERPRISE, E.PROJECT):
        return True
    if kinds[0] is E.INSTITUTION:
        return not _NOT_WHO.search(m.name)
    if kinds[0] in (E.SITE, E.PARK):
        return m.status is not Status.RECOGNISED
    return False


def can_be_where(m: Mention) -> bool:
    """Say whether a mention may be the place of something."""
    return any(kind.is_place for kind in m.types)


def finest(own: Sequence[Mention], at: int) -> bool:
    """Say whether no finer place stands right behind a place (not 陈仓镇 in 陈仓镇永利村)."""
    if at + 1 >= len(own):
        return True
    after = own[at + 1]
    finer = after.types[0] in (E.ADMIN_AREA, E.PARK) or (
        after.types[0] is E.SITE and not can_be_who(after)
    )
    return not (after.start == own[at].end and finer)


def links(
    sentence: Sentence, parts: Sequence[Clause], own: Sequence[Mention], home: str
) -> list[Link]:
    """Return every possible link of a sentence with its features; ``home`` is the jurisdiction."""
    text, offset = sentence.text, sentence.start
    places = [i for i, m in enumerate(own) if can_be_where(m)]
    found: list[Link] = []
    for i, who in enumerate(own):
        if not can_be_who(who):
            continue
        for j in places:
            if j == i or own[j].name == who.name or _excluded(own, i, j):
                continue
            rows = _features(text, offset, parts, own, i, j)
            if home.startswith(own[j].name):
                rows.append("home")
                rows.append(f"home={rows[2]}")
            found.append(Link(i, j, _scope(parts, offset, who, own[j]), rows))
    return found


def _excluded(own: Sequence[Mention], i: int, j: int) -> bool:
    """Say whether a link cannot be: a park in a park, or a place whose finer part is named."""
    both_parks = own[i].types[0] is E.PARK and own[j].types[0] is E.PARK
    return both_parks or not (finest(own, j) or j + 1 == i)


def _clause_of(parts: Sequence[Clause], at: int) -> int:
    return next((k for k, part in enumerate(parts) if part.start <= at < part.end), -1)


def _scope(parts: Sequence[Clause], offset: int, who: Mention, where: Mention) -> Scope:
    a, b = _clause_of(parts, who.start - offset), _clause_of(parts, where.start - offset)
    return Scope.CLAUSE if a == b else Scope.SENTENCE


def _kind(m: Mention) -> str:
    return m.types[0].value


def _features(
    text: str,
    offset: int,
    parts: Sequence[Clause],
    own: Sequence[Mention],
    i: int,
    j: int,
) -> list[str]:
    who, where = own[i], own[j]
    a, b = who.start - offset, where.start - offset
    before = j < i
    clause_a, clause_b = _clause_of(parts, a), _clause_of(parts, b)
    apart = clause_a - clause_b
    first, last = (where, who) if before else (who, where)
    gap = text[first.end - offset : last.start - offset]
    crosses = (
        any(
            parts[k].mark in "；。" for k in range(min(clause_a, clause_b), max(clause_a, clause_b))
        )
        if min(clause_a, clause_b) >= 0
        else False
    )
    between = [own[k] for k in range(min(i, j) + 1, max(i, j))]
    places_between = sum(can_be_where(m) and not _built(m) for m in between)
    whos_between = sum(can_be_who(m) for m in between)
    part_b = parts[clause_b] if clause_b >= 0 else None
    opens = part_b is not None and b - part_b.start <= 1
    chained = (
        part_b is not None
        and j > 0
        and own[j - 1].end == where.start
        and own[j - 1].start - offset - part_b.start <= 1
    )
    before_where = text[max(0, b - 2) : b]
    after_where = text[where.end - offset : where.end - offset + 2]
    after_who = text[who.end - offset : who.end - offset + 2]
    before_who = text[max(0, a - 2) : a]
    order = "<" if before else ">"
    pair = f"{_kind(who)}{order}{_kind(where)}"
    words = _WORDS.findall(gap)
    side = f"{order}{max(-3, min(3, apart))}"
    out = [
        "bias",
        f"pair={pair}",
        f"side={side}",
        f"side+pair={side}{pair}",
        f"crosses={crosses}",
        f"gap={gap if len(gap) <= 3 else min(len(gap) // 4, 8)}{order}",
        f"gapword={words[0] if words else '-'}{order}",
        f"lastword={words[-1] if words else '-'}{order}",
        f"places={places_between}{order}",
        f"whos={min(whos_between, 4)}{order}",
        f"opens={opens}{side}",
        f"opens={opens}{side}/{_kind(where)}/{places_between}",
        f"chained={chained}{side}",
        f"finest={finest(own, j)}",
        f"before-where={before_where[-1:]}{order}",
        f"before-where2={before_where}{order}",
        f"after-where={after_where[:1]}{order}",
        f"after-where2={after_where}{order}",
        f"after-who2={after_who}{order}",
        f"before-who={before_who[-1:]}{order}",
        f"before-who2={before_who}{order}",
        f"level={where.name[-1:]}",
        f"level2={where.name[-2:]}",
        f"who-end={who.name[-2:]}",
        f"status={who.status}/{_kind(who)}",
        f"where-status={where.status}/{_kind(where)}",
        f"where-built={_built(where)}{side}",
        f"rule={who.rule}{order}",
        f"inside={where.name[:2] in who.name}",
        f"same-list={'、' in gap and not words and apart == 0}",
    ]
    told = anaphor().search(text[parts[clause_a].start : a]) if clause_a >= 0 else None
    if told:
        out += [f"told={side}", f"told={where.name[-1:]}{side}", f"told-word={told[0]}{order}"]
    if apart == 0 and before:
        out.append(f"adjacent={bool(_ADJACENT.fullmatch(gap))}{pair}")
        out.append(f"nearest={places_between == 0}{pair}")
    if any(
        w in ("在", "位于", "入驻", "落户", "进驻", "落地", "迁至", "迁入")
        for w in [before_where, before_where[-1:], *words]
    ):
        out.append(f"at{side}")
    return out


def _built(m: Mention) -> bool:
    return E.PROJECT in m.types and m.status is not None


def chosen(
    found: Sequence[Link], gains: Sequence[float], own: Sequence[Mention], threshold: float
) -> list[tuple[Link, float]]:
    """Return for each who its best place, and places listed with it that are as sure."""
    by_who: dict[int, list[tuple[float, Link]]] = {}
    for link, gain in zip(found, gains, strict=True):
        if gain > threshold:
            by_who.setdefault(link.who, []).append((gain, link))
    kept: list[tuple[Link, float]] = []
    for who in sorted(by_who):
        ranked = sorted(by_who[who], key=lambda x: (-x[0], x[1].where))
        best_gain, best = ranked[0]
        kept.append((best, best_gain))
        for gain, link in ranked[1:]:
            a, b = sorted((link.where, best.where))
            listed = b - a == 1 and own[b].start - own[a].end <= 1 and own[b].start != own[a].end
            if listed and gain > best_gain - 1.5:
                kept.append((link, gain))
    return kept


def containments(own: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return (inner, outer) of places that stand right behind one another (陈仓镇永利村)."""
    found = []
    for i in range(len(own) - 1):
        outer, inner = own[i], own[i + 1]
        if outer.end != inner.start or outer.head or inner.head:
            continue
        if (outer.types[0] is E.ADMIN_AREA and inner.types[0].is_place) or (
            outer.types[0] is E.PARK and inner.types[0] in (E.PARK, E.SITE)
        ):
            found.append((i + 1, i))
    return found


def heading_place(own: Sequence[Mention], jurisdiction: str) -> int | None:
    """Return which mention of a heading gives the place of what stands under it."""
    for i, m in enumerate(own):
        if m.types[0] is E.PARK or (m.types[0] is E.ADMIN_AREA and m.name[:2] != jurisdiction[:2]):
            return i
    return None
