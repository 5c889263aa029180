"""What one request may cost."""

from __future__ import annotations

from dataclasses import dataclass

from gwr_graph.store import MAX_ROWS


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an endpoint; past one of them the answer is a refusal, never half a result."""

    timeout: float = 10.0
    """Seconds that a query may run."""
    max_rows: int = MAX_ROWS
    """Rows of a table or triples of a graph."""
    workers: int = 4
    """Processes that run queries, one query each."""
    waiting: int = 64
    """Requests that may wait for a worker, each for ``timeout`` seconds at most."""
    max_query: int = 256 * 1024
    """Bytes of a query's text."""
    max_bytes: int = 64 * 1024 * 1024
    """Bytes of a result."""
    memory: int = 1024 * 1024 * 1024
    """Bytes of memory that a query may use."""
