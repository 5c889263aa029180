"""Is a graph what it claims to be? SHACL shapes, and grounding in the reports' own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path

from gwr_graph.errors import GraphError
from gwr_graph.model import Issue
from gwr_graph.validation import grounding, quads, shapes, slices

__all__ = ["validate"]


def validate(
    graph: Path | Iterable[str],
    texts: Mapping[str, str] | None = None,
    executor: Executor | None = None,
) -> list[Issue]:
    """Return what is wrong with a graph, violations first; an empty list where nothing is.

    ``graph`` is a dataset folder (its ``texts/`` are then used unless ``texts`` is given), an
    N-Quads file or its lines; ``texts`` maps a report's key to its clean text. With an
    ``executor`` the reports are checked against the shapes side by side. An issue's
    ``severity`` is "violation" or "warning", its ``source`` "shacl" or "grounding". Raise
    GraphError where the graph cannot be read.
    """
    if isinstance(graph, Path) and graph.is_dir():
        texts = _texts_in(graph / "texts") if texts is None else texts
        graph = graph / "graph.nq"
    found = quads.read(graph)
    run = executor.map if executor else map
    shacl = run(shapes.check, slices.cut(found))
    issues = {
        *grounding.check_graphs(found),
        *grounding.check_quotes(found, texts or {}),
        *grounding.check_within(found),
        *chain.from_iterable(shacl),
    }
    return sorted(
        issues,
        key=lambda i: (i.severity != "violation", i.source, i.where, i.message_en, i.details),
    )


def _texts_in(folder: Path) -> dict[str, str]:
    found = {}
    for file in sorted(folder.glob("*.txt")):
        try:
            found[file.stem] = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GraphError(f"{file}: cannot be read ({error}); build again") from error
    return found
