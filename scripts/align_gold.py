"""Put the sentences back into gold that is kept without them.

    align_gold.py REPORTS_DIR OUT_DIR [NAME ...]

tests/gold/provinces/NAME.jsonl names each sentence of a report by a hash and its length only. Where
REPORTS_DIR holds that report (NAME.txt, or the jurisdiction alone: 安徽省.txt), OUT_DIR gets
NAME.num.txt and NAME.jsonl as the scorer reads them. How many sentences were found goes to stderr.
Exit 1 where a report is missing or fewer than 95 % of its sentences were found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gwr_graph import documents
from gwr_graph.errors import GwrError
from gwr_graph.model import Document

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "provinces"
ENOUGH = 0.95

# Editions of one report differ in these; a reader of the gold does not care.
_LEFT_OUT = re.compile(r"[\s*\"'“”‘’「」『』＂＇]")

Record = dict[str, Any]


def flat(text: str) -> str:
    """Return the text as it is hashed: NFKC, without white space, asterisks and quotation marks."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def digest(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a text that is flat already."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def without_sentences(
    sentences: Mapping[int, str], records: Iterable[Mapping[str, Any]]
) -> list[Record]:
    """Return one record a sentence, in order, that names it by ``hash`` and ``chars``.

    This is how the files were made; a sentence in which nothing is annotated keeps its line.
    """
    gold = {record["sid"]: record for record in records}
    return [
        {"sid": sid, "hash": digest(flat(text)), "chars": len(flat(text)), **gold.get(sid, {})}
        for sid, text in sentences.items()
    ]


def read_lines(gold: Path) -> list[Record]:
    """Return the records of a gold file, one a sentence."""
    return [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]


def align(gold: Path, document: Document) -> tuple[dict[int, str], list[Record]]:
    """Return the sentences that the document holds, by sid, and the gold records of these.

    A gold sentence may be one of the document's, several joined, or a part. Where it stands more
    than once, the first place behind the sentence before it counts. One that is not found is left
    out of both; compare with :func:`read_lines`.
    """
    text, origin = _flattened(document)
    starts: dict[str, list[int]] = {}
    for sentence in document.sentences:
        plain = flat(sentence.text)
        starts.setdefault(digest(plain), []).append(bisect_left(origin, sentence.start))
    found: dict[int, str] = {}
    records: list[Record] = []
    cursor = 0
    for line in read_lines(gold):
        places = starts.get(line["hash"]) or list(_anywhere(text, line["hash"], line["chars"]))
        if not places:
            continue
        start = next((place for place in places if place >= cursor), places[0])
        cursor = start + line["chars"]
        found[line["sid"]] = _slice(document, origin, start, cursor)
        if "entities" in line:
            records.append({k: v for k, v in line.items() if k not in ("hash", "chars")})
    return found, records


def _flattened(document: Document) -> tuple[str, list[int]]:
    """Return the flat text of a document and, for each of its characters, the offset it is from."""
    pairs = [(char, at) for at, raw in enumerate(document.text) for char in flat(raw)]
    return "".join(char for char, _ in pairs), [at for _, at in pairs]


def _anywhere(text: str, wanted: str, size: int) -> Iterator[int]:
    """Yield where a stretch of that size and hash starts, whatever the sentence borders."""
    for start in range(len(text) - size + 1):
        if digest(text[start : start + size]) == wanted:
            yield start


def _slice(document: Document, origin: list[int], start: int, end: int) -> str:
    """Return the document's own words for a stretch of the flat text, on one line.

    Quotation marks and asterisks between the stretch and a sentence's border come along.
    """
    text, first, last = document.text, origin[start], origin[end - 1] + 1
    head = max(s.start for s in document.sentences if s.start <= first)
    tail = min(s.end for s in document.sentences if s.end >= last)
    first = first if flat(text[head:first]) else head
    last = last if flat(text[last:tail]) else tail
    return text[first:last].replace("\n", "")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path, metavar="REPORTS_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    done = [
        write(GOLD / f"{name}.jsonl", args.reports, args.out)
        for name in args.names or sorted(path.stem for path in GOLD.glob("*.jsonl"))
    ]
    return 0 if all(done) else 1


def write(gold: Path, reports: Path, out: Path) -> bool:
    """Align one gold file and write what was found; tell whether that was enough."""
    name = gold.stem
    if not gold.is_file():
        sys.stderr.write(f"{name}: no such gold in {gold.parent}\n")
        return False
    places = [reports / f"{stem}.txt" for stem in (name, name.rsplit("-", 1)[0])]
    report = next(filter(Path.is_file, places), None)
    if report is None:
        sys.stderr.write(f"{name}: {reports} holds none of {', '.join(p.name for p in places)}\n")
        return False
    try:
        sentences, records = align(gold, documents.read(report))
    except GwrError as problem:
        sys.stderr.write(f"{name}: {problem}\n")
        return False
    total = len(read_lines(gold))
    numbered = "".join(f"{sid}\t{text}\n" for sid, text in sentences.items())
    (out / f"{name}.num.txt").write_text(numbered, encoding="utf-8")
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    sys.stderr.write(f"{name}: {len(sentences)} of {total} sentences found\n")
    return len(sentences) >= ENOUGH * total


if __name__ == "__main__":
    sys.exit(main())
