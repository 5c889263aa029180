"""What belongs to entities and concepts whoever names them: computed afresh from all reports.

Three kinds of graph are written here, so that no triple lies in two: ``graph/entities`` (and in it
the indicators that no list holds), ``graph/divisions``, and ``graph/ontology`` with
``graph/schemes``, which are the same for every build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gwr_graph.model import Entity, EntityType, Measure, Resolution
from gwr_graph.rdf import iris, terms
from gwr_graph.rdf import terms as t
from gwr_graph.rdf.nquads import literal

_MOST_TYPES = 2


@dataclass(frozen=True, slots=True)
class Summary:
    """What one report adds to the shared graphs: small, picklable, kept between builds.

    ``coined`` holds the folded words of indicators that no list holds.
    """

    entities: tuple[Entity, ...]
    coined: tuple[str, ...]


def coined(measure: Measure) -> str:
    """Return the name of the indicator that an unlisted measure gets as its own, "" for none."""
    return "" if measure.indicator else iris.concept(measure.what)


def presenter(resolution: Resolution) -> Entity | None:
    """Return the person who gave the report, None where the title block names nobody."""
    header = resolution.extraction.document.header
    if not header.presenter:
        return None
    for entity in resolution.entities:
        if EntityType.PERSON in entity.types and entity.name == header.presenter:
            return entity
    home = resolution.extraction.document.key.rsplit("-", 1)[0]
    return Entity(f"{home}/{header.presenter}", header.presenter, (EntityType.PERSON,))


def summary(resolution: Resolution) -> Summary:
    """Return what one report adds to the shared graphs, sorted."""
    entities = {e.key: e for e in resolution.entities}
    if person := presenter(resolution):
        entities.setdefault(person.key, person)
    names = {coined(m) for m in resolution.extraction.measures} - {""}
    return Summary(
        tuple(entities[key] for key in sorted(entities)),
        tuple(sorted(names)),
    )


def shared_quads(reports: Iterable[Resolution | Summary]) -> Iterator[str]:
    """Yield the N-Quads lines of the shared graphs for these reports, divisions included.

    The order of ``reports`` does not matter. Where reports differ on an entity, the two types and
    the parent that most of them give are kept, but what one report takes for a place or an actor
    stays a place or an actor. A parent that is no place here or closes a circle is left out.
    """
    by_key: dict[str, list[Entity]] = {}
    names: set[str] = set()
    for item in reports:
        part = summary(item) if isinstance(item, Resolution) else item
        names.update(part.coined)
        for entity in part.entities:
            by_key.setdefault(entity.key, []).append(entity)
    keys = sorted(by_key)
    places = {k for k in keys if any(kind.is_place for e in by_key[k] for kind in e.types)}
    actors = {k for k in keys if any(kind.is_actor for e in by_key[k] for kind in e.types)}
    merged = {key: _merge(by_key[key]) for key in keys}
    parents = _without_circles({k: e.within for k, e in merged.items() if e.within in places})
    for key, entity in merged.items():
        yield from _own_lines(entity)
        s = iris.entity(key)
        g = f" {_graph(entity)} ."
        if key in actors:
            yield f"{s} {t.A} {t.ACTOR}{g}"
        if key in places:
            yield f"{s} {t.A} {t.PLACE}{g}"
        if key in places and key in parents:
            yield f"{s} {t.WITHIN} {iris.entity(parents[key])}{g}"
        if entity.on_site in places and entity.on_site != key:
            yield f"{s} {t.ON_SITE} {iris.entity(entity.on_site)}{g}"
        for actor in entity.undertaken_by:
            if actor in actors and EntityType.PROJECT in entity.types:
                yield f"{s} {t.UNDERTAKEN_BY} {iris.entity(actor)}{g}"
    yield from _coined_lines(names)


def _graph(entity: Entity) -> str:
    return iris.DIVISIONS_GRAPH if entity.division else iris.ENTITIES_GRAPH


def _own_lines(entity: Entity) -> Iterator[str]:
    s = iris.entity(entity.key)
    g = f" {_graph(entity)} ."
    for kind in entity.types:
        yield f"{s} {t.A} {terms.gwr(kind.value)}{g}"
    yield f"{s} {t.LABEL} {literal(entity.name, 'zh')}{g}"
    for name in entity.other_names:
        if name != entity.name:
            yield f"{s} {t.ALT} {literal(name, 'zh')}{g}"
    if entity.division:
        yield f"{s} {t.DIVISION_CODE} {literal(entity.division.code)}{g}"
        yield f"{s} {t.ADMIN_LEVEL} {literal(entity.division.level.value)}{g}"


def _coined_lines(names: Iterable[str]) -> Iterator[str]:
    """Yield the indicators that no list holds: concepts of the same scheme, named as said."""
    g = f" {iris.ENTITIES_GRAPH} ."
    for name in sorted(names):
        s, label = iris.indicator(name), literal(name, "zh")
        yield f"{s} {t.A} {t.INDICATOR}{g}"
        yield f"{s} {t.A} {t.CONCEPT}{g}"
        yield f"{s} {t.LABEL} {label}{g}"
        yield f"{s} {t.PREF} {label}{g}"
        yield f"{s} {t.IN_SCHEME} {iris.INDICATOR_SCHEME}{g}"


def _merge(entities: Sequence[Entity]) -> Entity:
    """Return one entity for all that reports say of it; every name is kept."""
    first = entities[0]
    if len(entities) == 1 and len(first.types) <= _MOST_TYPES:
        return first
    votes: Counter[EntityType] = Counter()
    for entity in entities:
        for rank, kind in enumerate(entity.types):
            votes[kind] += 2 if rank == 0 else 1
    types = tuple(sorted(votes, key=lambda kind: (-votes[kind], kind.value))[:_MOST_TYPES])
    name = _most(e.name for e in entities)
    others = {n for e in entities for n in (e.name, *e.other_names)} - {name}
    return Entity(
        key=first.key,
        name=name or first.name,
        types=types,
        other_names=tuple(sorted(others)),
        division=first.division,
        within=_most(e.within for e in entities),
        on_site=_most(e.on_site for e in entities),
        undertaken_by=tuple(sorted({a for e in entities for a in e.undertaken_by})),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """Return the value given most often, the smallest of equals; None where nobody gives one."""
    votes = Counter(v for v in values if v)
    return min(votes, key=lambda v: (-votes[v], v)) if votes else None


def _without_circles(parents: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for key in sorted(parents):
        above: str | None = parents[key]
        while above is not None and above != key:
            above = kept.get(above)
        if above is None:
            kept[key] = parents[key]
    return kept
