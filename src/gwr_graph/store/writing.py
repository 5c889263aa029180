"""Graphs written to a server: by the Graph Store Protocol where it has it, else by SPARQL Update."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from gwr_graph.errors import EndpointError, GraphError
from gwr_graph.store.failures import failed, is_connection_fault, refused, shown_url
from gwr_graph.store.terms import named
from gwr_graph.store.transport import PAUSES, Address, address

if TYPE_CHECKING:
    import httpx

BATCH = 500
"""How many triples one update inserts: Virtuoso compiles each into code and has a limit."""

# where the usual servers take writes: the end of the query URL → of updates, of graph stores
_LAYOUTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("/query", "/update", ("/store", "/data")),  # Oxigraph, Fuseki
    ("/sparql-auth", "/sparql-auth", ("/sparql-graph-crud-auth",)),  # Virtuoso
    ("/sparql", "/sparql-auth", ("/sparql-graph-crud-auth",)),
)
_NO_GRAPH_STORE = (404, 405, 501)

Triples: TypeAlias = Sequence[ox.Triple]


class Writer:
    """What writes to one server. URLs that are not given are guessed beside the query URL.

    A guessed graph store that is none is passed over for updates.
    """

    def __init__(self, where: Address, update: str | None, graph_store: str | None) -> None:
        self._where = where
        guessed_update, guessed_stores = _beside(where.url)
        stores = (graph_store,) if graph_store else () if update else guessed_stores
        self._stores = [self._there(url) for url in stores]
        self._certain = graph_store is not None
        chosen = update or (None if graph_store else guessed_update)
        self._update = self._there(chosen) if chosen else None
        self._open: httpx.Client | None = None

    def replace(self, graph: str, triples: Triples) -> None:
        """Make a graph hold these triples only: in one request, or aside and then moved."""
        name = named(graph)
        # a DELETE answered by 404 would not tell a missing graph from a wrong URL
        if not triples and self._update is not None:
            self._updated(f"DROP SILENT GRAPH {name}")
            return
        if self._sent("PUT" if triples else "DELETE", graph, triples):
            return
        if len(triples) <= BATCH:
            self._updated(f"DROP SILENT GRAPH {name} ; {_insert(name, triples)}")
            return
        aside = named(f"{graph}#loading")
        try:
            self._updated(f"DROP SILENT GRAPH {aside}")
            for part in _parts(triples):
                self._updated(_insert(aside, part))
            self._updated(f"MOVE GRAPH {aside} TO GRAPH {name}")
        except EndpointError:
            # what is left aside would repeat rows
            with suppress(EndpointError):
                self._updated(f"DROP SILENT GRAPH {aside}")
            raise

    def add(self, graph: str, triples: Triples) -> None:
        """Add triples to a graph."""
        if not self._sent("POST", graph, triples):
            for part in _parts(triples):
                self._updated(_insert(named(graph), part))

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _sent(self, method: str, graph: str, triples: Triples) -> bool:
        """Write by the Graph Store Protocol; return False where the server has no such thing."""
        body = "".join(f"{triple} .\n" for triple in triples).encode()
        while self._stores:
            store = self._stores[0]
            answer = self._request(store, method, {"graph": graph}, body, "application/n-triples")
            if answer.is_success:
                self._certain = True
                return True
            if self._certain and method == "DELETE" and answer.status_code == 404:
                return True
            if self._certain or answer.status_code not in _NO_GRAPH_STORE:
                raise refused(store.url, answer.status_code, answer.text)
            del self._stores[0]
        return False

    def _updated(self, update: str) -> None:
        if self._update is None:
            raise EndpointError(
                f"{shown_url(self._where.url)}: where does it take updates? name the URL with "
                "--update or --graph-store"
            )
        answer = self._request(self._update, "POST", {}, update, "")
        if not answer.is_success:
            raise refused(self._update.url, answer.status_code, answer.text)

    def _request(
        self, where: Address, method: str, params: dict[str, str], body: bytes | str, kind: str
    ) -> httpx.Response:
        """Send a request; connecting is tried three times, what was sent is never sent again."""
        import httpx

        client = self._client()
        url = httpx.URL(where.url).copy_merge_params(params)
        for pause in (*PAUSES, None):
            try:
                if isinstance(body, str):
                    return client.request(method, url, data={"update": body})
                headers = {"Content-Type": kind} if body else {}
                return client.request(method, url, content=body, headers=headers)
            except httpx.HTTPError as error:
                fault = isinstance(error, httpx.ConnectError) and is_connection_fault(error)
                if pause is None or not fault:
                    raise failed(where.url, error, where.timeout) from None
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _client(self) -> httpx.Client:
        if self._open is None:
            import httpx

            where = self._where
            auth = None if where.user is None else _asked_for(where.user, where.password or "")
            self._open = httpx.Client(auth=auth, timeout=where.timeout)
        return self._open

    def _there(self, url: str) -> Address:
        where = self._where
        return address(url, where.user, where.password, where.timeout, where.max_bytes)


def _asked_for(user: str, password: str) -> httpx.Auth:
    """Return credentials that are sent in the way the server asks for, and only when it asks."""
    import httpx

    class AskedFor(httpx.Auth):
        chosen: httpx.Auth | None = None

        def auth_flow(
            self, request: httpx.Request
        ) -> Generator[httpx.Request, httpx.Response, None]:
            if self.chosen is None:
                answer = yield request
                if answer.status_code != 401:
                    return
                asks = answer.headers.get("www-authenticate", "").lower()
                kind = httpx.DigestAuth if "digest" in asks else httpx.BasicAuth
                self.chosen = kind(user, password)
            yield from self.chosen.auth_flow(request)

    return AskedFor()


def _beside(url: str) -> tuple[str | None, tuple[str, ...]]:
    """Return where a server with this query URL probably takes updates and graphs."""
    parts = urlsplit(url)
    for end, update, stores in _LAYOUTS:
        if parts.path.endswith(end):
            base = parts.path.removesuffix(end)
            made = [urlunsplit(parts._replace(path=base + e, query="")) for e in (update, *stores)]
            return made[0], tuple(made[1:])
    return None, ()


def _insert(graph: ox.NamedNode, triples: Triples) -> str:
    body = "\n".join(f"{triple} ." for triple in triples)
    return f"INSERT DATA {{ GRAPH {graph} {{ {body} }} }}"


def _parts(triples: Triples) -> Iterator[Triples]:
    blank = next((t for t in triples if ox.BlankNode in (type(t.subject), type(t.object))), None)
    if blank is not None and len(triples) > BATCH:
        raise GraphError(f"a blank node cannot be sent in parts: {blank}; use a graph store")
    for start in range(0, len(triples), BATCH):
        yield triples[start : start + BATCH]
