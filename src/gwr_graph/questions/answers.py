"""What a question gets back: the answer, the query that was run, and the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the answer: an entity, a number, a statement.

    ``iri`` is None for what has none; ``type`` the local name of its class. ``value`` and ``unit``
    are a number as its report writes it (43.9 with 亿元), ``note`` what else is told of it: whose,
    which year, how far.
    """

    label: str
    iri: str | None = None
    type: str | None = None
    value: str | None = None
    unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact slice of a report: ``text[start:end] == quote``, in code points of its clean text.

    ``report`` and ``statement`` are IRIs; ``statement`` is None for a whole sentence.
    """

    quote: str
    report: str
    start: int
    end: int
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in the question's language, or an honest no (``answered`` False).

    ``text`` has at most 400 characters. ``reading`` tells how the question was read where that is
    not certain, ``others`` are other readings, each a question that can be asked instead.
    """

    question: str
    lang: str
    answered: bool
    text: str
    items: tuple[Item, ...] = ()
    sparql: str = ""
    evidence: tuple[Evidence, ...] = ()
    reading: str = ""
    others: tuple[str, ...] = ()
