"""A sentence cut into the pieces that matter to names: vocabulary, numbers, marks, the unknown.

The vocabulary is matched leftmost and longest; what no word covers is unknown, and the unknown is
what names are mostly made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, cast

import ahocorasick

from gwr_graph import divisions
from gwr_graph.lexicon.names import NameLexicon, Role, load
from gwr_graph.model import Division, Header, Level

UNKNOWN = "U"  # characters no word covers
LATIN = "D"  # letters and digits of a name: G105, 2, Mini-LED
NUMBER = "N"  # a number that counts or measures, with its classifier
QUOTED = "Q"  # “…” as a whole
PAREN = "P"  # （…） as a whole
LIST = "L"  # 、
STOP = "S"  # any other mark
SEGMENT = "T"  # 霁洋至坂尾段: a stretch that goes with the line named before it


class Token(NamedTuple):
    """A piece of a sentence; ``start`` and ``end`` count within it. ``kind`` is one of the capital
    letters above or the role letters of a word (see :class:`~gwr_graph.lexicon.names.Role`)."""

    start: int
    end: int
    text: str
    kind: str


class Scanner(Protocol):
    """What an automaton offers: leftmost longest matches as (index of last character, word)."""

    def iter_long(self, text: str) -> Iterator[tuple[int, str]]: ...


class Vocabulary(NamedTuple):
    """The shared vocabulary and the home's place names, ready to scan.

    ``roles`` are those of the words that ``scanner`` finds. ``home`` finds the home's own place
    names, ``near`` maps them, and ``areas`` the names known everywhere, to what may be meant.
    ``high`` says that a province or the state speaks: it names programmes more than firms.
    """

    lexicon: NameLexicon
    scanner: Scanner
    roles: dict[str, str]
    home: Scanner
    near: dict[str, tuple[Division, ...]]
    areas: dict[str, tuple[Division, ...]]
    high: bool


_CLASSIFIER = (
    "个百分点|百分点|个工作日|个月|平方米|平方公里|立方米|千瓦时|千伏安|千瓦|兆瓦|公里|公顷|公斤|英亩|"
    "美元|欧元|人民币|元|吨|亩|米|斤|人次|人|个|家|户|条|座|处|所|项|件|套|栋|幢|台|辆|艘|架|支|名|位|"
    "次|场|期限|种|类|批|对|组|片|块|间|张|株|头|只|口|万|亿|千|百|年|月|日|天|岁|倍|成|%|％|‰|℃|"
    "镇|乡|村|街|度|份|周|季|分钟|小时|公共|箱|标箱|床|把|枚|级以上|字|字节|机组|平方千米|海里|票"
)
_NUMBER = re.compile(
    rf"\d[\d,，.]*(?:[—\-~～至]\d[\d,.]*)?(?:\s?[余多]?[十百千万亿]+)?(?:\s?[余多])?\s?(?:{_CLASSIFIER})(?!线|号线|级景区)"
)
_CJK_NUMBER = re.compile(
    r"(?<![一二三四五六七八九十百千第])[一二两三四五六七八九十]+(?:余|多)?(?:个|(?:条|家|大|座|处|所|项|户|镇|县|村|区|批|类)(?![子坊]|[村屯镇乡井院街路]))(?![一-龥]?代表)"
)
_LATIN = re.compile(r"[A-Za-z0-9×.·+&\-—/]*[A-Za-z0-9][A-Za-z0-9×.·+&\-/]*")
_QUOTED = re.compile(r"“[^“”。！？；\n]{1,24}”|‘[^‘’。！？；\n]{1,20}’|《[^《》\n]{1,40}》")
_QUOTED_NESTED = re.compile(r"“[^“”。！？；\n]{0,20}‘[^’]{1,16}’[^”。！？；\n]{0,16}”")
_PAREN = re.compile(r"[（(][^（）()\n]{1,24}[）)]")
_SEGMENT = re.compile(
    r"(?<=[线路道速铁河江渠堤])[\u4e00-\u9fff]{2,4}(?:至[\u4e00-\u9fff]{2,4})?段(?![\u4e00-\u9fff]{0,1}时)"
)
_ASCII = re.compile(r"[0-9A-Za-z]")
_MARKS = frozenset("，。；：！？…、,;:!?“”‘’《》〈〉（）()-—·~～| \t\n\r\u3000\u00a0")
_KIND = re.compile(r"(?:自治区|特别行政区|自治州|自治县|自治旗|新区|省|市|区|县|旗|州|盟)$")


class _Nation(NamedTuple):
    """The vocabulary without a home: words with their roles, and the names of areas everywhere.

    ``near`` holds names that are sure only inside their own province (counties in short).
    """

    scanner: Scanner
    roles: dict[str, str]
    areas: dict[str, tuple[Division, ...]]
    near: dict[str, tuple[Division, ...]]


def _scanner(words: Iterable[str]) -> Scanner:
    automaton = ahocorasick.Automaton()
    for word in filter(None, words):
        automaton.add_word(word, word)
    if not len(automaton):
        automaton.add_word("\0", "\0")  # an empty one cannot scan
    automaton.make_automaton()
    return cast(Scanner, automaton)


@cache
def _nation() -> _Nation:
    lexicon = load()
    areas: dict[str, tuple[Division, ...]] = {}
    near: dict[str, tuple[Division, ...]] = {}
    for name, codes in divisions.county_names().items():
        if name in lexicon.roles:
            continue
        found = tuple(d for d in map(divisions.by_code, codes) if d is not None)
        sure = any(d.name == name or len(d.code) < 6 for d in found)
        (areas if sure else near)[name] = found
    roles = dict(lexicon.roles)
    roles.update(dict.fromkeys(areas, Role.AREA))
    return _Nation(_scanner(roles), roles, areas, near)


@lru_cache(maxsize=64)
def _vocabulary(home: str | None, jurisdiction: str, level: Level) -> Vocabulary:
    lexicon, nation = load(), _nation()
    own: dict[str, tuple[Division, ...]] = {}
    if home:
        province = home[:2]
        for name, found in nation.near.items():
            inside = tuple(d for d in found if d.code.startswith(province))
            if inside:
                own[name] = inside
    if home and len(home) in (4, 6):
        for place in divisions.subtree(home).divisions:
            if place.level is Level.VILLAGE:
                own.setdefault(place.name, (place,))
            elif place.level is Level.TOWN:
                own[place.name] = (place,)
                short = divisions.town_stem(place.name)
                if short != place.name and len(short) >= 2 and short not in lexicon.roles:
                    own.setdefault(short, (place,))
    division = divisions.by_code(home) if home else None
    here = () if division is None else (division,)
    own[jurisdiction] = here or nation.areas.get(jurisdiction, ())
    stem = _KIND.sub("", jurisdiction)
    if len(stem) >= 2 and level is not Level.STATE:
        own[stem] = own[jurisdiction]
    high = level in (Level.STATE, Level.PROVINCE)
    return Vocabulary(lexicon, nation.scanner, nation.roles, _scanner(own), own, nation.areas, high)


def vocabulary(header: Header) -> Vocabulary:
    """Return the vocabulary for a report of this home."""
    return _vocabulary(header.division, header.jurisdiction, header.level)


def _inside_name(text: str, taken: bytearray, words: list[tuple[int, int, str]], k: int) -> bool:
    """Say whether a function character is part of a name: 和 in 呼和浩来镇, behind one lone character.

    The character is given back to the unknown.
    """
    start, end, kind = words[k]
    if end - start > 1 or Role.FUNCTION not in kind or start == 0 or end >= len(text):
        return False
    lone = not taken[start - 1] and text[start - 1] not in _MARKS
    lone = lone and (start == 1 or bool(taken[start - 2]) or text[start - 2] in _MARKS)
    suffix = k + 1 < len(words) and words[k + 1][0] == end and Role.SUFFIX in words[k + 1][2]
    free = not taken[end] and text[end] not in _MARKS
    if lone and (free or suffix) and text[start] in "和与":
        taken[start:end] = b"\0"
        return True
    return False


def _torn(text: str, end: int, word: str, vocab: Vocabulary) -> int:
    """Return the length of a suffix that begins with the last character of a word, 0 for none.

    Only ordinary words of two characters and the suffixes of firms give way (旭光电气 is no 光电 and 气).
    """
    suffixes = vocab.lexicon.suffixes
    own = suffixes.get(word)
    if own is not None and own.group != "E":
        return 0
    if own is None and vocab.roles[word].strip("cn"):
        return 0
    for size in (4, 3, 2):
        other = suffixes.get(text[end - 1 : end - 1 + size])
        if other is not None and len(other.text) == size and (own is None or other.group == "E"):
            return size if other.group in "PSIEA" else 0
    return 0


def tokenize(text: str, vocab: Vocabulary) -> list[Token]:
    """Return the tokens of a sentence in order; white space makes none."""
    fixed: list[tuple[int, int, str]] = []
    taken = bytearray(len(text))

    def claim(pattern: re.Pattern[str], kind: str) -> None:
        for match in pattern.finditer(text):
            start, end = match.span()
            if taken.find(1, start, end) < 0:
                fixed.append((start, end, kind))
                taken[start:end] = b"\1" * (end - start)

    if "“" in text or "《" in text:
        if "‘" in text:
            claim(_QUOTED_NESTED, QUOTED)
        claim(_QUOTED, QUOTED)
    if "（" in text or "(" in text:
        claim(_PAREN, PAREN)
    ascii_inside = _ASCII.search(text) is not None
    if ascii_inside:
        claim(_NUMBER, NUMBER)
    claim(_CJK_NUMBER, NUMBER)
    if "段" in text:
        claim(_SEGMENT, SEGMENT)
    words: list[tuple[int, int, str]] = []
    for last, word in vocab.home.iter_long(text):
        start, end = last - len(word) + 1, last + 1
        if taken.find(1, start, end) < 0:
            words.append((start, end, Role.AREA))
            taken[start:end] = b"\1" * (end - start)
    owned = bool(words)
    shifted = 0
    roles = vocab.roles
    for last, word in vocab.scanner.iter_long(text):
        start, end = last - len(word) + 1, last + 1
        if start < shifted:
            continue
        torn = _torn(text, end, word, vocab) if len(word) == 2 else 0
        if torn:  # 冯家山水库: the suffix 水库 wins over 山水
            start, end = end - 1, end - 1 + torn
            shifted = end
        if taken.find(1, start, end) < 0:
            words.append((start, end, roles[text[start:end]]))
            taken[start:end] = b"\1" * (end - start)
    if owned:
        words.sort()
    if "和" in text or "与" in text:
        words = [w for k, w in enumerate(words) if not _inside_name(text, taken, words, k)]
    if ascii_inside:
        claim(_LATIN, LATIN)
    pieces = sorted(fixed + words)
    tokens: list[Token] = []
    at = 0
    for start, end, kind in [*pieces, (len(text), len(text), "")]:
        while at < start:
            char = text[at]
            if char in _MARKS:
                if not char.isspace():
                    tokens.append(Token(at, at + 1, char, LIST if char == "、" else STOP))
                at += 1
                continue
            stop = at + 1
            while stop < start and text[stop] not in _MARKS:
                stop += 1
            tokens.append(Token(at, stop, text[at:stop], UNKNOWN))
            at = stop
        if end > start:
            tokens.append(Token(start, end, text[start:end], kind))
            at = end
    return tokens
