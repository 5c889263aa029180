"""How well a built graph agrees with gold annotations: precision, recall and F1, and what is wrong.

A statement is placed by the text of its sentence; statements of sentences that are not scored are
left out. All scored sentences count: what is found in one without gold counts against precision.
A name is an entity's label or the surface of a mention in that very statement. What gold marks
optional is neither asked for nor held against; nor are measures written in Chinese numerals only.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gwr_graph.errors import UsageError
from gwr_graph.store import EmbeddedStore, Term, named, value_of

Gold = Mapping[str, Any]

GROUPS = {
    "AdminArea": "place",
    "Park": "place",
    "Site": "place",
    "Enterprise": "actor",
    "Institution": "actor",
    "Person": "actor",
    "Project": "project",
    "Programme": "programme",
    "Honour": "honour",
}
_STANCES = {"Achievement": "achieved", "Commitment": "committed", "Situation": "situation"}
_SAME_UNIT = {
    "户": "家",
    "间": "家",
    "％": "%",
    "项": "个",
    "公里": "千米",
    "㎡": "平方米",
    "名": "人",
    "m": "米",
}
_MARKS = re.compile(r"[\s*“”‘’\"'《》〈〉（）()·]")
_PART_OF_SENTENCE = (
    0.6  # how much of the longer text the shorter must cover to be the same sentence
)
_PART_OF_NAME = 0.5
_WHAT_FITS = 0.5
_MOST_TYPES = 2
_ALL_ROWS = 10**9


@dataclass(slots=True)
class FoundEntity:
    names: set[str]
    types: frozenset[str]
    statuses: set[str] = field(default_factory=set)


@dataclass(slots=True)
class FoundMeasure:
    value: float
    unit: str
    direction: str
    bound: str
    period: str
    surface: str
    what: set[str]


@dataclass(slots=True)
class Found:
    """What the graph says of one sentence; ``pairs`` holds who, where and scope."""

    entities: dict[str, FoundEntity] = field(default_factory=dict)
    measures: list[FoundMeasure] = field(default_factory=list)
    stances: Counter[str] = field(default_factory=Counter)
    pairs: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Predictions:
    """What the graph says, by sentence number; every entity's labels; the places above a place."""

    by_sentence: Mapping[int, Found]
    labels: Mapping[str, set[str]]
    above: Mapping[str, set[str]]
    placed: int
    statements: int


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


def read_gold(file: Path) -> dict[int, Gold]:
    """Return gold records by sentence number. Raise UsageError naming file and line."""
    gold: dict[int, Gold] = {}
    for number, line in _lines(file):
        try:
            record = json.loads(line)
            gold[record["sid"]] = record
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{file}:{number}: no gold record: a JSON object with sid") from None
    return gold


def read_sentences(file: Path) -> dict[int, str]:
    """Return the sentences of a numbered text (``sid<TAB>sentence`` lines, ``#`` comments)."""
    sentences: dict[int, str] = {}
    for number, line in _lines(file):
        if line.startswith("#"):
            continue
        sid, tab, text = line.partition("\t")
        if not tab or not sid.strip().isdigit():
            raise UsageError(f"{file}:{number}: write number, tab, sentence")
        sentences[int(sid)] = text
    return sentences


def predict(
    store: EmbeddedStore, sentences: Mapping[int, str], report: str | None = None
) -> Predictions:
    """Return what the graph says of the sentences; ``report`` is the IRI of the only one meant."""
    place, total = _places(store, sentences, report)
    found: defaultdict[int, Found] = defaultdict(Found)
    stances = "VALUES ?c { gwr:Achievement gwr:Commitment gwr:Situation }"
    for s, kind in _rows(store, f"SELECT ?s ?c {{ ?s a ?c . {stances} }}"):
        if s in place:
            found[place[s]].stances[_STANCES[_local(kind)]] += 1
    labels = _sets(_rows(store, "SELECT ?e ?l { ?e rdfs:label ?l }"))
    _add_entities(store, place, found, labels)
    _add_measures(store, place, found)
    for who, where, s, scope in _rows(
        store,
        "SELECT ?a ?b ?s ?c { ?i a gwr:Involvement ; gwr:who ?a ; gwr:where ?b ; gwr:statedIn ?s "
        "OPTIONAL { ?i gwr:scope ?c } }",
    ):
        if s in place:
            found[place[s]].pairs.add((who, where, _local(scope) or "sentence"))
    above: defaultdict[str, set[str]] = defaultdict(set)
    for inner, outer in _rows(store, "SELECT ?a ?b { ?a gwr:within+ ?b }"):
        above[inner].add(outer)
    return Predictions(found, labels, above, len(place), total)


def _places(
    store: EmbeddedStore, sentences: Mapping[int, str], report: str | None
) -> tuple[dict[str, int], int]:
    """Return statement → sentence number for those that can be placed, and how many there are."""
    only = f"?s gwr:inReport {named(report)} ." if report else ""
    rows = _rows(
        store,
        "SELECT DISTINCT ?s ?q ?b ?t { ?s a ?c ; gwr:quote ?q . "
        f"VALUES ?c {{ gwr:Achievement gwr:Commitment gwr:Situation }} {only} "
        "OPTIONAL { ?s gwr:start ?b } OPTIONAL { ?s gwr:inSentence/gwr:quote ?t } }",
    )
    statements = sorted(rows, key=lambda row: (int(row[2] or 0), row[0]))
    folded = [(sid, fold(text)) for sid, text in sentences.items()]
    place: dict[str, int] = {}
    cursor = 0
    for s, quote, _, sentence in statements:
        own, whole = fold(quote), fold(sentence)
        fits = [
            i
            for i, (_, text) in enumerate(folded)
            if (_alike(whole, text) if whole else own and own in text)
        ]
        if fits:
            # the same words may stand twice: go on in the order of the text
            cursor = min(fits, key=lambda i: (folded[i][1] != whole, i < cursor, abs(i - cursor)))
            place[s] = folded[cursor][0]
    return place, len(statements)


def _add_entities(
    store: EmbeddedStore,
    place: Mapping[str, int],
    found: defaultdict[int, Found],
    labels: Mapping[str, set[str]],
) -> None:
    surfaces: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for s, e, surface in _rows(
        store, "SELECT ?s ?e ?l { ?m gwr:statedIn ?s ; gwr:refersTo ?e ; gwr:surface ?l }"
    ):
        surfaces[s, e].add(fold(surface))
    classes = " ".join(f"gwr:{name}" for name in GROUPS)
    types: defaultdict[str, set[str]] = defaultdict(set)
    for e, kind in _rows(store, f"SELECT ?e ?c {{ ?e a ?c . VALUES ?c {{ {classes} }} }}"):
        types[e].add(_local(kind))
    for s, e, status in _rows(
        store,
        "SELECT DISTINCT ?s ?e ?st { "
        "?s gwr:mentions|gwr:involves|gwr:atPlace|gwr:concerns ?e "
        "OPTIONAL { ?m gwr:refersTo ?e ; gwr:statedIn ?s ; gwr:status ?st } }",
    ):
        if s not in place or e not in types:
            continue
        slots = found[place[s]].entities
        if e not in slots:
            few = types[e] if len(types[e]) <= _MOST_TYPES else ()
            slots[e] = FoundEntity(set(labels.get(e, ())), frozenset(few))
        slots[e].names |= surfaces[s, e]
        if status:
            slots[e].statuses.add(_token(status))


def _add_measures(
    store: EmbeddedStore, place: Mapping[str, int], found: defaultdict[int, Found]
) -> None:
    known: dict[tuple[str, str], FoundMeasure] = {}
    for s, m, value, unit, direction, bound, period, what, surface in _rows(
        store,
        "SELECT ?s ?m ?v ?u ?d ?b ?p ?w ?sf { ?s gwr:hasMeasure ?m . ?m gwr:value ?v "
        "OPTIONAL { ?m gwr:unitText ?u } OPTIONAL { ?m gwr:direction ?d } "
        "OPTIONAL { ?m gwr:bound ?b } OPTIONAL { ?m gwr:period ?p } OPTIONAL { ?m "
        "gwr:what|(gwr:indicator/(rdfs:label|skos:prefLabel|skos:altLabel)) ?w } "
        "OPTIONAL { ?m gwr:surface ?sf } }",
    ):
        if s not in place:
            continue
        if (s, m) not in known:
            known[s, m] = FoundMeasure(
                value=float(value),
                unit=_unit(unit),
                direction=_token(direction),
                bound=_token(bound),
                period=period[:4],
                surface=surface,
                what=set(),
            )
            found[place[s]].measures.append(known[s, m])
        known[s, m].what.add(what)


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
                self.status["ok"] += _token(entity["status"]) in said and len(said) <= _MOST_TYPES

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


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= _PART_OF_SENTENCE * len(longer)


def _same_value(found: FoundMeasure, wanted: Gold, *, with_unit: bool) -> bool:
    value = abs(float(wanted["value"]))
    room = 1e-6 * value if value >= 1 else 1e-3 * max(value, 1e-9)
    if abs(found.value - float(wanted["value"])) > room:
        return False
    return not with_unit or found.unit == _unit(wanted["unit"])


def _what_fit(found: FoundMeasure, wanted: Gold) -> float:
    """Return how much the words of the thing measured have in common, 0 to 1."""
    names = [wanted["what"], *wanted.get("also_what", [])]
    return max((_dice(one, name) for one in found.what for name in names), default=0.0)


def _dice(one: str, other: str) -> float:
    left, right = Counter(fold(one)), Counter(fold(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def fold(text: str) -> str:
    """Return ``text`` without white space, marks and differences of width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or ""))


def _unit(text: str) -> str:
    unit = fold(text)
    return _SAME_UNIT.get(unit, unit)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _token(iri: str) -> str:
    """Return InProgress, in-progress and in_progress as inprogress."""
    return re.sub(r"[^a-z]", "", _local(iri).lower())


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _sets(rows: Iterator[tuple[str, ...]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, name in rows:
        found[key].add(fold(name))
    return dict(found)


def _rows(store: EmbeddedStore, query: str) -> Iterator[tuple[str, ...]]:
    row: Sequence[Term | None]
    for row in store.select(query, max_rows=_ALL_ROWS):
        yield tuple(value_of(term) for term in row)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise UsageError(f"{file}: {reason}") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")
