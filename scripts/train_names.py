"""Train the model that tells names from other words, from annotated reports.

    train_names.py GOLD... [--out data/models/names.npz] [--hold-out NAME ...]

Each GOLD is a path without ending: ``GOLD.num.txt`` holds ``sid<TAB>sentence`` lines, ``GOLD.jsonl``
the annotations (format: the project's annotation guide). scikit-learn is needed to train, not to
run. The same gold gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from gwr_graph import divisions
from gwr_graph.extraction import judge, naming
from gwr_graph.extraction.tokens import vocabulary
from gwr_graph.model import Header, Level, Sentence

_DROPPED = "“”‘’\"'《》〈〉（）()·* "
_TITLE = re.compile(
    r"([\u4e00-\u9fff]{2,8}?(?:省|市|县|区|旗|州))(?:第[一二三四五六七八九十]+届|人民政府)"
)
_HEADING = re.compile(r"[。！？：；][”]?$")

Record = Mapping[str, Any]


def sentences_of(path: Path) -> tuple[list[int], list[Sentence]]:
    """Return the sids and sentences of a numbered text; offsets as if joined by line ends."""
    sids: list[int] = []
    found: list[Sentence] = []
    at = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        sid, text = line.split("\t", 1)
        heading = not _HEADING.search(text)
        found.append(Sentence(len(found), text, at, at + len(text), 0, len(found), heading))
        sids.append(int(sid))
        at += len(text) + 1
    return sids, found


def header_of(name: str, sentences: Sequence[Sentence]) -> Header:
    """Return whose report it is, from the file's name or the title lines."""
    province = name.split("-", maxsplit=1)[0]
    known = divisions.find(province) if re.fullmatch(r"[\u4e00-\u9fff]+", province) else ()
    if known:
        return Header("", known[0].name, known[0].level, 2026, division=known[0].code)
    for sentence in sentences[:8]:
        if match := _TITLE.search(sentence.text):
            jurisdiction = re.sub(r"^.*?市(?=.)", "", match[1])
            found = divisions.find(jurisdiction, level=Level.COUNTY)
            code = found[0].code if len(found) == 1 else None
            return Header("", jurisdiction, Level.COUNTY, 2026, division=code)
    return Header("", "某县", Level.COUNTY, 2026)


def locate(text: str, name: str) -> list[tuple[int, int]]:
    """Return the spans of a normalised name in a sentence, marks of quotation inside included."""
    places = [i for i, ch in enumerate(text) if ch not in _DROPPED and not ch.isspace()]
    flat = "".join(unicodedata.normalize("NFKC", text[i])[:1] for i in places)
    wanted = "".join(ch for ch in unicodedata.normalize("NFKC", name) if ch not in _DROPPED)
    if not wanted:
        return []
    spans = []
    for match in re.finditer(re.escape(wanted), flat):
        start, end = places[match.start()], places[match.end() - 1] + 1
        spans.append(_closed(text, start, end))
    return spans


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span so that quotation marks and brackets come in pairs."""
    for left, right in ("“”", "《》", "（）"):
        inside = text[start:end]
        opens, closes = inside.count(left), inside.count(right)
        before, after = text[start - 1 : start] == left, text[end : end + 1] == right
        if before and (closes > opens or (after and left != "（")):
            start -= 1
            opens += 1
        if after and opens > closes:
            end += 1
    return start, end


def labels(
    text: str, entities: Sequence[Record]
) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    """Return span → class of the names of a sentence, and the spans that count neither way."""
    positive: dict[tuple[int, int], str] = {}
    ignored: set[tuple[int, int]] = set()
    for entity in sorted(entities, key=lambda e: bool(e.get("optional"))):
        optional = bool(entity.get("optional"))
        hit = False
        for name in (entity["name"], *entity.get("also", ())):
            for span in locate(text, name):
                if optional or hit:
                    ignored.add(span)
                else:
                    positive[span] = entity["types"][0]
            hit = hit or bool(locate(text, name))
        if hit or optional:
            continue
        for size in range(len(entity["name"]) - 1, 1, -1):  # 团结 of 团结、钛谷大桥
            parts = [
                s
                for s in locate(text, entity["name"][:size])
                if text[s[1] : s[1] + 1] in "、和与及等"
            ]
            if parts:
                positive.update(dict.fromkeys(parts, entity["types"][0]))
                break
    return positive, ignored - set(positive)


def instances(gold: Path) -> Iterator[tuple[list[str], str]]:
    """Yield the features and class of every stretch of an annotated text."""
    sids, sentences = sentences_of(gold.with_name(gold.name + ".num.txt"))
    lines = gold.with_name(gold.name + ".jsonl").read_text(encoding="utf-8").splitlines()
    records = {r["sid"]: r for r in map(json.loads, filter(str.strip, lines))}
    vocab = vocabulary(header_of(gold.name, sentences))
    read = naming.read_all(sentences, vocab)
    known = naming.known_names(read)
    for sid, sentence, one in zip(sids, sentences, read, strict=True):
        positive, ignored = labels(sentence.text, records.get(sid, {}).get("entities", ()))
        for span, row in zip(*naming.rows_of(sentence, one, known, vocab), strict=True):
            place = (span.start, span.end)
            if place not in ignored:
                yield list(dict.fromkeys(row)), positive.get(place, judge.NONE)


def train(golds: Sequence[Path], strength: float = 1.0) -> dict[str, Any]:
    """Return the arrays of a model trained on the golds."""
    rows: list[list[str]] = []
    wanted: list[str] = []
    for gold in golds:
        for row, label in instances(gold):
            rows.append(row)
            wanted.append(label)
    counts = Counter(f for row in rows for f in row)
    names = sorted(f for f, n in counts.items() if n >= 2)
    index = {f: i for i, f in enumerate(names)}
    columns: list[int] = []
    cuts = [0]
    for row in rows:
        columns.extend(sorted(index[f] for f in row if f in index))
        cuts.append(len(columns))
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, cuts), shape=(len(rows), len(names))
    )
    fitted = LogisticRegression(C=strength, max_iter=400).fit(matrix, wanted)
    weights = fitted.coef_.T.astype(np.float32)
    weights -= weights.mean(axis=1, keepdims=True)
    telling = np.abs(weights).max(axis=1) >= 0.03
    kept = [f for f, keep in zip(names, telling, strict=True) if keep]
    sys.stderr.write(
        f"{len(golds)} texts, {len(rows)} stretches, "
        f"{sum(label != judge.NONE for label in wanted)} names, {len(kept)} features\n"
    )
    return judge.pack(kept, weights[telling], fitted.intercept_, list(fitted.classes_))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data/models/names.npz"))
    parser.add_argument("--strength", type=float, default=1.0, help="inverse regularisation")
    args = parser.parse_args()
    arrays = train(sorted(args.gold), args.strength)
    np.savez_compressed(args.out, **arrays)


if __name__ == "__main__":
    main()
