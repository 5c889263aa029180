"""How fast the named queries run, against raw pyoxigraph and rdflib in memory, in one run.

    queries.py [GRAPH_FOLDER] [--rounds N] [--cap SECONDS]

Each named query runs with its example: through ``gwr_graph.queries`` (the parameters already looked
up), through pyoxigraph itself with the same final text on the same store, and through rdflib in
memory on the same quads. The best of the rounds counts; a round repeats a quick query until it has
taken 20 ms. rdflib runs once, in a process that is ended after ``--cap`` seconds; what it did not
finish counts as the cap and is marked >. The cold start is ``gwr query goals`` as a new process.
Without a folder the shipped report is built. rdflib is needed for its column only.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from gwr_graph import corpus, queries
from gwr_graph.errors import QueryError
from gwr_graph.store import GRAPH, PREFIXES, EmbeddedStore, open_dataset

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 0.02
STARTS = 10


def seconds(step: Callable[[], object]) -> float:
    """Return the seconds that one call takes, of as many as fill :data:`ENOUGH`."""
    calls, start = 0, perf_counter()
    while True:
        step()
        calls += 1
        spent = perf_counter() - start
        if spent >= ENOUGH:
            return spent / calls


def compare(
    ours: Callable[[], object], raw: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the best seconds of both, measured in turn so that both see the same machine."""
    best = [math.inf, math.inf]
    for _ in range(rounds):
        for i, step in enumerate((ours, raw)):
            best[i] = min(best[i], seconds(step))
    return best[0], best[1]


def raw_rows(store: ox.Store, text: str) -> int:
    """Run a query on pyoxigraph alone and take every value of every row."""
    found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    return len([[row[name] for name in names] for row in found])


def peer(pipe: Connection, graph: str) -> None:
    """Load the graph into rdflib, then answer each query text with its seconds or an error."""
    import rdflib

    data = rdflib.Dataset(default_union=True)
    data.parse(graph, format="nquads")
    pipe.send("ready")
    while (text := pipe.recv()) is not None:
        start = perf_counter()
        try:
            rows = len(list(data.query(text, initNs=PREFIXES)))
            pipe.send((perf_counter() - start, rows))
        except Exception as error:
            pipe.send((None, f"{type(error).__name__}: {error}"[:60]))


class Rdflib:
    """rdflib in a process of its own, begun anew where a query took too long."""

    def __init__(self, graph: Path, cap: float) -> None:
        self.graph, self.cap = graph, cap
        self.pipe: Connection | None = None
        self.process: multiprocessing.process.BaseProcess | None = None

    def ask(self, text: str) -> tuple[float | None, int | str]:
        """Return seconds and rows; None and a reason where it failed or took too long."""
        if self.pipe is None:
            self.pipe, far = multiprocessing.get_context("spawn").Pipe()
            self.process = multiprocessing.get_context("spawn").Process(
                target=peer, args=(far, str(self.graph)), daemon=True
            )
            self.process.start()
            self.pipe.recv()
        self.pipe.send(text)
        if self.pipe.poll(self.cap):
            found: tuple[float | None, int | str] = self.pipe.recv()
            return found
        self.close()
        return None, "cap"

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()
        self.pipe = self.process = None


def cold(folder: Path) -> list[float]:
    """Return the wall seconds of ten new processes of ``gwr query goals``, sorted."""
    command = [sys.executable, "-m", "gwr_graph", "query", "goals", "--data", str(folder)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    times = []
    for _ in range(STARTS):
        start = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
        times.append(perf_counter() - start)
    return sorted(times)


def table(store: EmbeddedStore, graph: Path, rounds: int, cap: float) -> None:
    """Print a line for each query and the medians."""
    rival: Rdflib | None = Rdflib(graph, cap)
    try:
        import rdflib  # noqa: F401
    except ImportError:
        rival = None
    print(
        f"{'query':26}{'rows':>6}{'ours ms':>9}{'raw ms':>9}{'ratio':>7}{'rdflib ms':>11}{'times':>8}"
    )
    ratios, gains = [], []
    for query in queries.all_queries():
        try:
            text = queries.bind(store, query, dict(query.example)).text
        except QueryError as error:
            print(f"{query.name:26}  not run: {error}")
            continue
        rows = len(store.select(text))
        ours, raw = compare(partial(store.select, text), partial(raw_rows, store.raw, text), rounds)
        ratios.append(ours / raw)
        line = f"{query.name:26}{rows:6}{ours * 1e3:9.2f}{raw * 1e3:9.2f}{ours / raw:7.2f}"
        if rival is not None:
            took, other = rival.ask(text)
            if took is None and other != "cap":
                line += f"  {other}"
            else:
                mark, spent = ("", took) if took is not None else (">", cap)
                gains.append(spent / ours)
                line += f"{mark + format(spent * 1e3, '.0f'):>11}{mark + format(spent / ours, '.0f'):>8}"
                if took is not None and other != rows:
                    line += f"  ({other} rows there)"
        print(line, flush=True)
    print(
        f"\nours / raw pyoxigraph: median {statistics.median(ratios):.2f}, worst {max(ratios):.2f}"
    )
    if rival is not None:
        rival.close()
        above = sum(gain >= 20 for gain in gains)
        print(
            f"rdflib / ours: median {statistics.median(gains):.0f} times, least {min(gains):.1f}; "
            f"20 times or more in {above} of {len(gains)}; rdflib stopped after {cap:g} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cap", type=float, default=5.0)
    args = parser.parse_args()
    if args.folder is not None and not (args.folder / GRAPH).is_file():
        sys.exit(
            f"queries.py: no graph in {args.folder}: make one, `gwr build --out {args.folder}`"
        )
    with tempfile.TemporaryDirectory() as aside:
        folder = args.folder or Path(aside) / "graph"
        if args.folder is None:
            corpus.build([ROOT / "data" / "reports" / "jintai-2023.txt"], folder)
        times = cold(folder)
        with open_dataset(folder) as store:
            print(f"{store.size()} quads\n")
            table(store, folder / GRAPH, args.rounds, args.cap)
        print(
            f"gwr query cold: median {statistics.median(times):.3f} s, best {times[0]:.3f} s of {STARTS}"
        )


if __name__ == "__main__":
    main()
