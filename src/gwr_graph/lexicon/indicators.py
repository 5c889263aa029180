"""The indicator scheme (data/lexicon/indicators.tsv): one concept whatever a report calls it."""

from __future__ import annotations


def match(what: str) -> str | None:
    return None
