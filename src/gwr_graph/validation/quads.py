"""Reading N-Quads back as terms: by plain splitting where the lines have this package's form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from gwr_graph.errors import GraphError
from gwr_graph.rdf.terms import ID

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Quads terms; the graph is "" where none is named."""
REPORT = f"<{ID}report/"
"""How the term of a report, and of everything in it, begins."""

_LINE = re.compile(
    r'<[^>\s]*> <[^>\s]*> (?:<[^>\s]*>|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>\s]*>)?) <[^>\s]*> \.'
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def read(graph: Path | Iterable[str]) -> list[Quad]:
    """Return the quads of an N-Quads file or of its lines; raise GraphError for anything else."""
    name = str(graph) if isinstance(graph, Path) else "graph"
    if isinstance(graph, Path):
        try:
            text = graph.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GraphError(f"{name}: cannot be read ({error}); build again") from error
        lines = text.split("\n")
    else:
        lines = [line.rstrip("\n") for line in graph]
    plain = _LINE.fullmatch
    if not all(not line or plain(line) for line in lines):
        lines = _normalised("\n".join(lines), name)
    quads: list[Quad] = []
    for line in lines:
        if line:
            subject, predicate, rest = line.split(" ", 2)
            thing, graph_name, _ = rest.rsplit(" ", 2)
            quads.append((subject, predicate, thing, graph_name))
    return quads


def report_of(term: str) -> str:
    """Return the IRI of the report that a fragment belongs to, without the closing bracket."""
    return term.partition("#")[0].rstrip(">")


def text_of(term: str) -> str | None:
    """Return a literal's characters, None where the term is no literal."""
    if not term.startswith('"'):
        return None
    body = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, body) if "\\" in body else body


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _SIMPLE.get(code, code)


def _normalised(text: str, name: str) -> list[str]:
    """Return any N-Quads in this package's form, two spaces where the graph is the default one."""
    import pyoxigraph as ox

    try:
        found = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{name}: not N-Quads ({error}); build again") from error
    default = ox.DefaultGraph()
    return [
        f"{q.triple}  ." if q.graph_name == default else f"{q.triple} {q.graph_name} ."
        for q in found
    ]
