"""The text of a query: what it must not hold, the prefixes it needs, and what is wrong with it."""

from __future__ import annotations

import re
from itertools import count
from typing import Literal, TypeAlias

import pyoxigraph as ox

from gwr_graph.errors import QueryError
from gwr_graph.store.terms import PREFIXES

Form: TypeAlias = Literal["table", "boolean", "graph"]
"""What a query gives: SELECT a table, ASK a boolean, CONSTRUCT and DESCRIBE a graph."""

# what may hide a keyword or a colon: comments, IRIs and strings; and an escape in a name, which
# would seem to begin a string
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n\r]*"  # a comment ends at a carriage return too
    r"|\\.",
    re.DOTALL,
)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
_PREFIXED = re.compile(r"(?<![\w?$:@^-])([A-Za-z][\w.-]*):")
_ANY_PREFIXED = re.compile(r"(?<![\w?$:@.-])([A-Za-z][\w.-]*):")
_NAMES = re.compile(r"[?$]\w+|(?<=:)[\w-]+")
_UPDATE = re.compile(
    r"(?<![\w?$:.-])(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:-])",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\b(?:PREFIX\s+[\w.-]*\s*:|BASE\b)\s*", re.IGNORECASE)
_NEAR = 20
_LONGEST_REASON = 80
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def visible(query: str) -> str:
    """Return the query with comments, IRIs and strings blanked out, lines and columns kept."""
    return _OPAQUE.sub(_blank, query)


def refuse_service(query: str) -> None:
    """Raise QueryError where the query would ask another server, or cannot be read.

    pyoxigraph really asks the server that a SERVICE names.
    """
    error = _error_without(query, "service")
    if error is None:
        return
    if "service" in _NAMES.sub("", visible(query)).lower():
        raise QueryError("SERVICE is refused: nothing outside this graph is asked")
    raise QueryError(syntax_message(error, query))


def form_of(query: str) -> Form:
    """Return what a query gives, without data. Raise QueryError for what is wrong with its text."""
    refuse_service(query)
    try:
        found = ox.Store().query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(syntax_message(str(error), query)) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {one_line(error)}") from None
    if isinstance(found, ox.QueryBoolean):
        return "boolean"
    return "graph" if isinstance(found, ox.QueryTriples) else "table"


def names_its_graphs(query: str) -> bool:
    """Tell whether a query, already found to be one, has FROM clauses of its own."""
    return _error_without(query, "from") is not None


def with_prefixes(query: str) -> str:
    """Return the query with those of PREFIXES declared that it uses, on its first line.

    Lines stay where they are, so that a server's message points at the line as written.
    """
    shown = visible(query)
    used = set(_ANY_PREFIXED.findall(shown)) - set(_DECLARED.findall(shown))
    declared = (f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name in used)
    return " ".join((*declared, query))


def one_line(error: BaseException) -> str:
    """Return the message of an error on one line."""
    return " ".join(str(error.args[0] if error.args else error).split())


def syntax_message(message: str, query: str) -> str:
    """Return what pyoxigraph says of a wrong query in one clear line, with line and column."""
    shown = visible(query)
    declared = {*PREFIXES, *_DECLARED.findall(shown)}
    for match in _PREFIXED.finditer(shown):
        if match.group(1) not in declared:
            line = shown.count("\n", 0, match.start()) + 1
            column = match.start() - (shown.rfind("\n", 0, match.start()) + 1) + 1
            return (
                f"syntax error at line {line}, column {column}: "
                f"the prefix {match.group(1)}: is not declared"
            )
    if _UPDATE.match(_PROLOGUE.sub("", shown).lstrip()):
        return "this is an update: the graph is read-only, only queries are answered"
    place = _PLACE.match(message)
    if not place:
        return f"syntax error: {' '.join(message.split())}"
    line, column = int(place.group(1)), int(place.group(2))
    text = shown.splitlines()[line - 1 : line]
    words = text[0][max(0, column - _NEAR) : column].strip() if text else ""
    near = f" near {words!r}" if words else ""
    return f"syntax error at line {line}, column {column}{near}{_expected(place.group(3))}"


def _error_without(query: str, keyword: str) -> str | None:
    """Return what the parser says once ``keyword`` is spelt otherwise wherever the letters stand, in
    strings and names too: None where it is no keyword there, since names may be spelt as one likes.

    No look at the text alone can tell: the parser wants no blanks between words, and what ``<`` and
    ``#`` begin hangs on what stands before them.
    """
    lower = query.lower()
    if keyword not in lower:
        return None
    head = keyword[:-1]
    end = next("q" * n for n in count(1) if head + "q" * n not in lower)
    other = re.sub(f"({head}){keyword[-1]}", rf"\g<1>{end}", query, flags=re.IGNORECASE)
    try:
        ox.Store().query(other, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def _expected(reason: str) -> str:
    """Return what the parser expected in words, "" where that is a long list of characters."""
    reason = " ".join(reason.split())
    unbound = re.search(r"The SELECT contains .*?(?=, \[|, \"|$)", reason)
    if unbound:
        return f": {unbound.group()[0].lower()}{unbound.group()[1:]}"
    return f": {reason.removesuffix(', [_]')}" if len(reason) <= _LONGEST_REASON else ""


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
