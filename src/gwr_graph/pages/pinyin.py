"""How the characters of a text are read, so that a page can be searched with a Latin keyboard."""

from __future__ import annotations

from collections.abc import Iterable


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Return the pinyin of every Chinese character in ``texts``, in the characters' order.

    Without tones, ü as v as input methods write it; a character with several readings has all of
    them, the commonest first, a space between.
    """
    from pypinyin import Style, pinyin

    found: dict[str, str] = {}
    for sign in sorted({c for text in texts for c in text if c > "\u2e7f"}):
        read = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
        if read:
            found[sign] = " ".join(dict.fromkeys(read[0]))
    return found
