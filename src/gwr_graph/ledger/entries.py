"""The ledger itself: one entry a commitment, what it continues and what became of it; and a choice
of entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gwr_graph.ledger.fates import Evidence, Fate, Track, compared, read_continued, within
from gwr_graph.ledger.pairs import Facts, read_facts
from gwr_graph.ledger.said import Report, Said, Thing, all_reports, read
from gwr_graph.model import Stance
from gwr_graph.store import PREFIXES, Store

_ID = PREFIXES["id"]
# Of several numbers' fates the one that says most stands for the commitment.
_INSIDE = (Fate.CHANGED, Fate.CARRIED, Fate.NEW)
_LATER = (
    Fate.DROPPED,
    Fate.MISSED,
    Fate.DONE,
    Fate.CHANGED,
    Fate.CARRIED,
    Fate.REPORTED,
    Fate.SILENT,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment of a report.

    ``inside`` has what the review of the same report says of the matter, ``later`` what the next
    report of the jurisdiction says (empty where the store has none): a row for each number.
    """

    said: Said
    report: Report
    inside: tuple[Track, ...]
    later: tuple[Track, ...] = ()
    next: Report | None = None

    @property
    def continuation(self) -> Fate:
        """Return CHANGED, CARRIED or NEW."""
        return _first(self.inside, _INSIDE) or Fate.NEW

    @property
    def fate(self) -> Fate | None:
        """Return what became of it, None where there is no later report."""
        return _first(self.later, _LATER)

    @property
    def review(self) -> tuple[Evidence, ...]:
        """Return what the review of the same report says of the matter, each statement once."""
        return _once(track.by for track in self.inside)

    @property
    def after(self) -> tuple[Evidence, ...]:
        """Return what its fate rests on in the later report, each statement once."""
        return _once(track.by for track in self.later)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of all reports in the order of the texts, all that the reports say, and what the
    entities lie within."""

    reports: tuple[Report, ...]
    entries: tuple[Entry, ...]
    said: tuple[Said, ...]
    facts: Mapping[str, Facts]

    def around(self, thing: Thing) -> tuple[str, ...]:
        """Return the IRIs of a place and of all that it lies within, the nearest first."""
        found = [thing.iri]
        while (outer := self.facts.get(found[-1], Facts()).within) and outer not in found:
            found.append(outer)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted; what is "" is not asked.

    ``goal`` (it can be checked) and ``number`` are yes or no. A ``place`` is met by what lies within
    it. Places and actors are named by IRI, its end, or (a part of) a name; themes by id or name,
    reports by key. ``words`` must all stand in the quote. ``continuation`` and ``fate`` are names of
    fates in small letters (carried, changed, new; done, missed, silent …).
    """

    words: str = ""
    theme: str = ""
    place: str = ""
    actor: str = ""
    goal: str = ""
    number: str = ""
    status: str = ""
    year: str = ""
    report: str = ""
    continuation: str = ""
    fate: str = ""


def ledger(store: Store) -> Ledger:
    """Return the ledger of all reports of a store."""
    reports, facts, continued = all_reports(store), read_facts(store), read_continued(store)
    said: dict[str, list[Said]] = defaultdict(list)
    every = read(store)
    for one in every:
        said[one.report].append(one)
    entries: list[Entry] = []
    for report, later in _with_next(reports):
        inside = _by_statement(within(report, said[report.iri], continued))
        after = (
            _by_statement(compared(report, said[report.iri], said[later.iri], facts))
            if later
            else {}
        )
        entries += [
            Entry(one, report, tuple(inside.get(one.iri, ())), tuple(after.get(one.iri, ())), later)
            for one in said[report.iri]
            if one.stance is Stance.COMMITTED
        ]
    return Ledger(reports, tuple(entries), every, facts)


def chosen(book: Ledger, wanted: Wanted) -> tuple[Entry, ...]:
    """Return the entries that fit all that is wanted, in the order of the ledger."""
    tests = _tests(book, wanted)
    return tuple(entry for entry in book.entries if all(test(entry) for test in tests))


SORTS: Mapping[str, Callable[[Entry], tuple[object, ...]]] = {
    "goal": lambda e: (not e.said.goal,),
    "text": lambda _: (),
    "theme": lambda e: (not e.said.theme, e.said.theme_name),
    "place": lambda e: (not e.said.places, *(t.name for t in e.said.places[:1])),
    "actor": lambda e: (not e.said.actors, *(t.name for t in e.said.actors[:1])),
    "due": lambda e: (not e.said.due, e.said.due),
    "continuation": lambda e: (_INSIDE.index(e.continuation),),
    "fate": lambda e: (_LATER.index(e.fate) if e.fate else len(_LATER),),
}
"""Name → sort key; entries that are alike stay in the order of the text."""


def slug(fate: Fate) -> str:
    """Return a fate as addresses and files of words name it: done, missed, silent."""
    return fate.name.lower()


def _first(tracks: Sequence[Track], order: Sequence[Fate]) -> Fate | None:
    """Return the first fate of an order that a row has."""
    found = {track.fate for track in tracks}
    return next((fate for fate in order if fate in found), None)


def _once(found: Iterable[Evidence | None]) -> tuple[Evidence, ...]:
    kept: dict[str, Evidence] = {}
    for one in found:
        if one is not None:
            kept.setdefault(one.said.iri, one)
    return tuple(kept.values())


def _with_next(reports: Sequence[Report]) -> list[tuple[Report, Report | None]]:
    """Return each report with the next one of its jurisdiction."""
    return [
        (
            report,
            min(
                (r for r in reports if r.home == report.home and r.year > report.year),
                key=lambda r: (r.year, r.iri),
                default=None,
            ),
        )
        for report in reports
    ]


def _by_statement(tracks: Iterable[Track]) -> dict[str, list[Track]]:
    found: dict[str, list[Track]] = defaultdict(list)
    for track in tracks:
        found[track.said.iri].append(track)
    return found


def _tests(book: Ledger, wanted: Wanted) -> list[Callable[[Entry], bool]]:
    """Return a test for each thing asked."""
    tests: list[Callable[[Entry], bool]] = []

    def ask(given: str, test: Callable[[Entry], bool]) -> None:
        if given:
            tests.append(test)

    words = wanted.words.split()
    ask(wanted.words, lambda e: all(word in e.said.quote for word in words))
    ask(wanted.theme, lambda e: wanted.theme in (e.said.theme, e.said.theme_name))
    ask(wanted.goal, lambda e: e.said.goal == (wanted.goal == "yes"))
    ask(wanted.number, lambda e: bool(e.said.numbers) == (wanted.number == "yes"))
    ask(wanted.status, lambda e: wanted.status in e.said.states)
    ask(wanted.year, lambda e: str(e.said.period or "") == wanted.year)
    ask(wanted.report, lambda e: e.report.key == wanted.report)
    ask(wanted.continuation, lambda e: slug(e.continuation) == wanted.continuation)
    ask(wanted.fate, lambda e: any(slug(t.fate) == wanted.fate for t in e.later))
    if wanted.place:
        places = _named((t for e in book.entries for t in e.said.places), wanted.place)
        outer = {iri for iri in book.facts if _is(iri, wanted.place)}
        at = places | outer | {f.within for f in book.facts.values() if _is(f.within, wanted.place)}
        tests.append(lambda e: any(not at.isdisjoint(book.around(t)) for t in e.said.places))
    if wanted.actor:
        who = _named((t for e in book.entries for t in e.said.actors), wanted.actor)
        tests.append(lambda e: any(t.iri in who for t in e.said.actors))
    return tests


def _named(things: Iterable[Thing], name: str) -> set[str]:
    """Return the IRIs of the things so named; where none is, of those whose name holds it."""
    every = list(things)
    exact = {t.iri for t in every if t.name == name or _is(t.iri, name)}
    return exact or {t.iri for t in every if name in t.name}


def _is(iri: str, name: str) -> bool:
    return bool(iri) and name in (iri, iri.removeprefix(_ID))
