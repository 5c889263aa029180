"""How what two names stand for is connected: names, parts of them, or plain words of the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from gwr_graph import lookup
from gwr_graph.errors import QueryError
from gwr_graph.network.paths import Passage, Path, connections, passages, stands_in_text
from gwr_graph.network.ties import Ties, ties

if TYPE_CHECKING:
    from gwr_graph.store import Store

_MOST_MEANT = 4
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class End:
    """What a name was taken for; ``entity`` is None where it is only words of the text.

    ``others`` fit the name as well.
    """

    text: str
    entity: lookup.Match | None
    others: tuple[lookup.Match, ...] = ()

    @property
    def label(self) -> str:
        return self.text if self.entity is None else self.entity.label

    @property
    def sure(self) -> bool:
        """True where the name is that of one entity, or words of the text."""
        return self.entity is None or (self.entity.sure and not self.others)


@dataclass(frozen=True, slots=True)
class Connection:
    """How two things are connected: by paths, and by passages that hold the words of both.

    Passages are given where there is no path or a name is not certain. Both are empty where the
    reports do not connect the two.
    """

    one: End
    other: End
    paths: tuple[Path, ...]
    passages: tuple[Passage, ...]


def between(
    source: Store | Ties, index: lookup.Index, one: str, other: str, *, most: int = 3
) -> Connection:
    """Return how the things called ``one`` and ``other`` are connected.

    Where a name fits several, those are taken that are connected best. Raise QueryError with near
    names for one that neither the graph nor the text holds, and where both are the same.
    """
    known = source if isinstance(source, Ties) else ties(source)
    a, b = (_meant(known.store, index, text) for text in (one, other))
    pairs = [pair for pair in product(a, b) if not _same(*pair)]
    if not pairs:
        raise QueryError(f"{one!r} and {other!r} are the same: {a[0].label}; name two things")
    ways = [(pair, _paths(known, *pair, most)) for pair in pairs]
    (first, last), found = min(ways, key=lambda way: way[1][0].cost if way[1] else float("inf"))
    words: tuple[Passage, ...] = ()
    if not found or not (first.sure and last.sure):
        told = [hop.words for path in found for hop in path.hops if hop.words]
        names = (_words(index, first), _words(index, last))
        words = passages(known.store, *names, most=most, without=told)
    return Connection(first, last, found, words)


def _meant(store: Store, index: lookup.Index, text: str) -> list[End]:
    """Return what a name may stand for, the likeliest first."""
    found = lookup.find(index, text, types=("Entity",), limit=_MOST_MEANT)
    if found and found[0].how is not lookup.How.SLIP:
        best = lookup.best(found)
        return [End(text, one, tuple(o for o in best if o is not one)) for one in best]
    if text.strip() and stands_in_text(store, text.strip()):
        return [End(text.strip(), None)]
    near = " or ".join(dict.fromkeys(match.matched for match in found[:_MOST_NEAR]))
    hint = f"; did you mean {near}?" if near else ""
    raise QueryError(f"neither an entity nor the text of a report has {text!r}{hint}")


def _same(one: End, other: End) -> bool:
    if one.entity is None or other.entity is None:
        return one.entity is other.entity and one.text == other.text
    return one.entity.iri == other.entity.iri


def _paths(known: Ties, one: End, other: End, most: int) -> tuple[Path, ...]:
    if one.entity is None or other.entity is None:
        return ()
    return connections(known, one.entity.iri, other.entity.iri, most=most)


def _words(index: lookup.Index, end: End) -> tuple[str, ...]:
    """Return the words that stand for an end in the text: its names, or what was asked."""
    if end.entity is None or not end.entity.sure:
        return (end.text,)
    number = index.numbers[end.entity.iri]
    kinds = (lookup.How.LABEL, lookup.How.NAME, lookup.How.SURFACE)
    return tuple(n.text for n in index.names if n.thing == number and n.how in kinds)
