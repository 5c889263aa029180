"""Tell which share of the measures found their indicator, as JSON or as a list of those that did not.

    indicator_share.py NAME=FOLDER|REPORT... [--missed]

Reports of one NAME are counted together, with every measure in Arabic numerals. Headline measures are
those of the sentences that state the main targets (主要预期目标) and of the first sentence of
statistics: the first of the review with two measures or more.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gwr_graph import corpus, documents
from gwr_graph.extraction import extract
from gwr_graph.lexicon import indicators
from gwr_graph.model import Document, Extraction, Measure, SectionKind

_TARGETS = re.compile(r"主要?预期目标")
_DIGIT = re.compile(r"\d")


class Counted(NamedTuple):
    """A measure in Arabic numerals and whether it stands in a headline sentence."""

    measure: Measure
    headline: bool


def counted(extraction: Extraction) -> Iterator[Counted]:
    """Yield the measures of one report."""
    by_sentence: defaultdict[int, list[Measure]] = defaultdict(list)
    for measure in extraction.measures:
        if _DIGIT.search(measure.surface):
            by_sentence[measure.sentence].append(measure)
    headline = _headline(extraction.document, by_sentence)
    for sentence, measures in by_sentence.items():
        for measure in measures:
            yield Counted(measure, sentence in headline)


def _headline(document: Document, measures: dict[int, list[Measure]]) -> set[int]:
    targets = {s.order for s in document.sentences if _TARGETS.search(s.text)}
    review = (
        s.order
        for s in document.sentences
        if document.sections[s.section].kind is SectionKind.REVIEW
        and len(measures.get(s.order, ())) > 1
    )
    return targets | set(list(review)[:1])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="+", metavar="NAME=FOLDER|REPORT")
    parser.add_argument("--missed", action="store_true", help="list the misses instead")
    args = parser.parse_args()
    tally: defaultdict[str, dict[str, list[int]]] = defaultdict(
        lambda: {"headline": [0, 0], "all": [0, 0]}
    )
    missed: Counter[tuple[bool, str, str]] = Counter()
    for text in args.texts:
        name, path = text.split("=", 1)
        for file in corpus.find_reports([Path(path)]):
            for measure, headline in counted(extract(documents.read(file))):
                hit = measure.indicator is not None
                for part in ("headline", "all") if headline else ("all",):
                    tally[name][part][0] += hit
                    tally[name][part][1] += 1
                if not hit:
                    missed[headline, measure.what, measure.unit_text] += 1
    if args.missed:
        order = sorted(missed.items(), key=lambda pair: (not pair[0][0], -pair[1], pair[0]))
        for (headline, what, unit), times in order:
            sys.stdout.write(f"{'headline' if headline else ''}\t{times}\t{what}\t{unit}\n")
    else:
        found = {"concepts": len(indicators.load()), "texts": tally}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
