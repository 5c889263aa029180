"""What the graph knows of one thing, read for its page: an entity, an indicator or a theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gwr_graph.errors import QueryError
from gwr_graph.store import PREFIXES, Store, in_values, named
from gwr_graph.web.report_facts import KINDS, Named, key_of, local

ID = PREFIXES["id"]
_CONCEPTS = ("Indicator", "Theme")
_WIDE = ("state", "province", "prefecture", "county")
_MOST_ROWS = 2000
_MOST_NEIGHBOURS = 30
_STANCE = "FILTER(?stance IN (gwr:Achievement, gwr:Commitment, gwr:Situation))"


@dataclass(frozen=True, slots=True)
class Thing:
    """What has a page. ``types`` are classes of entities, or "Indicator" or "Theme" alone.

    ``label`` is Chinese, ``english`` only a concept's; ``level`` and ``code`` a division's.
    """

    key: str
    label: str
    types: tuple[str, ...]
    english: str = ""
    names: tuple[str, ...] = ()
    code: str = ""
    level: str = ""
    place: bool = False
    actor: bool = False

    @property
    def iri(self) -> str:
        return ID + self.key

    def named_in(self, words: str) -> bool:
        """Tell whether ``words`` hold one of its names."""
        return any(name in words for name in (self.label, *self.names))

    @property
    def is_concept(self) -> bool:
        return self.types[0] in _CONCEPTS

    @property
    def is_wide(self) -> bool:
        """True for a county or above: what is said of all within it is a list of its own."""
        return self.level in _WIDE


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the characters ``start`` to ``end`` of a report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Around:
    """What a thing is tied to: ``above`` from the widest place to its parent, ``inner`` right within
    it with the number of statements on each and all that it holds, and links of fixed kinds."""

    above: tuple[Named, ...]
    inner: tuple[tuple[Named, int], ...]
    links: tuple[tuple[str, tuple[Named, ...]], ...]
    surfaces: tuple[tuple[str, int], ...]
    neighbours: tuple[tuple[Named, int], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement as evidence."""

    place: Place
    quote: str
    stance: str
    period: str
    scope: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Who is involved where, with every statement that says so."""

    who: Named
    where: Named
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure; ``kind`` is Result, Target or Measure, ``again`` where else the same is said.

    ``bound`` is "" for a range, whose surface names both ends.
    """

    place: Place
    surface: str
    kind: str
    period: str
    since: str
    bound: str
    due: str
    status: str
    of: Named
    quote: str
    again: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figures of one indicator in one direction and unit, results and targets by year.

    Without an indicator it goes by its own words.
    """

    indicator: Named
    listed: bool
    whats: tuple[str, ...]
    direction: str
    unit: str
    results: tuple[Figure, ...]
    targets: tuple[Figure, ...]
    others: tuple[Figure, ...]


def thing(store: Store, key: str) -> Thing | None:
    """Return the entity, indicator or theme with this key, None where there is none."""
    try:
        iri = named(ID + key)
    except QueryError:
        return None
    rows = list(
        store.select(f"""SELECT ?p ?o (LANG(?o) AS ?lang) {{ {iri} ?p ?o
          FILTER(?p IN (rdf:type, rdfs:label, skos:altLabel, skos:inScheme,
            gwr:divisionCode, gwr:adminLevel)) }}""").dicts()
    )
    of: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        of[local(row["p"]) + ("@en" if row.get("lang") == "en" else "")].append(row["o"])
    rdfs, skos = PREFIXES["rdfs"], PREFIXES["skos"]
    classes = {local(t) for t in of[f"{PREFIXES['rdf']}type"]}
    types = tuple(kind for kind in KINDS if kind in classes)
    if not types and "Indicator" in classes:
        types = ("Indicator",)
    if not types and f"{ID}theme" in of[f"{skos}inScheme"]:
        types = ("Theme",)
    labels = sorted(of[f"{rdfs}label"])
    if not types or not labels:
        return None
    return Thing(
        key,
        labels[0],
        types,
        next(iter(sorted(of[f"{rdfs}label@en"])), ""),
        tuple(sorted(of[f"{skos}altLabel"]) + sorted(of[f"{skos}altLabel@en"])),
        next(iter(of["divisionCode"]), ""),
        next(iter(of["adminLevel"]), ""),
        "Place" in classes,
        "Actor" in classes,
    )


def labelled(store: Store, keys: set[str]) -> dict[str, Named]:
    """Return what these keys stand for; a key without a label stands for itself."""
    labels: dict[str, str] = {}
    types: dict[str, set[str]] = defaultdict(set)
    iris = in_values(named(ID + key) for key in sorted(keys))
    for row in store.select(f"""SELECT ?e ?label ?type {{ VALUES ?e {{ {iris} }}
          ?e rdfs:label ?label ; a ?type FILTER(LANG(?label) != "en") }}""").dicts():
        labels.setdefault(key_of(row["e"]), row["label"])
        types[key_of(row["e"])].add(local(row["type"]))
    return {
        key: Named(
            key,
            labels.get(key, key.rpartition("/")[2]),
            tuple(k for k in (*KINDS, "Indicator") if k in types[key]),
        )
        for key in keys
    }


def around(store: Store, of: Thing) -> Around:
    """Return what an entity is tied to, the most often tied first."""
    e = named(of.iri)
    above = [
        key_of(r["place"])
        for r in store.select(f"""SELECT ?place (COUNT(DISTINCT ?inner) AS ?steps) {{
          {e} gwr:within* ?inner . ?inner gwr:within+ ?place }}
          GROUP BY ?place ORDER BY DESC(?steps) ?place""").dicts()
    ]
    inner = {
        key_of(r["part"]): int(r["n"])
        for r in store.select(f"""SELECT ?part (COUNT(DISTINCT ?s) AS ?n) {{
          {{ SELECT DISTINCT ?part ?deep {{ ?part gwr:within {e} . ?deep gwr:within* ?part }} }}
          OPTIONAL {{ ?s gwr:mentions|gwr:contextPlace ?deep }} }}
          GROUP BY ?part ORDER BY DESC(?n) ?part LIMIT {_MOST_ROWS}""").dicts()
    }
    links: dict[str, list[str]] = defaultdict(list)
    for r in store.select(f"""SELECT ?how ?other {{
          {{ {e} gwr:onSite ?other BIND("onSite" AS ?how) }}
          UNION {{ ?other gwr:onSite {e} BIND("sites" AS ?how) }}
          UNION {{ {e} gwr:undertakenBy ?other BIND("undertakenBy" AS ?how) }}
          UNION {{ ?other gwr:undertakenBy {e} BIND("undertakes" AS ?how) }}
          }} ORDER BY ?how ?other LIMIT {_MOST_ROWS}""").dicts():
        links[r["how"]].append(key_of(r["other"]))
    surfaces = tuple(
        (r["surface"], int(r["n"]))
        for r in store.select(f"""SELECT ?surface (COUNT(DISTINCT ?m) AS ?n) {{
          ?m gwr:refersTo {e} ; gwr:surface ?surface }}
          GROUP BY ?surface ORDER BY DESC(?n) ?surface""").dicts()
    )
    near = {
        key_of(r["other"]): int(r["n"])
        for r in store.select(f"""SELECT ?other (COUNT(DISTINCT ?s) AS ?n) {{
          ?s gwr:mentions {e} , ?other FILTER(?other != {e}) }}
          GROUP BY ?other ORDER BY DESC(?n) ?other LIMIT {_MOST_NEIGHBOURS}""").dicts()
    }
    all_keys = {*above, *inner, *near, *(k for keys in links.values() for k in keys)}
    names = labelled(store, all_keys)
    return Around(
        tuple(names[k] for k in above),
        tuple((names[k], n) for k, n in inner.items()),
        tuple((how, tuple(names[k] for k in keys)) for how, keys in links.items()),
        surfaces,
        tuple((names[k], n) for k, n in near.items()),
    )


def ties(store: Store, of: Thing, *, here: bool) -> tuple[Tie, ...]:
    """Return who is involved in a place and all within it (``here``), or where a thing is involved."""
    e = named(of.iri)
    pattern = f"?where gwr:within* {e} ." if here else f"VALUES ?who {{ {e} }}"
    found: dict[tuple[str, str], list[Proof]] = defaultdict(list)
    for r in store.select(f"""SELECT DISTINCT ?who ?where ?scope ?report ?start ?end ?quote ?stance
          ?period {{ {pattern} ?i gwr:where ?where ; gwr:who ?who ; gwr:scope ?scope ;
            gwr:statedIn ?s . ?s gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end ;
            gwr:quote ?quote ; a ?stance . {_STANCE} OPTIONAL {{ ?s gwr:period ?period }}
          }} ORDER BY ?report ?start ?end ?who ?where LIMIT {_MOST_ROWS}""").dicts():
        found[key_of(r["who"]), key_of(r["where"])].append(_proof(r))
    names = labelled(store, {key for pair in found for key in pair})
    return tuple(
        Tie(names[who], names[where], tuple(proofs)) for (who, where), proofs in found.items()
    )


def statuses(store: Store, of: Thing) -> tuple[Proof, ...]:
    """Return how far a thing has come and is to come, by year and place in the text."""
    e = named(of.iri)
    states = [
        (r["s"], r["status"])
        for r in store.select(f"""SELECT DISTINCT ?s ?status {{
          {{ ?m gwr:refersTo {e} ; gwr:status ?status ; gwr:statedIn ?s }}
          UNION {{ ?q gwr:exemplar {e} ; gwr:status ?status . ?s gwr:hasMeasure ?q }}
          }} ORDER BY ?s ?status LIMIT {_MOST_ROWS}""").dicts()
    ]
    # asked apart: joined in one query, every statement of the graph would be looked at
    iris = in_values(named(s) for s in dict.fromkeys(s for s, _ in states))
    rows = {
        r["s"]: r
        for r in store.select(f"""SELECT ?s ?report ?start ?end ?quote ?stance ?period {{
          VALUES ?s {{ {iris} }}
          ?s gwr:inReport ?report ; gwr:start ?start ; gwr:end ?end ; gwr:quote ?quote ; a ?stance .
          {_STANCE} OPTIONAL {{ ?s gwr:period ?period }} }}""").dicts()
    }
    found = [_proof({**rows[s], "status": status}) for s, status in states if s in rows]
    return tuple(sorted(found, key=lambda p: (p.period, p.place.report, p.place.start)))


def figures(store: Store, of: Thing) -> tuple[FigureRow, ...]:
    """Return the numbers of an entity, or those that measure an indicator, in the order of the text.

    Listed indicators come first, and before them those that have both results and targets.
    """
    e = named(of.iri)
    if of.types[0] == "Indicator":
        pattern = f"?m gwr:indicator {e}"
    else:
        pattern = f"{{ ?m gwr:of {e} }} UNION {{ ?m gwr:exemplar {e} }}"
    rows = list(
        store.select(f"""SELECT DISTINCT ?m ?surface ?what ?unit ?direction ?bound ?kind ?period
          ?since ?due ?status ?of ?indicator ?report ?start ?end ?quote {{
          {{ SELECT DISTINCT ?m {{ {pattern} }} }}
          ?m gwr:surface ?surface ; gwr:what ?what ; gwr:unitText ?unit ; gwr:direction ?direction ;
            gwr:bound ?bound ; gwr:start ?start ; gwr:end ?end ; gwr:of ?of .
          ?s gwr:hasMeasure ?m ; gwr:inReport ?report ; gwr:quote ?quote .
          OPTIONAL {{ ?m a ?kind FILTER(?kind IN (gwr:Result, gwr:Target)) }}
          OPTIONAL {{ ?m gwr:period ?period }} OPTIONAL {{ ?m gwr:periodStart ?since }}
          OPTIONAL {{ ?m gwr:dueText ?due }} OPTIONAL {{ ?m gwr:status ?status }}
          OPTIONAL {{ ?m gwr:indicator ?indicator }} }}
          ORDER BY ?report ?start ?end ?m LIMIT {_MOST_ROWS}""").dicts()
    )
    names = labelled(
        store, {key_of(r[c]) for r in rows for c in ("of", "indicator") if c in r} | {of.key}
    )
    found: dict[tuple[Named, Named, str, str], dict[Figure, str]] = defaultdict(dict)
    for r in rows:
        about = names[key_of(r["indicator"])] if "indicator" in r else Named("", r["what"])
        owner = names[key_of(r["of"])]
        # an indicator's figures stand apart by whose they are, an entity's own do not
        whose = owner if of.types[0] == "Indicator" else names[of.key]
        figure = Figure(
            Place(_report(r), int(r["start"]), int(r["end"])),
            r["surface"],
            local(r.get("kind", "")) or "Measure",
            r.get("period", ""),
            r.get("since", ""),
            local(r["bound"]),
            r.get("due", ""),
            local(r.get("status", "")),
            owner,
            r["quote"],
        )
        found[about, whose, local(r["direction"]), r["unit"]].setdefault(figure, r["what"])
    made = [
        _figure_row(about, way, unit, of_row) for (about, _, way, unit), of_row in found.items()
    ]
    return tuple(sorted(made, key=lambda row: (not (row.results and row.targets), not row.listed)))


def _figure_row(about: Named, way: str, unit: str, found: dict[Figure, str]) -> FigureRow:
    def of_kind(kind: str) -> tuple[Figure, ...]:
        own = [f for f in found if f.kind == kind]
        return _together(sorted(own, key=lambda f: (f.period, f.place.report, f.place.start)))

    return FigureRow(
        about,
        # an indicator that no list holds goes by its own words
        about.key.startswith("indicator/") and about.key.isascii(),
        tuple(dict.fromkeys(found.values())),
        way,
        unit,
        of_kind("Result"),
        of_kind("Target"),
        of_kind("Measure"),
    )


def _together(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return a range as one figure instead of its two ends, and what is said twice once."""
    ends: dict[Figure, set[str]] = {}
    for figure in figures:
        ends.setdefault(replace(figure, bound=""), set()).add(figure.bound)
    said: dict[Figure, list[Place]] = {}
    nowhere = Place("", 0, 0)
    for figure, bounds in ends.items():
        bound = bounds.pop() if len(bounds) == 1 else ""
        same = replace(figure, bound=bound, place=nowhere, quote="")
        said.setdefault(same, []).append(figure.place)
    quotes = {figure.place: figure.quote for figure in ends}
    return tuple(
        replace(same, place=places[0], quote=quotes[places[0]], again=tuple(places[1:]))
        for same, places in said.items()
    )


def _proof(row: dict[str, str]) -> Proof:
    return Proof(
        Place(_report(row), int(row["start"]), int(row["end"])),
        row["quote"],
        local(row["stance"]),
        row.get("period", ""),
        row.get("scope", ""),
        local(row.get("status", "")),
    )


def _report(row: dict[str, str]) -> str:
    return key_of(row["report"]).removeprefix("report/")
