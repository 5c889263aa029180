"""One query in a process of its own, which is killed when it takes too long or too much memory.

``python -m gwr_graph.mcp.sandbox FOLDER LIMITS`` reads the query from standard input and writes its
result as JSON to standard output: ``form`` with ``columns``, ``rows`` or ``answer``, or ``error``.
"""

from __future__ import annotations

import json
import math
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import gwr_graph
from gwr_graph.errors import GwrError, QueryError
from gwr_graph.store import Answer, Store, Table, open_dataset, value_of

_GRACE = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost; past a limit it is refused: a cut result would be a wrong one."""

    seconds: float = 10.0
    rows: int = 500
    characters: int = 200_000
    """Of the result as JSON."""
    query: int = 20_000
    """Characters of the query."""
    memory: int = 2 << 30
    """Bytes of address space."""
    at_once: int = 2
    """Queries that run at the same time."""


def plain(found: Answer, limits: Limits) -> dict[str, Any]:
    """Return a result as JSON values. Raise QueryError where it is too large."""
    if isinstance(found, bool):
        return {"form": "boolean", "answer": found}
    if isinstance(found, Table):
        columns: tuple[str, ...] = found.variables
        rows = [[None if term is None else value_of(term) for term in row] for row in found.rows]
        form = "table"
    else:
        columns, form = ("subject", "predicate", "object"), "graph"
        rows = [[value_of(part) for part in (t.subject, t.predicate, t.object)] for t in found]
    size = sum(len(cell or "") + 4 for row in rows for cell in row)
    if size > limits.characters:
        raise QueryError(
            f"the result has {size} characters, more than {limits.characters}: ask for less"
        )
    return {"form": form, "columns": columns, "rows": rows}


def answer(store: Store, query: str, limits: Limits) -> dict[str, Any]:
    """Return the result of a query as JSON values. Raise QueryError for a fault or a limit."""
    return plain(store.query(query, max_rows=limits.rows), limits)


async def run(folder: Path, query: str, limits: Limits) -> dict[str, Any]:
    """Return the result of a query over a dataset as JSON values; its process is always ended.

    Raise QueryError for a fault in the query and where it passes a limit.
    """
    import anyio

    job = query.encode("utf-8", "replace")
    command = [sys.executable, "-P", "-m", "gwr_graph.mcp.sandbox", str(folder)]
    command.append(json.dumps(asdict(limits)))
    reply = None
    with anyio.move_on_after(limits.seconds):
        reply = await anyio.run_process(
            command, input=job, stderr=DEVNULL, check=False, env=_environment()
        )
    if reply is None:
        raise QueryError(f"the query ran longer than {limits.seconds:g} s and was ended")
    if reply.returncode != 0:
        raise QueryError("the query took too much memory or is too deep, and was ended")
    found: dict[str, Any] = json.loads(reply.stdout)
    if "error" in found:
        raise QueryError(found["error"])
    return found


def main(argv: list[str]) -> int:
    """Answer the query on standard input."""
    limits = Limits(**json.loads(argv[2]))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not get into the result
    query = sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        store = open_dataset(Path(argv[1]))
        _confine(limits)
        found = answer(store, query, limits)
    except GwrError as error:
        found = {"error": str(error)}
    json.dump(found, out, ensure_ascii=False)
    out.flush()
    return 0


def _confine(limits: Limits) -> None:
    """Bound memory and, should no one be left to kill this process, its time."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        seconds = math.ceil(limits.seconds) + _GRACE
        for what, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, seconds)):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most, hard))


def _environment() -> dict[str, str]:
    """Return the environment with this package importable, wherever it lies."""
    home = str(Path(gwr_graph.__file__).resolve().parents[1])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


if __name__ == "__main__":
    sys.exit(main(sys.argv))
