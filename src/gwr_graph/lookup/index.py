"""Every name in a graph, folded to one spelling and ready to be searched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from gwr_graph.lexicon import spoken, themes
from gwr_graph.lexicon.tsv import rows
from gwr_graph.lookup.folding import fold
from gwr_graph.model import EntityType
from gwr_graph.store import PREFIXES, Store, Table, value_of

INDICATOR, THEME = "Indicator", "Theme"
CONCEPTS = frozenset((INDICATOR, THEME))
_CLASSES = (*(kind.value for kind in EntityType), INDICATOR)
_GROUPS = {
    "Place": frozenset(kind.value for kind in EntityType if kind.is_place),
    "Actor": frozenset(kind.value for kind in EntityType if kind.is_actor),
    "Entity": frozenset(kind.value for kind in EntityType),
    "Concept": CONCEPTS,
}
_SEPARATOR = "\n"
_MOST_ROWS = 5_000_000
_LONGEST_STEM_OF_A_PARK = 3
LEVELS = ("省", "市", "区", "县", "旗", "镇", "乡", "街道", "办事处", "村", "社区", "塬", "原")


class How(StrEnum):
    """How a text came to a name, the surest first."""

    IRI = "iri"
    LABEL = "label"
    NAME = "name"  # another name
    SURFACE = "surface"  # as some report writes it
    STEM = "stem"  # without the word for its kind: 硖石
    SPOKEN = "spoken"  # as questions say it: 规上工业
    PINYIN = "pinyin"  # by its sound, English words for kinds included
    CUE = "cue"  # a word that speaks for a theme
    PREFIX = "prefix"
    SHORT = "short"  # some of its characters in their order: 龙源园
    PART = "part"
    SLIP = "slip"


_KINDS = (How.LABEL, How.NAME, How.SURFACE, How.STEM, How.SPOKEN, How.CUE)

SURE = frozenset((How.IRI, How.LABEL, How.NAME, How.SURFACE, How.STEM, How.SPOKEN))
"""Ways that take a text for a name of the thing, not for something like one."""

SCORES: Mapping[How, float] = MappingProxyType(
    {
        How.IRI: 1.0,
        How.LABEL: 1.0,
        How.NAME: 0.99,
        How.SURFACE: 0.97,
        How.STEM: 0.96,
        How.SPOKEN: 0.96,
        How.PINYIN: 0.94,
        How.CUE: 0.9,
    }
)


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, indicator or theme; ``types`` are local names of its classes."""

    iri: str
    label: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of ``Index.things[thing]``: as written, folded, and what kind of name it is."""

    text: str
    key: str
    thing: int
    how: How


@dataclass(frozen=True, slots=True)
class Haystack:
    """Keys one after another in one string, so that a search of all of them is a single one."""

    text: str
    starts: tuple[int, ...]

    def exact(self, key: str) -> Iterator[int]:
        """Yield the numbers of the keys that are ``key``."""
        return self._at(_SEPARATOR + key + _SEPARATOR, 1)

    def starting(self, key: str) -> Iterator[int]:
        """Yield the numbers of the keys that begin with ``key``."""
        return self._at(_SEPARATOR + key, 1)

    def containing(self, key: str) -> Iterator[tuple[int, int]]:
        """Yield number and offset, for each occurrence of ``key`` in a key."""
        at = self.text.find(key)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield number, at - self.starts[number]
            at = self.text.find(key, at + 1)

    def _at(self, wanted: str, before: int) -> Iterator[int]:
        at = self.text.find(wanted)
        while at >= 0:
            yield bisect_right(self.starts, at + before) - 1
            at = self.text.find(wanted, at + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The names of a graph. Two indices are the same only where they are one object.

    ``keys`` holds the folded names in the order of ``names``.
    """

    things: tuple[Thing, ...]
    names: tuple[Name, ...]
    numbers: Mapping[str, int]
    keys: Haystack


def index(store: Store) -> Index:
    """Return the names of all entities, indicators and themes of a store.

    Raise GraphError or EndpointError where the store does not answer.
    """
    types: dict[str, set[str]] = {}
    kinds = " ".join(f"gwr:{name}" for name in _CLASSES)
    for iri, kind in _pairs(store, f"?a a ?b . VALUES ?b {{ {kinds} }}"):
        types.setdefault(iri, set()).add(kind.rpartition("#")[2])
    for iri, _ in _pairs(store, "?a skos:inScheme ?b . VALUES ?b { id:theme }"):
        types[iri] = {THEME}
    labels: dict[str, list[tuple[bool, str]]] = {}
    for iri_, text in _rows(store, "SELECT ?a ?b { ?a rdfs:label ?b }"):
        in_english = getattr(text, "language", None) == "en"
        labels.setdefault(value_of(iri_), []).append((in_english, value_of(text)))
    other = _by_thing(_pairs(store, "?a skos:altLabel ?b"))
    written = _by_thing(_pairs(store, "?m gwr:refersTo ?a ; gwr:surface ?b", "DISTINCT"))
    said = _spoken()
    endings = _endings()
    things: list[Thing] = []
    names: list[Name] = []
    for iri in sorted(types):
        own = sorted(labels.get(iri, ()))
        if not own:
            continue
        label = own[0][1]
        thing = Thing(iri, label, tuple(sorted(types[iri])))
        given = {
            How.LABEL: [name for _, name in own],
            How.NAME: [*other.get(iri, ()), *_without_brackets(label)],
            How.SURFACE: [s for s in written.get(iri, ()) if not _is_cut(s, label)],
            How.STEM: _stems(thing, other.get(iri, ()), endings),
            **said.get(iri, {}),
        }
        names += _names(given, len(things))
        things.append(thing)
    return Index(
        tuple(things),
        tuple(names),
        MappingProxyType({thing.iri: number for number, thing in enumerate(things)}),
        haystack(name.key for name in names),
    )


def haystack(keys: Iterable[str]) -> Haystack:
    """Return keys ready to be searched; they hold no line end."""
    starts: list[int] = []
    parts: list[str] = []
    at = 1
    for key in keys:
        starts.append(at)
        parts.append(key)
        at += len(key) + 1
    return Haystack(_SEPARATOR + _SEPARATOR.join(parts) + _SEPARATOR, tuple(starts))


def wanted(types: Iterable[str] | None) -> frozenset[str] | None:
    """Return the classes meant: Place, Actor, Entity and Concept stand for several; None is any."""
    if types is None:
        return None
    return frozenset().union(*(_GROUPS.get(str(kind), frozenset((str(kind),))) for kind in types))


def _rows(store: Store, query: str) -> Table:
    return store.select(query, max_rows=_MOST_ROWS)


def _pairs(store: Store, pattern: str, once: str = "") -> Iterator[tuple[str, str]]:
    table = _rows(store, f"SELECT {once} ?a ?b {{ {pattern} }}")
    yield from sorted((value_of(row[0]), value_of(row[1])) for row in table)


def _by_thing(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for thing, name in pairs:
        found.setdefault(thing, []).append(name)
    return found


def _names(given: Mapping[How, Iterable[str]], thing: int) -> Iterator[Name]:
    """Yield each name once, as the surest kind that it is given as."""
    seen: set[str] = set()
    for how in _KINDS:
        for text in given.get(how, ()):
            key = fold(text)
            if key and key not in seen:
                seen.add(key)
                yield Name(text, key, thing, how)


def _without_brackets(label: str) -> list[str]:
    """河（湖）长制 is 河长制 too."""
    short = re.sub(r"[（(][^（()）]*[）)]", "", label)
    return [short] if short not in (label, "") else []


def _is_cut(surface: str, label: str) -> bool:
    """True for the first name of a shared head: 蟠龙 in 蟠龙、硖石城乡供水工程 is no name of it."""
    start, whole = fold(surface), fold(label)
    return start != whole and whole.startswith(start)


def _stems(thing: Thing, others: Iterable[str], endings: tuple[str, ...]) -> list[str]:
    """Return a place's names without the word for its kind: 硖石 for 硖石镇."""
    area = EntityType.ADMIN_AREA.value in thing.types
    if not area and EntityType.PARK.value not in thing.types:
        return []
    found = []
    for name in (thing.label, *others):
        ending = next((e for e in endings if name.endswith(e)), "")
        stem = name.removesuffix(ending)
        if ending and len(stem) >= 2 and (area or len(stem) <= _LONGEST_STEM_OF_A_PARK):
            found.append(stem)
    return found


@cache
def _endings() -> tuple[str, ...]:
    """Return the words that end areas' and parks' names, longest first."""
    columns = ("suffix", "group", "types", "example", "counter")
    listed = {row["suffix"] for row in rows("suffixes.tsv", columns) if row["group"] in "AP"}
    return tuple(sorted(listed | set(LEVELS), key=lambda e: (-len(e), e)))


def _spoken() -> dict[str, dict[How, list[str]]]:
    found: dict[str, dict[How, list[str]]] = {}
    for theme in themes.load().values():
        own = found.setdefault(f"{PREFIXES['id']}theme/{theme.key}", {})
        own.setdefault(How.CUE, []).extend(theme.cues)
    for row in spoken.load():
        own = found.setdefault(f"{PREFIXES['id']}{row.kind}/{row.key}", {})
        own.setdefault(How.SPOKEN, []).extend(row.names)
    return found
