"""An open graph with what several tools want of it: names, ties, hashes, texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from gwr_graph import lookup, network
from gwr_graph.errors import QueryError
from gwr_graph.mcp.replies import Evidence
from gwr_graph.store import PREFIXES, Store, in_values, named

ID = PREFIXES["id"]
_MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """A report's facts; ``iri`` is the name of its graph too."""

    iri: str
    title: str
    jurisdiction: str
    year: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sentence:
    iri: str
    quote: str
    start: int
    end: int
    heading: str


class Graph:
    """A store and what is read of it once. It may be used by several threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._sentences: dict[str, tuple[Sentence, ...]] = {}
        self._lock = Lock()

    @cached_property
    def index(self) -> lookup.Index:
        return lookup.index(self.store)

    @cached_property
    def ties(self) -> network.Ties:
        return network.ties(self.store)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by IRI."""
        rows = self.rows(
            """SELECT ?r ?sha ?title ?home ?year { ?r a gwr:Report .
                 OPTIONAL { ?r gwr:sha256 ?sha } OPTIONAL { ?r dct:title ?title }
                 OPTIONAL { ?r gwr:year ?year }
                 OPTIONAL { ?r gwr:jurisdiction ?j . ?j rdfs:label ?home } } ORDER BY ?r ?home"""
        )
        found: dict[str, Report] = {}
        for row in rows:
            get = row.get
            facts = (get("title", ""), get("home", ""), get("year", "")[:4], get("sha", ""))
            found.setdefault(row["r"], Report(row["r"], *facts))
        return found

    def rows(self, query: str) -> list[dict[str, str]]:
        """Return the rows of a SELECT; unbound variables are left out."""
        return list(self.store.select(query, max_rows=_MOST_ROWS).dicts())

    def report(self, name: str) -> Report:
        """Return the report with this IRI, key or jurisdiction.

        Raise QueryError where there is none, or several.
        """
        key = name.strip().removeprefix("id:").removeprefix(ID).removeprefix("report/")
        if report := self.reports.get(f"{ID}report/{key}"):
            return report
        found = [
            r for r in self.reports.values() if key in (r.jurisdiction, r.jurisdiction + r.year)
        ]
        if len(found) == 1:
            return found[0]
        known = ", ".join(f"{r.iri.rpartition('/')[2]} ({r.jurisdiction})" for r in found)
        listed = known or ", ".join(iri.rpartition("/")[2] for iri in sorted(self.reports)[:20])
        many = "is the name of several reports" if found else "is no report"
        raise QueryError(f"{name!r} {many}: name one of {listed}")

    def sentences(self, report: str) -> tuple[Sentence, ...]:
        """Return a report's sentences in their order, with the heading they stand under."""
        with self._lock:
            if report not in self._sentences:
                rows = self.rows(
                    f"""SELECT ?x ?quote ?start ?end ?heading {{
                          ?x a gwr:Sentence ; gwr:inReport {named(report)} ; gwr:quote ?quote ;
                            gwr:start ?start ; gwr:end ?end .
                          OPTIONAL {{ ?x gwr:inSection ?c . ?c gwr:heading ?heading }} }}"""
                )
                found = (
                    Sentence(
                        row["x"],
                        row["quote"],
                        int(row["start"]),
                        int(row["end"]),
                        row.get("heading", ""),
                    )
                    for row in rows
                )
                self._sentences[report] = tuple(sorted(found, key=lambda s: (s.start, s.iri)))
            return self._sentences[report]

    def text(self, report: str) -> str:
        """Return a report's clean text: its sentences, and line ends between them."""
        parts: list[str] = []
        at = 0
        for sentence in self.sentences(report):
            if sentence.start < at:
                continue
            parts += ["\n" * (sentence.start - at), sentence.quote]
            at = sentence.end
        return "".join(parts)

    def within(self, place: str) -> list[str]:
        """Return the IRIs of a place and of all that lies within it."""
        rows = self.rows(f"SELECT DISTINCT ?place {{ ?place gwr:within+ {named(place)} }}")
        return sorted({place, *(row["place"] for row in rows)})

    def evidence(
        self, quote: str, report: str, start: int, end: int, statement: str | None = None
    ) -> Evidence:
        """Return words with the hash of their report and an IRI: the statement's where they are one,
        else that of the sentence they begin in."""
        known = self.reports.get(report)
        return Evidence(
            quote=quote,
            report=report,
            sha256=known.sha256 if known else "",
            start=start,
            end=end,
            iri=statement or self._sentence_at(report, start),
        )

    def _sentence_at(self, report: str, start: int) -> str:
        sentences = self.sentences(report)
        at = bisect_right(sentences, start, key=lambda sentence: sentence.start)
        return sentences[at - 1].iri if at else report

    def evidence_of(self, row: dict[str, str]) -> Evidence:
        """Return the words of a row with quote, report, start, end and statement."""
        return self.evidence(
            row["quote"],
            row["report"],
            int(row["start"]),
            int(row["end"]),
            row.get("statement"),
        )


def values(iris: Collection[str]) -> str:
    """Return IRIs for a VALUES block."""
    return in_values(named(iri) for iri in iris)
