"""What became of commitments: of a report's plan beside its review, of one report's in the next.

Nothing is claimed that the texts do not say. That the later report does not speak of a matter is
told apart from its saying that the matter was not done or was given up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gwr_graph import queries
from gwr_graph.errors import UsageError
from gwr_graph.ledger.outcome import reached, same_aim, same_time
from gwr_graph.ledger.pairs import Facts, Link, Pairs, counted, pairs, read_facts
from gwr_graph.ledger.said import Number, Report, Said, read
from gwr_graph.lexicon import fates as words
from gwr_graph.model import Stance, Status
from gwr_graph.store import Store

_RANK = {status.value: rank for rank, status in enumerate(Status)}
_FINISHED = _RANK[Status.COMPLETED.value]
# Evidence that both statements are on one thing, not only on its maker or its next phase.
_ONE_THING = frozenset(
    "same-thing same-thing-and-words same-village same-work same-term same-text".split()
)
_UNDER_WAY = frozenset((Status.SIGNED.value, Status.STARTED.value, Status.IN_PROGRESS.value))


class Fate(StrEnum):
    """What became of a commitment, by the words of the texts.

    Inside one report: CARRIED (the review speaks of the same matter), CHANGED (with another
    number), NEW (the review does not speak of it). In a later report: DONE; MISSED (its number
    falls short of the aim, or the report says that it was not done); CARRIED (promised again or
    under way); CHANGED (promised again with another number); REPORTED (spoken of, but neither a
    number nor a state tells whether it was done); DROPPED (the report says that it was given up);
    SILENT (nothing on it was found).
    """

    DONE = "done"
    MISSED = "not reached"
    CARRIED = "carried on"
    CHANGED = "changed number"
    REPORTED = "reported"
    DROPPED = "dropped"
    NEW = "new"
    SILENT = "no evidence"


class Why(StrEnum):
    """What a fate rests on."""

    NUMBER_REACHED = "the number was reached"
    NUMBER_MISSED = "the number stands short of the aim"
    STATE_REACHED = "the state aimed at was reached"
    OTHER_NUMBER = "the number is another one"
    SAME_NUMBER = "the same number again"
    AGAIN = "promised again"
    WITHOUT_NUMBER = "promised again, without this number"
    UNDER_WAY = "said to be under way"
    SAME_MATTER = "the review speaks of the same matter"
    OPEN = "spoken of, without a number or state that settles it"
    ABOUT = "near the number, which was meant about"
    OTHER_TIME = "a number for another time"
    SAID_NOT = "the report says it was not done"
    GIVEN_UP = "the report says it was given up"
    NOTHING = "nothing on it was found"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement on the same matter, and its number of the same quantity where it has one.

    ``rule`` names what shows that it is the same matter (``continues`` where the graph says it).
    """

    said: Said
    number: Number | None = None
    rule: str = "continues"


@dataclass(frozen=True, slots=True)
class Track:
    """A commitment, or one of its numbers, and its fate.

    ``review`` is the statement on it in the review (of the same report, or of the later one),
    ``plan`` the one in the later report's plan; ``by`` is that of them which the fate rests on,
    None for NEW and SILENT.
    """

    fate: Fate
    why: Why
    said: Said
    number: Number | None
    by: Evidence | None = None
    review: Evidence | None = None
    plan: Evidence | None = None


def inside(store: Store, report: Report) -> tuple[Track, ...]:
    """Return what the plan of a report carries on from its review, a row for each number promised
    and for each commitment without one, in the order of the text."""
    return within(report, read(store, report.iri), read_continued(store, report.iri))


def read_continued(store: Store, report: str = "") -> dict[str, tuple[str, ...]]:
    """Return statement → earlier statements of its report that it continues, of a report (its IRI)
    or of all."""
    values = {"report": report} if report else {}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in queries.run(store, queries.get("continued"), values).dicts():
        found[row["later"]][row["earlier"]] = None
    return {later: tuple(earlier) for later, earlier in found.items()}


def within(
    report: Report, said: Sequence[Said], continued: Mapping[str, Sequence[str]]
) -> tuple[Track, ...]:
    """Return the same for what is already read."""
    plan = [s for s in said if s.stance is Stance.COMMITTED]
    review = [s for s in said if s.stance is Stance.ACHIEVED]
    by_iri = {s.iri: s for s in said}
    both = counted(report, review, plan)
    tracks = []
    for one in plan:
        before = [by_iri[iri] for iri in continued.get(one.iri, ()) if iri in by_iri]
        tracks += [_carried(one, number, before, both) for number in one.numbers or (None,)]
    return tuple(tracks)


def _carried(said: Said, number: Number | None, before: Sequence[Said], both: Pairs) -> Track:
    """Return what a commitment goes on with, told by the number of the same quantity if any."""
    for old in before:
        for result in old.numbers:
            if number is not None and both.same(result, number):
                by = Evidence(old, result)
                if same_aim(result, number):
                    return Track(Fate.CARRIED, Why.SAME_NUMBER, said, number, by, by)
                return Track(Fate.CHANGED, Why.OTHER_NUMBER, said, number, by, by)
    if before:
        by = Evidence(before[0])
        return Track(Fate.CARRIED, Why.SAME_MATTER, said, number, by, by)
    return Track(Fate.NEW, Why.NOTHING, said, number)


def between(store: Store, old: Report, new: Report) -> tuple[Track, ...]:
    """Return what became of the commitments of one report in a later one of its jurisdiction.

    A row for each number promised and for each commitment without one, in the order of the text.
    Raise UsageError where the reports are not of one jurisdiction, or not in this order.
    """
    if old.home != new.home:
        raise UsageError(
            f"{old.key} and {new.key} are of two jurisdictions: compare two reports of one"
        )
    if old.year >= new.year:
        raise UsageError(f"{old.key} is not before {new.key}: name the earlier report first")
    return compared(old, read(store, old.iri), read(store, new.iri), read_facts(store))


def compared(
    old: Report, before: Sequence[Said], after: Sequence[Said], facts: Mapping[str, Facts]
) -> tuple[Track, ...]:
    """Return the same for statements already read."""
    promised = [s for s in before if s.stance is Stance.COMMITTED]
    sides = {
        stance: pairs(old, promised, [s for s in after if s.stance is stance], facts)
        for stance in Stance
    }
    return tuple(_Fates(said, number, sides).track() for said in promised for number in _aims(said))


def _aims(said: Said) -> tuple[Number | None, ...]:
    """Return the numbers of a commitment; a range is told by its lower end, no number by None."""
    lower = {(n.what, n.direction, n.unit) for n in said.numbers if n.bound == "Min"}
    kept = [
        n for n in said.numbers if n.bound != "Max" or (n.what, n.direction, n.unit) not in lower
    ]
    return tuple(kept) or (None,)


class _Fates:
    """One commitment, or one number of it, beside what the later report says of the matter."""

    def __init__(self, said: Said, number: Number | None, sides: Mapping[Stance, Pairs]) -> None:
        self.said, self.number, self.sides = said, number, sides
        self.done = self.evidence(Stance.ACHIEVED)
        self.again = self.evidence(Stance.COMMITTED)
        self.spoken = self.evidence(Stance.SITUATION)

    def links(self, stance: Stance) -> tuple[Link, ...]:
        return self.sides[stance].links.get(self.said.iri, ())

    def evidence(self, stance: Stance) -> list[Evidence]:
        """Return what one part of the later report says of it: same quantities first."""
        pairs_ = self.sides[stance]
        found = [
            Evidence(link.said, number, link.rule)
            for link in self.links(stance)
            for number in link.said.numbers
            if self.number is not None and pairs_.same(self.number, number)
        ]
        found.sort(key=self.distance)
        return found + [Evidence(link.said, None, link.rule) for link in self.links(stance)]

    def distance(self, evidence: Evidence) -> tuple[bool, bool]:
        """Order numbers: those of the time aimed at first, then those told the same way."""
        one, other = self.number, evidence.number
        assert one is not None
        assert other is not None
        return not same_time(one, other), one.direction != other.direction

    def track(self) -> Track:
        review = next(iter(self.done or self.spoken), None)
        plan = next(iter(self.again), None)
        fate, why, by = self.fate()
        return Track(fate, why, self.said, self.number, by, review, plan)

    def fate(self) -> tuple[Fate, Why, Evidence | None]:
        said = (*self.done, *self.again, *self.spoken)
        if given_up := self.telling(said, words.load().given_up):
            return Fate.DROPPED, Why.GIVEN_UP, given_up
        if not_done := self.telling((*self.done, *self.spoken), words.load().not_done):
            return Fate.MISSED, Why.SAID_NOT, not_done
        settled = self.by_number() if self.number else self.by_state()
        if settled:
            return settled
        if self.again:
            return self.promised_again(self.again[0])
        if under_way := self.under_way():
            return Fate.CARRIED, Why.UNDER_WAY, under_way
        if self.done or self.spoken:
            return Fate.REPORTED, self.left_open(), (self.done or self.spoken)[0]
        return Fate.SILENT, Why.NOTHING, None

    def telling(self, later: Sequence[Evidence], cue: re.Pattern[str]) -> Evidence | None:
        """Return the evidence whose words have a cue that the commitment itself has not."""
        if cue.search(self.said.quote):
            return None
        return next((one for one in later if cue.search(one.said.quote)), None)

    def by_number(self) -> tuple[Fate, Why, Evidence | None] | None:
        """Return what a result of the time aimed at settles."""
        assert self.number is not None
        for one in self.done:
            if one.number and same_time(self.number, one.number):
                met = reached(self.number, one.number)
                if met is not None:
                    fate, why = (
                        (Fate.DONE, Why.NUMBER_REACHED) if met else (Fate.MISSED, Why.NUMBER_MISSED)
                    )
                    return fate, why, one
        return None

    def by_state(self) -> tuple[Fate, Why, Evidence | None] | None:
        """Return what the state of the thing promised settles."""
        for link in self.links(Stance.ACHIEVED):
            aim, now = _state(self.said, link), _state(link.said, link)
            if aim and now and link.rule in _ONE_THING and _as_far(aim, now):
                return Fate.DONE, Why.STATE_REACHED, Evidence(link.said, None, link.rule)
        return None

    def promised_again(self, one: Evidence) -> tuple[Fate, Why, Evidence | None]:
        if self.number is None:
            return Fate.CARRIED, Why.AGAIN, one
        if one.number is None:
            return Fate.CARRIED, Why.WITHOUT_NUMBER, one
        if same_aim(self.number, one.number):
            return Fate.CARRIED, Why.SAME_NUMBER, one
        return Fate.CHANGED, Why.OTHER_NUMBER, one

    def under_way(self) -> Evidence | None:
        for link in self.links(Stance.ACHIEVED):
            if _state(link.said, link) in _UNDER_WAY:
                return Evidence(link.said, None, link.rule)
        return None

    def left_open(self) -> Why:
        if self.number and (numbers := [one.number for one in self.done if one.number]):
            now = any(same_time(self.number, number) for number in numbers)
            return Why.ABOUT if now else Why.OTHER_TIME
        return Why.OPEN


def _state(said: Said, link: Link) -> str:
    """Return the furthest state that a statement gives the thing a link is on, "" for none.

    Of a work with two names, the statement that has the other one is asked for all its states.
    """
    on = [t.status for t in said.things if t.status and (t.iri == link.on or link.on in t.name)]
    if not on and link.rule in _ONE_THING and not any(t.iri == link.on for t in said.things):
        on = list(said.states)
        if len(on) > 1:
            return ""
    return max(on, key=_RANK.__getitem__, default="")


def _as_far(aim: str, now: str) -> bool:
    """Return whether a state is the one aimed at, or one that goes beyond it.

    What was to be pushed on is done where it is finished; an honour is reached by an honour only.
    """
    if Status.RECOGNISED.value in (aim, now):
        return aim == now
    least = _FINISHED if aim == Status.IN_PROGRESS.value else _RANK[aim]
    return _RANK[now] >= least
