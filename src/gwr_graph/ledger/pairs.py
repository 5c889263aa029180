"""Which statements of two lists speak of the same thing, by the evidence of ``compare``.

What a store holds of them is put together as one reading, the earlier list as what was said before,
the later one as what goes on with it: so two reports are compared by the rules for review and plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gwr_graph import compare, queries
from gwr_graph.compare.quantities import Quantity, quantities, same_quantity
from gwr_graph.compare.words import plain
from gwr_graph.errors import GraphError
from gwr_graph.ledger.said import Number, Report, Said, Thing
from gwr_graph.lexicon import indicators
from gwr_graph.model import (
    Bound,
    Context,
    Continuation,
    Direction,
    Document,
    Entity,
    EntityType,
    Extraction,
    Header,
    Involvement,
    Level,
    Measure,
    Mention,
    Resolution,
    Scope,
    Stance,
    Statement,
    Status,
)
from gwr_graph.store import PREFIXES, Store

_INDICATOR = f"{PREFIXES['id']}indicator/"
_RULE = "store"
_LEAST = 6  # characters of a clause that, said again word for word, is the same promise
# A graph does not tell which of an entity's two classes comes first: the cautious one leads.
_TYPES = tuple(
    EntityType(name)
    for name in (
        "Person AdminArea Honour Site Park Project Programme Enterprise Institution".split()
    )
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is fixed of an entity: the place it lies in, the site in its name, who undertakes it.

    ``on_site`` is the site's IRI and name.
    """

    within: str = ""
    on_site: tuple[str, str] = ("", "")
    undertaken_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Another statement on the same thing; ``on`` is an entity's IRI, a quantity or words."""

    said: Said
    on: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Pairs:
    """Earlier statement's IRI → later ones on the same thing, the surest first; and what the
    numbers of both lists count, by their IRIs."""

    links: Mapping[str, tuple[Link, ...]]
    earlier: Mapping[str, Quantity]
    later: Mapping[str, Quantity]

    def same(self, earlier: Number, later: Number) -> bool:
        """Return whether two numbers of the lists are of one quantity."""
        old, new = self.earlier.get(earlier.iri), self.later.get(later.iri)
        if old is None or new is None:
            return False
        return next(same_quantity([old], [new]), None) is not None


def read_facts(store: Store) -> dict[str, Facts]:
    """Return what is fixed of the entities of a store, by their IRIs."""
    found: dict[str, Facts] = {}
    for row in queries.run(store, queries.get("entity-links")).dicts():
        one = found.get(row["entity"], Facts())
        if row["link"] == "within":
            one = replace(one, within=row["to"])
        elif row["link"] == "onSite":
            one = replace(one, on_site=(row["to"], row["toLabel"]))
        else:
            one = replace(one, undertaken_by=(*one.undertaken_by, row["to"]))
        found[row["entity"]] = one
    return found


def pairs(
    report: Report, earlier: Sequence[Said], later: Sequence[Said], facts: Mapping[str, Facts]
) -> Pairs:
    """Return which of ``later`` speak of the same thing as which of ``earlier``.

    ``report`` is one of the jurisdiction that both lists belong to. Raise GraphError where a name or
    number does not stand in its statement.
    """
    resolution = _joined(report, earlier, later, facts)
    found = {(c.earlier, c.later - len(earlier)): c for c in compare.continuations(resolution)}
    found |= {(c.earlier, c.later): c for c in _same_text(earlier, later)}
    links: dict[str, list[Link]] = defaultdict(list)
    for (i, j), c in sorted(found.items()):
        links[earlier[i].iri].append(Link(later[j], c.on, c.rule, c.confidence))
    surest = {iri: tuple(sorted(ones, key=_surest)) for iri, ones in links.items()}
    return Pairs(surest, *_counted(resolution, earlier, later))


def counted(report: Report, earlier: Sequence[Said], later: Sequence[Said]) -> Pairs:
    """Return the same for numbers only, without links: which are of one quantity."""
    return Pairs({}, *_counted(_joined(report, earlier, later, {}), earlier, later))


def _joined(
    report: Report, earlier: Sequence[Said], later: Sequence[Said], facts: Mapping[str, Facts]
) -> Resolution:
    try:
        return _Joined(report).resolution(earlier, later, facts)
    except ValueError as error:
        raise GraphError(f"{report.key}: {error}: run `gwr check`") from None


def _counted(
    resolution: Resolution, earlier: Sequence[Said], later: Sequence[Said]
) -> tuple[dict[str, Quantity], dict[str, Quantity]]:
    """Return what the numbers of each list count, by their IRIs."""
    old, new = quantities(resolution)
    return (
        dict(zip((n.iri for s in earlier for n in s.numbers), old, strict=True)),
        dict(zip((n.iri for s in later for n in s.numbers), new, strict=True)),
    )


def _surest(link: Link) -> tuple[float, int, int]:
    return -link.confidence, link.said.start, link.said.end


def _same_text(earlier: Sequence[Said], later: Sequence[Said]) -> Iterator[Continuation]:
    """By one clause said word for word again."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for j, said in enumerate(later):
        by_text[plain(said.quote)].append(j)
    for i, said in enumerate(earlier):
        text = plain(said.quote)
        for j in by_text.get(text, ()) if len(text) >= _LEAST else ():
            yield Continuation(j, i, text, "same-text", 1.0)


class _Joined:
    """Two lists of statements as one reading: their clauses, one below the other, are its text."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text: list[str] = []
        self.length = 0
        self.mentions: list[Mention] = []
        self.refers: list[str] = []
        self.measures: list[Measure] = []
        self.measure_of: list[str] = []
        self.statements: list[Statement] = []
        self.involvements: list[Involvement] = []
        self.contexts: list[Context] = []
        self.sentences: dict[str, int] = {}
        self.types: dict[str, tuple[str, tuple[EntityType, ...]]] = {}

    def resolution(
        self, earlier: Sequence[Said], later: Sequence[Said], facts: Mapping[str, Facts]
    ) -> Resolution:
        """Return the reading: ``earlier`` as achieved, ``later`` as committed, in this order."""
        for side, stance in ((earlier, Stance.ACHIEVED), (later, Stance.COMMITTED)):
            for said in side:
                self.add(said, stance)
        header = Header("", self.report.home_name, Level.COUNTY, self.report.year)
        document = Document(self.report.key, "", "", "".join(self.text), header, (), ())
        extraction = Extraction(
            document,
            tuple(self.mentions),
            tuple(self.measures),
            tuple(self.statements),
            tuple(self.involvements),
            contexts=tuple(self.contexts),
        )
        return Resolution(
            extraction,
            self.report.home,
            self.entities(facts),
            tuple(self.refers),
            tuple(self.measure_of),
        )

    def entities(self, facts: Mapping[str, Facts]) -> tuple[Entity, ...]:
        """Return what is named, and the sites that stand inside names."""
        found = {}
        for key, (name, types) in self.types.items():
            one = facts.get(key, Facts())
            site, site_name = one.on_site
            if site and site not in self.types:
                found[site] = Entity(site, site_name, (EntityType.SITE,))
            found[key] = Entity(
                key, name, types, on_site=site or None, undertaken_by=one.undertaken_by
            )
        return tuple(found[key] for key in sorted(found))

    def write(self, text: str) -> int:
        """Add a line to the text and return where it starts."""
        start = self.length
        self.text.append(text + "\n")
        self.length += len(text) + 1
        return start

    def add(self, said: Said, stance: Stance) -> None:
        at = len(self.statements)
        sentence = self.sentences.setdefault(said.sentence or said.iri, len(self.sentences))
        start = self.write(said.quote)
        move = start - said.start
        mentions = []
        for thing in said.things:
            if thing.role == "context":
                self.contexts.append(Context(at, self.mention(thing, sentence, None)))
                continue
            index = self.mention(thing, sentence, thing.start + move)
            mentions.append(index)
            if thing.role == "where":
                self.involvements.append(
                    Involvement(index, index, at, Scope.CLAUSE, _RULE, 1.0),
                )
        first = len(self.measures)
        for number in said.numbers:
            self.measures.append(_measure(number, sentence, move))
            self.measure_of.append(number.of)
        self.statements.append(
            Statement(
                said.quote,
                start,
                start + len(said.quote),
                sentence,
                stance,
                said.period,
                tuple(mentions),
                tuple(range(first, len(self.measures))),
                _RULE,
                1.0,
                said.goal,
                said.theme or None,
            )
        )

    def mention(self, thing: Thing, sentence: int, start: int | None) -> int:
        """Add a mention and return its index; one without a place in the text gets a line."""
        surface = thing.surface if start is not None else thing.name
        if start is None:
            start = self.write(surface)
        types = tuple(sorted(map(EntityType, thing.types), key=_TYPES.index))
        self.types[thing.iri] = (thing.name, types)
        self.refers.append(thing.iri)
        status = Status(thing.status) if thing.status else None
        self.mentions.append(
            Mention(
                surface,
                start,
                start + len(surface),
                thing.name,
                types,
                sentence,
                _RULE,
                1.0,
                status,
            )
        )
        return len(self.mentions) - 1


def _measure(number: Number, sentence: int, move: int) -> Measure:
    indicator = number.indicator.removeprefix(_INDICATOR)
    return Measure(
        number.surface,
        number.start + move,
        number.end + move,
        number.value,
        number.unit,
        number.what,
        Direction(number.direction),
        Bound(number.bound),
        number.period,
        sentence,
        _RULE,
        1.0,
        number.since,
        indicator=indicator if indicator in indicators.load() else None,
        status=Status(number.status) if number.status else None,
    )
