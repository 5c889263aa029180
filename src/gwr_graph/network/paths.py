"""How two entities are connected: the shortest paths that mean something, each hop with its words."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gwr_graph.network import reading
from gwr_graph.network.reading import ID_BASE
from gwr_graph.network.ties import Role, Tie, Ties, reported, ties

if TYPE_CHECKING:
    from gwr_graph.store import Store

_MOST_HOPS = 5
_MOST_COST = 4.6  # what is farther apart is not connected in any way that tells something
_SLACK = 0.8
_MOST_STEPS = 20_000


_Way: TypeAlias = tuple[float, tuple[Tie, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact slice of a report: ``text[start:end] == quote``, in code points of its clean text.

    ``report`` and ``statement`` are IRIs; ``statement`` is None for a whole sentence.
    """

    quote: str
    report: str
    start: int
    end: int
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """An entity on a path; ``key`` is its IRI below ``id/``, ``types`` local names of its classes."""

    key: str
    iri: str
    label: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, with the words that prove it.

    ``role`` is told of ``source``, or of ``target`` where ``forward`` is False: A locatedIn B. The
    words are those of a statement, of a whole sentence (``statement`` is None) where only that
    names both, and missing (all None) where the table of divisions says that one place lies in the
    other. ``place`` are the words that a place was taken from, where ``quote`` does not name it.
    """

    source: Stop
    target: Stop
    role: Role
    forward: bool
    quote: str | None
    report: str | None
    start: int | None
    end: int | None
    statement: str | None
    place: Passage | None = None

    @property
    def words(self) -> Passage | None:
        """The words that prove it, as a passage."""
        if self.quote is None or self.report is None or self.start is None or self.end is None:
            return None
        return Passage(self.quote, self.report, self.start, self.end, self.statement)


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another; ``cost`` is lower where its words say more."""

    hops: tuple[Hop, ...]
    cost: float


def connections(source: Store | Ties, a_key: str, b_key: str, *, most: int = 3) -> tuple[Path, ...]:
    """Return the best ways from one entity to another, at most ``most``, the most telling first.

    Keys are IRIs, whole or below ``id/``. What one statement says of both comes first, then what
    one sentence does, then ways by other entities and by where things lie; all have as many hops
    as the best. None goes by way of a report's own jurisdiction or what that lies in. Empty where
    the reports do not connect them. A store is read each time; pass :func:`ties` to ask often.
    """
    known = source if isinstance(source, Ties) else ties(source)
    a, b = a_key.removeprefix(ID_BASE), b_key.removeprefix(ID_BASE)
    if a == b:
        return ()
    found = _ways(known, a, b, most) or _chain(known, a, b) or _as_reported(known, a, b)
    told = _Told(known.store, {tie for _, way in found for tie in way}, a, b)
    paths = (Path(tuple(told.hops(a, way)), round(cost, 3)) for cost, way in found)
    return tuple(sorted(paths, key=_order)[:most])


def passages(
    store: Store,
    one: Collection[str],
    other: Collection[str],
    *,
    most: int = 3,
    without: Iterable[Passage] = (),
) -> tuple[Passage, ...]:
    """Return the words where a name of ``one`` stands near a name of ``other``, the nearest first.

    The names are plain words that stand in the text, entities or not. A passage is the shortest
    statement that holds both, else the sentence; none lies over another or one of ``without``.
    """
    table = reading.select(
        store,
        f"""SELECT ?x ?k ?quote ?report ?start ?end {{
              ?x gwr:quote ?quote ; gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end .
              {{ ?x a gwr:Sentence BIND(1 AS ?k) }} UNION {{ ?x a gwr:Statement BIND(0 AS ?k) }}
              FILTER(({_holds(one)}) && ({_holds(other)})) }}""",
        ("x", "k", "quote", "report", "start", "end"),
    )
    found: list[tuple[int, str, int, int, Passage]] = []
    for row in table:
        gap = _gap(row["quote"], one, other)
        if gap is None:
            continue
        start, end, is_sentence = int(row["start"]), int(row["end"]), row["k"] == "1"
        statement = None if is_sentence else ID_BASE + row["x"]
        passage = Passage(row["quote"], ID_BASE + row["report"], start, end, statement)
        found.append((gap, row["report"], end - start, start, passage))
    kept: list[Passage] = []
    without = tuple(without)
    for *_, passage in sorted(found, key=lambda f: f[:4]):
        if not any(_overlap(passage, one_) for one_ in (*without, *kept)):
            kept.append(passage)
    return tuple(kept[:most])


def stands_in_text(store: Store, words: str) -> bool:
    """Tell whether some sentence of a report holds these words."""
    return store.ask(f"ASK {{ ?x a gwr:Sentence ; gwr:quote ?quote FILTER({_holds((words,))}) }}")


def _ways(known: Ties, a: str, b: str, most: int) -> list[_Way]:
    """Return the cheapest ways as ties, all with as many hops as the first."""
    if a not in known.beside or b not in known.beside:
        return []
    direct = known.beside[a].get(b, ())
    best = direct[0].cost if direct else None
    left = _distances(known, b, a)
    if a not in left:
        return []
    if best is not None and best <= left[a]:
        return [(tie.cost, (tie,)) for tie in direct]
    found: list[_Way] = []
    heap: list[tuple[float, tuple[str, ...], tuple[Tie, ...], float]] = [(left[a], (a,), (), 0.0)]
    steps = 0
    while heap and len(found) < most and steps < _MOST_STEPS:
        steps += 1
        total, stops, way, cost = heapq.heappop(heap)
        if found and total > found[0][0] + _SLACK:
            break
        if stops[-1] == b:
            found.append((cost, way))
            continue
        hops = len(found[0][1]) if found else _MOST_HOPS
        if len(way) == hops:
            continue
        for target, pair in known.beside[stops[-1]].items():
            if target in left and target not in stops:
                more = cost + pair[0].cost + (0.0 if target == b else known.toll[target])
                step = (more + left[target], (*stops, target), (*way, pair[0]), more)
                heapq.heappush(heap, step)
    return [way for way in found if len(way[1]) == len(found[0][1])]


def _distances(known: Ties, b: str, a: str) -> dict[str, float]:
    """Return what it costs from each entity on to ``b``, up to the most that a path may cost."""
    distance = {b: 0.0}
    heap = [(0.0, b)]
    while heap:
        cost, at = heapq.heappop(heap)
        if cost > distance[at]:
            continue
        toll = 0.0 if at == b else known.toll[at]
        for other, pair in known.beside[at].items():
            more = cost + toll + pair[0].cost
            open_ = other == a or other not in known.closed
            if open_ and more <= min(_MOST_COST, distance.get(other, _MOST_COST) - 1e-9):
                distance[other] = more
                if other != a:
                    heapq.heappush(heap, (more, other))
    return distance


def _chain(known: Ties, a: str, b: str) -> list[_Way]:
    """Return the way up from one place to what it lies in, be that a report's own jurisdiction."""
    for low, high in ((a, b), (b, a)):
        ways: dict[str, tuple[Tie, ...]] = {low: ()}
        queue = [low]
        for at in queue:
            for other, pair in known.beside.get(at, {}).items():
                up = next((t for t in pair if t.role is Role.WITHIN and t.source == at), None)
                if up is not None and other not in ways:
                    ways[other] = (*ways[at], up)
                    queue.append(other)
        if high in ways:
            way = ways[high] if low == a else ways[high][::-1]
            return [(sum(tie.cost for tie in way), way)]
    return []


def _as_reported(known: Ties, a: str, b: str) -> list[_Way]:
    """Return the statements that name the one in the report of the other."""
    for entity, home in ((a, b), (b, a)):
        if home in known.closed and (found := reported(known.store, entity, home)):
            return [(tie.cost, (tie,)) for tie in found]
    return []


_Slots: TypeAlias = tuple[str | None, str | None, int | None, int | None, str | None]
_NO_WORDS: _Slots = (None, None, None, None, None)


def _slots(passage: Passage) -> _Slots:
    return passage.quote, passage.report, passage.start, passage.end, passage.statement


class _Told:
    """Makes hops of ties: the names of stops and the words of statements and sentences."""

    def __init__(self, store: Store, found: Collection[Tie], *ends: str) -> None:
        stops = {*ends, *(key for tie in found for key in (tie.source, tie.target))}
        self._stops = _stops(store, stops)
        self._words = _words(store, {tie.words for tie in found if tie.words})
        self._places = _places(store, {tie.words for tie in found if tie.words})

    def hops(self, start: str, way: Iterable[Tie]) -> Iterator[Hop]:
        at = start
        for tie in way:
            other = tie.target if tie.source == at else tie.source
            forward = tie.source == at or tie.role in (Role.TOGETHER, Role.SENTENCE)
            passage = self._words.get(tie.words)
            place = None
            if tie.role in (Role.CONTEXT, Role.LOCATED_IN):
                place = self._places.get((tie.words, tie.target))
            words = _NO_WORDS if passage is None else _slots(passage)
            yield Hop(self._stops[at], self._stops[other], tie.role, forward, *words, place)
            at = other


def _stops(store: Store, keys: Iterable[str]) -> dict[str, Stop]:
    types: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    order = {kind: i for i, kind in enumerate(reading.ENTITY_KINDS)}
    for row in reading.select(
        store,
        f"""SELECT ?e ?t ?name {{ VALUES ?e {{ {_iris(keys)} }} ?e a ?t ; rdfs:label ?name }}""",
        ("e", "t", "name"),
    ):
        labels.setdefault(row["e"], row["name"])
        if row["t"] in order and row["t"] not in types.setdefault(row["e"], []):
            types[row["e"]].append(row["t"])
    return {
        key: Stop(
            key,
            ID_BASE + key,
            labels.get(key, key.rpartition("/")[2]),
            tuple(sorted(types.get(key, ()), key=order.__getitem__)),
        )
        for key in keys
    }


def _words(store: Store, keys: Iterable[str]) -> dict[str, Passage]:
    found = {}
    for row in reading.select(
        store,
        f"""SELECT ?x ?quote ?report ?start ?end ?sentence {{ VALUES ?x {{ {_iris(keys)} }}
              ?x gwr:quote ?quote ; gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end .
              OPTIONAL {{ ?x gwr:inSentence ?sentence }} }}""",
        ("x", "quote", "report", "start", "end", "sentence"),
    ):
        statement = ID_BASE + row["x"] if row["sentence"] else None
        report = ID_BASE + row["report"]
        found[row["x"]] = Passage(
            row["quote"], report, int(row["start"]), int(row["end"]), statement
        )
    return found


def _places(store: Store, keys: Iterable[str]) -> dict[tuple[str, str], Passage]:
    """Return, by statement and place, the words that the statement's place is taken from."""
    found = {}
    for row in reading.select(
        store,
        f"""SELECT ?x ?place ?s ?quote ?report ?start ?end {{ VALUES ?x {{ {_iris(keys)} }}
              ?x gwr:contextPlace ?place ; gwr:placeFrom ?m .
              ?m gwr:statedIn ?s ; gwr:refersTo ?place .
              ?s gwr:quote ?quote ; gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end }}""",
        ("x", "place", "s", "quote", "report", "start", "end"),
    ):
        found[row["x"], row["place"]] = Passage(
            row["quote"],
            ID_BASE + row["report"],
            int(row["start"]),
            int(row["end"]),
            ID_BASE + row["s"],
        )
    return found


def _iris(keys: Iterable[str]) -> str:
    from gwr_graph.store import in_values, named

    return in_values(named(ID_BASE + key) for key in sorted(keys))


def _holds(names: Collection[str]) -> str:
    import pyoxigraph as ox

    tests = (f"CONTAINS(?quote, {ox.Literal(name)})" for name in sorted(set(names)) if name)
    return " || ".join(tests) or "false"


def _gap(quote: str, one: Collection[str], other: Collection[str]) -> int | None:
    """Return how far apart the nearest two names stand; None where they share characters only."""
    gaps = [
        max(at_other - at - len(name), at - at_other - len(name_))
        for name in one
        for at in _all(quote, name)
        for name_ in other
        for at_other in _all(quote, name_)
    ]
    return min((gap for gap in gaps if gap >= 0), default=None)


def _all(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while name and at >= 0:
        yield at
        at = text.find(name, at + 1)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end


def _order(path: Path) -> tuple[float, tuple[tuple[str, int], ...]]:
    return path.cost, tuple((hop.report or "", hop.start or 0) for hop in path.hops)
