"""Run the ```console blocks of the documentation and compare what they show with what is printed.

python scripts/tour.py           write the output of today into README.md, README.zh-CN.md, docs/
python scripts/tour.py --check   change nothing; show what differs and exit 1

In a block a line ``$ command`` is run by sh in one folder, which is empty at first and the same for
all blocks of a page; the lines below it are what it prints, stderr too. A last line ``…`` stands for
whatever else is printed; a command with nothing below it may print anything. How wide the columns of a
table are makes no difference to --check.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "README.md",
    "README.zh-CN.md",
    *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
)
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
REST = "…\n"
SECONDS = 60


def retaken(blocks: Iterable[str], folder: Path) -> Iterator[str]:
    """Return the blocks with what their commands print now, run in ``folder``."""
    shim = folder / ".bin" / "gwr"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m gwr_graph "$@"\n')
    shim.chmod(0o755)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("GWR_")}
    env = inherited | {
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
    }

    def step(match: re.Match[str]) -> str:
        typed, shown = match[1], match[2]
        command = typed.replace("\n> ", "\n")
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"$ {command}\n{done.stdout}exit code {done.returncode}")
        return f"$ {typed}\n{_like(shown, done.stdout)}"

    return (_STEP.sub(step, block) for block in blocks)


def _like(shown: str, printed: str) -> str:
    """Return as much of ``printed`` as was shown."""
    if not shown:
        return ""
    lines = printed.splitlines(keepends=True)
    if not shown.endswith(REST):
        return printed
    kept = lines[: shown.count("\n") - 1]
    return "".join(kept) + REST


def _with(page: str, blocks: Iterable[str]) -> str:
    fresh = iter(blocks)
    return _BLOCK.sub(lambda _: next(fresh), page)


def _narrow(page: str) -> str:
    return re.sub("[ ─]+", " ", page)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only show what differs")
    checking = parser.parse_args().check
    taken: dict[tuple[str, ...], tuple[str, ...]] = {}
    differs = False
    for name in PAGES:
        file = ROOT / name
        before = file.read_text(encoding="utf-8")
        blocks = tuple(_BLOCK.findall(before))
        if blocks not in taken:
            with tempfile.TemporaryDirectory() as folder:
                taken[blocks] = tuple(retaken(blocks, Path(folder)))
        after = _with(before, taken[blocks])
        if after == before or (checking and _narrow(after) == _narrow(before)):
            continue
        differs = True
        if checking:
            old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
            sys.stdout.writelines(difflib.unified_diff(old, new, f"{name} shows", "printed now"))
        else:
            file.write_text(after, encoding="utf-8")
            print(f"written: {name}")
    return 1 if differs and checking else 0


if __name__ == "__main__":
    sys.exit(main())
