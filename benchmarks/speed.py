"""How fast reports become quads, in characters a second on one core, and against jieba in the same run.

    speed.py [FOLDER|REPORT...] [--rounds N] [-f text|json]

Every stage is timed by itself: reading a file, extraction, resolution, comparison of review and
plan, writing quads. The ratio is the speed of all of them together to that of ``jieba.cut`` over
the same clean text, which only finds the words. The best of the rounds counts. Without a path: the
provincial reports in ``shared/reports/provinces-2026`` beside the checkout where they are, else the
ten written reports and the shipped one, five times over. jieba (``pip install jieba``) is needed
for the ratio only; without it the speeds are printed alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from gwr_graph import compare, corpus, documents, extraction, rdf, resolution
from gwr_graph.errors import GwrError
from gwr_graph.model import Document

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("read", "extract", "resolve", "compare", "quads")
TIMES = 5  # how often the small texts of the checkout are gone through

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def default_reports() -> list[Path]:
    """Return the provincial reports beside the checkout, else the reports inside it, repeated."""
    for parent in ROOT.parents:
        folder = parent / "shared" / "reports" / "provinces-2026"
        if folder.is_dir():
            return sorted(folder.glob("*.txt"))
    written = sorted((ROOT / "tests" / "gold" / "written").glob("[0-9][0-9]-*[a-z].txt"))
    texts = [p for p in written if not p.name.endswith(".num.txt")]
    return [*texts, ROOT / "data" / "reports" / "jintai-2023.txt"] * TIMES


def each(step: Callable[[_In], _Out], items: Sequence[_In]) -> tuple[float, list[_Out]]:
    """Return the seconds that a step takes over all items, and what it gives."""
    gc.collect()
    start = perf_counter()
    found = [step(item) for item in items]
    return perf_counter() - start, found


def once(files: Sequence[Path]) -> tuple[dict[str, float], list[Document], int]:
    """Return the seconds of each stage, the reports read and the number of quads made."""
    seconds: dict[str, float] = {}
    seconds["read"], read = each(documents.read, files)
    seconds["extract"], extracted = each(extraction.extract, read)
    seconds["resolve"], resolved = each(resolution.resolve, extracted)
    seconds["compare"], continued = each(compare.continuations, resolved)
    pairs = list(zip(resolved, continued, strict=True))
    seconds["quads"], lines = each(lambda pair: list(rdf.quads(*pair)), pairs)
    return seconds, read, sum(map(len, lines))


def jieba_seconds(texts: Sequence[str]) -> float | None:
    """Return the seconds that jieba takes to cut the texts into words, None where it is missing."""
    try:
        import jieba
    except ImportError:
        return None
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    return each(lambda text: sum(1 for _ in jieba.cut(text)), texts)[0]


def measure(files: Sequence[Path], rounds: int) -> dict[str, object]:
    """Return what was measured: characters, quads, characters a second, the ratio to jieba."""
    once(files[:1])  # what is loaded once is loaded now
    best: dict[str, float] = {}
    rival: float | None = None
    documents_read: list[Document] = []
    quads = 0
    for _ in range(rounds):
        seconds, documents_read, quads = once(files)
        seconds["all"] = sum(seconds.values())
        best = {name: min(took, best.get(name, took)) for name, took in seconds.items()}
        took = jieba_seconds([document.text for document in documents_read])
        if took is not None:
            rival = took if rival is None else min(took, rival)
    size = sum(len(document.text) for document in documents_read)
    speed = {name: round(size / max(took, 1e-9)) for name, took in best.items()}
    return {
        "reports": len(files),
        "characters": size,
        "quads": quads,
        "characters_a_second": speed,
        "share_of_time": {name: round(best[name] / best["all"], 3) for name in STAGES},
        "jieba_characters_a_second": None if rival is None else round(size / rival),
        "ratio_to_jieba": None if rival is None else round(rival / best["all"], 3),
    }


def shown(found: dict[str, object]) -> str:
    """Return the measurement as a table."""
    speed, share = found["characters_a_second"], found["share_of_time"]
    assert isinstance(speed, dict)
    assert isinstance(share, dict)
    lines = [
        f"{found['reports']} reports, {found['characters']:,} characters, {found['quads']:,} quads",
        f"{'stage':20} {'characters/s':>14} {'share of time':>14}",
        *(f"{name:20} {speed[name]:14,} {share[name]:14.1%}" for name in STAGES),
        f"{'reading to quads':20} {speed['all']:14,}",
    ]
    rival = found["jieba_characters_a_second"]
    if isinstance(rival, int):
        lines.append(f"{'jieba.cut':20} {rival:14,}")
        lines.append(f"ratio to jieba.cut in this run: {found['ratio_to_jieba']}")
    else:
        lines.append("no ratio: jieba is not installed (pip install jieba)")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="*", type=Path, metavar="FOLDER|REPORT")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("-f", "--format", choices=["text", "json"], default="text")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):  # one core, whatever numpy would like
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    try:
        files = corpus.find_reports(args.reports) if args.reports else default_reports()
        found = measure(files, max(1, args.rounds))
    except GwrError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write((json.dumps(found) if args.format == "json" else shown(found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
