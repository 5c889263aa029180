"""The projection for other tools: GraphML, GEXF and a table of its edges."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from gwr_graph.network.layout import layout

if TYPE_CHECKING:
    import networkx as nx

    from gwr_graph.network.projection import Quote

COLUMNS = (
    "source", "source_name", "source_kind", "role", "target", "target_name", "target_kind",
    "stance", "report", "quote_start", "quote_end", "quote", "sentence",
)  # fmt: skip
_UNFIT = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_LIST = "; "


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return GraphML: every node and edge with its first quote, offsets and place in the picture."""
    from networkx.readwrite.graphml import GraphMLWriter

    # This writer, not networkx's own choice by what is installed: the bytes are the same everywhere.
    writer: Any = GraphMLWriter(named_key_ids=True)
    writer.add_graph_element(flat(graph))
    return _written(writer.xml)


def gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return GEXF 1.2, as Gephi reads it, the nodes where the picture has them."""
    from networkx.readwrite.gexf import GEXFWriter

    plain = flat(graph)
    for _, data in plain.nodes(data=True):
        data["viz"] = {"position": {"x": data.pop("x"), "y": -data.pop("y"), "z": 0.0}}
    writer: Any = GEXFWriter()
    root: Element = writer.xml
    # The writer dates the file: the same graph would be other bytes tomorrow.
    for meta in list(root):
        root.remove(meta)
    SubElement(SubElement(root, "meta"), "creator").text = "gwr-graph"
    writer.add_graph(plain)
    return _written(root)


def edge_table(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return CSV in UTF-8: a row for every edge and every quote behind it.

    Where no report says it (a division lies in another) the columns of the quote are empty.
    Offsets are code points into the report's clean text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for source, target, data in graph.edges(data=True):
        ends = [
            part
            for node, between in ((source, data["role"]), (target, None))
            for part in (node, graph.nodes[node]["label"], graph.nodes[node]["kind"], between)
            if part is not None
        ]
        for quote in data["quotes"] or (None,):
            writer.writerow(ends + _quote_cells(quote))
    return out.getvalue().encode()


FORMATS: dict[str, Callable[[nx.MultiDiGraph[str]], bytes]] = {
    "graphml": graphml,
    "gexf": gexf,
    "csv": edge_table,
}
"""A writer for every format the network can be taken elsewhere in."""


def _written(root: Element) -> bytes:
    indent(root)
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declared}\n{tostring(root, encoding='unicode')}\n".encode()


def flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy whose attributes are plain text and numbers, lists joined by ``; ``.

    Characters that XML cannot hold become a space.
    """
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    positions = layout(graph)
    for node, data in graph.nodes(data=True):
        x, y = positions[node]
        lists = ("types", "names", "stances", "statuses", "years", "themes", "reports")
        plain.add_node(
            _clean(node),
            **{name: _clean(data[name]) for name in ("iri", "label", "kind")},
            **{name: _clean(_LIST.join(data[name])) for name in lists},
            figures=_clean(_LIST.join(f"{f.what} {f.surface}".strip() for f in data["figures"])),
            **_first(data["quotes"]),
            x=x,
            y=y,
        )
    for index, (source, target, data) in enumerate(graph.edges(data=True)):
        plain.add_edge(
            _clean(source),
            _clean(target),
            key=str(index),
            id=str(index),
            label=data["role"],
            role=data["role"],
            **_first(data["quotes"]),
        )
    return plain


def _first(quotes: tuple[Quote, ...]) -> dict[str, str | int]:
    """Return the first quote, and how many there are: what the text says stands in these."""
    if not quotes:
        return {"quotes": 0}
    first = quotes[0]
    return {
        "quotes": len(quotes),
        "quote": _clean(first.text),
        "quote_report": first.report,
        "quote_start": first.start,
        "quote_end": first.end,
    }


def _quote_cells(quote: Quote | None) -> list[str]:
    if quote is None:
        return [""] * 6
    q = quote
    return [q.stance, q.report, str(q.start), str(q.end), q.text, q.sentence]


def _clean(text: str) -> str:
    return _UNFIT.sub(" ", text)
