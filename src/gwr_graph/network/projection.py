"""The projection: what a reader looks at, every node and edge with its quotes.

It keeps actors, places, projects, programmes and honours, and the achievements and commitments that
speak of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gwr_graph.network import reading
from gwr_graph.network.reading import ID_BASE, Figure, Mention, Statement

if TYPE_CHECKING:
    import networkx as nx

    from gwr_graph.store import Store

__all__ = ["ID_BASE", "Figure", "Quote", "busiest_place", "gist", "neighbourhood", "projection"]

PLACE_KINDS = frozenset({"Park", "AdminArea", "Site"})
ACTOR_KINDS = frozenset({"Enterprise", "Institution", "Person"})
STATEMENT_KINDS = ("Goal", "Commitment", "Achievement")

# From the narrowest role to the widest: a statement is tied to an entity by the narrowest only.
STATEMENT_ROLES = (
    "awardedTo",
    "awardedBy",
    "atPlace",
    "involves",
    "concerns",
    "contextPlace",
    "mentions",
)
ENTITY_ROLES = ("within", "onSite", "undertakenBy")
HISTORY_ROLES = ("continues", "fulfils")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a node or an edge.

    ``sentence`` is the whole sentence and begins at ``origin``; ``start``/``end`` span the
    statement, ``marks`` the names in it. All are code points into the report's clean text.
    """

    report: str
    sentence: str
    origin: int
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    stance: str
    status: str
    heading: str
    statement: str

    @property
    def text(self) -> str:
        """The statement's own words."""
        return self.sentence[self.start - self.origin : self.end - self.origin]


def projection(store: Store) -> nx.MultiDiGraph[str]:
    """Return the network of a built graph, nodes and edges in a fixed order.

    A node's key is its IRI below ``…/id/``. Node attributes: ``iri``, ``label``, ``kind`` (drawn
    as), ``types``, ``names`` (others), ``quotes`` (tuple of :class:`Quote`), ``figures`` (tuple of
    :class:`Figure`), ``stances``, ``statuses``, ``reports``, ``themes``, ``years`` (that are spoken
    of; all sorted tuples), ``home`` (True for a report's own jurisdiction). Edge key and attribute
    ``role``; ``quotes``, and ``quote``, the first one's words ("" where the tie is official).
    ``graph.graph["reports"]`` maps a report's key to title, year, jurisdiction and its name,
    ``graph.graph["themes"]`` a theme to its English name. What nothing ties to anything is left
    out.
    """
    import networkx as nx

    reports = reading.reports(store)
    statements = reading.statements(store)
    sentences = reading.sentences(store)
    mentions = reading.mentions(store)
    quotes = _Quotes(statements, sentences, mentions)
    entities = reading.entities(store)
    homes = {facts["jurisdiction"] for facts in reports.values()}
    reached, owners = reading.figures(store)

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["reports"] = reports
    graph.graph["themes"] = reading.themes(store)
    spoken: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        spoken[mention.entity].append(mention)
    owned: dict[str, list[Figure]] = defaultdict(list)
    for statement, figure, owner in owners:
        owned[statement].append(figure)
        if owner in entities and owner not in homes:
            owned[owner].append(figure)

    for key in sorted(entities):
        label, types, names = entities[key]
        said = spoken[key]
        stated = [statements[m.statement] for m in said if m.statement in statements]
        graph.add_node(
            key,
            iri=ID_BASE + key,
            label=label,
            kind=types[0],
            types=types,
            names=names,
            quotes=quotes.of_entity(said),
            figures=tuple(owned[key]),
            stances=_unique(s.stance for s in stated),
            statuses=_unique(m.status for m in said),
            reports=_unique(s.report for s in stated),
            themes=_unique(s.theme for s in stated),
            years=_unique(s.year for s in stated),
            home=key in homes,
        )
    for said_once in sorted(statements.values(), key=lambda s: (s.report, s.start, s.key)):
        if said_once.stance == "Situation":
            continue
        key = said_once.key
        graph.add_node(
            key,
            iri=ID_BASE + key,
            label=said_once.label or gist(said_once.quote),
            kind=said_once.kind,
            types=(said_once.kind,),
            names=(),
            quotes=quotes.of_statement(key),
            figures=tuple(owned[key]),
            stances=(said_once.stance,),
            statuses=_unique([m.status for m in quotes.mentions_in(key)] + reached.get(key, [])),
            reports=(said_once.report,),
            themes=_unique([said_once.theme]),
            years=_unique([said_once.year]),
            home=False,
        )
    _tie(graph, store, quotes, owners)
    graph.remove_nodes_from([n for n in list(graph) if graph.degree(n) == 0])
    return graph


def _tie(
    graph: nx.MultiDiGraph[str],
    store: Store,
    quotes: _Quotes,
    owners: Iterable[tuple[str, Figure, str]],
) -> None:
    """Add the edges: what statements say of entities, who is where, what lies in what."""
    ties: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    rank = {role: i for i, role in enumerate(STATEMENT_ROLES)}
    narrowest: dict[tuple[str, str], str] = {}
    for row in reading.links(store, STATEMENT_ROLES):
        pair = (row["s"], row["o"])
        if pair not in narrowest or rank[row["p"]] < rank[narrowest[pair]]:
            narrowest[pair] = row["p"]
    for (source, target), role in narrowest.items():
        ties[source, target, role].append(source)
    tied = {source for source, _ in narrowest}
    for statement, _, owner in owners:
        # A figure of the whole district hangs on the district only where nothing nearer is named.
        if (statement, owner) not in narrowest and not (
            statement in tied and graph.nodes.get(owner, {}).get("home")
        ):
            ties[statement, owner, "of"].append(statement)
    for row in reading.links(store, HISTORY_ROLES):
        ties[row["s"], row["o"], row["p"]].append(row["s"])
    for row in reading.links(store, ENTITY_ROLES):
        ties[row["s"], row["o"], row["p"]] += []
    for row in reading.select(
        store,
        """SELECT ?who ?where ?what ?s WHERE {
             ?i a gwr:Involvement ; gwr:who ?who ; gwr:where ?where ; gwr:statedIn ?s .
             OPTIONAL { ?i gwr:what ?what } }""",
        ("who", "where", "what", "s"),
    ):
        ties[row["who"], row["where"], "locatedIn"].append(row["s"])
        if row["what"] and row["what"] != row["who"]:
            ties[row["who"], row["what"], "takesPartIn"].append(row["s"])
    for row in reading.select(
        store,
        """SELECT ?inner ?outer ?s WHERE {
             ?c a gwr:Containment ; gwr:inner ?inner ; gwr:outer ?outer ; gwr:statedIn ?s }""",
        ("inner", "outer", "s"),
    ):
        ties[row["inner"], row["outer"], "within"].append(row["s"])

    for (source, target, role), stated in sorted(ties.items()):
        if source == target or source not in graph or target not in graph:
            continue
        found = quotes.of_tie(stated, source, target)
        graph.add_edge(
            source, target, key=role, role=role, quotes=found, quote=found[0].text if found else ""
        )


class _Quotes:
    """Makes quotes out of statements, their sentences and the mentions inside them."""

    def __init__(
        self,
        statements: Mapping[str, Statement],
        sentences: Mapping[str, tuple[str, int, str]],
        mentions: Iterable[Mention],
    ) -> None:
        self._statements = statements
        self._sentences = sentences
        self._inside: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._inside[mention.statement].append(mention)

    def mentions_in(self, statement: str) -> list[Mention]:
        return self._inside[statement]

    def of_statement(self, key: str) -> tuple[Quote, ...]:
        inside = self._inside[key]
        return self._make(key, tuple((m.start, m.end) for m in inside), "")

    def of_entity(self, said: Iterable[Mention]) -> tuple[Quote, ...]:
        marks: dict[str, list[tuple[int, int]]] = defaultdict(list)
        status: dict[str, str] = {}
        for mention in said:
            marks[mention.statement].append((mention.start, mention.end))
            status[mention.statement] = status.get(mention.statement) or mention.status
        return self._sorted(
            quote for key in marks for quote in self._make(key, tuple(marks[key]), status[key])
        )

    def of_tie(self, stated: Iterable[str], source: str, target: str) -> tuple[Quote, ...]:
        return self._sorted(
            quote
            for key in dict.fromkeys(stated)
            for quote in self._make(
                key,
                tuple((m.start, m.end) for m in self._inside[key] if m.entity in (source, target)),
                "",
            )
        )

    def _make(self, key: str, marks: tuple[tuple[int, int], ...], status: str) -> tuple[Quote, ...]:
        statement = self._statements.get(key)
        if statement is None:
            return ()
        text, origin, heading = self._sentences.get(
            statement.sentence, (statement.quote, statement.start, "")
        )
        inside = sorted({m for m in marks if origin <= m[0] < m[1] <= origin + len(text)})
        return (
            Quote(
                statement.report,
                text,
                origin,
                statement.start,
                statement.end,
                tuple(inside),
                statement.stance,
                status,
                heading,
                key,
            ),
        )

    @staticmethod
    def _sorted(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
        return tuple(sorted(quotes, key=lambda q: (q.report, q.start, q.statement)))


def gist(quote: str, limit: int = 30) -> str:
    """Return a label for a statement: its words without numbering, ``limit`` characters at most."""
    words = re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", "", quote.strip())
    words = words.strip(" 　，。；、：—*")
    return words if len(words) <= limit else words[: limit - 1] + "…"


def neighbourhood(graph: nx.MultiDiGraph[str], centre: str, hops: int) -> dict[str, int]:
    """Return the nodes within ``hops`` steps of ``centre``, either way, with their distance."""
    distance = {centre: 0}
    edge = [centre]
    for step in range(1, hops + 1):
        following: list[str] = []
        for node in edge:
            for other in (*graph.successors(node), *graph.predecessors(node)):
                if other not in distance:
                    distance[other] = step
                    following.append(other)
        edge = following
    return distance


def busiest_place(graph: nx.MultiDiGraph[str]) -> str | None:
    """Return the place tied to most commitments, below the reports' own jurisdictions.

    Falls back on the node with most ties, and to None for an empty graph.
    """
    above = {n for n in graph if graph.nodes[n]["home"]}
    while True:
        more = {
            t
            for n in above
            for _, t, role in graph.out_edges(n, keys=True)
            if role == "within" and t not in above
        }
        if not more:
            break
        above |= more

    def ties(node: str) -> tuple[int, int]:
        promised = sum(
            graph.nodes[s]["kind"] in ("Goal", "Commitment") for s in graph.predecessors(node)
        )
        return promised, graph.degree(node)

    places = [n for n in graph if graph.nodes[n]["kind"] in PLACE_KINDS and n not in above]
    return max(places or list(graph), key=ties, default=None)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({v for v in values if v}))
