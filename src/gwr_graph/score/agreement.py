"""How well predictions agree with gold: precision, recall and F1, and what is wrong.

All scored sentences count: what is found in one without gold counts against precision. What gold
marks optional is neither asked for nor held against; nor are measures in Chinese numerals only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gwr_graph.score.found import (
    GROUPS,
    Found,
    FoundEntity,
    FoundMeasure,
    Predictions,
    fold,
    fold_unit,
    token,
)
from gwr_graph.score.gold import Gold

_MOST_TYPES = 2
_PART_OF_NAME = 0.5
_WHAT_FITS = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """The figures by name, rounded to four digits, and every error in one line."""

    figures: dict[str, Any]
    errors: tuple[str, ...]


class _Tally:
    """Hits, false alarms and misses."""

    def __init__(self) -> None:
        self.hits = self.false = self.missed = 0

    def figures(self) -> dict[str, float | int]:
        found, wanted = self.hits + self.false, self.hits + self.missed
        precision = self.hits / found if found else 0.0
        recall = self.hits / wanted if wanted else 0.0
        both = precision + recall
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both, 4) if both else 0.0,
            "tp": self.hits,
            "fp": self.false,
            "fn": self.missed,
        }


def score(predictions: Predictions, gold: Mapping[int, Gold], sentences: Sequence[int]) -> Score:
    """Return how the predictions for these sentence numbers agree with gold."""
    return _Scorer(predictions).run(gold, sentences)


class _Scorer:
    """The counts while sentences are gone through."""

    def __init__(self, predictions: Predictions) -> None:
        self.predictions = predictions
        self.strict, self.relaxed = _Tally(), _Tally()
        self.by_type: defaultdict[str, _Tally] = defaultdict(_Tally)
        self.valued, self.full = _Tally(), _Tally()
        self.links, self.links_all = _Tally(), _Tally()
        self.attributes: Counter[str] = Counter()
        self.stance: Counter[str] = Counter()
        self.status: Counter[str] = Counter()
        self.errors: list[str] = []

    def run(self, gold: Mapping[int, Gold], sentences: Sequence[int]) -> Score:
        nothing: Gold = {"entities": [], "measures": [], "who_where": []}
        for sid in sentences:
            wanted = gold.get(sid, nothing)
            found = self.predictions.by_sentence.get(sid) or Found()
            self.count_entities(sid, wanted, found)
            self.count_measures(sid, wanted, found)
            self.count_links(sid, wanted, found)
            self.count_stance(wanted, found)
        return Score(self.figures(), tuple(self.errors))

    def count_entities(self, sid: int, wanted: Gold, found: Found) -> None:
        gold = wanted.get("entities", [])
        taken, left = _matched(gold, found.entities, strict=True)
        for i, entity in enumerate(gold):
            if entity.get("optional"):
                continue
            tally = self.by_type[entity["types"][0]]
            if i in taken:
                self.strict.hits += 1
                tally.hits += 1
            else:
                self.strict.missed += 1
                tally.missed += 1
                self.errors.append(f"{sid} missed {entity['types'][0]} {entity['name']}")
        for spurious in left:
            self.strict.false += 1
            kinds = sorted(spurious.types)
            self.by_type[kinds[0] if kinds else "untyped"].false += 1
            shown = f"{'/'.join(kinds)} {'|'.join(sorted(spurious.names))}"
            self.errors.append(f"{sid} spurious {shown}")
        taken, left = _matched(gold, found.entities, strict=False)
        self.relaxed.false += len(left)
        for i, entity in enumerate(gold):
            if entity.get("optional"):
                continue
            if i not in taken:
                self.relaxed.missed += 1
                continue
            self.relaxed.hits += 1
            if entity.get("status"):
                said = found.entities[taken[i]].statuses
                self.status["n"] += 1
                self.status["ok"] += token(entity["status"]) in said and len(said) <= _MOST_TYPES

    def count_measures(self, sid: int, wanted: Gold, found: Found) -> None:
        left = list(found.measures)
        for measure in sorted(wanted.get("measures", []), key=lambda m: bool(m.get("optional"))):
            optional = bool(measure.get("optional"))
            fits = [m for m in left if _same_value(m, measure, with_unit=not optional)]
            if not fits:
                if not optional:
                    self.valued.missed += 1
                    self.full.missed += 1
                    shown = f"{measure['surface']} = {measure['value']} {measure['unit']}"
                    self.errors.append(f"{sid} missed measure {shown} {measure['what']}")
                continue
            best = max(fits, key=lambda m: _what_fit(m, measure))
            left = [m for m in left if m is not best]
            if not optional:
                self.valued.hits += 1
                self.count_attributes(sid, best, measure)
        for m in left:
            if m.surface and not re.search(r"[0-9０-９]", m.surface):
                continue
            self.valued.false += 1
            self.full.false += 1
            shown = f"{m.value} {m.unit} {sorted(m.what)[:3]} {m.surface}"
            self.errors.append(f"{sid} spurious measure {shown}")

    def count_attributes(self, sid: int, found: FoundMeasure, wanted: Gold) -> None:
        right = {
            "direction": found.direction == wanted["direction"],
            "bound": found.bound == wanted["bound"],
            "period": found.period == str(wanted["period"]),
            "what": _what_fit(found, wanted) >= _WHAT_FITS,
        }
        self.attributes["n"] += 1
        self.attributes.update(name for name, ok in right.items() if ok)
        if all(right.values()):
            self.full.hits += 1
            return
        self.full.missed += 1
        self.full.false += 1
        wrong = [name for name, ok in right.items() if not ok]
        got = f"{sorted(found.what)[:3]} {found.direction} {found.bound} {found.period}"
        self.errors.append(f"{sid} measure {wanted['surface']} wrong {wrong}: got {got}")

    def count_links(self, sid: int, wanted: Gold, found: Found) -> None:
        labels, above = self.predictions.labels, self.predictions.above
        also = {fold(e["name"]): [e["name"], *e.get("also", [])] for e in wanted["entities"]}

        def called(iri: str, name: str, *, near: bool) -> bool:
            entity = found.entities.get(iri)
            known = labels.get(iri, set()) | (entity.names if entity else set())
            return any(_named(n, known, near=near) for n in also.get(fold(name), [name]))

        left = set(found.pairs)
        neutral: set[tuple[str, str, str]] = set()
        for who, where, *rest in wanted.get("who_where", []):
            hits = {
                pair
                for pair in found.pairs
                if called(pair[0], who, near=True) and called(pair[1], where, near=False)
            }
            left -= hits
            # a place around the right one is neither asked for nor held against
            for hit in hits:
                around = above.get(hit[1], set())
                neutral |= {p for p in found.pairs if p[0] == hit[0] and p[1] in around}
            scope = rest[0] if rest else "sentence"
            if scope == "optional":
                continue
            for tally in (self.links_all, self.links) if scope == "sentence" else (self.links_all,):
                tally.hits += bool(hits)
                tally.missed += not hits
            if not hits:
                self.errors.append(f"{sid} missed link ({scope}) {who} -> {where}")
        for pair in left - neutral:
            self.links_all.false += 1
            self.links.false += pair[2] != "context"
            ends = f"{sorted(labels.get(pair[0], ()))} -> {sorted(labels.get(pair[1], ()))}"
            self.errors.append(f"{sid} spurious link ({pair[2]}) {ends}")

    def count_stance(self, wanted: Gold, found: Found) -> None:
        if not wanted.get("stance"):
            return
        if all(x.get("optional") for x in wanted["entities"] + wanted["measures"]):
            return
        self.stance["n"] += 1
        most = found.stances.most_common(1)
        self.stance["ok"] += bool(most) and most[0][0] == wanted["stance"]

    def figures(self) -> dict[str, Any]:
        n = self.attributes["n"]
        names = ("direction", "bound", "period", "what")
        return {
            "entities_strict": self.strict.figures(),
            "entities_relaxed": self.relaxed.figures(),
            "measures_value_unit": self.valued.figures(),
            "measures_full": self.full.figures(),
            "measure_attributes": {k: _share(self.attributes[k], n) for k in names},
            "who_where": self.links.figures(),
            "who_where_all": self.links_all.figures(),
            "stance_accuracy": _share(self.stance["ok"], self.stance["n"]),
            "status_accuracy": _share(self.status["ok"], self.status["n"]),
            "by_type": {kind: tally.figures() for kind, tally in sorted(self.by_type.items())},
        }


def _matched(
    gold: Sequence[Gold], found: Mapping[str, FoundEntity], *, strict: bool
) -> tuple[dict[int, str], list[FoundEntity]]:
    """Return gold index → IRI of what was found for it, and what was found beyond gold.

    Required ones choose before optional ones, own names before other names, equal before near.
    """

    def own(entity: Gold) -> list[str]:
        return [entity["name"]]

    def other(entity: Gold) -> list[str]:
        return list(entity.get("also", []))

    def every(entity: Gold) -> list[str]:
        return own(entity) + other(entity)

    rounds: list[tuple[bool, Callable[[Gold], list[str]], bool]] = [
        (False, own, False),
        (False, other, False),
        (True, every, False),
    ]
    if not strict:
        rounds += [(False, every, True), (True, every, True)]
    left = dict(found)
    taken: dict[int, str] = {}
    for optional, names, near in rounds:
        for i, entity in enumerate(gold):
            if i in taken or bool(entity.get("optional")) != optional:
                continue
            for iri, candidate in left.items():
                if not optional and not _same_type(candidate.types, entity["types"], strict):
                    continue
                if any(_named(name, candidate.names, near=near) for name in names(entity)):
                    taken[i] = iri
                    del left[iri]
                    break
    return taken, list(left.values())


def _same_type(found: frozenset[str], wanted: Sequence[str], strict: bool) -> bool:
    if strict:
        return not found.isdisjoint(wanted)
    return not {GROUPS[t] for t in found}.isdisjoint(GROUPS[t] for t in wanted)


def _named(name: str, known: set[str], *, near: bool) -> bool:
    wanted = fold(name)
    if wanted in known:
        return True
    return near and any(_covers(one, wanted, _PART_OF_NAME) for one in known)


def _covers(one: str, other: str, share: float) -> bool:
    """Say whether the shorter text lies in the longer and is at least ``share`` of it."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter in longer and len(shorter) / len(longer) >= share


def _same_value(found: FoundMeasure, wanted: Gold, *, with_unit: bool) -> bool:
    value = abs(float(wanted["value"]))
    room = 1e-6 * value if value >= 1 else 1e-3 * max(value, 1e-9)
    if abs(found.value - float(wanted["value"])) > room:
        return False
    return not with_unit or found.unit == fold_unit(wanted["unit"])


def _what_fit(found: FoundMeasure, wanted: Gold) -> float:
    """Return how much the words of the thing measured have in common, 0 to 1."""
    names = [wanted["what"], *wanted.get("also_what", [])]
    return max((_dice(one, name) for one in found.what for name in names), default=0.0)


def _dice(one: str, other: str) -> float:
    left, right = Counter(fold(one)), Counter(fold(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
