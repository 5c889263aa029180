"""Count which words reports share: the vocabulary that tells a name from ordinary prose.

    make_common_words.py REPORT.txt... > data/lexicon/common.tsv

A word that several reports of different places use is no name. The words are cut by jieba (MIT;
install it to run this) and kept when at least ``--least`` reports use them; place and person names
are left out unless nearly all use them. Only words and counts are written, no sentences.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import jieba.posseg

HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")
NAME_TAGS = {"ns", "nr", "nt", "nrt", "nz", "nrfg"}


def words_of(text: str) -> dict[str, Counter[str]]:
    """Return every word of two to six Han characters with the counts of its part-of-speech tags."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for piece in re.split(r"[，。；：、！？“”《》（）]", re.sub(r"\s+", "", text)):
        for word, tag in jieba.posseg.lcut(piece):
            if HAN.fullmatch(word):
                found[word][tag] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=2, help="reports that must use a word")
    args = parser.parse_args()
    used: Counter[str] = Counter()
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for path in args.reports:
        for word, counts in words_of(path.read_text(encoding="utf-8")).items():
            used[word] += 1
            tags[word] += counts
    sys.stdout.write(
        "# Words that several reports use: made by scripts/make_common_words.py\nword\treports\ttag\n"
    )
    for word in sorted(used):
        tag = max(sorted(tags[word]), key=lambda t: tags[word][t])
        least = max(args.least, 8) if tag in NAME_TAGS else args.least
        if used[word] >= least:
            sys.stdout.write(f"{word}\t{used[word]}\t{tag}\n")


if __name__ == "__main__":
    main()
