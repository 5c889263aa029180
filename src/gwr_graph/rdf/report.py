"""One report's graph: everything the report says, and nothing that belongs to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gwr_graph.model import (
    Continuation,
    Document,
    Entity,
    EntityType,
    Measure,
    Resolution,
    Stance,
    Statement,
)
from gwr_graph.rdf import iris, terms
from gwr_graph.rdf import terms as t
from gwr_graph.rdf.nquads import day, decimal, integer, literal, year
from gwr_graph.rdf.shared import coined, presenter
from gwr_graph.rdf.units import units

_GIST = 40
_CONCERNED = frozenset(
    (
        EntityType.PROJECT,
        EntityType.PROGRAMME,
        EntityType.HONOUR,
        EntityType.SITE,
        EntityType.PARK,
    )
)


def gist(quote: str) -> str:
    """Return a goal's label: its quote without marks, cut at a pause where it passes 40 characters."""
    text = re.sub(r"\*+|\s+", "", quote).strip("，,；;、。：:")
    if len(text) <= _GIST:
        return text
    pause = max(text.rfind(mark, 0, _GIST) for mark in "，；、：")
    return text[: pause if pause >= _GIST // 2 else _GIST - 1] + "…"


def quads(resolution: Resolution, continuations: Sequence[Continuation] = ()) -> Iterable[str]:
    """Return the N-Quads lines (without line ends) of one report's graph.

    They come in document order, possibly with repeats: whoever writes the file sorts them and
    drops what is double.
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
        key = document.key
        self.report = iris.report(key)
        self.base = self.report[:-1]
        self.tail = f" {self.report} ."
        self.entities = {e.key: e for e in resolution.entities}
        self.entity = {e: iris.entity(e) for e in self.entities}
        self.entity.setdefault(resolution.home, iris.entity(resolution.home))
        self.sections = [self.local("h", s.start, s.end, s.heading) for s in document.sections]
        self.sentences = [self.local("t", s.start, s.end, s.text) for s in document.sentences]
        self.sentence_of = {s.order: i for i, s in enumerate(document.sentences)}
        self.statements = [self.local("s", s.start, s.end, s.quote) for s in extraction.statements]
        self.mentions = [
            self.local("m", m.start, m.end, m.surface, m.name) for m in extraction.mentions
        ]
        self.measures = [
            self.local("q", m.start, m.end, m.surface, m.what) for m in extraction.measures
        ]
        self.refers = [self.entity[key] for key in resolution.refers]
        self.refers_at = {m.start: self.refers[i] for i, m in enumerate(extraction.mentions)}

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
        self.add_links(out)
        g = self.tail
        for c in continuations:
            out.append(f"{self.statements[c.later]} {t.CONTINUES} {self.statements[c.earlier]}{g}")
        return out

    def add_report(self, out: list[str]) -> None:
        s, g = self.report, self.tail
        document, header = self.document, self.document.header
        out += (
            f"{s} {t.A} {t.REPORT}{g}",
            f"{s} {t.TITLE} {literal(header.title, 'zh')}{g}",
            f"{s} {t.JURISDICTION} {self.entity[self.resolution.home]}{g}",
            f"{s} {t.YEAR} {year(header.year)}{g}",
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
        g = self.tail
        for section, s in zip(self.document.sections, self.sections, strict=True):
            out += (
                f"{s} {t.A} {t.SECTION}{g}",
                f"{s} {t.IN_REPORT} {self.report}{g}",
                f"{s} {t.HEADING} {literal(section.heading)}{g}",
                f"{s} {t.ORDER} {integer(section.order)}{g}",
            )
            if section.parent is not None:
                out.append(f"{s} {t.PART_OF} {self.sections[section.parent]}{g}")

    def add_sentences(self, out: list[str]) -> None:
        g = self.tail
        for sentence, s in zip(self.document.sentences, self.sentences, strict=True):
            out += (
                f"{s} {t.A} {t.SENTENCE}{g}",
                f"{s} {t.IN_REPORT} {self.report}{g}",
                f"{s} {t.IN_SECTION} {self.sections[sentence.section]}{g}",
                f"{s} {t.QUOTE} {literal(sentence.text)}{g}",
                f"{s} {t.START} {integer(sentence.start)}{g}",
                f"{s} {t.END} {integer(sentence.end)}{g}",
            )

    def add_statements(self, out: list[str]) -> None:
        g = self.tail
        government = self.government()
        for statement, s in zip(self.extraction.statements, self.statements, strict=True):
            out += (
                f"{s} {t.A} {t.STATEMENT}{g}",
                f"{s} {t.A} {terms.gwr(statement.stance.value)}{g}",
                f"{s} {t.IN_REPORT} {self.report}{g}",
                f"{s} {t.IN_SENTENCE} {self.sentences[self.sentence_of[statement.sentence]]}{g}",
                f"{s} {t.QUOTE} {literal(statement.quote)}{g}",
                f"{s} {t.START} {integer(statement.start)}{g}",
                f"{s} {t.END} {integer(statement.end)}{g}",
                f"{s} {t.RULE} {literal(statement.rule)}{g}",
                f"{s} {t.CONFIDENCE} {decimal(statement.confidence)}{g}",
            )
            if statement.period is not None:
                out.append(f"{s} {t.PERIOD} {year(statement.period)}{g}")
            if statement.theme:
                out.append(f"{s} {t.THEME} {iris.theme(statement.theme)}{g}")
            if government:
                out.append(f"{s} {t.MADE_BY} {government}{g}")
            if statement.goal:
                out.append(f"{s} {t.A} {t.GOAL}{g}")
                out.append(f"{s} {t.LABEL} {literal(gist(statement.quote), 'zh')}{g}")
            self.add_named(out, statement, s)
            for m in statement.measures:
                out.append(f"{s} {t.HAS_MEASURE} {self.measures[m]}{g}")

    def add_named(self, out: list[str], statement: Statement, s: str) -> None:
        g = self.tail
        for key in dict.fromkeys(self.resolution.refers[m] for m in statement.mentions):
            entity, types = self.entity[key], self.entities[key].types
            out.append(f"{s} {t.MENTIONS} {entity}{g}")
            if any(kind.is_actor for kind in types):
                out.append(f"{s} {t.INVOLVES} {entity}{g}")
            if any(kind.is_place for kind in types):
                out.append(f"{s} {t.AT_PLACE} {entity}{g}")
            if not _CONCERNED.isdisjoint(types):
                out.append(f"{s} {t.CONCERNS} {entity}{g}")

    def government(self) -> str | None:
        """Return the jurisdiction's government where the report's entities hold it."""
        name = f"{self.document.header.jurisdiction}人民政府"
        for entity in self.resolution.entities:
            if EntityType.INSTITUTION in entity.types and name in (
                entity.name,
                *entity.other_names,
            ):
                return self.entity[entity.key]
        return None

    def add_mentions(self, out: list[str]) -> None:
        g = self.tail
        for index, statement in enumerate(self.extraction.statements):
            stated = self.statements[index]
            for i in statement.mentions:
                out.append(f"{self.mentions[i]} {t.STATED_IN} {stated}{g}")
        for i in self.stated_mentions():
            mention, s = self.extraction.mentions[i], self.mentions[i]
            out += (
                f"{s} {t.A} {t.MENTION}{g}",
                f"{s} {t.REFERS_TO} {self.refers[i]}{g}",
                f"{s} {t.SURFACE} {literal(mention.surface)}{g}",
                f"{s} {t.START} {integer(mention.start)}{g}",
                f"{s} {t.END} {integer(mention.end)}{g}",
                f"{s} {t.RULE} {literal(mention.rule)}{g}",
                f"{s} {t.CONFIDENCE} {decimal(mention.confidence)}{g}",
            )
            if mention.status:
                out.append(f"{s} {t.STATUS} {terms.gwr(mention.status.value)}{g}")

    def stated_mentions(self) -> list[int]:
        return sorted({i for s in self.extraction.statements for i in s.mentions})

    def add_measures(self, out: list[str]) -> None:
        g = self.tail
        known = units()
        subject = {
            Stance.COMMITTED: f" {t.A} {t.TARGET}{g}",
            Stance.ACHIEVED: f" {t.A} {t.RESULT}{g}",
        }
        for statement in self.extraction.statements:
            if kind := subject.get(statement.stance):
                out += [self.measures[i] + kind for i in statement.measures]
        for i, (m, s) in enumerate(zip(self.extraction.measures, self.measures, strict=True)):
            out += (
                f"{s} {t.A} {t.MEASURE}{g}",
                f"{s} {t.WHAT} {literal(m.what)}{g}",
                f"{s} {t.VALUE} {decimal(m.value)}{g}",
                f"{s} {t.UNIT_TEXT} {literal(m.unit_text)}{g}",
                f"{s} {t.DIRECTION} {terms.gwr(m.direction.value)}{g}",
                f"{s} {t.BOUND} {terms.gwr(m.bound.value)}{g}",
                f"{s} {t.SURFACE} {literal(m.surface)}{g}",
                f"{s} {t.START} {integer(m.start)}{g}",
                f"{s} {t.END} {integer(m.end)}{g}",
                f"{s} {t.RULE} {literal(m.rule)}{g}",
                f"{s} {t.CONFIDENCE} {decimal(m.confidence)}{g}",
                f"{s} {t.OF} {self.measured(i, m)}{g}",
            )
            if m.indicator:
                out.append(f"{s} {t.HAS_INDICATOR} {iris.indicator(m.indicator)}{g}")
            elif name := coined(m):
                out.append(f"{s} {t.HAS_INDICATOR} {iris.indicator(name)}{g}")
            if m.unit_text in known:
                out.append(f"{s} {t.UNIT} {known[m.unit_text]}{g}")
            if m.period is not None:
                out.append(f"{s} {t.PERIOD} {year(m.period)}{g}")
            if m.period_start is not None:
                out.append(f"{s} {t.PERIOD_START} {year(m.period_start)}{g}")
            if m.due:
                out.append(f"{s} {t.DUE} {day(m.due)}{g}")
            if m.due_text:
                out.append(f"{s} {t.DUE_TEXT} {literal(m.due_text)}{g}")
            if m.exemplar is not None and m.exemplar in self.refers_at:
                out.append(f"{s} {t.EXEMPLAR} {self.refers_at[m.exemplar]}{g}")
            if m.status:
                out.append(f"{s} {t.STATUS} {terms.gwr(m.status.value)}{g}")

    def measured(self, index: int, measure: Measure) -> str:
        if self.resolution.measure_of:
            return self.entity[self.resolution.measure_of[index]]
        home = self.entity[self.resolution.home]
        return self.refers_at.get(measure.of, home) if measure.of is not None else home

    def add_links(self, out: list[str]) -> None:
        """Add who is involved where, what lies in what, what was awarded, where context says."""
        g, extraction = self.tail, self.extraction
        for v in extraction.involvements:
            stated = self.statements[v.statement]
            s = self.local("i", stated, self.mentions[v.who], self.mentions[v.where])
            out += (
                f"{s} {t.A} {t.INVOLVEMENT}{g}",
                f"{s} {t.WHO} {self.refers[v.who]}{g}",
                f"{s} {t.WHERE} {self.refers[v.where]}{g}",
                f"{s} {t.STATED_IN} {stated}{g}",
                f"{s} {t.SCOPE} {literal(v.scope.value)}{g}",
                f"{s} {t.RULE} {literal(v.rule)}{g}",
                f"{s} {t.CONFIDENCE} {decimal(v.confidence)}{g}",
            )
            if v.what is not None:
                out.append(f"{s} {t.gwr('what')} {self.refers[v.what]}{g}")
        for c in extraction.containments:
            stated = self.statements[c.statement]
            s = self.local("c", stated, self.mentions[c.inner], self.mentions[c.outer])
            out += (
                f"{s} {t.A} {t.CONTAINMENT}{g}",
                f"{s} {t.INNER} {self.refers[c.inner]}{g}",
                f"{s} {t.OUTER} {self.refers[c.outer]}{g}",
                f"{s} {t.STATED_IN} {stated}{g}",
                f"{s} {t.RULE} {literal(c.rule)}{g}",
                f"{s} {t.CONFIDENCE} {decimal(c.confidence)}{g}",
            )
        for a in extraction.awards:
            s = self.statements[a.statement]
            if a.to is not None:
                out.append(f"{s} {t.AWARDED_TO} {self.refers[a.to]}{g}")
            if a.by is not None:
                out.append(f"{s} {t.AWARDED_BY} {self.refers[a.by]}{g}")
        stated_mentions = set(self.stated_mentions())
        for context in extraction.contexts:
            s, i = self.statements[context.statement], context.mention
            sentence = self.document.sentences[self.sentence_of[extraction.mentions[i].sentence]]
            source = self.mentions[i] if i in stated_mentions else self.sections[sentence.section]
            out += (
                f"{s} {t.CONTEXT_PLACE} {self.refers[i]}{g}",
                f"{s} {t.PLACE_FROM} {source}{g}",
            )
