"""Errors a user can act on: one clear line with file, place, reason and what to do."""

from __future__ import annotations


class GwrError(Exception):
    """Base of all errors shown to users as one line; ``exit_code`` is the command's."""

    exit_code = 1


class UsageError(GwrError):
    """The command was called wrongly."""

    exit_code = 2


class DocumentError(GwrError):
    """A file could not be read as a report: scanned, encrypted, empty, unreadable, no such report."""


class DataError(GwrError):
    """A shipped data file (lexicon, divisions, query, ontology) is broken; names file and line."""


class GraphError(GwrError):
    """A built graph is missing, unreadable or invalid."""


class QueryError(GwrError):
    """A query is unknown, malformed or wrongly parameterised."""


class EndpointError(GwrError):
    """A SPARQL endpoint refused, failed or answered nonsense."""

    exit_code = 4
