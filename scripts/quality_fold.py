"""Measure extraction on annotated reports; print the figures as JSON.

    quality_fold.py GOLD=REPORT... [--errors FILE]

GOLD is a path without ending, as ``train.py`` takes it; REPORT is the published text of which GOLD
annotates the whole or pages. Each report is built by itself as ``gwr build`` builds it, and scored
by ``gwr_graph.score``; the reports of one run are pooled. The models are those of the package that
is imported: ``measure_quality.py`` runs this in copies of the repository with models of their own.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gwr_graph import corpus, rdf, score
from gwr_graph.errors import GwrError
from gwr_graph.rdf import terms
from gwr_graph.store import EmbeddedStore

BANDS = ((0.9, 1.01), (0.8, 0.9), (0.6, 0.8), (0.0, 0.6))
_NAMING = (terms.MENTIONS, terms.INVOLVES, terms.AT_PLACE, terms.CONCERNS)
_APART = 100_000  # sentence numbers of two reports that are pooled never meet

Figures = dict[str, Any]


class Case(NamedTuple):
    """One annotated report: its graph's lines, its numbered sentences and its gold."""

    lines: Sequence[str]
    sentences: Mapping[int, str]
    gold: Mapping[int, score.Gold]


def case(gold: Path, report: Path) -> Case:
    """Return a report as built, with its gold; raise GwrError where it gives none."""
    reading = corpus.read_report(report)
    if isinstance(reading, corpus.BadFile):
        raise GwrError(reading.reason)
    lines = [*reading.lines, *rdf.shared_quads([reading.shared]), *rdf.fixed_quads()]
    return Case(
        lines,
        score.read_sentences(gold.with_name(f"{gold.name}.num.txt")),
        score.read_gold(gold.with_name(f"{gold.name}.jsonl")),
    )


def scored(cases: Sequence[Case], low: float = 0.0, high: float = 1.01, what: str = "") -> Figures:
    """Return the figures of all reports together; see :func:`within` for the rest."""
    found: dict[int, score.Found] = {}
    gold: dict[int, score.Gold] = {}
    labels: defaultdict[str, set[str]] = defaultdict(set)
    above: defaultdict[str, set[str]] = defaultdict(set)
    placed = statements = 0
    numbers: list[int] = []
    for index, one in enumerate(cases):
        with EmbeddedStore() as store:
            store.load(within(one.lines, low, high, what) if what else one.lines)
            said = score.predict(store, one.sentences)
        shift = index * _APART
        found.update({sid + shift: value for sid, value in said.by_sentence.items()})
        gold.update({sid + shift: record for sid, record in one.gold.items()})
        numbers += [sid + shift for sid in one.sentences]
        for pool, part in ((labels, said.labels), (above, said.above)):
            for iri, values in part.items():
                pool[iri] |= values
        placed, statements = placed + said.placed, statements + said.statements
    result = score.score(score.Predictions(found, labels, above, placed, statements), gold, numbers)
    return {**result.figures, "errors": list(result.errors), "sentences": len(numbers)}


def within(lines: Sequence[str], low: float, high: float, what: str) -> Iterator[str]:
    """Yield the lines without those readings whose confidence is not in ``low <= x < high``.

    ``what`` says which readings: ``names`` (that a statement names a thing; the surest of its
    mentions there counts) or ``facts`` (measures and involvements).
    """
    sure: dict[str, float] = {}
    refers: dict[str, str] = {}
    stated: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate == terms.CONFIDENCE:
            sure[subject] = float(rest.split('"')[1])
        elif predicate == terms.REFERS_TO:
            refers[subject] = rest.split(" ", 1)[0]
        elif predicate == terms.STATED_IN:
            stated[subject].append(rest.split(" ", 1)[0])
    named: defaultdict[tuple[str, str], float] = defaultdict(float)
    for mention, entity in refers.items():
        for statement in stated[mention]:
            pair = statement, entity
            named[pair] = max(named[pair], sure[mention])
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        told: float | None = None
        if what == "names" and predicate in _NAMING:
            told = named.get((subject, rest.split(" ", 1)[0]))
        elif what == "facts" and predicate == terms.HAS_MEASURE:
            told = sure[rest.split(" ", 1)[0]]
        elif what == "facts" and predicate == terms.A and rest.startswith(terms.INVOLVEMENT):
            told = sure[subject]
        if told is None or low <= told < high:
            yield line


def by_confidence(cases: Sequence[Case]) -> dict[str, list[list[int]]]:
    """Return for each kind of reading the right and the wrong ones of every band, highest first."""
    found: dict[str, list[list[int]]] = {"mention": [], "value": [], "measure": [], "link": []}
    for low, high in BANDS:
        names = scored(cases, low, high, "names")
        facts = scored(cases, low, high, "facts")
        for kind, tally in (
            ("mention", names["entities_strict"]),
            ("value", facts["measures_value_unit"]),
            ("measure", facts["measures_full"]),
            ("link", facts["who_where_all"]),
        ):
            found[kind].append([tally["tp"], tally["fp"]])
    return found


_ERROR = re.compile(
    r"(?P<sid>\d+) (?P<how>missed|spurious|measure) "
    r"(?:(?P<what>measure|link \(\w+\)|[A-Za-z/]+) )?(?P<rest>.*)"
)


def kinds_of_error(errors: Sequence[str]) -> dict[str, int]:
    """Return how many errors of each kind the scorer's lines tell.

    A missed name and a spurious one of the same sentence are one error: of class where they are the
    same, of border where one lies in the other.
    """
    counted: Counter[str] = Counter()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    spurious: defaultdict[str, list[list[str]]] = defaultdict(list)
    links: list[tuple[str, list[str]]] = []
    for line in errors:
        match = _ERROR.fullmatch(line)
        if match is None:
            raise GwrError(f"an error line of the scorer that cannot be read: {line}")
        how, what, rest = match["how"], match["what"] or "", match["rest"]
        if how == "measure":
            counted["measure: " + ", ".join(re.findall(r"'(\w+)'", rest.split("]")[0]))] += 1
        elif what == "measure":
            counted[f"measure: {how}"] += 1
        elif how == "missed" and what.startswith("link"):
            links.append((match["sid"], rest.split(" -> ")))
        elif what.startswith("link"):
            counted["link: not so"] += 1
        elif how == "missed":
            missed[match["sid"]].append(rest)
        else:
            spurious[match["sid"]].append(rest.split("|"))
    for sid, ends in links:
        lost = any(end in missed[sid] for end in ends)
        counted[
            "link: missed, as one of its names is" if lost else "link: missed, names found"
        ] += 1
    for sid, names in missed.items():
        for name in names:
            near = [one for one in spurious[sid] if any(x in name or name in x for x in one)]
            if near:
                spurious[sid].remove(near[0])
            same = bool(near) and name in near[0]
            counted["name: class" if same else "name: border" if near else "name: missed"] += 1
    counted["name: no name"] += sum(map(len, spurious.values()))
    return dict(counted)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="+", metavar="GOLD=REPORT")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write every error there")
    args = parser.parse_args()
    try:
        cases = [case(*map(Path, pair.split("=", 1))) for pair in args.pairs]
        figures = scored(cases)
        figures["confidence"] = by_confidence(cases)
        figures["kinds"] = kinds_of_error(figures["errors"])
    except GwrError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    errors = figures.pop("errors")
    if args.errors:
        args.errors.write_text("".join(f"{line}\n" for line in errors), encoding="utf-8")
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
