"""Sentences that hold the words looked for, the words marked in them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gwr_graph.lexicon import glossary
from gwr_graph.store import Store, value_of

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.%-]*|[^\s\W_]+")
_QUOTES = re.compile("[“”‘’\"'《》「」]")
_AROUND = 60
_MOST_WORDS = 12
_MOST_SENTENCES = 1_000_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ``report`` (its IRI), ``start`` to ``end`` in its clean text."""

    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence found. ``pieces`` are (text, is it a word looked for), long ones shortened with …;

    ``start`` and ``end`` are the first of these words in the report's clean text.
    """

    report: str
    start: int
    end: int
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages, the best first; ``words`` were looked for, ``total`` is how many there are.

    ``whole`` is True where each holds all that was typed, as it was typed.
    """

    words: tuple[str, ...]
    whole: bool
    total: int
    passages: tuple[Passage, ...]


def sentences(store: Store) -> tuple[Sentence, ...]:
    """Return the sentences of all reports, in the order of the text."""
    table = store.select(
        """SELECT ?report ?start ?end ?quote {
          GRAPH ?report { ?s a gwr:Sentence ; gwr:quote ?quote ; gwr:start ?start ; gwr:end ?end }
        }""",
        max_rows=_MOST_SENTENCES,
    )
    rows = ((value_of(r), int(value_of(s)), int(value_of(e)), value_of(q)) for r, s, e, q in table)
    return tuple(Sentence(*row) for row in sorted(rows))


def find(known: Sequence[Sentence], typed: str, limit: int, others: Iterable[str] = ()) -> Found:
    """Return the passages that hold what was typed; else those that hold most of its words.

    ``others`` are names of what was typed, looked for where it stands nowhere itself (pinyin,
    English). A word in English is looked for in Chinese too.
    """
    text = _QUOTES.sub("", unicodedata.normalize("NFKC", typed)).strip()
    chunks = tuple(dict.fromkeys(text.split()))[:_MOST_WORDS]
    if not chunks:
        return Found((), True, 0, ())
    held = [s for s in known if all(_in(chunk, s.text) for chunk in chunks)]
    if held:
        return _found(chunks, held, limit, whole=True)
    for words in (tuple(dict.fromkeys(others)), tuple(_words(text))):
        ranked = _ranked(known, words[:_MOST_WORDS])
        if ranked:
            return _found(words, ranked, limit, whole=False)
    return Found(chunks, False, 0, ())


def marked(text: str, start: int, end: int) -> tuple[tuple[str, bool], ...]:
    """Return the pieces of a text of which the characters ``start`` to ``end`` are marked."""
    pieces = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def _found(words: Sequence[str], held: Sequence[Sentence], limit: int, *, whole: bool) -> Found:
    pattern = _pattern(words)
    passages = tuple(_passage(sentence, pattern) for sentence in held[:limit])
    return Found(tuple(words), whole, len(held), passages)


def _words(text: str) -> list[str]:
    """Return the words of a question that may stand in a report, without those that ask."""
    import rjieba

    idle = glossary.idle("en")
    # taken out first: the segmenter takes 哪些项目 for one word
    asking = [word for word in glossary.idle("zh") if len(word) > 1]
    text = re.sub("|".join(map(re.escape, sorted(asking, key=lambda w: (-len(w), w)))), " ", text)
    found: list[str] = []
    for chunk in _WORD.findall(text):
        if _HAN.search(chunk):
            found += [word for word in rjieba.cut(chunk) if len(word) > 1]
        elif chunk.lower() not in idle:
            found += [chunk, *glossary.chinese(chunk)[:2]]
    return list(dict.fromkeys(found))


def _ranked(known: Sequence[Sentence], words: Sequence[str]) -> list[Sentence]:
    """Return the sentences with any of the words, those with the most telling words first."""
    holding = [[word for word in words if _in(word, s.text)] for s in known]
    seen = Counter(word for held in holding for word in held)
    weight = {word: math.log(1 + len(known) / count) for word, count in seen.items()}
    scored = [
        (-sum(weight[word] for word in held), number) for number, held in enumerate(holding) if held
    ]
    return [known[number] for _, number in sorted(scored)]


def _in(word: str, text: str) -> bool:
    return word in text or (not _HAN.search(word) and bool(_pattern([word]).search(text)))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the words; a Latin word stands whole and in any case."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    each = (
        re.escape(word)
        if _HAN.search(word)
        else rf"(?<![A-Za-z0-9])(?i:{re.escape(word)})(?![A-Za-z0-9])"
        for word in longest
    )
    return re.compile("|".join(each))


def _passage(sentence: Sentence, pattern: re.Pattern[str]) -> Passage:
    text = sentence.text
    hits = [match.span() for match in pattern.finditer(text)]
    first, last = hits[0][0], hits[-1][1]
    begin, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    if last - first > 3 * _AROUND:
        end = min(len(text), first + 4 * _AROUND)
    begin, end = (0 if begin < 10 else begin), (len(text) if len(text) - end < 10 else end)
    pieces: list[tuple[str, bool]] = [("…", False)] if begin else []
    at = begin
    for start, stop in hits:
        if stop > end:
            break
        pieces += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    shown = tuple(piece for piece in pieces if piece[0])
    start, stop = hits[0]
    return Passage(sentence.report, sentence.start + start, sentence.start + stop, shown)
