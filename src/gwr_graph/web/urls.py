"""Every address of the workbench, made here and nowhere else, so that no text becomes an address."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from gwr_graph.store import PREFIXES

_ID = PREFIXES["id"]
_SAFE = "/-._~"


def home() -> str:
    return "/"


def search(text: str = "", kind: str = "") -> str:
    """Return the results of a search, of one class only where ``kind`` is given."""
    return _with("/search", q=text, type=kind)


def browse(kind: str = "", first: int | None = None) -> str:
    """Return the list of a class's entities, from the ``first`` on (0-based)."""
    return _with("/search", **{"type": kind, "from": first})


def ask(question: str = "") -> str:
    return _with("/ask", q=question)


def key_of(iri: str) -> str:
    """Return what follows ``id/`` in an IRI: ``610303/金河工业园``; a key is returned as it is."""
    return iri.removeprefix(_ID)


def entity(iri: str) -> str:
    """Return the page of an entity, named by its IRI or key."""
    return f"/entity/{_path(key_of(iri))}"


def report(iri: str, start: int | None = None, end: int | None = None) -> str:
    """Return the reader of a report, named by its IRI or key, or where these characters stand in it.

    Offsets are 0-based code points of the clean text, half-open.
    """
    key = key_of(iri).partition("#")[0].removeprefix("report/")
    page = f"/report/{_path(key)}"
    if start is None:
        return page
    return f"{page}?{urlencode({'start': start, 'end': end or start})}#c{start}"


def reports() -> str:
    return "/reports"


def ledger(**filters: object) -> str:
    """Return the ledger of commitments; filters that are None or "" are left out."""
    return _with("/ledger", **filters)


def ledger_file(**filters: object) -> str:
    """Return the same rows of the ledger as a CSV file."""
    return _with("/ledger.csv", **filters)


def indicators(**filters: object) -> str:
    return _with("/indicators", **filters)


def graph(iri: str = "", hops: int | None = None) -> str:
    """Return the picture of what is near an entity, named by its IRI or key, or the overview."""
    return _with("/graph", focus=key_of(iri), hops=hops)


def query(text: str = "", name: str = "") -> str:
    """Return the SPARQL editor, opened on a query's text or on a named query."""
    return _with("/query", name=name, query=text)


def sparql() -> str:
    return "/sparql"


def thing(iri: str) -> str | None:
    """Return the page of anything in the graph, None for what has none.

    A report is its reader, an indicator and a theme stand among their like, a statement is in its
    report (with :func:`report` and its offsets a link lands on its characters).
    """
    if not iri.startswith(_ID):
        return None
    kind, _, rest = key_of(iri).partition("/")
    if kind == "report":
        return report(iri)
    if kind == "indicator":
        return indicators(indicator=rest)
    if kind == "theme":
        return ledger(theme=rest)
    return entity(iri) if rest else None


def _with(page: str, /, **parameters: object) -> str:
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    return f"{page}?{urlencode(given)}" if given else page


def _path(key: str) -> str:
    # an empty or dotted step would be taken out of a path on its way
    return quote(key, safe=_SAFE)
