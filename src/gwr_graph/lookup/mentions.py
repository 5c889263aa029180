"""Which known names stand in a question, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from gwr_graph.lexicon import glossary, segmenting
from gwr_graph.lexicon.tsv import rows
from gwr_graph.lookup import sounds
from gwr_graph.lookup.finding import Found, Match, add_exact, add_heard, part_score, shortens
from gwr_graph.lookup.folding import fold_spans
from gwr_graph.lookup.index import CONCEPTS, LEVELS, SCORES, How, Index, wanted

_CAPITALISED = re.compile(r" (?:of )?[A-Z]")
# what people call alike: a base or a park
_ALIKE_KINDS = (("产业园", "工业园", "科技园", "园区", "产业园区", "工业园区", "基地", "园"),)
_LONGEST = 24
_SHORTEST = 2
_MOST_WORDS = 8
_LEAST_PREFIX = 3
_LEAST_PART = 4
_MOST_OWNERS_OF_A_PART = 3
_LEAST_ALIKE = 0.75
_LEAST_ALIKE_IN_SOUND = 0.8
_MOST_READINGS_OF_A_SLIP = 6
_LEAST_SYLLABLES_OF_A_PART = 3
_LEAST_LETTERS_OF_A_SLIP = 6
_LETTERS_A_SLIP = 4
_MANY = 1000
_LIMIT = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """Known names at ``text``, which is ``question[start:end]``; ``matches`` are best first.

    They are empty where a name stands that nothing in the graph has: 陈仓区, where it knows 陈仓镇.
    """

    start: int
    end: int
    text: str
    matches: tuple[Match, ...]


def mentions_in(
    index: Index, question: str, *, types: Collection[str] | None = None, limit: int = _LIMIT
) -> tuple[Mention, ...]:
    """Return the names that stand in a question, in its order, none over another.

    Longer ones are taken first, words that only speak for a theme last, slips where nothing else
    stands. Parts of names count where they are more than words that any report uses.
    ``types`` is as for :func:`find`; ``limit`` is for the matches of one mention.
    """
    kinds = wanted(types)
    spans = [*_chinese(index, question, kinds), *_english(index, question, kinds)]
    taken = _apart(question, spans, limit)
    named = [m for m in taken if m.matches[0].how is not How.CUE]
    cues = [(m.start, m.end, m.matches) for m in taken if m.matches[0].how is How.CUE]
    covered = [(m.start, m.end) for m in named]
    free = [all(not start <= at < end for start, end in covered) for at in range(len(question))]
    slips = [*_slips(index, question, kinds, free), *_english_slips(index, question, kinds, free)]
    rest = _apart(question, [*slips, *cues], limit)
    found = sorted((*named, *rest), key=lambda m: m.start)
    return tuple(_or_unknown(question, found, at) for at in range(len(found)))


def _or_unknown(question: str, found: list[Mention], at: int) -> Mention:
    """Return a mention, or the longer name that begins with it and is not known."""
    mention = found[at]
    limit = found[at + 1].start if at + 1 < len(found) else len(question)
    best = mention.matches[0]
    part = best.matched != best.label and best.label.startswith(best.matched)
    if not part and best.how is not How.PREFIX:
        return mention
    end = mention.end + _kind_after(question[mention.end : limit])
    named_so = any(
        best.label.endswith(kinds) and question[mention.end : end] in kinds
        for kinds in _ALIKE_KINDS
    )
    if end == mention.end or named_so or _inside_a_word(question, end):
        return mention
    return Mention(mention.start, end, question[mention.start : end], ())


def _inside_a_word(text: str, end: int) -> bool:
    """True where a word of two characters goes on behind an offset: 原来 behind 原."""
    across = text[max(end - 1, 0) : end + 1]
    return len(across) == 2 and (across in _common()[0] or across in glossary.idle("zh"))


def _kind_after(text: str) -> int:
    """Return the length of a word for a kind of place or body that ``text`` begins with: 区, 医院,
    `` Hospital``."""
    ending = next((e for e in _kinds() if text.startswith(e)), "")
    words = sounds.tokens(text)[: _MOST_WORDS // 2] if _CAPITALISED.match(text) else ()
    for length in range(len(words), 0, -1):
        window = [word.text for word in words[:length]]
        if words[0].start == 1 and not sounds.untranslated(window):
            said = set(sounds.readings(window))
            if said & _kinds_by_sound() and not window[-1].endswith("s"):
                return words[length - 1].end
    return len(ending)


@cache
def _kinds() -> tuple[str, ...]:
    """Return the words that end names of places and bodies, longest first."""
    columns = ("suffix", "group", "types", "example", "counter")
    listed = {row["suffix"] for row in rows("suffixes.tsv", columns) if row["group"] in "APSINE"}
    return tuple(sorted(listed | set(LEVELS), key=lambda e: (-len(e), e)))


@cache
def _kinds_by_sound() -> frozenset[str]:
    return frozenset("".join(sounds.syllables(kind)) for kind in _kinds())


_Span = tuple[int, int, tuple[Match, ...]]


def _apart(question: str, spans: list[_Span], limit: int) -> list[Mention]:
    chosen: list[Mention] = []
    for start, end, matches in sorted(spans, key=_rank):
        if all(end <= m.start or m.end <= start for m in chosen):
            chosen.append(Mention(start, end, question[start:end], matches[:limit]))
    return chosen


def _rank(span: _Span) -> tuple[bool, int, float, int]:
    start, end, matches = span
    return matches[0].how is How.CUE, start - end, -matches[0].score, start


def _chinese(index: Index, question: str, kinds: frozenset[str] | None) -> Iterator[_Span]:
    key, offsets = fold_spans(question)
    starts = _word_starts(key)
    for start in range(len(key) - 1):
        if key[start : start + 2] not in index.keys.text:
            continue
        longer = _longer(index, key[start : start + 2])
        for end in range(start + 2, min(len(key), start + _LONGEST) + 1):
            window = key[start:end]
            if window.isascii() or _cuts_a_word(key, start, end):
                continue
            found = Found(index, kinds)
            if window in index.keys.text:
                whole_word = len(window) > _SHORTEST or start in starts
                if whole_word and not _ends_a_name(key, start, window):
                    add_exact(found, window)
                whole = end == len(key) or key[start : end + 1] not in index.keys.text
                if whole and start in starts:
                    _add_parts(found, window)
            elif start in starts:
                _add_shortened(found, window, longer)
            if found.any():
                yield offsets[start], offsets[end - 1] + 1, found.matches(_MANY)


def _word_starts(key: str) -> frozenset[int]:
    """Return where the words of a text begin: a part of a name does not begin inside one."""
    starts, at = set(), 0
    for word in segmenting.cut(key):
        starts.add(at)
        at += len(word)
    return frozenset(starts)


def _longer(index: Index, start: str) -> list[int]:
    """Return the entities' names that begin so."""
    return [
        name
        for name in index.keys.starting(start)
        if CONCEPTS.isdisjoint(index.things[index.names[name].thing].types)
    ]


def _cuts_a_word(key: str, start: int, end: int) -> bool:
    """True where Latin letters or digits go on beyond the window: gdp in gdpx."""
    return any(
        0 < at < len(key) and key[at - 1].isascii() and key[at].isascii()
        and key[at - 1].isalnum() and key[at].isalnum()
        and key[at - 1].isdigit() == key[at].isdigit()
        for at in (start, end)
    )  # fmt: skip


def _ends_a_name(key: str, start: int, window: str) -> bool:
    """True where a word such as 新区 stands behind what is no word: it ends another name then."""
    if start == 0 or not window.endswith(_kinds()) or not general(window):
        return False
    if not key[start - 1].isalnum():
        return False
    if key[start - 1] in _IDLE_CHARACTERS:
        return False
    known, longest = _common()
    return not any(key[at:start] in known for at in range(max(0, start - longest), start - 1))


def _add_parts(found: Found, window: str) -> None:
    """Count in the names that begin with the window or hold it, if it is telling enough."""
    if len(window) < _LEAST_PREFIX or window.isascii() or general(window):
        return
    index = found.index
    han = sum(not char.isascii() for char in window)
    prefixes: list[int] = []
    parts: list[int] = []
    for name, offset in index.keys.containing(window):
        own = index.names[name]
        if own.how is How.CUE or len(own.key) == len(window):
            continue
        if not CONCEPTS.isdisjoint(index.things[own.thing].types):
            rest = len(own.key) - len(window)
            if offset == 0 and han >= _LEAST_PART and rest <= 3:
                prefixes.append(name)
        elif offset == 0:
            prefixes.append(name)
        elif len(window) >= _LEAST_PART:
            parts.append(name)
    for name in prefixes:
        share = len(window) / len(index.names[name].key)
        found.add(name, How.PREFIX, part_score(How.PREFIX, share))
    if len({index.names[name].thing for name in parts}) <= _MOST_OWNERS_OF_A_PART:
        for name in parts:
            share = len(window) / len(index.names[name].key)
            found.add(name, How.PART, part_score(How.PART, share))


def _add_shortened(found: Found, window: str, longer: list[int]) -> None:
    for name in longer:
        own = found.index.names[name].key
        if 2 < len(window) < len(own) and shortens(window, own) and not general(window):
            found.add(name, How.SHORT, part_score(How.PREFIX, len(window) / len(own)))


def _english(index: Index, question: str, kinds: frozenset[str] | None) -> Iterator[_Span]:
    words = sounds.tokens(question) if sounds.latin(question) else ()
    for start, end in _windows(words):
        window = [word.text for word in words[start:end]]
        found = Found(index, kinds)
        if all(word.isascii() for word in window):
            joined = re.sub(r"['’-]", "", "".join(window))
            for form in dict.fromkeys((joined, "-".join(window), joined.removesuffix("s"))):
                add_exact(found, form)
        if any(word.isascii() for word in window) and len("".join(window)) >= 4:
            own = sounds.untranslated(window)
            if not own and _behind_a_name(words, start):
                continue
            if all(sounds.sayable(index, w) for w in sorted(own, key=lambda w: not w.isascii())):
                _add_heard(found, sounds.readings(window), plain=len(window) if not own else 0)
        if found.any():
            yield words[start].start, words[end - 1].end, found.matches(_MANY)


def _windows(words: tuple[sounds.Token, ...]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that neither begin nor end with an idle one."""
    for start in range(len(words)):
        if words[start].text in _IDLE:
            continue
        for end in range(start + 1, min(len(words), start + _MOST_WORDS) + 1):
            if words[end - 1].text not in _IDLE:
                yield start, end


def _behind_a_name(words: tuple[sounds.Token, ...], start: int) -> bool:
    """True where the word before is neither idle nor an English one of the list: New Area in
    Gongbei New Area."""
    before = words[start - 1].text if start else "the"
    return before not in _IDLE and bool(sounds.untranslated([before]))


def _add_heard(found: Found, said: tuple[str, ...], *, plain: int) -> None:
    """Count in what sounds so; of ``plain`` English words, where it is no 0, only whole names, and
    only of several."""
    known = sounds.sounds(found.index)
    if plain:
        for rank, reading in enumerate(said if plain > 1 else ()):
            for number in known.keys.exact(reading):
                found.add(known.owners[number], How.PINYIN, SCORES[How.PINYIN] - 0.001 * rank)
        return
    add_heard(found, said, least_part=_LEAST_SYLLABLES_OF_A_PART)


def _english_slips(
    index: Index, question: str, kinds: frozenset[str] | None, free: list[bool]
) -> Iterator[_Span]:
    """Yield where a name stands in pinyin that is written a little wrong."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    words = sounds.tokens(question) if sounds.latin(question) else ()
    for start, end in _windows(words):
        if not all(free[words[start].start : words[end - 1].end]):
            continue
        window = [word.text for word in words[start:end]]
        own = sounds.untranslated(window)
        if len(window) > _MOST_WORDS // 2 or not any(
            len(word) >= _LEAST_LETTERS_OF_A_SLIP for word in own
        ):
            continue
        for reading in sounds.readings(window)[:_MOST_READINGS_OF_A_SLIP]:
            best = process.extractOne(
                reading,
                sounds.sounds(index).joined,
                scorer=Levenshtein.distance,
                score_cutoff=len("".join(own)) // _LETTERS_A_SLIP,
            )
            if best is not None:
                found = Found(index, kinds)
                score = 0.85 * (1 - best[1] / len(reading))
                found.add(sounds.sounds(index).owners[best[2]], How.SLIP, score)
                if found.any():
                    yield words[start].start, words[end - 1].end, found.matches(_MANY)


def _slips(
    index: Index, question: str, kinds: frozenset[str] | None, free: list[bool]
) -> Iterator[_Span]:
    """Yield where a name of four characters or more stands with a slip in it."""
    from rapidfuzz import fuzz, process

    key, offsets = fold_spans(question)
    if len(key) < _LEAST_PART or key.isascii():
        return
    keys = [n.key if _may_slip(index, n.how, n.thing, n.key) else "" for n in index.names]
    alike = process.extract(
        key, keys, scorer=fuzz.partial_ratio, score_cutoff=100 * _LEAST_ALIKE, limit=20
    )
    for name_key, _, name in alike:
        for start in range(len(key) - len(name_key) + 1):
            first, end = offsets[start], offsets[start + len(name_key) - 1] + 1
            if not all(free[first:end]):
                continue
            window = key[start : start + len(name_key)]
            ratio = _alike(window, name_key)
            if ratio < _LEAST_ALIKE or general(window) or _IDLE_CHARACTERS & set(window):
                continue
            if _sound_alike(window, name_key):
                found = Found(index, kinds)
                found.add(name, How.SLIP, 0.85 * ratio)
                if found.any():
                    yield first, end, found.matches(_MANY)


def _may_slip(index: Index, how: How, thing: int, key: str) -> bool:
    entity = CONCEPTS.isdisjoint(index.things[thing].types)
    return entity and how in (How.LABEL, How.NAME) and len(key) >= _LEAST_PART


def _alike(one: str, other: str) -> float:
    """Return the share of equal characters at equal places."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _sound_alike(one: str, other: str) -> bool:
    """True where the characters that differ sound nearly the same: 荟翠广场, but not 银河 for 金河."""
    from rapidfuzz import fuzz

    pairs = zip(sounds.syllables(one), sounds.syllables(other), strict=False)
    return all(fuzz.ratio(a, b) >= 100 * _LEAST_ALIKE_IN_SOUND for a, b in pairs)


_IDLE = frozenset(
    "a an the of in on at to for from by with and or is are was were be been do does did has have "
    "had what which who whom whose where when why how many much it its this that these those as "
    "about than there any all me tell show list give say said says".split()
)
_IDLE_CHARACTERS = frozenset("的了吗呢吧么啥谁哪几是在和与？?！。")


@lru_cache(maxsize=4096)
def general(text: str) -> bool:
    """True where words that many reports use make up the whole of ``text``: 产业基地, 供水工程."""
    known, longest = _common()
    reached = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reached[end] = any(
            reached[start] and text[start:end] in known
            for start in range(max(0, end - longest), end)
        )
    return reached[-1]


@cache
def _common() -> tuple[frozenset[str], int]:
    words = {row["word"] for row in rows("common.tsv", ("word", "reports", "tag"))}
    columns = ("suffix", "group", "types", "example", "counter")
    words |= {row["suffix"] for row in rows("suffixes.tsv", columns)}
    words |= set("全省市区县级年个项新大")
    return frozenset(words), max(map(len, words))
