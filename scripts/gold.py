"""Annotated texts as the training scripts want them, and the fitting they share."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from gwr_graph import divisions, documents
from gwr_graph.errors import DocumentError
from gwr_graph.extraction.tokens import Vocabulary, vocabulary
from gwr_graph.model import Document, Header, Level, Sentence, Stance

_DROPPED = "“”‘’\"'《》〈〉（）()·* "
_TITLE = re.compile(
    r"([\u4e00-\u9fff]{2,8}?(?:省|市|县|区|旗|州))(?:第[一二三四五六七八九十]+届|人民政府)"
)
_SENTENCE_END = re.compile(r"[。！？：；][”]?$")
_STANCE = {
    "achieved": Stance.ACHIEVED,
    "committed": Stance.COMMITTED,
    "situation": Stance.SITUATION,
}

Record = Mapping[str, Any]
Span = tuple[int, int]


class Gold(NamedTuple):
    """An annotated text: its sentences, the record of each ({} where it has none), its home."""

    sentences: list[Sentence]
    records: list[Record]
    header: Header
    vocab: Vocabulary


def read(gold: Path) -> Gold:
    """Return a text of ``GOLD.num.txt`` with the annotations of ``GOLD.jsonl``."""
    sids: list[int] = []
    sentences: list[Sentence] = []
    at = 0
    for line in gold.with_name(f"{gold.name}.num.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        sid, text = line.split("\t", 1)
        heading = not _SENTENCE_END.search(text)
        order = len(sentences)
        sentences.append(Sentence(order, text, at, at + len(text), 0, order, heading))
        sids.append(int(sid))
        at += len(text) + 1
    lines = gold.with_name(f"{gold.name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = {r["sid"]: r for r in map(json.loads, filter(str.strip, lines))}
    header = _header(gold.name, sentences)
    return Gold(sentences, [records.get(sid, {}) for sid in sids], header, vocabulary(header))


def as_document(gold: Gold) -> Document | None:
    """Return a text as a build reads it, with its headings; None where it is no whole report."""
    whose = gold.header.jurisdiction
    title = f"{whose}政府工作报告\n——2024年1月8日在{whose}第十八届人民代表大会第三次会议上\n"
    lines = "\n".join(sentence.text for sentence in gold.sentences)
    for text in (lines, title + lines):
        try:
            return documents.read_bytes(text.encode(), "gold.txt")
        except DocumentError:
            continue
    return None


def _header(name: str, sentences: Sequence[Sentence]) -> Header:
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


def stance_of(record: Record) -> Stance:
    """Return the stance of a record; a sentence without one is taken as a situation."""
    return _STANCE.get(record.get("stance", ""), Stance.SITUATION)


def plain(name: str) -> str:
    """Return a name without quotation marks, brackets and spaces."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", name) if ch not in _DROPPED)


def locate(text: str, name: str) -> list[Span]:
    """Return the spans of a normalised name in a sentence, marks of quotation inside included."""
    places = [i for i, ch in enumerate(text) if ch not in _DROPPED and not ch.isspace()]
    flat = "".join(unicodedata.normalize("NFKC", text[i])[:1] for i in places)
    wanted = plain(name)
    if not wanted:
        return []
    return [
        _closed(text, places[match.start()], places[match.end() - 1] + 1)
        for match in re.finditer(re.escape(wanted), flat)
    ]


def _closed(text: str, start: int, end: int) -> Span:
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


def names(text: str, entities: Sequence[Record]) -> Iterator[tuple[Record, list[Span], list[Span]]]:
    """Yield each entity with the spans of its name, and of the other names that are accepted.

    The span of one that a shared head completes (团结 of 团结、钛谷大桥) is that of its own part.
    """
    for entity in sorted(entities, key=lambda e: bool(e.get("optional"))):
        spans: list[Span] = []
        others: list[Span] = []
        for name in (entity["name"], *entity.get("also", ())):
            (others if spans else spans).extend(locate(text, name))
        if not spans and not entity.get("optional"):
            for size in range(len(entity["name"]) - 1, 1, -1):
                spans = [
                    s
                    for s in locate(text, entity["name"][:size])
                    if text[s[1] : s[1] + 1] in "、和与及等"
                ]
                if spans:
                    break
        yield entity, spans, others


def fit(
    rows: Sequence[Sequence[str]], wanted: Sequence[object], strength: float
) -> tuple[list[str], Any, Any, list[str]]:
    """Return features, weights (a row a feature, a column a class), intercept and classes."""
    counts = Counter(f for row in rows for f in dict.fromkeys(row))
    features = sorted(f for f, n in counts.items() if n >= 2)
    index = {f: i for i, f in enumerate(features)}
    columns: list[int] = []
    cuts = [0]
    for row in rows:
        columns.extend(sorted(index[f] for f in dict.fromkeys(row) if f in index))
        cuts.append(len(columns))
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, cuts), shape=(len(rows), len(features))
    )
    fitted = LogisticRegression(C=strength, max_iter=400).fit(matrix, wanted)
    classes = [str(c) for c in fitted.classes_]
    if len(classes) == 2:
        half = fitted.coef_[0].astype(np.float32)
        weights = np.stack([np.zeros_like(half), half], axis=1)
        intercept = np.array([0.0, fitted.intercept_[0]], dtype=np.float32)
    else:
        weights = fitted.coef_.T.astype(np.float32)
        weights -= weights.mean(axis=1, keepdims=True)
        intercept = fitted.intercept_.astype(np.float32)
    telling = np.abs(weights).max(axis=1) >= 0.03
    kept = [f for f, keep in zip(features, telling, strict=True) if keep]
    return kept, weights[telling], intercept, classes
