"""What a question asks for, before it becomes a query."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gwr_graph.lexicon.kinds import Kind
from gwr_graph.lookup import Mention
from gwr_graph.model import Direction, Stance
from gwr_graph.questions.term import Term

_AREAS = frozenset({"AdminArea", "Indicator", "Theme"})


class Aim(StrEnum):
    """What is to be told; a question may have several."""

    ORIGIN = "origin"  # who gave the report, when, at which session
    PROBLEMS = "problems"  # what the report admits to
    WHY = "why"
    MEANING = "meaning"  # what a term means in the report
    PASSAGES = "passages"  # where the report speaks of it
    PATH = "path"  # how two things are connected
    COMPARE = "compare"  # a target and a result, one year and another
    FIGURES = "figures"  # all the numbers on it
    RANK = "rank"
    WHEN = "when"
    STATUS = "status"  # how far a work is
    COUNT = "count"
    NUMBER = "number"
    WHERE = "where"
    WHO = "who"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Plan:
    """A question read.

    ``lang`` is "zh" or "en". ``mentions`` are the known names in it, in its order. ``aims`` are in
    the order of :class:`Aim`, the most telling first. ``kinds`` are those asked for (which
    bridges), ``directions`` those of a number. ``years`` are said or meant (今年, 去年), in order.
    ``terms`` are its other words that an answer must bear out, ``units`` those of the number asked
    for (多少户). ``left`` is the question with the names' characters blanked; ``money``
    is True where an amount of money is asked for, ``inherited`` where the names are those of the
    part of the question before it. ``quoted`` are its words in quotation marks.
    """

    question: str
    lang: str
    mentions: tuple[Mention, ...]
    aims: tuple[Aim, ...]
    kinds: tuple[Kind, ...]
    stances: tuple[Stance, ...]
    directions: tuple[Direction, ...]
    years: tuple[int, ...]
    terms: tuple[Term, ...]
    units: tuple[str, ...]
    left: str
    money: bool = False
    inherited: bool = False
    quoted: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """Local names of the classes asked for."""
        return tuple(dict.fromkeys(name for kind in self.kinds for name in kind.classes))

    @property
    def on_a_work(self) -> bool:
        """True where it asks how far a named project, firm or site is, or where: its other words
        only describe that."""
        if not {Aim.STATUS, Aim.WHERE}.intersection(self.aims):
            return False
        return any(m.matches and _AREAS.isdisjoint(m.matches[0].types) for m in self.mentions)
