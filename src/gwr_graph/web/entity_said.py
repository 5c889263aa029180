"""All that is said of a thing, in the order of the texts, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gwr_graph.store import Store, in_values, named
from gwr_graph.web.entity_facts import ID, Place, Thing, labelled
from gwr_graph.web.marking import Span, pieces
from gwr_graph.web.report_facts import Named, key_of, local

STANCES = ("Achievement", "Commitment", "Situation")
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Remark:
    """What some statements of a sentence are to a thing: ``places`` are theirs, in order.

    ``of`` is what lies within it and is meant, None for the thing itself; ``inherited`` is True
    where the clauses take the place from before. ``before`` are the statements that they carry on.
    """

    places: tuple[Place, ...]
    stance: str
    period: str
    statuses: tuple[str, ...]
    of: Named | None
    inherited: bool
    before: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a sentence: ``said`` in a statement, whose place it then is; ``name`` of the thing."""

    text: str
    said: Place | None
    name: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    place: Place
    heading: str
    words: tuple[Words, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Sentences grouped by report; counts are of all sentences, of those by stance, not of the page."""

    reports: tuple[tuple[str, tuple[Sentence, ...]], ...]
    total: int
    stances: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    statement: str
    place: Place
    stance: str
    via: str
    inherited: bool


def said_of(
    store: Store,
    of: Thing,
    order: Sequence[str],
    *,
    inner: bool,
    stance: str = "",
    page: int = 1,
    size: int = 100,
) -> All:
    """Return a page of the sentences that speak of a thing.

    ``order`` are the reports' keys in the order wanted. With ``inner`` what is said of all that lies
    within it is there too; ``stance`` narrows it to one. Pages count from 1.
    """
    found = _statements(store, of, inner=inner)
    rank = {key: i for i, key in enumerate(order)}
    counts = {s: sum(f.stance == s for f in found) for s in STANCES}
    wanted = sorted(
        (f for f in found if f.stance == stance or not stance),
        key=lambda f: (
            rank.get(f.place.report, len(rank)),
            f.place.report,
            f.place.start,
            f.statement,
        ),
    )
    shown = wanted[(page - 1) * size : page * size]
    sentences = _sentences(store, of, shown) if shown else []
    by_report: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_report[sentence.place.report].append(sentence)
    return All(
        tuple((report, tuple(of_report)) for report, of_report in by_report.items()),
        len(wanted),
        tuple(counts.items()),
    )


def _statements(store: Store, of: Thing, *, inner: bool) -> list[_Found]:
    """Return each statement once: as the thing's own before what it holds, named before inherited."""
    e = named(of.iri)
    if of.types[0] == "Theme":
        pattern = f"?s gwr:theme {e} BIND(0 AS ?rank)"
    elif of.types[0] == "Indicator":
        pattern = f"?m gwr:indicator {e} . ?s gwr:hasMeasure ?m BIND(0 AS ?rank)"
    else:
        pattern = f"""{{ ?s gwr:mentions {e} BIND(0 AS ?rank) }}
          UNION {{ ?s gwr:awardedTo {e} BIND(0 AS ?rank) }}
          UNION {{ ?s gwr:contextPlace {e} BIND(1 AS ?rank) }}"""
        if inner:
            pattern += f"""
          UNION {{ ?via gwr:within+ {e} . ?s gwr:mentions ?via BIND(2 AS ?rank) }}
          UNION {{ ?via gwr:within+ {e} . ?s gwr:contextPlace ?via BIND(3 AS ?rank) }}"""
    found: dict[str, tuple[str, bool]] = {}
    for r in store.select(
        f"SELECT DISTINCT ?s ?via ?rank {{ {pattern} }} ORDER BY ?rank ?via ?s", max_rows=_MOST
    ).dicts():
        found.setdefault(r["s"], (key_of(r.get("via", "")), int(r["rank"]) in (1, 3)))
    # asked apart: joined in one query, every statement of the graph would be looked at
    iris = in_values(named(s) for s in found)
    return [
        _Found(
            r["s"],
            Place(_report(r["report"]), int(r["start"]), int(r["end"])),
            local(r["stance"]),
            *found[r["s"]],
        )
        for r in store.select(
            f"""SELECT ?s ?report ?start ?end ?stance {{ VALUES ?s {{ {iris} }}
              ?s gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end ; a ?stance .
              FILTER(?stance IN (gwr:Achievement, gwr:Commitment, gwr:Situation)) }}""",
            max_rows=_MOST,
        ).dicts()
    ]


def _sentences(store: Store, of: Thing, shown: Sequence[_Found]) -> list[Sentence]:
    iris = in_values(named(f.statement) for f in shown)
    about = in_values(named(ID + key) for key in sorted({of.key, *(f.via for f in shown)} - {""}))
    sentence_of: dict[str, str] = {}
    texts: dict[str, tuple[Place, str, str]] = {}
    periods: dict[str, str] = {}
    before: dict[str, Place] = {}
    for (
        r
    ) in store.select(f"""SELECT ?s ?t ?period ?report ?start ?end ?quote ?heading ?was ?wasReport
          ?wasStart ?wasEnd {{ VALUES ?s {{ {iris} }}
          ?s gwr:inSentence ?t ; gwr:inReport ?report .
          ?t gwr:start ?start ; gwr:end ?end ; gwr:quote ?quote .
          OPTIONAL {{ ?t gwr:inSection/gwr:heading ?heading }}
          OPTIONAL {{ ?s gwr:period ?period }}
          OPTIONAL {{ ?s gwr:continues ?was . ?was gwr:inReport ?wasReport ; gwr:start ?wasStart ;
            gwr:end ?wasEnd }} }} ORDER BY ?s ?wasReport ?wasStart""").dicts():
        sentence_of[r["s"]] = r["t"]
        place = Place(_report(r["report"]), int(r["start"]), int(r["end"]))
        texts[r["t"]] = place, r["quote"], r.get("heading", "")
        periods[r["s"]] = r.get("period", "")
        if "was" in r:
            was = Place(_report(r["wasReport"]), int(r["wasStart"]), int(r["wasEnd"]))
            before.setdefault(r["s"], was)
    measured = (
        f"UNION {{ VALUES ?s {{ {iris} }} ?s gwr:hasMeasure ?m . ?m gwr:indicator {named(of.iri)} }}"
        if of.types[0] == "Indicator"
        else ""
    )
    names: dict[str, set[tuple[int, int]]] = defaultdict(set)
    states: dict[str, list[str]] = defaultdict(list)
    for r in store.select(f"""SELECT DISTINCT ?s ?start ?end ?status {{ VALUES ?s {{ {iris} }}
          {{ VALUES ?e {{ {about} }} ?m gwr:statedIn ?s ; gwr:refersTo ?e .
             OPTIONAL {{ ?m gwr:status ?status }} }}
          {measured}
          ?m gwr:start ?start ; gwr:end ?end }} ORDER BY ?s ?start ?status""").dicts():
        names[sentence_of[r["s"]]].add((int(r["start"]), int(r["end"])))
        if "status" in r and local(r["status"]) not in states[r["s"]]:
            states[r["s"]].append(local(r["status"]))
    inner = labelled(store, {f.via for f in shown if f.via})
    grouped: dict[str, list[_Found]] = defaultdict(list)
    for one in shown:
        if one.statement in sentence_of:
            grouped[sentence_of[one.statement]].append(one)
    made = []
    for t, statements in grouped.items():
        place, text, heading = texts[t]
        alike: dict[tuple[str, str, tuple[str, ...], Named | None, bool], list[_Found]]
        alike = defaultdict(list)
        for f in statements:
            status = tuple(states[f.statement])
            alike[f.stance, periods[f.statement], status, inner.get(f.via), f.inherited].append(f)
        remarks = tuple(
            Remark(
                tuple(f.place for f in same),
                *what,
                tuple(dict.fromkeys(before[f.statement] for f in same if f.statement in before)),
            )
            for what, same in alike.items()
        )
        shown_heading = "" if heading == text else heading
        words = _words(text, place, [f.place for f in statements], names[t])
        made.append(Sentence(place, shown_heading, words, remarks))
    return made


def _words(
    text: str, whole: Place, said: Sequence[Place], names: set[tuple[int, int]]
) -> tuple[Words, ...]:
    """Return a sentence cut where statements and names begin and end; together it is all of it."""
    base = whole.start
    statements = {Span(p.start - base, p.end - base, "said"): p for p in said}
    spans = [*statements, *(Span(a - base, b - base, "name") for a, b in names)]
    return tuple(
        Words(
            text[piece.start : piece.end],
            next((statements[s] for s in piece.over if s in statements), None),
            any(s.kind == "name" for s in piece.over),
        )
        for piece in pieces(spans, 0, len(text))
    )


def _report(iri: str) -> str:
    return key_of(iri).removeprefix("report/")
