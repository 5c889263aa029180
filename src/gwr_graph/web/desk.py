"""What every page needs: the open graph, its names and texts, and the page's frame and words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gwr_graph import lookup, queries
from gwr_graph.errors import GraphError, GwrError
from gwr_graph.pages.graph_page import json_for_script
from gwr_graph.store import GRAPH, TEXTS, EmbeddedStore, open_dataset
from gwr_graph.web import looks, static, urls, words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What a page may load and run: our own files, nothing written into the page."""

LANGUAGE = "lang"
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_A_YEAR = 365 * 24 * 3600
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the graph. ``key`` is its IRI's end; counts are of its statements."""

    key: str
    iri: str
    home: str
    home_iri: str
    year: str
    presenter: str | None
    issued: str | None
    source: str | None
    statements: int
    commitments: int
    goals: int

    @property
    def name(self) -> str:
        """The report as people call it, in the words of its language: 金台区 2023."""
        return f"{self.home} {self.year}"


class Opened:
    """One build of the graph, open for reading; what is asked of it often is kept."""

    def __init__(self, folder: Path, stamp: tuple[int, int]) -> None:
        self.stamp = stamp
        self.store: EmbeddedStore = open_dataset(folder)
        self._lock = threading.Lock()
        self._kept: dict[Hashable, Future[Any]] = {}

    def keep(self, key: Hashable, make: Callable[[], _T], most: int = 256) -> _T:
        """Return what was made under this key before, else make it: once, whoever asks meanwhile.

        Of more than ``most`` things kept under keys of the same kind (a tuple's first part) the
        oldest is dropped. What fails is not kept.
        """
        mine: Future[_T] = Future()
        with self._lock:
            kept = self._kept.setdefault(key, mine)
        if kept is not mine:
            found: _T = kept.result()
            return found
        try:
            mine.set_result(make())
        except BaseException as error:
            with self._lock:
                del self._kept[key]
            mine.set_exception(error)
            raise
        with self._lock:
            alike = [other for other in self._kept if _kind(other) == _kind(key)]
            for oldest in alike[:-most]:
                del self._kept[oldest]
        return mine.result()

    def soon(self, key: Hashable, make: Callable[[], _T], wait: float) -> _T | None:
        """Return the same, None where it is not ready within so many seconds; it is made meanwhile."""
        with self._lock:
            begun = self._kept.get(key)
        if begun is None:
            threading.Thread(target=self._try, args=(key, make), daemon=True).start()
        until = time.monotonic() + wait
        while begun is None and time.monotonic() < until:
            time.sleep(0.01)
            with self._lock:
                begun = self._kept.get(key)
        try:
            return None if begun is None else begun.result(max(0, until - time.monotonic()))
        except (TimeoutError, GwrError):
            return None

    def _try(self, key: Hashable, make: Callable[[], Any]) -> None:
        with suppress(GwrError):
            self.keep(key, make)

    @property
    def index(self) -> lookup.Index:
        return self.keep("index", lambda: lookup.index(self.store))

    @property
    def reports(self) -> dict[str, Report]:
        return self.keep("reports", self._reports)

    def _reports(self) -> dict[str, Report]:
        rows = queries.run(self.store, queries.get("reports")).dicts()
        return {report.key: report for report in map(_report, rows)}


def _kind(key: Hashable) -> Hashable:
    return key[0] if isinstance(key, tuple) else key


class Desk:
    """The pages' side of one application over the dataset in ``folder``.

    Each method raises GraphError where the folder holds no graph any more.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._environment = _environment()

    def opened(self) -> Opened:
        """Return today's graph; it is opened anew when the dataset was built anew."""
        stamp = self._stamp()
        with self._lock:
            if self._opened is None or self._opened.stamp != stamp:
                self._opened = Opened(self._folder, stamp)
            return self._opened

    def store(self) -> EmbeddedStore:
        """Return the store, read-only."""
        return self.opened().store

    def index(self) -> lookup.Index:
        """Return the names of everything in the graph, for ``lookup.find``."""
        return self.opened().index

    def reports(self) -> dict[str, Report]:
        """Return the reports by key, in the order of their districts and years."""
        return self.opened().reports

    def text(self, report: str) -> str | None:
        """Return the clean text of the report with this key, None where there is no such report."""
        if report not in self.reports():
            return None

        def read() -> str:
            try:
                file = self._folder / TEXTS / f"{unquote(report)}.txt"
                # newline="": offsets count the characters as they are
                with file.open(encoding="utf-8", newline="") as opened:
                    return opened.read()
            except OSError as error:
                raise GraphError(
                    f"the text of {report} cannot be read: {error.strerror}: run `gwr build` again"
                ) from None

        return self.opened().keep(("text", report), read)

    def language(self, request: Request) -> str:
        """Return "zh" or "en": by ``?lang=``, else the cookie, else Accept-Language, else zh."""
        for wish in (request.query_params.get(LANGUAGE), request.cookies.get(LANGUAGE)):
            if wish in words.LANGUAGES:
                return wish
        return _accepted(request.headers.get("accept-language", ""))

    def page(
        self,
        request: Request,
        template: str,
        status: int = 200,
        *,
        policy: str = POLICY,
        **values: Any,
    ) -> Response:
        """Return a page made of ``templates/<template>``; its words are ``words/<name>.tsv``.

        ``template`` is ``<name>.html.j2``. Every value is text and is escaped.
        """
        lang = self.language(request)
        own = words.of_page(template.partition(".")[0], lang)
        body = self._environment.get_template(template).render(
            request=request,
            path=request.url.path,
            lang=lang,
            other_lang=_switch(request, "en" if lang == "zh" else "zh"),
            t=partial(_said, own),
            words=own,
            term=partial(looks.word, lang=lang),
            class_word=partial(looks.class_word, lang=lang, own=own),
            q=request.query_params.get("q", ""),
            **values,
        )
        response = HTMLResponse(body, status)
        response.headers["Content-Security-Policy"] = policy
        self.dress(request, response)
        return response

    def dress(self, request: Request, response: Response) -> None:
        """Add what every page's answer carries: what it varies by, and the language if chosen."""
        response.headers["Vary"] = "Cookie, Accept-Language"
        response.headers["Cache-Control"] = "no-cache"
        wish = request.query_params.get(LANGUAGE)
        if wish in words.LANGUAGES:
            response.set_cookie(
                LANGUAGE, wish, max_age=_A_YEAR, samesite="lax", httponly=True, path="/"
            )

    def missing(self, request: Request, what: str) -> Response:
        """Return the 404 page: ``what`` is the name or address that nothing stands under."""
        return self.page(request, "problem.html.j2", 404, kind="missing", what=what)

    def wrong(self, request: Request, reason: str, status: int = 400) -> Response:
        """Return a page that tells what is wrong with a request."""
        return self.page(request, "problem.html.j2", status, kind="wrong", what=reason)

    def gone(self, request: Request, reason: str) -> Response:
        """Return the 503 page: the graph cannot be read now."""
        return self.page(request, "problem.html.j2", 503, kind="gone", what=reason)

    def _stamp(self) -> tuple[int, int]:
        """Return what changes when the dataset is built anew."""
        try:
            found = (self._folder / GRAPH).stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "urls": urls,
        "static": static.url,
        "icon": looks.icon,
        "json": lambda data: Markup(json_for_script(data)),  # noqa: S704 - its job is to be safe
    }
    return made


def _said(own: dict[str, str], key: str, **values: object) -> str:
    """Return the words under a key, with ``{name}`` filled in. Raise KeyError where it is missing."""
    text = own[key]
    return text.format(**values) if values else text


def _switch(request: Request, lang: str) -> str:
    """Return this page's address in another language."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != LANGUAGE]
    return f"?{urlencode([*kept, (LANGUAGE, lang)])}"


def _accepted(header: str) -> str:
    """Return the first language of an Accept-Language header that we have; weights decide."""
    wishes = []
    for place, part in enumerate(header.split(",")):
        tag, _, weight = part.strip().lower().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        wishes.append((-quality, place, tag.partition("-")[0]))
    return next(
        (tag for weight, _, tag in sorted(wishes) if tag in words.LANGUAGES and weight), "zh"
    )


def _report(row: dict[str, str]) -> Report:
    return Report(
        key=urls.key_of(row["report"]).removeprefix("report/"),
        iri=row["report"],
        home=row["jurisdictionLabel"],
        home_iri=row["jurisdiction"],
        year=row["year"],
        presenter=row.get("presentedByLabel"),
        issued=row.get("issued"),
        source=row.get("source"),
        statements=int(row["statements"]),
        commitments=int(row["commitments"]),
        goals=int(row["goals"]),
    )
