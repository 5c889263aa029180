"""Chinese text cut into words: by the dictionary of rjieba and the words of questions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gwr_graph.lexicon import glossary

if TYPE_CHECKING:
    import rjieba

_LEAST = 3


def cut(text: str) -> list[str]:
    """Return the words of a text, which together are the text."""
    return list(_segmenter().cut(text))


def tag(text: str) -> list[tuple[str, str]]:
    """Return the words of a text with their part of speech, in the tags of jieba."""
    return list(_segmenter().tag(text))


@cache
def _segmenter() -> rjieba.Jieba:
    import rjieba

    own = rjieba.Jieba()
    idle = (word for word in glossary.idle("zh") if len(word) >= _LEAST)
    for word in sorted({*glossary.synonyms(), *idle}):
        if len(word) > 1 and len(own.cut(word)) > 1:
            means = own.tag(next(iter(glossary.synonyms().get(word, ())), ""))
            own.add_word(word, None, means[0][1] if len(means) == 1 else "n")
    return own
