"""Writing N-Quads by hand: terms as strings, in the one form that reads back unchanged.

Numbers are written canonically (5.5, never 5.50), because stores normalise typed numbers; how a
number was written is kept beside it as a plain string. Control characters and Unicode line ends are
escaped, so that one quad is one line to every tool.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from gwr_graph.rdf.terms import XSD

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]')
# What RFC 3987 lets stand in a path, less white space: the rest is percent-encoded byte by byte.
_NOT_IN_PATH = re.compile(
    r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/"
    "\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
# What closes a typed literal.
INTEGER_END = f'"^^<{XSD}integer>'
DECIMAL_END = f'"^^<{XSD}decimal>'
YEAR_END = f'"^^<{XSD}gYear>'
DATE_END = f'"^^<{XSD}date>'


def escape(text: str) -> str:
    """Return ``text`` as it stands between the quotation marks of an N-Quads literal."""
    if not _TO_ESCAPE.search(text):
        return text
    return _TO_ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def literal(text: str, language: str = "") -> str:
    """Return a plain literal, or one in ``language`` (a lower-case tag) where that is given."""
    return f'"{escape(text)}"@{language}' if language else f'"{escape(text)}"'


def number(value: Decimal | float) -> str:
    """Return the canonical digits of an ``xsd:decimal``; raise ValueError unless finite."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def day(value: date) -> str:
    """Return an ``xsd:date`` literal."""
    return f'"{value.isoformat()}{DATE_END}'


def path(text: str) -> str:
    """Return ``text`` as part of an IRI's path: Chinese stays readable, the rest is encoded."""
    if not _NOT_IN_PATH.search(text):
        return text
    return _NOT_IN_PATH.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), text)
