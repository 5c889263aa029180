"""Sentences to mentions, measures, statements and involvements; one file a step."""

from __future__ import annotations

from gwr_graph.extraction.naming import name_all
from gwr_graph.extraction.tokens import vocabulary
from gwr_graph.model import Document, Extraction, Mention


def extract(document: Document) -> Extraction:
    """Return everything a report says, each thing with its exact words."""
    vocab = vocabulary(document.header)
    mentions = []
    for sentence, (_, chosen) in zip(
        document.sentences, name_all(document.sentences, vocab), strict=True
    ):
        for one in chosen:
            mentions.append(
                Mention(
                    sentence.text[one.start : one.end],
                    sentence.start + one.start,
                    sentence.start + one.end,
                    one.name,
                    one.types,
                    sentence.order,
                    one.rule,
                    one.confidence,
                )
            )
    return Extraction(document, tuple(mentions), (), (), ())
