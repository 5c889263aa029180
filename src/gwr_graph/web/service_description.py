"""What this endpoint is and holds, in the SPARQL 1.1 Service Description vocabulary, or as a page."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator

import pyoxigraph as ox

from gwr_graph.store import named
from gwr_graph.web import results
from gwr_graph.web.answering import Reply
from gwr_graph.web.negotiation import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    Format,
    choose,
    content_type,
)

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_HTML = Format("HTML", "text/html", ("application/xhtml+xml",), ("html",))

COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
"""The query whose result in JSON ``counts`` reads."""


def counts(body: bytes) -> dict[str, int]:
    """Return graph → number of triples from the result of ``COUNTS`` in JSON."""
    rows = json.loads(body)["results"]["bindings"]
    return {row["g"]["value"]: int(row["n"]["value"]) for row in rows if "g" in row}


def describe(
    endpoint: str, sizes: dict[str, int], accept: str | None, wanted: str | None = None
) -> Reply:
    """Return the description in the format asked for; a browser gets a page.

    Raise Refusal 406 where no format fits.
    """
    offer, media = choose((*GRAPH_FORMATS, _HTML), accept, wanted)
    if offer is _HTML:
        return Reply(200, content_type(_HTML.media), _page(endpoint, sizes).encode())
    return Reply(
        200, content_type(media), results.graph(tuple(_triples(endpoint, sizes)), offer.media)
    )


def _triples(endpoint: str, sizes: dict[str, int]) -> Iterator[ox.Triple]:
    service, default, dataset = ox.BlankNode("service"), ox.BlankNode("union"), ox.BlankNode("all")
    yield _is(service, "Service")
    yield _link(service, "endpoint", named(endpoint))
    yield _link(service, "supportedLanguage", ox.NamedNode(f"{_SD}SPARQL11Query"))
    yield _link(service, "feature", ox.NamedNode(f"{_SD}UnionDefaultGraph"))
    for offer in (*TABLE_FORMATS, *GRAPH_FORMATS):
        yield _link(service, "resultFormat", ox.NamedNode(offer.iri))
    yield _link(service, "defaultDataset", dataset)
    yield _is(dataset, "Dataset")
    yield _link(dataset, "defaultGraph", default)
    yield from _graph(default, sum(sizes.values()))
    for place, (name, size) in enumerate(sorted(sizes.items())):
        holder, graph = ox.BlankNode(f"named{place}"), ox.BlankNode(f"graph{place}")
        yield _link(dataset, "namedGraph", holder)
        yield _is(holder, "NamedGraph")
        yield _link(holder, "name", ox.NamedNode(name))
        yield _link(holder, "graph", graph)
        yield from _graph(graph, size)


def _graph(node: ox.BlankNode, size: int) -> Iterator[ox.Triple]:
    yield _is(node, "Graph")
    count = ox.Literal(str(size), datatype=_INTEGER)
    yield ox.Triple(node, ox.NamedNode(f"{_VOID}triples"), count)


def _is(node: ox.BlankNode, kind: str) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(_RDF_TYPE), ox.NamedNode(f"{_SD}{kind}"))


def _link(node: ox.BlankNode, name: str, value: ox.NamedNode | ox.BlankNode) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(f"{_SD}{name}"), value)


def _page(endpoint: str, sizes: dict[str, int]) -> str:
    rows = "\n".join(
        f"<li><code>{html.escape(name)}</code> · {size}</li>"
        for name, size in sorted(sizes.items())
    )
    example = "?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%2010&amp;format=csv"
    return f"""<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>gwr-graph · SPARQL</title></head>
<body>
<h1>SPARQL</h1>
<p>SPARQL 1.1 · <code>{html.escape(endpoint)}</code> · {sum(sizes.values())} 条三元组 triples</p>
<ul>
<li><a href="?format=turtle">服务说明 Service description</a></li>
<li><a href="{example}">十条三元组 Ten triples</a></li>
</ul>
<h2>图 Graphs</h2>
<ul>
{rows}
</ul>
</body>
</html>
"""
