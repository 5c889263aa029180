"""Which format a client gets: by its Accept header, or by a ``format`` parameter."""

from __future__ import annotations

from dataclasses import dataclass

from gwr_graph.web.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Format:
    """A format of results. ``also`` holds other media types that it is asked for and sent as."""

    name: str
    media: str
    also: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The format's IRI in W3C's registry of file formats."""
        return f"http://www.w3.org/ns/formats/{self.name}"


TABLE_FORMATS = (
    Format(
        "SPARQL_Results_JSON", "application/sparql-results+json", ("application/json",), ("json",)
    ),
    Format(
        "SPARQL_Results_XML",
        "application/sparql-results+xml",
        ("application/xml", "text/xml"),
        ("xml",),
    ),
    Format("SPARQL_Results_CSV", "text/csv", (), ("csv",)),
    Format("SPARQL_Results_TSV", "text/tab-separated-values", (), ("tsv",)),
)
"""What a SELECT or ASK is answered in; the first where the client has no wish."""

GRAPH_FORMATS = (
    Format(
        "Turtle",
        "text/turtle",
        ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3"),
        ("turtle", "ttl", "n3"),
    ),
    Format("N-Triples", "application/n-triples", ("text/plain",), ("n-triples", "ntriples", "nt")),
    Format("JSON-LD", "application/ld+json", ("application/json",), ("json-ld", "jsonld", "json")),
    Format(
        "RDF_XML",
        "application/rdf+xml",
        ("application/xml", "text/xml"),
        ("rdf+xml", "rdfxml", "rdf", "xml"),
    ),
)
"""What a CONSTRUCT or DESCRIBE, and the service description, is answered in."""


@dataclass(frozen=True, slots=True)
class _Range:
    media: str
    quality: float

    def matches(self, media: str) -> int:
        """Return how exactly this range names ``media``: 0 not at all, 1 ``*/*``, 3 by name."""
        if self.media == media:
            return 3
        if self.media == f"{media.partition('/')[0]}/*":
            return 2
        return int(self.media == "*/*")


def choose(
    offers: tuple[Format, ...], accept: str | None, wanted: str | None = None
) -> tuple[Format, str]:
    """Return the format and the media type to send it as.

    ``wanted`` (a short name or a media type) wins over ``accept``; without both it is the first.
    Raise Refusal 406, with what is offered, where nothing fits.
    """
    if wanted is not None:
        for offer in offers:
            if wanted.lower() in (offer.media, *offer.also, *offer.short):
                return offer, offer.media
        raise not_acceptable(f"no format {wanted!r} for this", offers)
    ranges = _ranges(accept) if accept is not None and accept.strip() else [_Range("*/*", 1.0)]
    best: tuple[tuple[float, int, bool, int], Format, str] | None = None
    for place, offer in enumerate(offers):
        for media in (offer.media, *offer.also):
            fits = [(r.matches(media), r.quality) for r in ranges if r.matches(media)]
            exactness, quality = max(fits, default=(0, 0.0))
            rank = (quality, exactness, media == offer.media, -place)
            if quality > 0 and (best is None or rank > best[0]):
                best = rank, offer, media
    if best is None:
        raise not_acceptable("nothing that the Accept header names", offers)
    return best[1], best[2]


def not_acceptable(what: str, offers: tuple[Format, ...]) -> Refusal:
    """Return the refusal that lists what is offered."""
    listed = ", ".join(offer.media for offer in offers)
    return Refusal(406, f"{what}: offered are {listed}")


def content_type(media: str) -> str:
    """Return a media type as a header's value; text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _ranges(accept: str) -> list[_Range]:
    """Return the media ranges of an Accept header; malformed ones are passed over."""
    found = []
    for part in accept.split(","):
        media, *params = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:].strip() for p in params if p.startswith("q=")), "1")
        try:
            weight = float(quality)
        except ValueError:
            continue
        if "/" in media and 0 <= weight <= 1:
            found.append(_Range(media, weight))
    return found
