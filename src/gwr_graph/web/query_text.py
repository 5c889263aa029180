"""What a query's bare words say: whether it would ask another server, whether it names its graphs.

Oxigraph really asks the server that a SERVICE names, and its parser wants no blanks between words:
``?o.SERVICE<…>``, ``1SERVICE<…>`` and ``SERVICESILENT<…>`` all count. So everything that may hold
any text is blanked out first, and what is left must not hold the word at all.
"""

from __future__ import annotations

import re

from gwr_graph.errors import QueryError

# A name is cut at its first dot: where it ends is the parser's choice, and too little hides nothing.
_NAME = r"(?:[\w:\-\u00b7\u203f\u2040]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*"
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\[\s\S]|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n\r]*"  # a comment ends at a carriage return too
    r"|[?$]\w+"
    r"|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
    rf"|(?<=:){_NAME}"
)
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)FROM(?![\w:-])", re.IGNORECASE)
_LIKE_FROM = re.compile("FROM", re.IGNORECASE)


def bare(query: str) -> str:
    """Return the query with strings, IRIs, comments, variables and local names blanked out."""
    return _OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), query)


def refuse_service(query: str) -> None:
    """Raise QueryError where the query could ask another server."""
    if _SERVICE.search(bare(query)):
        raise QueryError("SERVICE is refused: nothing outside this graph is asked")


def names_its_graphs(query: str) -> bool:
    """Tell whether the query has FROM clauses. Raise QueryError where one cannot be sure."""
    shown = bare(query)
    sure = len(_FROM.findall(shown))
    if sure != len(_LIKE_FROM.findall(shown)):
        raise QueryError("write FROM as a word of its own, and use no prefix whose name holds it")
    return sure > 0
