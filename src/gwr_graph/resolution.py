"""From names to things: the only place that decides identity.

A place that the division table knows is its code; anything else is its home and its name. Short
names meet full ones only inside one report, by rule.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from gwr_graph import divisions
from gwr_graph.errors import UsageError
from gwr_graph.lexicon import aliases
from gwr_graph.lexicon.names import Role, load
from gwr_graph.model import (
    Containment,
    Division,
    Entity,
    EntityType,
    Extraction,
    Level,
    Measure,
    Mention,
    Resolution,
)

E = EntityType
_ALIAS = re.compile(r"([^，。；：（）]{2,30})（(?:以下)?简称[“]?([^”）]{2,12})[”]?）")
_KIND = re.compile(r"(?:自治区|自治州|自治县|自治旗|街道|社区|嘎查|苏木|[省市区县旗州盟镇乡村])$")
_FIRM_TAIL = re.compile(r"(?:集团)?(?:股份)?(?:有限责任公司|有限公司|公司|集团)$")
_PHASE = re.compile(r"[（(]([^（）()]{1,6}期)[）)]$")
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万")
_MARKS = re.compile(r"[“”‘’《》\s]")


def resolve(extraction: Extraction) -> Resolution:
    """Return the extraction with every mention referred to an entity."""
    header = extraction.document.header
    home_code = header.division
    home = f"division/{home_code}" if home_code else f"{header.jurisdiction}/{header.jurisdiction}"
    base = home_code or header.jurisdiction
    full = _full_names(extraction)
    keys: list[str] = []
    known: dict[str, Division] = {}
    for mention in extraction.mentions:
        division = _division(mention, header.division, header.jurisdiction, header.level)
        if division is not None:
            key = f"division/{division.code}"
            known[key] = division
        elif mention.types[0] is E.ADMIN_AREA and _is_home(mention.name, header.jurisdiction):
            key = home
        else:
            key = f"{base}/{full.get(mention.name, mention.name)}"
        keys.append(key)
    if home_code and (own := divisions.by_code(home_code)):
        known[home] = own
    within = _within(extraction.containments, keys, known)
    entities = _entities(extraction, keys, known, within, home, header.jurisdiction)
    at = {m.start: key for m, key in zip(extraction.mentions, keys, strict=True)}
    measure_of = tuple(_measure_of(m, at, home) for m in extraction.measures)
    return Resolution(extraction, home, entities, tuple(keys), measure_of)


def _is_home(name: str, jurisdiction: str) -> bool:
    return name == jurisdiction or name == _KIND.sub("", jurisdiction)


def _division(
    mention: Mention, home: str | None, jurisdiction: str, level: Level
) -> Division | None:
    """Return the division a place name means, None where it is not sure."""
    if mention.types[0] is not E.ADMIN_AREA or mention.head is not None:
        return None
    name = mention.name
    if home is not None:
        if _is_home(name, jurisdiction):
            return divisions.by_code(home)
        if level is not Level.STATE:
            try:
                inside = divisions.subtree(home)
            except UsageError:
                return None
            found = inside.towns(name) or inside.villages(name) or inside.counties(name)
            if not found:
                found = inside.short(name)
            if len(found) == 1:
                return found[0]
            if found:
                return None
    elif _is_home(name, jurisdiction):
        return None
    wide = divisions.find(name)
    if home is not None:
        near = tuple(d for d in wide if d.code.startswith(home[:2]))
        wide = near or wide
    if len(wide) == 1 or (wide and len(wide[0].code) < len(wide[1].code)):
        return wide[0]
    return None


def _full_names(extraction: Extraction) -> Mapping[str, str]:
    """Return short name → full name, where the report itself ties them."""
    names = Counter(m.name for m in extraction.mentions)
    by_type: dict[E, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        by_type[mention.types[0]].add(mention.name)
    full: dict[str, str] = {}
    for left, short in _ALIAS.findall(extraction.document.text):
        name = next((n for n in sorted(names, key=len, reverse=True) if left.endswith(n)), None)
        if name and name != short:
            full[short] = name
    areas = by_type[E.ADMIN_AREA]
    for name in sorted(areas):
        stem = _KIND.sub("", name)
        if stem != name and len(stem) >= 2 and stem in names and stem not in full:
            longer = [a for a in areas if _KIND.sub("", a) == stem and a != stem]
            if len(longer) == 1 and stem in areas:
                full[stem] = name
    firms = by_type[E.ENTERPRISE]
    for name in sorted(firms):
        stem = _FIRM_TAIL.sub("", name)
        if stem != name and stem in names and stem in firms:
            full.setdefault(stem, name)
    for name in sorted(names):
        plain = _PHASE.sub(r"\1", name)
        if plain != name and plain in names:
            full[name] = plain
    for short, name in aliases.load().items():
        if short in names:
            full.setdefault(short, name)
    return {short: full.get(name, name) for short, name in full.items() if short != name}


def _within(
    containments: Sequence[Containment], keys: Sequence[str], known: Mapping[str, Division]
) -> dict[str, str]:
    """Return place key → key of what the report says it lies in; a division's parent is official."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for one in containments:
        inner, outer = keys[one.inner], keys[one.outer]
        if inner != outer and inner not in known:
            said[inner][outer] += 1
    chosen: dict[str, str] = {}
    for inner in sorted(said):
        outer = min(said[inner], key=lambda key: (-said[inner][key], key))
        seen = {inner}
        at: str | None = outer
        while at is not None and at not in seen:
            seen.add(at)
            at = chosen.get(at)
        if at is None:
            chosen[inner] = outer
    return chosen


def _types(mentions: Sequence[Mention]) -> tuple[EntityType, ...]:
    """Return the one or two classes that the mentions of a thing agree on most."""
    weight: Counter[E] = Counter()
    for mention in mentions:
        for rank, kind in enumerate(mention.types[:2]):
            weight[kind] += 3 if rank == 0 else 1
    best = sorted(weight, key=lambda kind: (-weight[kind], list(E).index(kind)))
    return tuple(best[:2])


def _entities(
    extraction: Extraction,
    keys: Sequence[str],
    known: Mapping[str, Division],
    within: Mapping[str, str],
    home: str,
    jurisdiction: str,
) -> tuple[Entity, ...]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for key, mention in zip(keys, extraction.mentions, strict=True):
        groups[key].append(mention)
    groups.setdefault(home, [])
    made: dict[str, Entity] = {}
    sites, makers = _parts(groups)
    known = dict(known)
    for key, town in _towns_inside(groups, extraction.document.header.division).items():
        known.setdefault(f"division/{town.code}", town)
        groups.setdefault(f"division/{town.code}", [])
        sites.setdefault(key, f"division/{town.code}")
    for key, mentions in groups.items():
        division = known.get(key)
        types: tuple[EntityType, ...]
        if division is not None:
            parent = f"division/{division.parent}" if division.parent else None
            name, types = division.name, (E.ADMIN_AREA,)
        else:
            parent = within.get(key)
            name = jurisdiction if key == home else key.split("/", 1)[1]
            types = _types(mentions) or (E.ADMIN_AREA,)
        others = sorted({m.name for m in mentions} | {m.surface for m in mentions if not m.head})
        others = [o for o in map(_bare, others) if o and o != name]
        made[key] = Entity(
            key,
            name,
            types[:2],
            tuple(sorted(set(others))),
            division,
            parent,
            sites.get(key),
            makers.get(key, ()),
        )
    for division in list(known.values()):
        for above in divisions.parent_chain(division.code):
            key = f"division/{above.code}"
            made.setdefault(
                key,
                Entity(
                    key,
                    above.name,
                    (E.ADMIN_AREA,),
                    division=above,
                    within=f"division/{above.parent}" if above.parent else None,
                ),
            )
    return tuple(made[key] for key in sorted(made))


def _bare(name: str) -> str:
    return _MARKS.sub("", name)


def _parts(
    groups: Mapping[str, Sequence[Mention]],
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return project key → key of the longest place its name begins with, and → key of the firm."""
    places: dict[str, str] = {}
    firms: dict[str, str] = {}
    for key, mentions in groups.items():
        for mention in mentions:
            if mention.types[0].is_place and len(mention.name) >= 3:
                places.setdefault(mention.name, key)
            elif mention.types[0] is E.ENTERPRISE and len(mention.name) >= 3:
                firms.setdefault(mention.name, key)
    sites: dict[str, str] = {}
    makers: dict[str, tuple[str, ...]] = {}
    for key, mentions in groups.items():
        for mention in mentions:
            if E.PROJECT not in mention.types:
                continue
            name = mention.name
            for size in range(len(name) - 1, 2, -1):
                begin = name[:size]
                if begin in places and places[begin] != key:
                    sites.setdefault(key, places[begin])
                if begin in firms and firms[begin] != key:
                    makers.setdefault(key, (firms[begin],))
    return sites, makers


def _towns_inside(groups: Mapping[str, Sequence[Mention]], home: str | None) -> dict[str, Division]:
    """Return project key → the town or village of the home that its name begins with.

    硖石2万亩柴胡种植基地 lies in 硖石镇. A town's stem counts only where a number or an ordinary word
    follows: in 蟠龙高速 and 蟠龙观邸 it is part of the name. A name that several places bear is none.
    """
    if home is None or len(home) < 6:
        return {}
    named: dict[str, list[Division]] = defaultdict(list)
    for place in divisions.subtree(home).divisions:
        if place.level not in (Level.TOWN, Level.VILLAGE):
            continue
        named[place.name].append(place)
        if place.level is Level.TOWN and (stem := divisions.town_stem(place.name)) != place.name:
            named[stem].append(place)
    roles = load().roles
    found: dict[str, Division] = {}
    for key, mentions in groups.items():
        if not mentions or E.PROJECT not in mentions[0].types:
            continue
        name = mentions[0].name
        for size in range(len(name) - 1, 1, -1):
            places = named.get(name[:size], [])
            rest = name[size:]
            in_short = bool(places) and places[0].name != name[:size]
            told = rest[0] in _NUMERALS or Role.COMMON in roles.get(rest[:2], "")
            if len(places) != 1 or (in_short and not told):
                continue
            found[key] = places[0]
            break
    return found


def _measure_of(measure: Measure, at: Mapping[int, str], home: str) -> str:
    """Return the key of what a measure belongs to; ``at`` maps the start of a mention to its key."""
    if measure.of is None:
        return home
    return at.get(measure.of, home)
