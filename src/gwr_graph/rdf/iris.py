"""How every IRI is made (docs/iris.md): from content alone, never from order, time or chance.

Functions return N-Quads terms with their angle brackets.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from gwr_graph.rdf.nquads import path
from gwr_graph.rdf.terms import ID

ENTITIES_GRAPH = f"<{ID}graph/entities>"
DIVISIONS_GRAPH = f"<{ID}graph/divisions>"
ONTOLOGY_GRAPH = f"<{ID}graph/ontology>"
SCHEMES_GRAPH = f"<{ID}graph/schemes>"
INDICATOR_SCHEME = f"<{ID}indicator>"
THEME_SCHEME = f"<{ID}theme>"

# A hash covers the parts of an identity joined by a character that no clean text holds.
_JOIN = "\x1f"
_LENGTH = 12


def digest(*parts: object) -> str:
    """Return the first 12 hex digits of the SHA-256 of the parts."""
    return sha256(_JOIN.join(map(str, parts)).encode()).hexdigest()[:_LENGTH]


def report(key: str) -> str:
    """Return a report's IRI, also the name of its graph: ``report/610303-2023``."""
    return f"<{ID}report/{path(key)}>"


def entity(key: str) -> str:
    """Return the IRI of the entity with this key: ``610303/金河工业园``, ``division/610303``."""
    return f"<{ID}{path(key)}>"


def concept(text: str) -> str:
    """Return ``text`` folded to one spelling (NFKC, no white space, no quotation marks)."""
    return re.sub(r"[\s“”‘’\"'*]+", "", unicodedata.normalize("NFKC", text))


def indicator(name: str) -> str:
    """Return the IRI of an indicator: a listed one's id, or the folded words of an unlisted one."""
    return f"<{ID}indicator/{path(name).replace('/', '%2F')}>"


def theme(name: str) -> str:
    """Return the IRI of a theme of the list."""
    return f"<{ID}theme/{path(name)}>"
