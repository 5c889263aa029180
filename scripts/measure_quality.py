"""Measure extraction on pages that the models never saw, and write the tables of docs/quality.md.

    measure_quality.py [--shared FOLDER] [--only FOLD...] [--errors FOLDER] [--json FILE] [--dry-run]

For each fold the four models are trained anew without its texts (``train.py``) in a copy of the
repository, then measured on them (``quality_fold.py``). The last two folds take the shipped models as
they are and measure on provincial and county pages that no model is trained on. What stands between the marks
in docs/quality.md is replaced; ``--only`` and ``--dry-run`` print instead. FOLDER holds reports and gold
that are not in this repository; by default it is ``shared`` beside the checkout. With ``--errors`` each
fold's errors are written there, but for those kept for measuring: nobody reads these.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DOC = ROOT / "docs" / "quality.md"
START = "<!-- measured: scripts/measure_quality.py -->"
END = "<!-- end of what is measured -->"
COPIED = ("src", "scripts", "data", "ontology", "queries")
WRITTEN, TRAINING, PROVINCES, COUNTIES = (
    ROOT / "tests" / "gold" / part for part in ("written", "training", "provinces", "measuring")
)
MEASURING = "never trained on"

Figures = dict[str, Any]


class Fold(NamedTuple):
    """Texts that are left out of the training: gold → report. Without training, shipped models."""

    name: str
    texts: str
    pairs: Mapping[Path, Path]
    trained: bool = True


def folds(shared: Path, aligned: Path) -> list[Fold]:
    """Return what is measured; ``aligned`` holds the provincial gold with its sentences."""
    provinces = shared / "reports" / "provinces-2026"
    numbered = {gold: gold.with_suffix(".txt") for gold in golds(WRITTEN)}

    def written(first: str, last: str) -> dict[Path, Path]:
        return {gold: text for gold, text in numbered.items() if first <= gold.name[:2] <= last}

    def windows(names: Iterable[str], gold: Path) -> dict[Path, Path]:
        return {gold / name: provinces / f"{name.split('-')[0]}.txt" for name in names}

    jintai = {shared / "gold" / "jintai-2023": ROOT / "data" / "reports" / "jintai-2023.txt"}
    unseen = split("measuring")
    two = windows(("江苏省-2026", "四川省-2026"), shared / "gold")
    return [
        Fold("Jintai", "the shipped district report of 2023, whole", jintai),
        Fold("written 01–05", "five written county reports, whole", written("01", "05")),
        Fold("written 06–10", "five written county reports, whole", written("06", "10")),
        Fold("江苏 四川", "review and plan windows of two provincial reports of 2026", two),
        Fold(
            "unseen provinces",
            f"windows of {', '.join(unseen)}, never trained on; shipped models",
            windows(unseen, aligned),
            trained=False,
        ),
        Fold(
            "unseen counties",
            "four written county reports, never trained on; shipped models",
            {gold: plain(gold, aligned) for gold in golds(COUNTIES)},
            trained=False,
        ),
    ]


def plain(gold: Path, folder: Path) -> Path:
    """Return the report that a numbered text numbers, written into ``folder``."""
    numbered = gold.with_name(f"{gold.name}.num.txt").read_text(encoding="utf-8")
    report = folder / f"{gold.name}.txt"
    lines = [line.partition("\t")[2] + "\n" for line in numbered.splitlines()]
    report.write_text("".join(lines), encoding="utf-8")
    return report


def golds(folder: Path) -> list[Path]:
    """Return the annotated texts of a folder, as paths without ending."""
    return sorted(path.with_suffix("") for path in folder.glob("*.jsonl"))


def split(kind: str) -> list[str]:
    """Return the names of the provincial gold that is for ``development`` or ``measuring``."""
    with (PROVINCES / "splits.tsv").open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file, delimiter="\t") if row["split"] == kind]


def training_gold(shared: Path, aligned: Path) -> list[Path]:
    """Return everything that the shipped models are trained on."""
    own = [*golds(WRITTEN), *golds(TRAINING), *(aligned / name for name in split("development"))]
    given = [shared / "gold" / name for name in ("jintai-2023", "江苏省-2026", "四川省-2026")]
    return sorted([*own, *given])


def run(tree: Path, script: str, *arguments: object) -> str:
    """Run a script of a copy of the repository with the package of that copy; return its output."""
    done = subprocess.run(
        [sys.executable, str(tree / "scripts" / script), *map(str, arguments)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{script} failed with exit code {done.returncode}")
    return done.stdout


def copy(folder: Path) -> Path:
    """Copy what runs into ``folder``, so that models made there are never the shipped ones."""
    for part in COPIED:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def measure(fold: Fold, learn_from: Sequence[Path], tree: Path, errors: Path | None) -> Figures:
    """Train without the fold's texts where it says so; return the figures on them."""
    models = tree / "data" / "models"
    shutil.rmtree(models)
    if fold.trained:
        left_out = {gold.name for gold in fold.pairs}
        run(
            tree,
            "train.py",
            *(gold for gold in learn_from if gold.name not in left_out),
            "--out",
            models,
        )
    else:
        shutil.copytree(ROOT / "data" / "models", models)
    pairs = [f"{gold}={report}" for gold, report in fold.pairs.items()]
    written = ["--errors", errors / f"{fold.name}.txt"] if errors and fold.trained else []
    found: Figures = json.loads(run(tree, "quality_fold.py", *pairs, *written))
    return found


def percent(value: float) -> str:
    return f"{value:.3f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def prf(tally: Mapping[str, float] | None) -> str:
    """Return precision, recall and F1 in one cell."""
    if not tally or not (tally["tp"] or tally["fp"] or tally["fn"]):
        return "–"
    return " / ".join(percent(tally[key]) for key in ("precision", "recall", "f1"))


_OVERALL = {
    "entities, strict": "entities_strict",
    "entities, relaxed": "entities_relaxed",
    "measures, value and unit": "measures_value_unit",
    "measures, full": "measures_full",
    "who_where": "who_where",
    "who_where_all": "who_where_all",
}
_SHARES = {"stance": "stance_accuracy", "status": "status_accuracy"}
_ATTRIBUTES = ("direction", "bound", "period", "what")
_KINDS = {
    "mentions": "mention",
    "measures, value and unit": "value",
    "measures, full": "measure",
    "involvements": "link",
}
_BANDS = ("≥ 0.9", "0.8–0.9", "0.6–0.8", "< 0.6")


def report(found: Mapping[str, Figures], texts: Mapping[str, str], indicators: Figures) -> str:
    """Return the measured part of the page."""
    names = list(found)
    lines = [
        "## Figures",
        "",
        "Precision / recall / F1 in each cell; stance and status: share equal.",
        "",
    ]
    lines += [
        f"- **{name}** ({found[name]['sentences']} sentences): {texts[name]}" for name in names
    ]
    lines += ["", *table(["", *names], _overall(found))]
    lines += ["", "### By class", "", "Entities, strict: the same name and an accepted class.", ""]
    kinds = sorted({kind for figures in found.values() for kind in figures["by_type"]})
    lines += table(
        ["class", *names],
        ([kind, *(prf(found[name]["by_type"].get(kind)) for name in names)] for kind in kinds),
    )
    lines += ["", "### Kinds of error", "", *_kinds(found)]
    lines += ["", "### By confidence", "", *_confidence(found)]
    lines += ["", "### Indicators", "", *_indicators(indicators)]
    return "\n".join(lines)


def _overall(found: Mapping[str, Figures]) -> Iterable[list[str]]:
    for title, key in _OVERALL.items():
        yield [title, *(prf(figures[key]) for figures in found.values())]
    for name in _ATTRIBUTES:
        cells = (percent(f["measure_attributes"][name]) for f in found.values())
        yield [f"measures, {name} right", *cells]
    for title, key in _SHARES.items():
        yield [title, *(percent(figures[key]) for figures in found.values())]


_MEANING = {
    "name: missed": "a name of which nothing was found",
    "name: no name": "what is no name, or no one that the gold asks for",
    "name: border": "too much or too little of a name",
    "name: class": "the right name, another class",
    "link: missed, as one of its names is": "who is where, of which one name was not found",
    "link: missed, names found": "who is where, though both names were found",
    "link: not so": "who is where, not said so",
    "measure: missed": "a number not found, or of another value or unit",
    "measure: spurious": "a number that is no measure, or of another value or unit",
}


def _kinds(found: Mapping[str, Figures]) -> list[str]:
    """Return how many errors of each kind there are."""
    every = {kind for figures in found.values() for kind in figures["kinds"]}
    order = [*(k for k in _MEANING if k in every), *sorted(every - set(_MEANING))]
    rows = (
        [
            _MEANING.get(kind, kind.replace("measure: ", "a measure's ")),
            *(str(figures["kinds"].get(kind, 0)) for figures in found.values()),
        ]
        for kind in order
    )
    return table(["error", *found], rows)


def _confidence(found: Mapping[str, Figures]) -> list[str]:
    """Return how many readings of each band are right: left-out texts, then those kept for measuring."""
    lines = [
        "Right of all that the gold decides (what it marks optional is not counted). The aim: of those",
        "at 0.9 and above, at least 95 in 100 are right.",
        "",
    ]
    parts = {
        "left-out texts": [f for name, f in found.items() if not name.startswith("unseen")],
        MEASURING: [f for name, f in found.items() if name.startswith("unseen")],
    }
    rows = []
    for title, kind in _KINDS.items():
        for part, figures in parts.items():
            cells = []
            for band in range(len(_BANDS)):
                right, wrong = (
                    sum(f["confidence"][kind][band][i] for f in figures) for i in (0, 1)
                )
                total = right + wrong
                cells.append(f"{right} of {total} ({right / total:.1%})" if total else "–")
            rows.append([title, part, *cells])
    return [*lines, *table(["", "text", *_BANDS], rows)]


def _indicators(found: Figures) -> list[str]:
    lines = [
        f"The list holds {found['concepts']} indicators. Share of the measures that found theirs; headline:",
        "the sentences of the main targets (主要预期目标) and the first sentence of statistics of the review.",
        "What is left counts things of one report only, or stands in a sentence read wrongly.",
        "",
    ]
    rows = []
    for name, part in found["texts"].items():
        hit, total = part["all"]
        head_hit, head = part["headline"]
        rows.append(
            [
                name,
                f"{head_hit} of {head} ({head_hit / max(head, 1):.1%})",
                f"{hit} of {total} ({hit / max(total, 1):.1%})",
            ]
        )
    return [*lines, *table(["text", "headline", "all measures"], rows)]


def with_part(page: str, part: str) -> str:
    """Return the page with ``part`` between its marks; SystemExit where it has none."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise SystemExit(f"{DOC.name}: no line {START} … {END}: put both marks back")
    return f"{before}{START}\n\n{part}\n\n{END}{after}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", metavar="FOLD", help="names of folds, to print")
    parser.add_argument("--errors", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    parser.add_argument("--dry-run", action="store_true", help="print the tables, write nothing")
    args = parser.parse_args()
    beside = (parent / "shared" for parent in ROOT.parents)
    shared = args.shared or next((p for p in beside if (p / "gold").is_dir()), None)
    if shared is None:
        sys.stderr.write("no folder shared with gold and reports: name it with --shared\n")
        return 1
    if args.errors:
        args.errors.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        tree, aligned = copy(Path(name, "tree")), Path(name, "gold")
        shutil.copytree(PROVINCES, tree / "tests" / "gold" / "provinces")
        reports = shared / "reports" / "provinces-2026"
        run(tree, "align_gold.py", reports, aligned)
        chosen = [f for f in folds(shared, aligned) if not args.only or f.name in args.only]
        found: dict[str, Figures] = {}
        for fold in chosen:
            sys.stderr.write(f"{fold.name}\n")
            found[fold.name] = measure(fold, training_gold(shared, aligned), tree, args.errors)
        written = [str(WRITTEN / f"{gold.name}.txt") for gold in golds(WRITTEN)]
        jintai = str(ROOT / "data" / "reports" / "jintai-2023.txt")
        indicators: Figures = json.loads(
            run(
                tree,
                "indicator_share.py",
                f"12 provincial reports={reports}",
                *(f"10 written reports={path}" for path in written),
                f"Jintai={jintai}",
            )
        )
    if args.json:
        args.json.write_text(json.dumps({"folds": found, "indicators": indicators}, indent=1))
    part = report(found, {fold.name: fold.texts for fold in chosen}, indicators)
    if args.only or args.dry_run:
        sys.stdout.write(part + "\n")
    else:
        DOC.write_text(with_part(DOC.read_text(encoding="utf-8"), part), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
