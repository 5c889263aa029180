"""Worker processes that run queries, each killed and replaced when its query passes a limit."""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import gwr_graph
from gwr_graph.store import GRAPH
from gwr_graph.web import worker
from gwr_graph.web.answering import Job, Reply
from gwr_graph.web.limits import Limits
from gwr_graph.web.refusal import Refusal

RETRY_AFTER = {"Retry-After": "5"}
_PAUSE = 1.0
_BUFFER = 1 << 20
_BROKEN = (asyncio.IncompleteReadError, ConnectionError, ValueError, asyncio.LimitOverrunError)


@dataclass(frozen=True, slots=True)
class _Worker:
    process: Process
    stamp: tuple[int, int]
    """Which build of the graph it has open."""

    async def send(self, job: Job) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(worker.encode(job))
        await self.process.stdin.drain()

    async def receive(self) -> Reply:
        """Return the next reply. Raise Refusal where it is one."""
        assert self.process.stdout is not None
        head = json.loads(await self.process.stdout.readuntil())
        body = await self.process.stdout.readexactly(head["size"])
        if head["status"] != 200:
            raise Refusal(head["status"], head["reason"])
        return Reply(200, head["type"], body)


class Pool:
    """Runs queries over a dataset in worker processes; one event loop's."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._alive: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0

    def start(self) -> None:
        """Begin to start the workers; a query waits for the first that is ready."""
        for _ in range(self._limits.workers):
            self._spawn()

    async def close(self) -> None:
        """End all workers, whatever they do."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for process in tuple(self._alive):
            await self._end(process)

    async def run(self, job: Job) -> Reply:
        """Return the answer to a query. Raise Refusal for everything else.

        A query that passes a limit, or whose caller is cancelled, loses its worker at once.
        """
        one = await self._free_worker()
        try:
            async with asyncio.timeout(self._limits.timeout):
                await one.send(job)
                reply = await one.receive()
        except Refusal:
            self._idle.put_nowait(one)
            raise
        except TimeoutError:
            await self._replace(one)
            raise self._too_long() from None
        except _BROKEN:
            code = await self._replace(one)
            raise self._ended(code) from None
        except BaseException:
            await self._replace(one)
            raise
        self._idle.put_nowait(one)
        return reply

    async def _free_worker(self) -> _Worker:
        """Return a worker that has today's graph open, as soon as there is one."""
        if self._waiting >= self._limits.waiting:
            raise _busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.timeout):
                while True:
                    one = await self._idle.get()
                    if one.process.returncode is None and one.stamp == self._stamp():
                        return one
                    await self._replace(one)
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1

    def _spawn(self) -> None:
        task = asyncio.create_task(self._start_one())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start_one(self) -> None:
        """Start a worker, and again after a pause as long as it fails (a graph being replaced)."""
        while True:
            stamp = self._stamp()
            process = await asyncio.create_subprocess_exec(
                *worker.command(self._folder, self._limits),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                limit=_BUFFER,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
            )
            self._alive.add(process)
            one = _Worker(process, stamp)
            try:
                await one.receive()
            except (Refusal, *_BROKEN):
                await self._end(process)
                await asyncio.sleep(_PAUSE)
            else:
                self._idle.put_nowait(one)
                return

    async def _replace(self, one: _Worker) -> int | None:
        """Kill a worker and start another; return its exit code if it had ended by itself."""
        self._spawn()
        return await self._end(one.process)

    async def _end(self, process: Process) -> int | None:
        if process.returncode is None:
            # an ended worker closes its pipe a moment before its exit code is known
            with suppress(TimeoutError):
                async with asyncio.timeout(0.1 if _at_end(process) else 0):
                    await process.wait()
        code = process.returncode
        with suppress(ProcessLookupError):
            process.kill()
        with suppress(asyncio.CancelledError):
            await process.wait()
        self._alive.discard(process)
        return code

    def _stamp(self) -> tuple[int, int]:
        """Return what changes when the dataset is built anew."""
        try:
            found = (self._folder / GRAPH).stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def _too_long(self) -> Refusal:
        seconds = f"{self._limits.timeout:g}"
        return Refusal(
            503, f"the query ran longer than {seconds} s and was ended: ask for less", RETRY_AFTER
        )

    def _ended(self, code: int | None) -> Refusal:
        if code == worker.TOO_LONG:
            return self._too_long()
        if code == worker.TOO_MUCH_MEMORY:
            mebibytes = self._limits.memory >> 20
            return Refusal(
                503,
                f"the query took more than {mebibytes} MiB of memory and was ended: ask for less",
            )
        return Refusal(503, "the query is too deep or too large and ended its process: simplify it")


def _at_end(process: Process) -> bool:
    return process.stdout is not None and process.stdout.at_eof()


def _busy() -> Refusal:
    return Refusal(503, "too many queries at once: try again in a moment", RETRY_AFTER)


def _environment() -> dict[str, str]:
    """Return the environment with this package importable, wherever it lies."""
    home = str(Path(gwr_graph.__file__).resolve().parents[1])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
