"""One spelling for what looks alike: width, case, quotation marks, brackets, spaces."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s“”‘’„\"'`*《》〈〉「」『』()\[\]【】〔〕·•,，]")


def fold(text: str) -> str:
    """Return ``text`` in NFKC and lower case, without spaces, quotation marks and brackets."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())


def fold_spans(text: str) -> tuple[str, tuple[int, ...]]:
    """Return ``fold(text)`` and, for each of its characters, the offset it has in ``text``."""
    key: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for one in fold(char):
            key.append(one)
            offsets.append(offset)
    return "".join(key), tuple(offsets)
