"""One report's graph: everything the report says, and nothing that belongs to others.

The lines are put together from ready-made halves: ``s`` is a subject's term, ``P_X`` is a predicate
with its spaces, the ends close a literal and name the graph. Two readings with one IRI are the same
reading: the first in the document stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gwr_graph.lexicon.themes import theme_of
from gwr_graph.model import (
    Continuation,
    Entity,
    EntityType,
    Measure,
    Resolution,
    Stance,
    Statement,
)
from gwr_graph.rdf import iris
from gwr_graph.rdf import terms as t
from gwr_graph.rdf.nquads import DECIMAL_END, INTEGER_END, YEAR_END, day, escape, literal, number
from gwr_graph.rdf.shared import coined, presenter
from gwr_graph.rdf.units import units

_GIST = 40
_MARKS = re.compile(r"\*+|\s+")
_CONCERNED = frozenset(
    (
        EntityType.PROJECT,
        EntityType.PROGRAMME,
        EntityType.HONOUR,
        EntityType.SITE,
        EntityType.PARK,
    )
)

P_QUOTE, P_SURFACE, P_WHAT = f' {t.QUOTE} "', f' {t.SURFACE} "', f' {t.WHAT} "'
P_UNIT_TEXT, P_VALUE = f' {t.UNIT_TEXT} "', f' {t.VALUE} "'
P_START, P_END, P_PERIOD = f' {t.START} "', f' {t.END} "', f' {t.PERIOD} "'
P_MENTIONS, P_INVOLVES = f" {t.MENTIONS} ", f" {t.INVOLVES} "
P_AT_PLACE, P_CONCERNS = f" {t.AT_PLACE} ", f" {t.CONCERNS} "
P_HAS_MEASURE, P_STATED_IN, P_REFERS_TO = (
    f" {t.HAS_MEASURE} ",
    f" {t.STATED_IN} ",
    f" {t.REFERS_TO} ",
)
P_IN_SENTENCE, P_IN_SECTION, P_OF = f" {t.IN_SENTENCE} ", f" {t.IN_SECTION} ", f" {t.OF} "
P_DIRECTION, P_BOUND = f" {t.DIRECTION} <{t.GWR}", f" {t.BOUND} <{t.GWR}"
P_STATUS, P_INDICATOR = f" {t.STATUS} <{t.GWR}", f" {t.HAS_INDICATOR} "


def gist(quote: str) -> str:
    """Return a goal's label: its quote without marks, cut at a pause past 40 characters."""
    text = _MARKS.sub("", quote).strip("，,；;、。：:")
    if len(text) <= _GIST:
        return text
    pause = max(text.rfind(mark, 0, _GIST) for mark in "，；、：")
    return text[: pause if pause >= _GIST // 2 else _GIST - 1] + "…"


def quads(resolution: Resolution, continuations: Sequence[Continuation] = ()) -> Iterable[str]:
    """Return the N-Quads lines (without line ends) of one report's graph.

    They come unsorted, possibly with repeats: whoever writes the file sorts them and drops what is
    double. A place that is none, or that holds itself, is left out.
    """
    return _Writer(resolution).lines(continuations)


class _Writer:
    """The terms that the lines of one report share, each made once."""

    def __init__(self, resolution: Resolution) -> None:
        extraction = resolution.extraction
        document = extraction.document
        self.resolution = resolution
        self.extraction = extraction
        self.document = document
        self.report = iris.report(document.key)
        self.base = self.report[:-1]
        self.end = f" {self.report} ."
        self.text_end = f'"{self.end}'
        self.integer_end = INTEGER_END + self.end
        self.decimal_end = DECIMAL_END + self.end
        self.year_end = YEAR_END + self.end
        self.value_end = f">{self.end}"
        self.in_report = f" {t.IN_REPORT} {self.report}{self.end}"
        self.made: dict[tuple[str, float], tuple[str, str]] = {}
        self.entities = {e.key: e for e in resolution.entities}
        self.entity = {key: iris.entity(key) for key in self.entities}
        self.entity.setdefault(resolution.home, iris.entity(resolution.home))
        self.sections = [
            self.local("h", s.start, s.end, s.depth, s.heading) for s in document.sections
        ]
        self.sentences = [self.local("t", s.start, s.end, s.text) for s in document.sentences]
        self.sentence_of = {s.order: i for i, s in enumerate(document.sentences)}
        self.statements = [self.local("s", s.start, s.end, s.quote) for s in extraction.statements]
        self.mentions = [
            self.local("m", m.start, m.end, m.surface, m.name) for m in extraction.mentions
        ]
        self.measures = [
            self.local("q", m.start, m.end, m.surface, m.what, m.of, m.value, m.bound)
            for m in extraction.measures
        ]
        self.refers = [self.entity[key] for key in resolution.refers]
        self.refers_at = {m.start: self.refers[i] for i, m in enumerate(extraction.mentions)}
        self.stated = {i for s in extraction.statements for i in s.mentions}

    def local(self, kind: str, *parts: object) -> str:
        return f"{self.base}#{kind}-{iris.digest(self.document.key, *parts)}>"

    def lines(self, continuations: Sequence[Continuation]) -> list[str]:
        out: list[str] = []
        self.add_report(out)
        self.add_sections(out)
        self.add_sentences(out)
        self.add_statements(out)
        self.add_mentions(out)
        self.add_measures(out)
        self.add_involvements(out)
        self.add_containments(out)
        self.add_awards(out)
        self.add_contexts(out)
        for c in continuations:
            later, earlier = self.statements[c.later], self.statements[c.earlier]
            out.append(f"{later} {t.CONTINUES} {earlier}{self.end}")
        return out

    def origin(self, rule: str, confidence: float) -> tuple[str, str]:
        """Return the ends of the two lines that tell what made a reading."""
        ends = self.made.get((rule, confidence))
        if ends is None:
            ends = self.made[rule, confidence] = (
                f" {t.RULE} {literal(rule)}{self.end}",
                f' {t.CONFIDENCE} "{number(confidence)}{self.decimal_end}',
            )
        return ends

    def types_of(self, index: int) -> tuple[EntityType, ...]:
        """Return the types of the entity that a mention refers to."""
        return self.entities[self.resolution.refers[index]].types

    def is_place(self, index: int) -> bool:
        return any(kind.is_place for kind in self.types_of(index))

    def add_report(self, out: list[str]) -> None:
        s, g = self.report, self.end
        document, header = self.document, self.document.header
        out += (
            f"{s} {t.A} {t.REPORT}{g}",
            f"{s} {t.TITLE} {literal(header.title, 'zh')}{g}",
            f"{s} {t.JURISDICTION} {self.entity[self.resolution.home]}{g}",
            f'{s} {t.YEAR} "{header.year:04d}{self.year_end}',
            f"{s} {t.SOURCE} {literal(document.source)}{g}",
            f"{s} {t.SHA256} {literal(document.sha256)}{g}",
        )
        if header.issued:
            out.append(f"{s} {t.ISSUED} {day(header.issued)}{g}")
        if header.session:
            out.append(f"{s} {t.SESSION} {literal(header.session)}{g}")
        if person := presenter(self.resolution):
            out.append(f"{s} {t.PRESENTED_BY} {iris.entity(person.key)}{g}")

    def add_sections(self, out: list[str]) -> None:
        g = self.end
        for section, s in zip(self.document.sections, self.sections, strict=True):
            out += (
                f"{s} {t.A} {t.SECTION}{g}",
                s + self.in_report,
                f"{s} {t.HEADING} {literal(section.heading)}{g}",
                f'{s} {t.ORDER} "{section.order}{self.integer_end}',
            )
            if theme := theme_of(section.heading):
                out.append(f"{s} {t.THEME} {iris.theme(theme)}{g}")
            if section.parent is not None:
                out.append(f"{s} {t.PART_OF} {self.sections[section.parent]}{g}")

    def add_sentences(self, out: list[str]) -> None:
        g, sections, text_end, integer_end = (
            self.end,
            self.sections,
            self.text_end,
            self.integer_end,
        )
        a_sentence, in_report = f" {t.A} {t.SENTENCE}{g}", self.in_report
        for sentence, s in zip(self.document.sentences, self.sentences, strict=True):
            out += (
                s + a_sentence,
                s + in_report,
                f"{s}{P_IN_SECTION}{sections[sentence.section]}{g}",
                f"{s}{P_QUOTE}{escape(sentence.text)}{text_end}",
                f"{s}{P_START}{sentence.start}{integer_end}",
                f"{s}{P_END}{sentence.end}{integer_end}",
            )

    def add_statements(self, out: list[str]) -> None:
        g, text_end, integer_end = self.end, self.text_end, self.integer_end
        measures, in_report = self.measures, self.in_report
        a_statement, a_goal = f" {t.A} {t.STATEMENT}{g}", f" {t.A} {t.GOAL}{g}"
        stances = {stance: f" {t.A} {t.gwr(stance.value)}{g}" for stance in Stance}
        government = self.government()
        made_by = f" {t.MADE_BY} {self.entity[government.key]}{g}" if government else ""
        written: set[str] = set()
        for statement, s in zip(self.extraction.statements, self.statements, strict=True):
            self.add_named(out, statement, s)
            out += [f"{s}{P_HAS_MEASURE}{measures[m]}{g}" for m in statement.measures]
            if s in written:
                continue
            written.add(s)
            rule_end, confidence_end = self.origin(statement.rule, statement.confidence)
            sentence = self.sentences[self.sentence_of[statement.sentence]]
            out += (
                s + a_statement,
                s + stances[statement.stance],
                s + in_report,
                f"{s}{P_IN_SENTENCE}{sentence}{g}",
                f"{s}{P_QUOTE}{escape(statement.quote)}{text_end}",
                f"{s}{P_START}{statement.start}{integer_end}",
                f"{s}{P_END}{statement.end}{integer_end}",
                s + rule_end,
                s + confidence_end,
            )
            if made_by:
                out.append(s + made_by)
            if statement.period is not None:
                out.append(f"{s}{P_PERIOD}{statement.period:04d}{self.year_end}")
            if statement.theme:
                out.append(f"{s} {t.THEME} {iris.theme(statement.theme)}{g}")
            if statement.goal and statement.stance is Stance.COMMITTED:
                out.append(s + a_goal)
                out.append(f"{s} {t.LABEL} {literal(gist(statement.quote), 'zh')}{g}")

    def add_named(self, out: list[str], statement: Statement, s: str) -> None:
        g = self.end
        for key in dict.fromkeys(self.resolution.refers[m] for m in statement.mentions):
            entity, types = self.entity[key], self.entities[key].types
            out.append(f"{s}{P_MENTIONS}{entity}{g}")
            if any(kind.is_actor for kind in types):
                out.append(f"{s}{P_INVOLVES}{entity}{g}")
            if any(kind.is_place for kind in types):
                out.append(f"{s}{P_AT_PLACE}{entity}{g}")
            if not _CONCERNED.isdisjoint(types):
                out.append(f"{s}{P_CONCERNS}{entity}{g}")

    def government(self) -> Entity | None:
        """Return the jurisdiction's government where the report's entities hold it."""
        name = f"{self.document.header.jurisdiction}人民政府"
        for entity in self.resolution.entities:
            if EntityType.INSTITUTION in entity.types and (
                entity.name == name or name in entity.other_names
            ):
                return entity
        return None

    def add_mentions(self, out: list[str]) -> None:
        g, text_end, integer_end, value_end = (
            self.end,
            self.text_end,
            self.integer_end,
            self.value_end,
        )
        mentions, a_mention = self.mentions, f" {t.A} {t.MENTION}{g}"
        for statement, stated in zip(self.extraction.statements, self.statements, strict=True):
            out += [f"{mentions[i]}{P_STATED_IN}{stated}{g}" for i in statement.mentions]
        written: set[str] = set()
        for i in sorted(self.stated):
            mention, s = self.extraction.mentions[i], mentions[i]
            if s in written:
                continue
            written.add(s)
            rule_end, confidence_end = self.origin(mention.rule, mention.confidence)
            out += (
                s + a_mention,
                f"{s}{P_REFERS_TO}{self.refers[i]}{g}",
                f"{s}{P_SURFACE}{escape(mention.surface)}{text_end}",
                f"{s}{P_START}{mention.start}{integer_end}",
                f"{s}{P_END}{mention.end}{integer_end}",
                s + rule_end,
                s + confidence_end,
            )
            if mention.status:
                out.append(f"{s}{P_STATUS}{mention.status.value}{value_end}")

    def add_measures(self, out: list[str]) -> None:
        g, text_end, integer_end, value_end = (
            self.end,
            self.text_end,
            self.integer_end,
            self.value_end,
        )
        a_measure = f" {t.A} {t.MEASURE}{g}"
        kinds = {
            Stance.COMMITTED: f" {t.A} {t.TARGET}{g}",
            Stance.ACHIEVED: f" {t.A} {t.RESULT}{g}",
        }
        kind_of: dict[str, str] = {}
        for statement in self.extraction.statements:
            for i in statement.measures:
                kind_of.setdefault(self.measures[i], kinds.get(statement.stance, ""))
        written: set[str] = set()
        for i, (m, s) in enumerate(zip(self.extraction.measures, self.measures, strict=True)):
            if s in written:
                continue
            written.add(s)
            rule_end, confidence_end = self.origin(m.rule, m.confidence)
            out += (
                s + a_measure,
                f"{s}{P_WHAT}{escape(m.what)}{text_end}",
                f"{s}{P_VALUE}{number(m.value)}{self.decimal_end}",
                f"{s}{P_UNIT_TEXT}{escape(m.unit_text)}{text_end}",
                f"{s}{P_DIRECTION}{m.direction.value}{value_end}",
                f"{s}{P_BOUND}{m.bound.value}{value_end}",
                f"{s}{P_SURFACE}{escape(m.surface)}{text_end}",
                f"{s}{P_START}{m.start}{integer_end}",
                f"{s}{P_END}{m.end}{integer_end}",
                f"{s}{P_OF}{self.measured(i, m)}{g}",
                s + rule_end,
                s + confidence_end,
            )
            if kind := kind_of.get(s):
                out.append(s + kind)
            if indicator := m.indicator or coined(m):
                out.append(f"{s}{P_INDICATOR}{iris.indicator(indicator)}{g}")
            self.add_particulars(out, m, s)

    def add_particulars(self, out: list[str], m: Measure, s: str) -> None:
        """Add what only some measures have."""
        g = self.end
        if unit := units().get(m.unit_text):
            out.append(f"{s} {t.UNIT} {unit}{g}")
        if m.period is not None:
            out.append(f"{s}{P_PERIOD}{m.period:04d}{self.year_end}")
        if m.period_start is not None:
            out.append(f'{s} {t.PERIOD_START} "{m.period_start:04d}{self.year_end}')
        if m.due:
            out.append(f"{s} {t.DUE} {day(m.due)}{g}")
        if m.due_text:
            out.append(f"{s} {t.DUE_TEXT} {literal(m.due_text)}{g}")
        if m.exemplar in self.refers_at:
            out.append(f"{s} {t.EXEMPLAR} {self.refers_at[m.exemplar]}{g}")
        if m.status:
            out.append(f"{s}{P_STATUS}{m.status.value}{self.value_end}")

    def measured(self, index: int, measure: Measure) -> str:
        """Return what a measure belongs to: the entity decided, else the one named, else home."""
        if self.resolution.measure_of:
            return self.entity[self.resolution.measure_of[index]]
        home = self.entity[self.resolution.home]
        return home if measure.of is None else self.refers_at.get(measure.of, home)

    def add_involvements(self, out: list[str]) -> None:
        g, written = self.end, set[str]()
        for v in self.extraction.involvements:
            who, where, stated = (
                self.refers[v.who],
                self.refers[v.where],
                self.statements[v.statement],
            )
            s = self.local("i", stated, self.mentions[v.who], self.mentions[v.where])
            if who == where or s in written or not self.is_place(v.where):
                continue
            written.add(s)
            rule_end, confidence_end = self.origin(v.rule, v.confidence)
            out += (
                f"{s} {t.A} {t.INVOLVEMENT}{g}",
                f"{s} {t.WHO} {who}{g}",
                f"{s} {t.WHERE} {where}{g}",
                f"{s} {t.STATED_IN} {stated}{g}",
                f"{s} {t.SCOPE} {literal(v.scope.value)}{g}",
                s + rule_end,
                s + confidence_end,
            )
            if v.what is not None:
                out.append(f"{s} {t.WHAT} {self.refers[v.what]}{g}")

    def add_containments(self, out: list[str]) -> None:
        g, written = self.end, set[str]()
        for c in self.extraction.containments:
            inner, outer, stated = (
                self.refers[c.inner],
                self.refers[c.outer],
                self.statements[c.statement],
            )
            s = self.local("c", stated, self.mentions[c.inner], self.mentions[c.outer])
            places = self.is_place(c.inner) and self.is_place(c.outer)
            if inner == outer or s in written or not places:
                continue
            written.add(s)
            rule_end, confidence_end = self.origin(c.rule, c.confidence)
            out += (
                f"{s} {t.A} {t.CONTAINMENT}{g}",
                f"{s} {t.INNER} {inner}{g}",
                f"{s} {t.OUTER} {outer}{g}",
                f"{s} {t.STATED_IN} {stated}{g}",
                s + rule_end,
                s + confidence_end,
            )

    def add_awards(self, out: list[str]) -> None:
        for a in self.extraction.awards:
            s = self.statements[a.statement]
            if a.to is not None:
                out.append(f"{s} {t.AWARDED_TO} {self.refers[a.to]}{self.end}")
            if a.by is not None and EntityType.INSTITUTION in self.types_of(a.by):
                out.append(f"{s} {t.AWARDED_BY} {self.refers[a.by]}{self.end}")

    def add_contexts(self, out: list[str]) -> None:
        """Add the places that clauses take from before: from a mention, or a bare heading."""
        for context in self.extraction.contexts:
            s, i = self.statements[context.statement], context.mention
            if not self.is_place(i):
                continue
            sentence = self.sentence_of[self.extraction.mentions[i].sentence]
            section = self.document.sentences[sentence].section
            source = self.mentions[i] if i in self.stated else self.sections[section]
            out += (
                f"{s} {t.CONTEXT_PLACE} {self.refers[i]}{self.end}",
                f"{s} {t.PLACE_FROM} {source}{self.end}",
            )
