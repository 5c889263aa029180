"""Train the model that links actors and projects to places, from annotated reports.

    train_places.py GOLD... [--out data/models/places.npz]

The arguments and formats are those of ``train_names.py``, whose model must be made first: the links
are judged between the names that it finds.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from train_names import header_of, sentences_of

from gwr_graph.extraction import judge, places
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.naming import name_all
from gwr_graph.extraction.status import statuses
from gwr_graph.extraction.tokens import vocabulary
from gwr_graph.model import Mention

_DROPPED = str.maketrans("", "", "“”‘’\"'《》〈〉（）()·* ")


def plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).translate(_DROPPED)


def instances(gold: Path) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of every possible link of an annotated text and whether it holds."""
    sids, sentences = sentences_of(gold.with_name(gold.name + ".num.txt"))
    lines = gold.with_name(gold.name + ".jsonl").read_text(encoding="utf-8").splitlines()
    records = {r["sid"]: r for r in map(json.loads, filter(str.strip, lines))}
    header = header_of(gold.name, sentences)
    vocab = vocabulary(header)
    for sid, sentence, (tokens, chosen) in zip(
        sids, sentences, name_all(sentences, vocab), strict=True
    ):
        record = records.get(sid, {})
        parts = clauses(sentence.text)
        own = [
            Mention(
                sentence.text[c.start : c.end],
                sentence.start + c.start,
                sentence.start + c.end,
                c.name,
                c.types,
                sentence.order,
                c.rule,
                c.confidence,
                status,
            )
            for c, status in zip(chosen, statuses(tokens, chosen, parts, vocab), strict=True)
        ]
        also = {
            plain(e["name"]): {plain(n) for n in (e["name"], *e.get("also", ()))}
            for e in record.get("entities", ())
        }
        wanted = [
            (also.get(plain(p[0]), {plain(p[0])}), also.get(plain(p[1]), {plain(p[1])}), p[2:])
            for p in record.get("who_where", ())
        ]
        for link in places.links(sentence, parts, own, header.jurisdiction):
            who, where = plain(own[link.who].name), plain(own[link.where].name)
            hits = [
                rest
                for names, places_of, rest in wanted
                if where in places_of and any(who in n or n in who for n in names)
            ]
            if hits and all(rest == ["optional"] for rest in hits):
                continue
            yield link.features, bool(hits)


def train(golds: Sequence[Path], strength: float) -> dict[str, Any]:
    """Return the arrays of a model trained on the golds."""
    pairs = [pair for gold in golds for pair in instances(gold)]
    rows = [list(dict.fromkeys(row)) for row, _ in pairs]
    wanted = [label for _, label in pairs]
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
    half = fitted.coef_[0].astype(np.float32)
    weights = np.stack([np.zeros_like(half), half], axis=1)
    intercept = np.array([0.0, fitted.intercept_[0]], dtype=np.float32)
    sys.stderr.write(f"{len(rows)} possible links, {sum(wanted)} hold, {len(names)} features\n")
    return judge.pack(names, weights, intercept, ["no", "yes"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data/models/places.npz"))
    parser.add_argument("--strength", type=float, default=0.3, help="inverse regularisation")
    args = parser.parse_args()
    np.savez_compressed(args.out, **train(sorted(args.gold), args.strength))


if __name__ == "__main__":
    main()
