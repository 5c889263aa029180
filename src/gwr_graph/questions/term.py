"""A word of a question that an answer must bear out."""

from __future__ import annotations

from dataclasses import dataclass

NOUN, VERB, UNKNOWN = 1.0, 0.4, 0.8


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
        return self.weight > VERB
