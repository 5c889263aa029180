"""Words of a question that no report holds, found again in the words it does hold.

Short forms (市二院 for 市第二人民医院), names in pinyin that are no known ones, and the characters
that words of one meaning share (苗 of 种苗, 育苗).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from gwr_graph.lookup import sounds

_GAP = 4
_LEAST = 2
_LEAST_LETTERS = 5
_MOST_STATEMENTS = 4
_SHARE = 20
_FORMS = 4
_HAN = re.compile("[\u3400-\u9fff]+")


def expansions(word: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words in ``texts`` that a Chinese word may be short for: they hold its characters
    in their order, begin with the first and end with the last."""
    if len(word) < _LEAST or not _HAN.fullmatch(word):
        return ()
    gaps = f"[\u3400-\u9fff]{{0,{_GAP}}}?"
    pattern = re.compile(gaps.join(map(re.escape, word)))
    longest = 3 * len(word) if len(word) > _LEAST else _LEAST + _GAP
    found = (match[0] for text in texts for match in pattern.finditer(text))
    return tuple(dict.fromkeys(one for one in found if len(one) <= longest))


def heard(word: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters in ``texts`` that sound like a word in pinyin: 向家坝 for Xiangjiaba."""
    spoken = re.sub("['’]s?$", "", word).lower()
    if len(spoken) < _LEAST_LETTERS or not (spoken.isascii() and spoken.isalpha()):
        return ()
    found: dict[str, None] = {}
    for text in texts:
        for run in _HAN.findall(text):
            parts = sounds.syllables(run)
            for start in range(len(parts)):
                said, end = "", start
                while end < len(parts) and len(said) < len(spoken):
                    said, end = said + parts[end], end + 1
                if said == spoken and end - start >= _LEAST:
                    found.setdefault(run[start:end])
    return tuple(found)


def telling_characters(forms: Iterable[str], quotes: Collection[str]) -> tuple[str, ...]:
    """Return the characters that several of these words share, and only few of ``quotes`` hold."""
    most = max(_MOST_STATEMENTS, len(quotes) // _SHARE)
    listed = [form for form in list(forms)[:_FORMS] if _HAN.fullmatch(form)]
    shared = dict.fromkeys(
        char for form in listed for char in form if sum(char in other for other in listed) > 1
    )
    return tuple(char for char in shared if 0 < sum(char in q for q in quotes) <= most)
