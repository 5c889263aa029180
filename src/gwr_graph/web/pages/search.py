"""The results of a search: things by class, then the passages that hold the words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from gwr_graph import lookup
from gwr_graph.lookup import How
from gwr_graph.network.reading import ENTITY_KINDS
from gwr_graph.web import holdings, passages
from gwr_graph.web.desk import Desk, Opened
from gwr_graph.web.pages import METHODS

KINDS = (*ENTITY_KINDS, "Indicator", "Theme")
_LONGEST = 200
_MOST_THINGS = 300
_OF_A_CLASS = 8
_PASSAGES = 20
_LISTED = 200
_MOST_WORDS, _OF_A_WORD = 8, 20
_AS_GOOD = 0.5
"""What scores above this is taken for what was meant, and its passages are looked for."""


def router(desk: Desk) -> APIRouter:
    made = APIRouter()

    @made.api_route("/search", methods=METHODS, response_model=None)
    def search(request: Request) -> Response:
        opened = desk.opened()
        typed = request.query_params.get("q", "").strip()[:_LONGEST]
        kind = request.query_params.get("type", "")
        if kind not in KINDS:
            kind = ""
        if not typed:
            return _browse(desk, request, opened, kind)
        matches = _matches(opened.index, typed)
        near = bool(matches) and all(map(_is_slip, matches))
        groups = holdings.entries(opened.store, opened.index, matches)
        found = passages.find(_known(opened), typed, _PASSAGES, _names(matches))
        return desk.page(
            request,
            "search.html.j2",
            typed=typed,
            kind=kind,
            groups={k: groups[k] for k in KINDS if k in groups},
            near=near,
            most=_OF_A_CLASS,
            found=found,
            reports={report.iri: report for report in opened.reports.values()},
        )

    return made


def _matches(index: lookup.Index, typed: str) -> tuple[lookup.Match, ...]:
    """Return what the whole is a name of; else the names in it, and what each word is one of."""
    found = lookup.find(index, typed, limit=_MOST_THINGS)
    if not all(map(_is_slip, found)):
        return found
    known = [match for mention in lookup.mentions_in(index, typed) for match in mention.matches]
    words = typed.split()
    if len(words) > 1:
        for word in words[:_MOST_WORDS]:
            known += lookup.find(index, word, limit=_OF_A_WORD)
    clear = {match.iri: match for match in known if not _is_slip(match)}
    return tuple(clear.values()) or found


def _browse(desk: Desk, request: Request, opened: Opened, kind: str) -> Response:
    """Return the things of a class, the most mentioned first; without a class what there is."""
    listed = opened.keep(
        ("of_class", kind), lambda: holdings.of_class(opened.store, opened.index, kind)
    )
    given = request.query_params.get("from", "0")
    first = min(int(given), len(listed)) if given.isdecimal() and len(given) < 8 else 0
    return desk.page(
        request,
        "browse.html.j2",
        kind=kind,
        classes=opened.keep("classes", lambda: holdings.classes(opened.index)),
        listed=listed[first : first + _LISTED],
        first=first,
        following=first + _LISTED if first + _LISTED < len(listed) else 0,
        total=len(listed),
    )


def _known(opened: Opened) -> tuple[passages.Sentence, ...]:
    return opened.keep("sentences", lambda: passages.sentences(opened.store))


def _names(matches: tuple[lookup.Match, ...]) -> list[str]:
    """Return the names of what was probably meant: of pinyin and English, as reports write it."""
    return [match.label for match in matches if match.score > _AS_GOOD and not _is_slip(match)][:6]


def _is_slip(match: lookup.Match) -> bool:
    return match.how is How.SLIP
