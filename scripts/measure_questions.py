"""Ask every question of tests/questions/asked and count how many answers are right.

    measure_questions.py [--misses] [NAME...]

Each file there holds questions on one report of the repository, written without sight of how they
are answered. Most have served to mend what they found wrong since, so that their figures say what
is kept, not what unseen questions get. A line: ``lang``, ``kind``, ``question``; ``must``, what a
right answer says (``also`` in other words, at least ``min_hits`` of them where not all);
``must_not``, what only a wrong one says. Of an ``unanswerable`` one a right answer is a no; any
other, and a ``must_not``, is invented. An answer is right as well only if it is no longer than 400
characters (passages apart) and lists no more than eight things, or three times what it must name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gwr_graph import corpus, lookup, questions
from gwr_graph.questions import Answer
from gwr_graph.store import open_dataset

ROOT = Path(__file__).resolve().parents[1]
ASKED = ROOT / "tests" / "questions" / "asked"
REPORTS = (ROOT / "data" / "reports", ROOT / "tests" / "gold" / "written")
LONGEST, MOST_ITEMS, ITEMS_A_MUST = 400, 8, 3

Question = Mapping[str, Any]


class Judged(NamedTuple):
    question: Question
    answer: Answer
    right: bool
    invented: bool


def load(path: Path) -> list[Question]:
    """Return the questions of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def report_of(path: Path) -> Path:
    """Return the report that a file of questions is about, which is called like it."""
    return next(found for own in REPORTS if (found := own / f"{path.stem}.txt").exists())


def measure(path: Path, folder: Path) -> list[Judged]:
    """Return each question of a file with its answer, from a graph built under ``folder``."""
    graph = folder / path.stem
    corpus.build([report_of(path)], graph)
    with open_dataset(graph) as store:
        index = lookup.index(store)
        return [
            judge(one, questions.answer(store, one["question"], index=index)) for one in load(path)
        ]


def judge(question: Question, answer: Answer) -> Judged:
    """Return whether an answer is right, or invented."""
    if question["kind"] == "unanswerable":
        return Judged(question, answer, not answer.answered, answer.answered)
    told = [answer.text]
    for item in answer.items:
        told += [item.label, item.value or "", item.unit or "", item.note or ""]
    passages = question["kind"] == "evidence"
    if passages:
        told += [one.quote for one in answer.evidence]
    text = _flat(" ".join(told))
    if any(_stands(word, text) for word in question.get("must_not", ())):
        return Judged(question, answer, False, True)
    must = question["must"]
    also = question.get("also", {})
    hits = sum(any(_stands(w, text) for w in (one, *also.get(one, ()))) for one in must)
    right = (
        answer.answered
        and bool(answer.evidence)
        and hits >= question.get("min_hits", len(must))
        and len(answer.items) <= max(MOST_ITEMS, ITEMS_A_MUST * len(must))
        and (passages or len(answer.text) <= LONGEST)
    )
    return Judged(question, answer, right, False)


def _flat(text: str) -> str:
    """Return a text without blanks, marks of quotation and thousands' commas, in lower case."""
    bare = re.sub(r"[\s“”‘’\"'《》〈〉（）()·]", "", re.sub(r"(?<=\d)\s+(?=\d)", "|", text))
    return re.sub(r"(?<=\d),(?=\d{3})", "", bare).replace("％", "%").lower()


def _stands(word: str, text: str) -> bool:
    """True where a word stands in a flat text, a number not as part of a longer one."""
    own = _flat(word)
    before = r"(?<![\d.])" if own[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if own[-1:].isdigit() else ""
    return re.search(before + re.escape(own) + after, text) is not None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these files")
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    asked = parser.parse_args(arguments)
    paths = [p for p in sorted(ASKED.glob("*.jsonl")) if not asked.names or p.stem in asked.names]
    if not paths:
        print(f"no file of these names in {ASKED.relative_to(ROOT)}", file=sys.stderr)
        return 2
    total: list[Judged] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            own = measure(path, Path(folder))
            total += own
            _print(path.stem, own)
            if asked.misses:
                for one in own:
                    if not one.right:
                        print(f"  {one.question['question']}\n    {one.answer.text}")
    _print("all", total)
    return 0


def _print(name: str, judged: Sequence[Judged]) -> None:
    right, invented = sum(j.right for j in judged), sum(j.invented for j in judged)
    share = right / len(judged)
    print(f"{name:14} right {right}/{len(judged)} = {share:.3f}, invented {invented}")


if __name__ == "__main__":
    sys.exit(main())
