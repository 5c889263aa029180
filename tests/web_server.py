"""A ``gwr serve`` that is really started, for the tests of the web."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import httpx

from gwr_graph.web.limits import Limits

ROOT = Path(__file__).resolve().parents[1]
QUICK = Limits(timeout=1.0, max_rows=5000, workers=2, max_query=20_000, memory=96 << 20)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
E = "http://example.org/"


class Served:
    """A ``gwr serve`` that was really started."""

    def __init__(self, folder: Path, *options: str) -> None:
        began = time.monotonic()
        command = [sys.executable, "-m", "gwr_graph", "serve", "--data", str(folder)]
        paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
        self.process = subprocess.Popen(
            [*command, "--port", "0", *options],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        assert self.process.stderr is not None
        self.errors: IO[str] = self.process.stderr
        self.said = self.errors.readline() + self.errors.readline()
        found = re.search(r"http://\S+/sparql", self.said)
        assert found, self.said + self.errors.read()
        self.url = found.group()
        self.first = httpx.get(self.url, params={"query": "ASK {}"})
        self.started_in = time.monotonic() - began

    def workers(self) -> list[int]:
        """Return the process ids of its workers."""
        listed = subprocess.run(
            ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        ).stdout
        rows = [line.split(maxsplit=2) for line in listed.splitlines()]
        mine = str(self.process.pid)
        return [int(pid) for pid, parent, args in rows if parent == mine and "web.worker" in args]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.errors.close()
