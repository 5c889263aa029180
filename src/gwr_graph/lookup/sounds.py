"""Names by their sound: pinyin with or without tones and spaces, and English words for kinds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from gwr_graph.lexicon import english
from gwr_graph.lookup.index import CONCEPTS, Haystack, How, Index, haystack

_TOKEN = re.compile(r"[a-z0-9&]+(?:[.'’-][a-z0-9&]+)*|[\u3400-\u9fff]+")
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]{1,3}(?:ng|n|r)?)+|.*\d.*"  # a digit: S222
)
_TONE_DIGIT = re.compile(r"(?<=[a-z]{2})[1-5](?=[a-z]|$)")
_MOST_WORDS = 4
_MOST_READINGS = 24
_MOST_ALTERNATIVES = 4
_LONGEST_SYLLABLE = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A Latin word, number or run of Chinese in a text: lower case, no tone marks; its span."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sounds:
    """How each name of an index sounds; ``breaks[i]`` are the offsets where syllables of i begin.

    ``owners[i]`` is the number of the name in ``Index.names``.
    """

    keys: Haystack
    breaks: tuple[tuple[int, ...], ...]
    owners: tuple[int, ...]
    joined: tuple[str, ...]
    syllables: frozenset[str]


@lru_cache(maxsize=4)
def sounds(index: Index) -> Sounds:
    """Return the sounds of the entities' names in Chinese; made when first asked for.

    Indicators and themes have English names of their own.
    """
    owners: list[int] = []
    joined: list[str] = []
    breaks: list[tuple[int, ...]] = []
    known: set[str] = set()
    for number, name in enumerate(index.names):
        entity = CONCEPTS.isdisjoint(index.things[name.thing].types)
        if not entity or not _has_han(name.key):
            continue
        offsets = [0]
        parts = syllables(name.key)
        known.update(parts)
        for part in parts:
            offsets.append(offsets[-1] + len(part))
        owners.append(number)
        joined.append("".join(parts))
        breaks.append(tuple(offsets))
    return Sounds(haystack(joined), tuple(breaks), tuple(owners), tuple(joined), frozenset(known))


@lru_cache(maxsize=16384)
def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of Chinese characters without tones; other characters as they are."""
    from pypinyin import lazy_pinyin

    return tuple(plain(part) for part in lazy_pinyin(text))


def plain(text: str) -> str:
    """Return Latin text in lower case without marks; ü and v are u, tone digits are left out."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in marked if not unicodedata.combining(char))
    return _TONE_DIGIT.sub("", bare.replace("v", "u") if bare.isascii() else bare)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text with their offsets in it; an ending 's is left out."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for one in unicodedata.normalize("NFKD", char.casefold()):
            if not unicodedata.combining(one):
                folded.append(one)
                offsets.append(offset)
    found = []
    for match in _TOKEN.finditer("".join(folded)):
        word = re.sub(r"['’]s$", "", match[0])
        end = match.start() + len(word)
        found.append(Token(word, offsets[match.start()], offsets[end - 1] + 1))
    return tuple(found)


def latin(text: str) -> bool:
    """True where a text has Latin letters enough to be a sound."""
    return re.search(r"[a-z]{2}", plain(text)) is not None


def readings(words: Sequence[str]) -> tuple[str, ...]:
    """Return what words may sound like in Chinese: the English ones translated, the others as
    pinyin; the likeliest first, at most 24."""
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        length, chinese = _translated(words, at)
        if length:
            sounds_like = ("".join(syllables(zh)) for zh in chinese[:_MOST_ALTERNATIVES])
            choices.append(tuple(dict.fromkeys(sounds_like)))
            at += length
        else:
            choices.append((_sound(words[at]),))
            at += 1
    found: dict[str, None] = {}
    for number, parts in enumerate(product(*choices)):
        if number >= _MOST_READINGS:
            break
        found.setdefault("".join(parts))
    found.pop("", None)
    return tuple(found)


def sayable(index: Index, word: str) -> bool:
    """True where a word is made of syllables that names of the index have."""
    if word.isascii() and not _PINYIN.fullmatch(plain(re.sub("['-]", "", word))):
        return False
    known = sounds(index).syllables
    reached = {0}
    text = _sound(word)
    for end in range(1, len(text) + 1):
        if any(text[start:end] in known for start in reached if end - start <= _LONGEST_SYLLABLE):
            reached.add(end)
    return len(text) in reached


def untranslated(words: Sequence[str]) -> list[str]:
    """Return the words that are no English ones of the list: parts of a name's own sound."""
    found = []
    at = 0
    while at < len(words):
        length, _ = _translated(words, at)
        if not length:
            found.append(words[at])
        at += length or 1
    return found


def _translated(words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many words from ``at`` on are an English phrase of the list, and its Chinese."""
    listed = english.load()
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        for form in (phrase, phrase.replace("-", " "), phrase.removesuffix("s")):
            if form in listed:
                return length, listed[form].chinese
    return 0, ()


def _sound(word: str) -> str:
    return "".join(syllables(word)) if _has_han(word) else plain(re.sub(r"['’-]", "", word))


def _has_han(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)


@dataclass(frozen=True, slots=True)
class Heard:
    """A name (its number in ``Index.names``) that has a reading of so many syllables in it, which
    are this share of all."""

    name: int
    how: How
    syllables: int
    share: float


def heard(index: Index, reading: str) -> Iterator[Heard]:
    """Yield the names that sound like a reading, or have whole syllables that do."""
    known = sounds(index)
    for number, offset in known.keys.containing(reading):
        end = offset + len(reading)
        breaks = known.breaks[number]
        if offset not in breaks or end not in breaks:
            continue
        count = breaks.index(end) - breaks.index(offset)
        share = count / (len(breaks) - 1)
        how = How.PINYIN if share == 1 else How.PREFIX if offset == 0 else How.PART
        yield Heard(known.owners[number], how, count, share)
