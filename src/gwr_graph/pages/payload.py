"""What the graph page knows, in two parts: the picture, and the words behind it.

The page draws the picture while the browser still reads the words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gwr_graph import network
from gwr_graph.pages.pinyin import readings

if TYPE_CHECKING:
    import networkx as nx

MAX_HOPS = 6
_SMALL = 40  # a graph of so few nodes is shown whole from the start
_TERMS = Path(__file__).resolve().parent / "static" / "terms.json"
_LISTS = ("types", "names", "stances", "statuses", "reports", "themes", "years")


def picture(
    graph: nx.MultiDiGraph[str], *, centre: str | None, hops: int, lang: str, asked: bool = False
) -> dict[str, Any]:
    """Return what the page draws: the pyvis network, and what its filters and search look at.

    A node's number is its place in ``graph`` and in every list of ``nodes``; ``centre`` is a node
    of the graph or None, ``asked`` whether the page opens on it.
    """
    return opening(graph, centre=centre, hops=hops, lang=lang, asked=asked) | drawn(graph)


def opening(
    graph: nx.MultiDiGraph[str], *, centre: str | None, hops: int, lang: str, asked: bool = False
) -> dict[str, Any]:
    """Return what the page opens on, a small part of the picture."""
    return {
        "lang": lang,
        "focus": list(graph).index(centre) if centre is not None else None,
        "hops": hops,
        "maxHops": MAX_HOPS,
        "view": "near" if asked else "whole" if len(graph) <= _SMALL else "overview",
    }


def drawn(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return the picture but for what the page opens on; laying it out is what takes time."""
    net = _pyvis(graph)
    facts = [data for _, data in graph.nodes(data=True)]
    return {
        "reports": graph.graph["reports"],
        "nodes": {
            "key": list(graph),
            "label": [data["label"] for data in facts],
            "kind": _column(data["kind"] for data in facts),
            "home": [i for i, data in enumerate(facts) if data["home"]],
            **{name: _column(data[name] for data in facts) for name in _LISTS},
            **{name: [node[name] for node in net.nodes] for name in ("x", "y", "size")},
        },
        "edges": {
            "from": [edge["from"] for edge in net.edges],
            "to": [edge["to"] for edge in net.edges],
            "role": _column(edge["role"] for edge in net.edges),
        },
        "pinyin": readings(data["label"] + "".join(data["names"]) for data in facts),
        "terms": terms() | {"themes": _themes(graph)},
    }


def words(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return quotes and figures of every node and edge, in their order.

    Sentences stand once, in ``sentences``; quotes point to them. Figures are
    [what, surface, direction, bound, period, due].
    """
    number = {node: i for i, node in enumerate(graph)}
    sentences: dict[tuple[str, int, str, str], int] = {}

    def quote(q: network.Quote) -> list[Any]:
        key = (q.report, q.origin, q.sentence, q.heading)
        return [
            sentences.setdefault(key, len(sentences)),
            q.start,
            q.end,
            [list(mark) for mark in q.marks],
            q.stance,
            q.status,
            number.get(q.statement, -1),
        ]

    facts = [data for _, data in graph.nodes(data=True)]
    return {
        "quotes": [[quote(q) for q in data["quotes"]] for data in facts],
        "figures": [
            [[f.what, f.surface, f.direction, f.bound, f.period, f.due] for f in data["figures"]]
            for data in facts
        ],
        "proofs": [[quote(q) for q in data["quotes"]] for *_, data in graph.edges(data=True)],
        "sentences": [
            [report, origin, text, heading] for report, origin, text, heading in sentences
        ],
    }


def _column(values: Iterable[Hashable]) -> dict[str, Any]:
    """Return a column that names every value once: node i has ``values[at[i]]``."""
    seen: dict[Hashable, int] = {}
    at = [seen.setdefault(value, len(seen)) for value in values]
    return {"values": list(seen), "at": at}


def _themes(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, str]]:
    return {zh: {"zh": zh, "en": en.capitalize()} for zh, en in graph.graph["themes"].items()}


def _pyvis(graph: nx.MultiDiGraph[str]) -> Any:
    """Return the network as pyvis models it: placed, coloured and sized, physics off."""
    from pyvis.network import Network

    kinds, roles = terms()["kinds"], terms()["roles"]
    net = Network(directed=True, cdn_resources="in_line")
    positions = network.layout(graph)
    number = {node: i for i, node in enumerate(graph)}
    for node, data in graph.nodes(data=True):
        look = kinds[data["kind"]]
        x, y = positions[node]
        net.add_node(
            number[node],
            label=data["label"] or node,
            shape=look["shape"],
            color={"background": look["fill"], "border": look["line"]},
            size=_size(len({*graph.pred[node], *graph.succ[node]})),
            x=round(x),
            y=round(y),
            physics=False,
        )
    for index, (source, target, role) in enumerate(graph.edges(keys=True)):
        look = roles[role]
        net.add_edge(
            number[source],
            number[target],
            id=index,
            role=role,
            color=look["line"],
            dashes=bool(look.get("dashes")),
        )
    net.toggle_physics(False)
    return net


def _size(ties: int) -> float:
    return round(min(7 + 2.2 * math.sqrt(ties), 22), 1)


@cache
def terms() -> dict[str, Any]:
    """Return the page's words in both languages, and the looks of kinds and roles."""
    found: dict[str, Any] = json.loads(_TERMS.read_text("utf-8"))
    return found
