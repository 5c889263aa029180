"""Cutting a graph into slices that SHACL can check one by one, with the same findings as at once.

A shape asks of a node its own triples, what its values are (``sh:class``), and, along inverse
paths, what else its own report says of it. So a slice holds all that is said of its nodes, the
types of whatever they refer to, and the class hierarchy; those others are the slice's context, and
checked where they are nodes. Every node is in exactly one slice: that of its report, or one of the
bounded slices of all that no report owns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gwr_graph.rdf.terms import RDFS, A
from gwr_graph.validation.quads import REPORT, Quad, report_of

_SUB_CLASS = f"<{RDFS}subClassOf>"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Slice:
    """N-Triples to check together; ``context`` names the nodes that are there by type only."""

    triples: str
    context: frozenset[str]


def cut(quads: Iterable[Quad], most: int = _MOST) -> Iterator[Slice]:
    """Yield the slices of a graph: one a report, and the rest in slices of about ``most`` triples.

    Together they are as long as the graph and its references: the cost of checking stays linear.
    """
    parts: dict[str, list[Quad]] = defaultdict(list)
    rest: dict[str, list[Quad]] = defaultdict(list)
    types: dict[str, list[Quad]] = defaultdict(list)
    classes: list[Quad] = []
    for quad in quads:
        subject, predicate = quad[:2]
        if predicate == A:
            types[subject].append(quad)
        elif predicate == _SUB_CLASS:
            classes.append(quad)
        if subject.startswith(REPORT):
            parts[report_of(subject)].append(quad)
        else:
            rest[subject].append(quad)
    for part in (*parts.values(), *_bounded(rest.values(), most)):
        nodes = {quad[0] for quad in part}
        context = {o for _, _, o, _ in part if o in types} - nodes
        known = [quad for node in sorted(context) for quad in types[node]]
        yield Slice(
            "".join(f"{s} {p} {o} .\n" for s, p, o, _ in (*part, *known, *classes)),
            frozenset(node.strip("<>") for node in context),
        )


def _bounded(nodes: Iterable[Sequence[Quad]], most: int) -> Iterator[list[Quad]]:
    """Yield the quads of whole nodes, as few nodes at a time as reach ``most`` quads."""
    part: list[Quad] = []
    for about in nodes:
        part += about
        if len(part) >= most:
            yield part
            part = []
    if part:
        yield part
