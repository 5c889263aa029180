"""Train the four models of the extraction from annotated reports.

    train.py GOLD... [--out data/models] [--only names|status|places|topics]

Each GOLD is a path without ending: ``GOLD.num.txt`` holds ``sid<TAB>sentence`` lines, ``GOLD.jsonl``
the annotations (format: the project's annotation guide; ``align_gold.py`` makes both from gold that
is kept without its sentences). The models are made in this order, each on what the one before finds:
``names`` (which stretch is a name, of which class), ``status`` (how far it has come), ``places`` (who
is where), ``topics`` (whose place an earlier sentence gives). scikit-learn is needed to train, not to
run. The same gold gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from gold import Gold, as_document, fit, names, plain, read, stance_of
from gwr_graph.extraction import extract, judge, mention_of, naming, places, topics
from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.status import status_rows, statuses
from gwr_graph.model import EntityType, Status

Rows = Iterator[tuple[list[str], str]]
_STRENGTH = {"names": 0.5, "status": 0.2, "places": 0.5, "topics": 0.5}


def name_rows(gold: Gold) -> Rows:
    """Yield the features and class of every stretch of a text."""
    read_all = naming.read_all(gold.sentences, gold.vocab)
    known = naming.known_names(read_all)
    for sentence, record, one in zip(gold.sentences, gold.records, read_all, strict=True):
        positive: dict[tuple[int, int], str] = {}
        ignored: set[tuple[int, int]] = set()
        for entity, spans, others in names(sentence.text, record.get("entities", ())):
            if entity.get("optional"):
                ignored.update(spans + others)
            else:
                positive.update(dict.fromkeys(spans, entity["types"][0]))
                ignored.update(others)
        told = naming.outlined(sentence, one, known, gold.vocab)
        for one_of, row in zip(told.spans, told.rows(gold.vocab, known.names), strict=True):
            place = (one_of.start, one_of.end)
            if place in positive or place not in ignored:
                yield row, positive.get(place, judge.NONE)


def status_labels(gold: Gold) -> Rows:
    """Yield the features and status of every annotated name."""
    read_all = naming.read_all(gold.sentences, gold.vocab)
    for sentence, record, one in zip(gold.sentences, gold.records, read_all, strict=True):
        named: list[Candidate] = []
        told: list[str] = []
        taken: set[int] = set()
        for entity, spans, _ in names(sentence.text, record.get("entities", ())):
            if entity.get("optional"):
                continue
            types = tuple(EntityType(t) for t in entity["types"][:2])
            for start, end in spans[:1]:
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    named.append(Candidate(start, end, entity["name"], types, "gold", 1.0, 1))
                    status = entity.get("status")
                    told.append(
                        Status("".join(w.title() for w in status.split("_"))).value
                        if status
                        else judge.NONE
                    )
        order = sorted(range(len(named)), key=lambda i: named[i])
        sorted_names = [named[i] for i in order]
        parts = clauses(sentence.text)
        stance = stance_of(record)
        rows = status_rows(
            one.tokens, sorted_names, parts, gold.vocab, stance, range(len(sorted_names))
        )
        for i, row in zip(order, rows, strict=True):
            yield [f for f in row if not f.startswith("rule=")], told[i]


def link_rows(gold: Gold) -> Rows:
    """Yield the features of every possible link of a text and whether it holds."""
    found = naming.name_all(gold.sentences, gold.vocab)
    for sentence, record, (tokens, chosen) in zip(gold.sentences, gold.records, found, strict=True):
        parts = clauses(sentence.text)
        told = statuses(tokens, chosen, parts, gold.vocab, stance_of(record))
        own = [mention_of(sentence, c, how) for c, how in zip(chosen, told, strict=True)]
        also = {
            plain(e["name"]): {plain(n) for n in (e["name"], *e.get("also", ()))}
            for e in record.get("entities", ())
        }
        wanted = [
            (also.get(plain(p[0]), {plain(p[0])}), also.get(plain(p[1]), {plain(p[1])}), p[2:])
            for p in record.get("who_where", ())
        ]
        for link in places.links(sentence, parts, own, gold.header.jurisdiction):
            who, where = plain(own[link.who].name), plain(own[link.where].name)
            hits = [
                rest
                for whos, wheres, rest in wanted
                if where in wheres and any(who in n or n in who for n in whos)
            ]
            if not hits or any(rest != ["optional"] for rest in hits):
                yield link.features, "yes" if hits else "no"


def topic_rows(gold: Gold) -> Rows:
    """Yield the features of every place that an earlier sentence may give, and whether it does."""
    document = as_document(gold)
    if document is None:
        return
    found = extract(document, context=False)
    placed = {one.who for one in found.involvements}
    records = {plain(s.text): r for s, r in zip(gold.sentences, gold.records, strict=True)}
    for topic in topics.topics(document, found.mentions, placed):
        one = found.mentions[topic.who]
        record = records.get(plain(document.sentences[one.sentence].text), {})
        who, where = plain(one.name), plain(found.mentions[topic.where].name)
        own = [p for p in record.get("who_where", ()) if who in plain(p[0]) or plain(p[0]) in who]
        here = [p for p in own if where in plain(p[1]) or plain(p[1]) in where]
        if not here or any(p[2:] != ["optional"] for p in here):
            yield topic.features, "yes" if here else "no"


_MAKERS = {
    "names": name_rows,
    "status": status_labels,
    "places": link_rows,
    "topics": topic_rows,
}


def train(model: str, golds: Sequence[Path], out: Path) -> None:
    """Fit one model and write it to ``out``."""
    pairs = [pair for gold in golds for pair in _MAKERS[model](read(gold))]
    rows = [row for row, _ in pairs]
    wanted = [label for _, label in pairs]
    arrays = judge.pack(*fit(rows, wanted, _STRENGTH[model]))
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / f"{model}.npz", **arrays)  # type: ignore[arg-type]
    sys.stderr.write(f"{model}: {len(golds)} texts, {len(rows)} cases\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data/models"))
    parser.add_argument("--only", choices=sorted(_MAKERS), nargs="*")
    args = parser.parse_args()
    for model in _MAKERS:
        if not args.only or model in args.only:
            train(model, sorted(args.gold), args.out)
            judge.load.cache_clear()


if __name__ == "__main__":
    main()
