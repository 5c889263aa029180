"""Results as bytes: the four formats of tables and booleans, piece by piece, and graphs.

Tables are written here and not by pyoxigraph so that rows can be counted while they are made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias
from xml.sax.saxutils import escape

import pyoxigraph as ox

from gwr_graph.store import PREFIXES, Term, value_of
from gwr_graph.web.refusal import Refusal

Row: TypeAlias = Iterable[Term | None]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOST_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_QUOTED_CSV = re.compile('[",\r\n]')
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
_RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def table(names: list[str], rows: Iterable[Row], media: str) -> Iterator[str]:
    """Yield a SELECT result as text; ``media`` is one of TABLE_FORMATS' media types."""
    return _TABLES[media](names, rows)


def boolean(value: bool, media: str) -> str:
    """Return an ASK result as text. CSV and TSV, which have no form for it, get the bare word."""
    word = str(value).lower()
    if media.endswith("+json"):
        return f'{{"head":{{}},"boolean":{word}}}\n'
    if media.endswith("+xml"):
        return f"{_XML_HEAD}<head></head><boolean>{word}</boolean></sparql>\n"
    return f"{word}\n"


def graph(triples: Collection[ox.Triple], media: str) -> bytes:
    """Return triples as RDF. Raise Refusal 406 where the format cannot hold them."""
    if _RDF[media] == ox.RdfFormat.RDF_XML:
        for triple in triples:
            # pyoxigraph writes both as they are, and a reader of XML changes or refuses them
            if isinstance(triple.object, ox.Literal) and _LOST_IN_XML.search(triple.object.value):
                raise Refusal(406, f"{media} cannot hold a control character: ask for Turtle")
    try:
        return ox.serialize(triples, format=_RDF[media], prefixes=PREFIXES) or b""
    except (ValueError, OSError) as error:
        raise Refusal(406, f"{media} cannot hold this graph ({error}): ask for Turtle") from None


def _json_table(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    yield f'{{"head":{{"vars":{dump(names)}}},"results":{{"bindings":['
    comma = ""
    for row in rows:
        cells = {n: _json_term(t) for n, t in zip(names, row, strict=True) if t is not None}
        yield f"{comma}{dump(cells)}"
        comma = ",\n"
    yield "]}}\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {n: _json_term(t) for n, t in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml_table(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    head = "".join(f'<variable name="{name}"/>' for name in names)
    yield f"{_XML_HEAD}<head>{head}</head><results>\n"
    for row in rows:
        cells = "".join(
            f'<binding name="{name}">{_xml_term(term)}</binding>'
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        yield f"<result>{cells}</result>\n"
    yield "</results></sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        inner = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts.items())
        return f"<triple>{inner}</triple>"
    kind = ""
    if term.language:
        kind = f' xml:lang="{term.language}"'
    elif term.datatype.value != _STRING:
        kind = f' datatype="{_xml_text(term.datatype.value)}"'
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    if _NO_XML.search(text):
        raise Refusal(
            406, "a value holds a control character, which XML cannot carry: ask for JSON"
        )
    # a reader of XML turns a bare carriage return into a line feed
    return escape(text, {"\r": "&#13;", '"': "&quot;"})


def _csv_table(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield ",".join(names) + "\r\n"
    for row in rows:
        yield ",".join(map(_csv_cell, row)) + "\r\n"


def _csv_cell(term: Term | None) -> str:
    text = str(term) if isinstance(term, ox.BlankNode) else value_of(term)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED_CSV.search(text) else text


def _tsv_table(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


_TABLES: dict[str, Callable[[list[str], Iterable[Row]], Iterator[str]]] = {
    "application/sparql-results+json": _json_table,
    "application/sparql-results+xml": _xml_table,
    "text/csv": _csv_table,
    "text/tab-separated-values": _tsv_table,
}
