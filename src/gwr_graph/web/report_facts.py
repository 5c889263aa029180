"""What a report's graph holds, read for its page: the report, its headings, sentences and facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gwr_graph.store import PREFIXES, Store, named

ID, GWR = PREFIXES["id"], PREFIXES["gwr"]
KINDS = (
    "Park",
    "AdminArea",
    "Enterprise",
    "Institution",
    "Person",
    "Site",
    "Project",
    "Programme",
    "Honour",
)
"""The classes of entities; the first of this order that a thing has is the one it is drawn as."""
STANCES = ("Achievement", "Commitment", "Situation")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a page: ``key`` is its IRI below ``id/``, ``types`` local names of its classes."""

    key: str
    label: str
    types: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        return ID + self.key


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: the characters ``start`` to ``end`` of its report."""

    iri: str
    start: int
    end: int
    stance: str
    goal: bool
    period: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of ``entity``."""

    start: int
    end: int
    entity: Named
    status: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Number:
    """A measure; ``kind`` is Result, Target or Measure."""

    start: int
    end: int
    surface: str
    kind: str
    what: str
    direction: str
    bound: str
    period: str
    period_start: str
    due: str
    status: str
    of: Named | None
    indicator: Named | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Part:
    """A heading: ``depth`` counts from 0; ``start`` to ``end`` are its characters."""

    order: int
    heading: str
    depth: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What the title block of a report says."""

    key: str
    title: str
    jurisdiction: Named
    year: str
    issued: str
    presenter: Named | None
    session: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that is read out of a report, in the order of its text; ``sentences`` are (start, end)."""

    head: ReportHead
    parts: tuple[Part, ...]
    sentences: tuple[tuple[int, int], ...]
    said: tuple[Said, ...]
    names: tuple[Name, ...]
    numbers: tuple[Number, ...]
    unfit: int = 0
    """How many facts were left out because the text does not hold their words there."""


def report_head(store: Store, key: str) -> ReportHead | None:
    """Return what is known of a report as a whole, None where the graph has no such report."""
    report = named(f"{ID}report/{key}")
    for row in store.select(f"""
        SELECT ?title ?home ?name ?year ?issued ?person ?personName ?session ?source ?sha {{
          GRAPH {report} {{ {report} a gwr:Report ; gwr:jurisdiction ?home ; gwr:year ?year .
            OPTIONAL {{ {report} dct:title ?title }} OPTIONAL {{ {report} dct:issued ?issued }}
            OPTIONAL {{ {report} gwr:session ?session }} OPTIONAL {{ {report} dct:source ?source }}
            OPTIONAL {{ {report} gwr:sha256 ?sha }}
            OPTIONAL {{ {report} gwr:presentedBy ?person }} }}
          ?home rdfs:label ?name . OPTIONAL {{ ?person rdfs:label ?personName }}
        }} LIMIT 1""").dicts():
        person = row.get("person")
        return ReportHead(
            key,
            row.get("title", ""),
            Named(key_of(row["home"]), row["name"], ("AdminArea",)),
            row["year"],
            row.get("issued", ""),
            Named(key_of(person), row.get("personName", ""), ("Person",)) if person else None,
            row.get("session", ""),
            row.get("source", ""),
            row.get("sha", ""),
        )
    return None


def report_facts(store: Store, key: str, text: str) -> ReportFacts | None:
    """Return what is read out of a report, None where the graph has no such report.

    ``text`` is its clean text: what does not stand there word for word is left out and counted.
    """
    head = report_head(store, key)
    if head is None:
        return None
    graph = str(named(f"{ID}report/{key}"))
    things = _things(store, graph)
    found = _names(store, graph, things), _numbers(store, graph, things)
    names = [n for n, surface in found[0] if text[n.start : n.end] == surface]
    numbers = [n for n in found[1] if text[n.start : n.end] == n.surface]
    said = [s for s, quote in _said(store, graph) if text[s.start : s.end] == quote]
    unfit = len(found[0]) - len(names) + len(found[1]) - len(numbers)
    sentences, parts = _parts(store, graph)
    return ReportFacts(head, parts, sentences, tuple(said), tuple(names), tuple(numbers), unfit)


def key_of(iri: str) -> str:
    """Return an IRI's path below ``id/``."""
    return iri.removeprefix(ID)


def local(iri: str) -> str:
    """Return the local name of an ontology's term."""
    return iri.removeprefix(GWR)


def _things(store: Store, graph: str) -> dict[str, Named]:
    """Return entities and indicators that a report's facts name, by IRI."""
    labels: dict[str, str] = {}
    types: dict[str, set[str]] = defaultdict(set)
    for row in store.select(f"""
        SELECT ?thing ?label ?type {{
          {{ SELECT DISTINCT ?thing {{
            GRAPH {graph} {{ ?fact gwr:refersTo|gwr:of|gwr:indicator ?thing }} }} }}
          ?thing rdfs:label ?label ; a ?type
          FILTER(LANG(?label) IN ("zh", "") && STRSTARTS(STR(?type), STR(gwr:)))
        }}""").dicts():
        labels.setdefault(row["thing"], row["label"])
        types[row["thing"]].add(local(row["type"]))
    return {
        iri: Named(key_of(iri), label, tuple(k for k in (*KINDS, "Indicator") if k in types[iri]))
        for iri, label in labels.items()
    }


def _names(store: Store, graph: str, things: dict[str, Named]) -> list[tuple[Name, str]]:
    rows = store.select(f"""
        SELECT ?start ?end ?surface ?entity ?status ?rule ?sure {{ GRAPH {graph} {{
          ?m a gwr:Mention ; gwr:start ?start ; gwr:end ?end ; gwr:surface ?surface ;
            gwr:refersTo ?entity ; gwr:rule ?rule ; gwr:confidence ?sure .
          OPTIONAL {{ ?m gwr:status ?status }} }} }}""").dicts()
    found = [
        (
            Name(
                int(r["start"]),
                int(r["end"]),
                things[r["entity"]],
                local(r.get("status", "")),
                r["rule"],
                float(r["sure"]),
            ),
            r["surface"],
        )
        for r in rows
        if r["entity"] in things
    ]
    return sorted(found, key=lambda f: (f[0].start, f[0].end, f[0].entity.key))


def _numbers(store: Store, graph: str, things: dict[str, Named]) -> list[Number]:
    rows = store.select(f"""
        SELECT ?m ?start ?end ?surface ?kind ?what ?direction ?bound ?period ?since ?due ?status
          ?of ?indicator ?rule ?sure {{ GRAPH {graph} {{
          ?m a gwr:Measure ; gwr:start ?start ; gwr:end ?end ; gwr:surface ?surface ; gwr:what ?what ;
            gwr:direction ?direction ; gwr:bound ?bound ; gwr:rule ?rule ; gwr:confidence ?sure .
          OPTIONAL {{ ?m a ?kind FILTER(?kind IN (gwr:Result, gwr:Target)) }}
          OPTIONAL {{ ?m gwr:period ?period }} OPTIONAL {{ ?m gwr:periodStart ?since }}
          OPTIONAL {{ ?m gwr:dueText ?due }} OPTIONAL {{ ?m gwr:status ?status }}
          OPTIONAL {{ ?m gwr:of ?of }} OPTIONAL {{ ?m gwr:indicator ?indicator }} }} }}""").dicts()
    found = {
        r["m"]: Number(
            int(r["start"]),
            int(r["end"]),
            r["surface"],
            local(r.get("kind", "")) or "Measure",
            r["what"],
            local(r["direction"]),
            local(r["bound"]),
            r.get("period", ""),
            r.get("since", ""),
            r.get("due", ""),
            local(r.get("status", "")),
            things.get(r.get("of", "")),
            things.get(r.get("indicator", "")),
            r["rule"],
            float(r["sure"]),
        )
        for r in rows
    }
    return sorted(found.values(), key=lambda n: (n.start, n.end, n.what))


def _said(store: Store, graph: str) -> list[tuple[Said, str]]:
    found: dict[str, tuple[Said, str]] = {}
    for r in store.select(f"""
        SELECT ?s ?start ?end ?quote ?stance ?goal ?period ?rule ?sure {{ GRAPH {graph} {{
          ?s a gwr:Statement , ?stance ; gwr:start ?start ; gwr:end ?end ; gwr:quote ?quote ;
            gwr:rule ?rule ; gwr:confidence ?sure .
          FILTER(?stance IN (gwr:Achievement, gwr:Commitment, gwr:Situation))
          OPTIONAL {{ ?s gwr:period ?period }}
          OPTIONAL {{ ?s a gwr:Goal BIND(true AS ?goal) }} }} }}""").dicts():
        found[r["s"]] = (
            Said(
                r["s"],
                int(r["start"]),
                int(r["end"]),
                local(r["stance"]),
                "goal" in r,
                r.get("period", ""),
                r["rule"],
                float(r["sure"]),
            ),
            r["quote"],
        )
    return sorted(found.values(), key=lambda f: (f[0].start, f[0].end, f[0].iri))


def _parts(store: Store, graph: str) -> tuple[tuple[tuple[int, int], ...], tuple[Part, ...]]:
    """Return the sentences' places and the headings, each where the text first has it."""
    above: dict[str, str] = {}
    heading: dict[str, tuple[int, str]] = {}
    for r in store.select(f"""
        SELECT ?c ?order ?heading ?up {{ GRAPH {graph} {{
          ?c a gwr:Section ; gwr:order ?order ; gwr:heading ?heading .
          OPTIONAL {{ ?c dct:isPartOf ?up }} }} }}""").dicts():
        heading[r["c"]] = int(r["order"]), r["heading"]
        if "up" in r:
            above[r["c"]] = r["up"]
    sentences: set[tuple[int, int]] = set()
    where: dict[str, tuple[int, int]] = {}
    for r in store.select(f"""
        SELECT ?section ?quote ?start ?end {{ GRAPH {graph} {{
          ?t a gwr:Sentence ; gwr:start ?start ; gwr:end ?end ; gwr:quote ?quote ;
            gwr:inSection ?section }} }} ORDER BY ?start""").dicts():
        place = int(r["start"]), int(r["end"])
        sentences.add(place)
        words = heading.get(r["section"], (0, ""))[1]
        if words and r["quote"] == words:
            where.setdefault(r["section"], place)
    parts = [
        Part(heading[c][0], heading[c][1], _depth(c, above), *place) for c, place in where.items()
    ]
    return tuple(sorted(sentences)), tuple(sorted(parts, key=lambda p: p.order))


def _depth(section: str, above: dict[str, str]) -> int:
    depth = 0
    while section in above and depth < 6:
        section, depth = above[section], depth + 1
    return depth
