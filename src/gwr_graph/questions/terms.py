"""The words of a question that an answer's text must bear out, in the words reports write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from gwr_graph.lexicon import glossary, question_words
from gwr_graph.lexicon.tsv import rows

_NOUN, _VERB, _UNKNOWN = 1.0, 0.4, 0.8
_NOUNS = frozenset("t n nr nrt ns nt nz nrfg ng vn an j l i b eng s g vg".split())
_PROPER = frozenset("nr nrt ns nt nz nrfg".split())
_VERBS = frozenset("v a ad vd z".split())
_LEAST_BLANKED = 3
_MOST_WORDS = 5
_LEAST_SPLIT = 2
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.])(?P<number>\d[\d,]*(?:\.\d+)?)\s*-?\s*"
    r"(?P<scale>万亿|千万|百万|万|亿|bn|billion|million|mn|m|trillion|thousand|k)?(?![a-z])"
    r"(?P<percent>%|％|\s?percent|\s?per cent)?",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"\d*(?:亿|千万|百万|万)元?以上")
_SCALES = {
    "bn": 9,
    "billion": 9,
    "million": 6,
    "mn": 6,
    "m": 6,
    "trillion": 12,
    "thousand": 3,
    "k": 3,
}
_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z0-9.'’]*[A-Za-z0-9])?(?:-[A-Za-z0-9]+)*|\d[\d.,]*")
_LATIN = re.compile(r"[A-Za-z0-9.]*[A-Za-z][A-Za-z0-9.]+|\d+[A-Za-z]")
_CODE = re.compile(r"[A-Z]+\d[A-Za-z\d]*|[A-Z]{2,}")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9.'’]*")
_COUNTED = re.compile("[年个家户项条座所亩人天名次处月元米吨辆套件]")
_GLOSSED = re.compile(r"[A-Za-z][A-Za-z'’. -]{1,40}(?=\s*[（(]\s*[“\"]?[\u3400-\u9fff])")
_WHICH = re.compile(
    r"\b(?:which|what|whose|who(?:se)? (?:is|was|are)(?: the)?)\s+(?:[A-Za-z]+\s+)?$", re.IGNORECASE
)
_IS_WHO = re.compile("是(?:谁|哪位)|(?:叫|姓)(?:谁|什么|啥)")
_WHICH_ONE = re.compile("(?:哪[个支家位所款]|什么|啥)$")
_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question and the forms in which a report may write it, any of which will do.

    ``weight`` says how much it tells by its part of speech; ``forms`` is empty where nothing is
    known that a report would write. ``loose`` is True for a word that reports do not use: where
    none does, it may be how people talk. ``start`` and ``end`` span it in the question.
    """

    text: str
    forms: tuple[str, ...]
    weight: float
    loose: bool = False
    start: int = 0
    end: int = 0

    @property
    def is_noun(self) -> bool:
        return self.weight > _VERB


def terms(left: str, lang: str) -> tuple[Term, ...]:
    """Return the terms of what is left of a question without its names (□ where they stood)."""
    found: dict[str, Term] = {}
    rest = _asking(lang).sub(lambda match: "□" * len(match[0]), left)
    for match in list(_AT_LEAST.finditer(rest)):
        found.setdefault(match[0], Term(match[0], (match[0],), _NOUN, False, *match.span()))
        rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    for match in list(_NUMBER.finditer(rest)):
        forms = _number_forms(match)
        counted = _COUNTED.match(rest, match.end())
        if forms and counted and lang == "zh":
            forms = tuple(f"{form}{counted[0]}" for form in forms)
        if forms:
            found.setdefault(
                match[0], Term(match[0].strip(), forms, _NOUN, False, match.start(), match.end())
            )
        rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    if lang == "en":
        glossed = [match.span() for match in _GLOSSED.finditer(left)]
        for term in _english(rest):
            loose = any(start <= term.start and term.end <= end for start, end in glossed)
            asked = _WHICH.search(left[: term.start]) is not None
            weight = _NOUN if asked else term.weight  # which contractor: that must be told
            loose = (term.loose or loose) and not asked
            found.setdefault(term.text, replace(term, loose=loose, weight=weight))
    else:
        for match in _LATIN.finditer(left):
            found.setdefault(match[0], Term(match[0], (match[0],), _NOUN, False, *match.span()))
    for run in _HAN.finditer(rest):
        for term in _chinese(run[0], run.start()):
            found.setdefault(term.text, term)
    return _merged(list(found.values()))


def _merged(found: list[Term]) -> tuple[Term, ...]:
    """Return the terms, those that may stand for one another as one: 完工或者竣工."""
    kept: list[Term] = []
    for term in found:
        for at, other in enumerate(kept):
            if (
                other.forms
                and term.forms
                and (
                    term.text in other.forms
                    or other.text in term.forms
                    or term.forms == other.forms
                )
            ):
                forms = tuple(dict.fromkeys((*other.forms, *term.forms)))
                kept[at] = replace(other, forms=forms, weight=max(other.weight, term.weight))
                break
        else:
            kept.append(term)
    return tuple(kept)


def _chinese(run: str, offset: int) -> list[Term]:
    import rjieba

    found = []
    words = rjieba.tag(run)
    end = offset
    for at, (word, tag) in enumerate(words):
        start, end = end, end + len(word)
        known = word in glossary.synonyms()
        if len(word) == _LEAST_SPLIT and not known and word not in _used():
            found += _characters(word, start)
        asked = _IS_WHO.match(run, end - offset) is not None
        asked |= (
            len(word) == 1 and tag == "n" and _WHICH_ONE.search(run[: start - offset]) is not None
        )
        if not asked and not known and (len(word) < 2 or _only_idle(word)):
            continue
        forms = glossary.synonyms().get(word, ())
        if tag in _NOUNS or (len(word) == 1 and tag not in _VERBS):
            weight = _NOUN
        elif tag in _VERBS or forms:
            weight = _VERB
        else:
            continue
        after = words[at + 1][0] if at + 1 < len(words) else ""
        weight = _NOUN if asked else weight
        named = asked or tag in _PROPER or (bool(after) and after in _endings())
        loose = not named and not forms and word not in _used()
        forms = (word, *(form for form in forms if form != word))
        found.append(Term(word, forms, weight, loose, start, end))
    return found


def _characters(word: str, start: int) -> list[Term]:
    """Return the first character of what is no word, where it alone tells something: 羊 in 羊要."""
    first, rest = word[0], word[1:]
    if first not in glossary.synonyms() or rest not in _idle("zh"):
        return []
    forms = tuple(dict.fromkeys((first, *glossary.synonyms()[first])))
    return [Term(first, forms, _NOUN, False, start, start + 1)]


@cache
def _used() -> frozenset[str]:
    """Return the words that several reports use."""
    return frozenset(row["word"] for row in rows("common.tsv", ("word", "reports", "tag")))


@cache
def _endings() -> frozenset[str]:
    """Return the words that end names of places and bodies."""
    columns = ("suffix", "group", "types", "example", "counter")
    return frozenset(row["suffix"] for row in rows("suffixes.tsv", columns))


def _only_idle(word: str) -> bool:
    """True where words that ask, or say nothing, make up the whole of ``word``."""
    known = _idle("zh")
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(
            reached[start] and word[start:end] in known for start in range(max(0, end - 6), end)
        )
    return reached[-1]


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text; one with hyphens that is not known as it is by its parts."""
    for match in _TOKEN.finditer(text):
        word = match[0].lower()
        if "-" in word and _known(word) is None and _known(word.replace("-", " ")) is None:
            yield from _PART.finditer(text, match.start(), match.end())
        else:
            yield match


def _english(text: str) -> list[Term]:
    tokens = list(_tokens(text))
    found: list[Term] = []
    at = 0
    while at < len(tokens):
        size, forms = _phrase(text, tokens, at)
        start, end = tokens[at].start(), tokens[at + size - 1].end()
        words = text[start:end]
        if forms:
            weight = _VERB if _is_verb(words, forms[0]) else _NOUN
            found.append(Term(words, forms, weight, False, start, end))
        elif forms is None and not _idle_word(words):
            loose = not (words[0].isupper() and start > 0)
            own = (words,) if _CODE.fullmatch(words) else ()
            found.append(Term(words, own, _UNKNOWN if loose else _NOUN, loose, start, end))
        at += size
    return found


def is_noun(word: str) -> bool:
    """True where an English word is known, and not as a verb."""
    forms = _known(word.lower())
    return bool(forms) and not _idle_word(word) and not _is_verb(word, forms[0] if forms else "")


def _is_verb(word: str, chinese: str) -> bool:
    tag = _tag(chinese)
    return tag in _VERBS or (tag == "vn" and word.lower().endswith(("ed", "ing")))


@cache
def _tag(word: str) -> str:
    """Return the part of speech of a Chinese word, "n" where it is several."""
    import rjieba

    found = rjieba.tag(word)
    return str(found[0][1]) if len(found) == 1 else "n"


def _phrase(text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, tuple[str, ...] | None]:
    """Return how many tokens the longest known phrase takes and what it stands for, None where
    nothing is known of the word."""
    for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        between = text[tokens[at].start() : tokens[at + size - 1].end()]
        if size > 1 and not re.fullmatch(r"[A-Za-z0-9.'’\- ]+", between):
            continue
        phrase = re.sub(r"\s+", " ", between.lower())
        for form in (
            phrase,
            phrase.replace("-", " "),
            phrase.removesuffix("'s").removesuffix("’s"),
        ):
            if size == 1 and _idle_word(form):
                return size, ()
            known = _known(form)
            if known is not None:
                return size, known
    return 1, None


def _known(phrase: str) -> tuple[str, ...] | None:
    for form in glossary.base_forms(phrase):
        if form in glossary.english():
            return glossary.english()[form]
    return None


def _idle_word(word: str) -> bool:
    low = word.lower().removesuffix("'s").removesuffix("’s").strip(".'’")
    return low in _idle("en") or len(low) < 2


@cache
def _idle(lang: str) -> frozenset[str]:
    """Return the words that ask, with those that say nothing."""
    asking = {
        part.strip().lower()
        for row in question_words.load()
        for words in row.words
        for part in words.split("…")
        if not _tells(part)
    }
    if lang == "en":
        asking = {piece for words in asking if words.isascii() for piece in words.split()}
    return glossary.idle(lang) | asking


def _tells(part: str) -> bool:
    """True for words that ask and say something too: 开业没, is … open."""
    return any(
        word in part.lower().split() or (not word.isascii() and word in part) for word in _states()
    )


@cache
def _states() -> tuple[str, ...]:
    return (*status_words(), *"open opened finished completed done".split())


@cache
def status_words() -> tuple[str, ...]:
    """Return the words by which reports say how far a thing has come."""
    return tuple(
        row["word"] for row in rows("status.tsv", ("word", "status")) if len(row["word"]) > 1
    )


@cache
def _asking(lang: str) -> re.Pattern[str]:
    """Return a pattern of the longer words that ask, and say nothing."""
    english = lang == "en"
    parts = {
        part.strip()
        for row in question_words.load()
        for words in row.words
        for part in words.split("…")
        if part.isascii() == english and not _tells(part) and _long(part.strip())
    }
    listed = "|".join(sorted(map(re.escape, parts), key=lambda p: (-len(p), p)))
    return re.compile(rf"\b(?:{listed})\b" if english else listed, re.IGNORECASE)


def _long(part: str) -> bool:
    return " " in part if part.isascii() else len(part) >= _LEAST_BLANKED


def _number_forms(match: re.Match[str]) -> tuple[str, ...]:
    """Return a number as reports may write it: 20,000 as 2万, 1bn as 10亿; () for a year."""
    digits = match["number"].replace(",", "").rstrip(".")
    scale = (match["scale"] or "").lower()
    if match["percent"]:
        return (f"{digits}%",)
    if (not scale and re.fullmatch(r"(19|20)\d\d", digits)) or (len(digits) < 2 and not scale):
        return ()
    if scale and not scale.isascii():
        return (f"{digits}{scale}",)
    value = Decimal(digits).scaleb(_SCALES.get(scale, 0))
    forms = [f"{value.normalize():f}"]
    for name, power in (("亿", 8), ("万", 4)):
        if value >= Decimal(10) ** power:
            forms.append(f"{(value / Decimal(10) ** power).normalize():f}{name}")
        if value == Decimal(10) ** power:
            forms.append(f"{name}元")  # 万元GDP能耗
    return tuple(forms)
