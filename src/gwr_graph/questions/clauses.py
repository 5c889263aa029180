"""Which names of a statement belong together, where it lists several: 甲厂在子村、乙厂在丑村."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from gwr_graph.questions.facts import Named, Said

_BORDER = re.compile("[、，；。]")
_LISTED = re.compile("[、，；。和与及]")
_BETWEEN = re.compile('[、，和与及以"“”‘’《》（）()]*')
_EACH = re.compile("分别|各自|依次")


def of_its_clause(said: Said, names: Sequence[Named], own: Collection[str]) -> Sequence[Named]:
    """Return the names that stand in the clause of the one that is asked about (one of the IRIs
    ``own``), or that 分别 gives to it; all of them where it does not stand there or stands alone."""
    asked = [name for name in names if name.iri in own]
    if len({name.iri for name in asked}) != 1:
        return names
    start = asked[0].start - said.start
    each = _EACH.search(said.quote)
    if each and start < each.start():
        return _given(said, names, asked[0], each) or names
    at = _clause(said.quote, start)
    found = [name for name in names if _clause(said.quote, name.start - said.start) == at]
    return found if len(found) > len(asked) else names


def gives_each(words: str) -> bool:
    """True where words give each of several things its own: 分别."""
    return _EACH.search(words) is not None


def about(words: str, names: Collection[str]) -> str:
    """Return the clause of a list that holds one of ``names``, all words where none or several do."""
    held = [part for part in _BORDER.split(words) if any(name in part for name in names)]
    return held[0] if len(held) == 1 else words


def _clause(quote: str, start: int) -> int:
    """Return how many borders stand before an offset in a quote."""
    return len(_BORDER.findall(quote, 0, max(start, 0)))


def _given(
    said: Said, names: Sequence[Named], asked: Named, each: re.Match[str]
) -> Sequence[Named]:
    """Return the asked name and the one at its place in the list behind 分别."""
    after = [n for n in names if n.start - said.start >= each.end()]
    opening = _opening(said.quote, each.start())
    listed = [n for n in names if opening <= n.start - said.start < each.start()]
    given = _firsts(said, after)
    subjects = _firsts(said, listed)
    if len(given) != len(subjects) or asked.start not in subjects:
        return ()
    own = given[subjects.index(asked.start)]
    return [asked, *(n for n in after if n.start == own)]


def _firsts(said: Said, names: Sequence[Named]) -> list[int]:
    """Return where the parts of a list begin: the starts of its first names."""
    found: list[int] = []
    last = 0
    for name in sorted(names, key=lambda one: one.start):
        start = name.start - said.start
        if start >= last and (not found or _LISTED.search(said.quote, last, start)):
            found.append(name.start)
        last = max(last, start + len(name.surface))
    return found


def siblings(said: Said, names: Sequence[Named], own: Collection[str]) -> frozenset[str]:
    """Return the IRIs of the names that stand beside an asked one (one of ``own``) in a list and are
    of its class: 望江大桥 in 建成云溪大桥、望江大桥."""
    ordered = sorted(names, key=lambda one: one.start)
    found: set[str] = set()
    for at, name in enumerate(ordered):
        if name.iri not in own:
            continue
        for step in (-1, 1):
            here, other = at, at + step
            while 0 <= other < len(ordered) and _joined(said, ordered[here], ordered[other]):
                if not set(ordered[other].types).isdisjoint(name.types):
                    found.add(ordered[other].iri)
                here, other = other, other + step
    return frozenset(found - set(own))


def _joined(said: Said, one: Named, other: Named) -> bool:
    """True where nothing but marks of a list stands between two names."""
    first, last = sorted((one, other), key=lambda name: name.start)
    between = said.quote[first.start - said.start + len(first.surface) : last.start - said.start]
    return bool(between) and _BETWEEN.fullmatch(between) is not None


def _opening(quote: str, end: int) -> int:
    """Return where the list before an offset begins: behind the last border that is no 、."""
    return max(quote.rfind(mark, 0, end) for mark in "，；。") + 1
