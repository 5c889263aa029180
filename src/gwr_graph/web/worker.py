"""The process that runs queries, one after the other: ``python -m gwr_graph.web.worker``.

It reads jobs from standard input and writes replies to standard output, each a line of JSON that
tells the length of what follows. Whoever started it kills it to end a query; it also ends by itself
when its query takes too long or too much memory, or when its parent is gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from gwr_graph.errors import GwrError
from gwr_graph.store import STORE, open_dataset
from gwr_graph.web.answering import Job, Reply, answer
from gwr_graph.web.limits import Limits
from gwr_graph.web.refusal import Refusal

TOO_LONG, TOO_MUCH_MEMORY, ORPHANED = 81, 82, 83
"""The exit codes of a worker that ended itself."""

OPEN_AT_ONCE = 16
LOOK_EVERY = 0.05
GRACE = 2.0
"""Seconds over the time limit after which a worker ends itself, should no one have killed it."""


def main(argv: list[str]) -> int:
    """Serve jobs until standard input ends."""
    folder, limits, parent = Path(argv[1]), Limits(**json.loads(argv[2])), int(argv[3])
    # what a library prints must not get between the replies
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        store = open_dataset(folder)
    except GwrError as error:
        _send(out, {"status": 500, "type": "", "reason": str(error)}, b"")
        return 1
    watch = _Watch(limits, parent)
    if all_open(folder):
        lock_in()
    _send(out, {"status": 200, "type": "", "reason": "ready"}, b"")
    for line in sys.stdin.buffer:
        job = _decoded(line)
        watch.begin()
        try:
            reply = answer(store, job, max_rows=limits.max_rows, max_bytes=limits.max_bytes)
            head = {"status": reply.status, "type": reply.content_type, "reason": ""}
        except Refusal as refusal:
            reply = Reply(refusal.status, "", b"")
            head = {"status": refusal.status, "type": "", "reason": refusal.reason}
        watch.end()
        _send(out, head, reply.body)
    return 0


def command(folder: Path, limits: Limits) -> list[str]:
    """Return the command that starts a worker. The folder one stands in is not imported from."""
    facts = json.dumps(asdict(limits))
    module = "gwr_graph.web.worker"
    return [sys.executable, "-P", "-m", module, str(folder), facts, str(os.getpid())]


def encode(job: Job) -> bytes:
    """Return a job as the line that a worker reads."""
    return json.dumps(asdict(job)).encode() + b"\n"


def _decoded(line: bytes) -> Job:
    facts = json.loads(line)
    for name in ("default_graphs", "named_graphs"):
        facts[name] = tuple(facts[name])
    return Job(**facts)


def _send(out: BinaryIO, head: dict[str, object], body: bytes) -> None:
    out.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


def all_open(folder: Path) -> bool:
    """Tell whether the store of a dataset has all its files open from the start.

    RocksDB opens so many at once and the others when they are needed; it hangs where it cannot.
    """
    return len(list((folder / STORE).glob("*.sst"))) <= OPEN_AT_ONCE


def lock_in() -> None:
    """Open nothing from now on, no file and no connection, whatever a query holds.

    A second lock behind ``store.syntax.refuse_service``.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))


class _Watch:
    """A thread that ends the process when its query passes a limit; pyoxigraph lets it run."""

    def __init__(self, limits: Limits, parent: int) -> None:
        self._limits = limits
        self._parent = parent
        self._busy = threading.Event()
        self._deadline = float("inf")
        self._memory = _memory()
        self._most = self._memory.used() + limits.memory
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        self._deadline = time.monotonic() + self._limits.timeout + GRACE
        self._busy.set()

    def end(self) -> None:
        self._busy.clear()
        self._deadline = float("inf")

    def _look(self) -> None:
        while True:
            self._busy.wait()
            time.sleep(LOOK_EVERY)
            if time.monotonic() > self._deadline:
                os._exit(TOO_LONG)
            if self._memory.used() > self._most:
                os._exit(TOO_MUCH_MEMORY)
            if os.getppid() != self._parent:
                os._exit(ORPHANED)


class _ProcMemory:
    """The resident size as Linux tells it; the file stays open, for no other can be opened later."""

    def __init__(self) -> None:
        self._file = os.open("/proc/self/statm", os.O_RDONLY)
        self._page = os.sysconf("SC_PAGE_SIZE")

    def used(self) -> int:
        return int(os.pread(self._file, 100, 0).split()[1]) * self._page


class _PeakMemory:
    """The largest resident size so far, where there is no /proc; 0 where nothing tells it."""

    def used(self) -> int:
        try:
            import resource
        except ImportError:
            return 0
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def _memory() -> _ProcMemory | _PeakMemory:
    try:
        return _ProcMemory()
    except OSError:
        return _PeakMemory()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
