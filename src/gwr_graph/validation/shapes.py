"""SHACL: ontology/shapes.ttl against one slice of a graph, by pyrudof; nothing else imports it.

Its time grows with the triples (about 0.03 ms each) as long as they come in slices. Measured on two
cores, the command from start to end: the shipped report (19,500 triples) 1.6 s of processor time and
340 MB at the peak, 0.7 s and 225 MB of that for SHACL; twelve provincial ones (258,000 triples, two
workers) 18.7 s of processor time, 10 s of that for SHACL, and 550 MB in the largest process.

The engine keeps threads, so a process that has checked anything must not be forked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gwr_graph import resources
from gwr_graph.errors import DataError, GraphError
from gwr_graph.model import Issue
from gwr_graph.validation.slices import Slice

if TYPE_CHECKING:
    from pyrudof import ShaclValidationEntry

_SH = "http://www.w3.org/ns/shacl#"


def check(part: Slice) -> tuple[Issue, ...]:
    """Return every breach of a shape by a node of the slice that is not of its context.

    Raise GraphError where the slice is no RDF, DataError where the shapes cannot be used.
    """
    import pyrudof

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    strict = pyrudof.ReaderMode.Strict
    try:
        session.read_shacl(_turtle(), reader_mode=strict)
    except pyrudof.RudofError as error:
        raise DataError(f"{_file()}: {_line(error)}; mend or reinstall it") from error
    try:
        session.read_data(part.triples, pyrudof.RDFFormat.NTriples, reader_mode=strict)
        report = session.validate_shacl()
    except pyrudof.RudofError as error:
        raise GraphError(f"graph: cannot be checked ({_line(error)}); build again") from error
    return tuple(_issue(entry) for entry in report if entry.focus_node not in part.context)


def _file() -> Path:
    return resources.path("ontology", "shapes.ttl")


@cache
def _turtle() -> str:
    try:
        return _file().read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{_file()}: {error.strerror}; reinstall") from error


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    """Return what each shape says where it is broken, by its IRI and the language."""
    import pyoxigraph as ox

    found: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in ox.parse(_turtle(), format=ox.RdfFormat.TURTLE):
        said = triple.object
        if triple.predicate.value == f"{_SH}message" and isinstance(said, ox.Literal):
            found[str(triple.subject).strip("<>")][said.language or ""] = said.value
    return found


def _issue(entry: ShaclValidationEntry) -> Issue:
    shape = entry.source_shape or ""
    component = entry.constraint_component.removeprefix(_SH).removesuffix("ConstraintComponent")
    component = component[:1].lower() + component[1:]
    details = [f"shape {shape}", f"constraint {component}"]
    if entry.path:
        details.append(f"path {entry.path}")
    if entry.value is not None:
        details.append(f"value {entry.value}")
    messages = _messages().get(shape, {})
    return Issue(
        severity="violation" if entry.severity == "Violation" else "warning",
        where=entry.focus_node,
        message_zh=messages.get("zh", component),
        message_en=messages.get("en", component),
        source="shacl",
        details=tuple(details),
    )


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
