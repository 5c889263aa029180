"""The remote store against servers that fail, and how it asks them."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from gwr_graph.errors import EndpointError, QueryError, UsageError
from gwr_graph.store import RemoteStore
from sparql_servers import Fake, free_port, http

JSON = "application/sparql-results+json"
YES = http("200 OK", JSON, '{"head": {}, "boolean": true}')
ROW = '{"s": {"type": "uri", "value": "urn:a"}}'
SECRET = "s cret"  # noqa: S105
GET_ALL = "SELECT ?s { ?s ?p ?o }"


def table(rows: int, more: str = "") -> bytes:
    body = f'{{"head": {{"vars": ["s"]}}, "results": {{"bindings": [{",".join([ROW] * rows)}]}}}}'
    return http("200 OK", JSON, body, more=more)


def asked(request: bytes) -> dict[str, list[str]]:
    """Return a request's parameters, from its URL or its body."""
    line, _, rest = request.decode().partition("\r\n")
    if line.startswith("GET"):
        return parse_qs(urlsplit(line.split()[1]).query)
    return parse_qs(rest.partition("\r\n\r\n")[2])


TRUNCATED = table(3)[:-40]
SHORT = http("200 OK", JSON, '{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"ty')
CASES: dict[str, tuple[bytes, str]] = {
    "400": (http("400 Bad Request", "text/plain", "no such\nfunction"), "no such function"),
    "401": (http("401 Unauthorized", "text/plain", ""), "set GWR_PASSWORD"),
    "403": (http("403 Forbidden", "text/plain", ""), "may not do that"),
    "404": (http("404 Not Found", "text/html", "<html><title>Gone</title>"), "(Gone)"),
    "500": (http("500 Internal Server Error", "text/plain", "boom"), r"500 .*\(boom\)"),
    "503": (http("503 Service Unavailable", "text/plain", ""), "ran out of time"),
    "599": (http("599 Odd", "text/plain", ""), "the server failed"),
    "html": (http("200 OK", "text/html", "<html>"), "it answers text/html, no SPARQL results"),
    "wrong type": (http("200 OK", "text/csv", "s\r\n"), "it answers text/csv"),
    "cut body": (TRUNCATED, "broke off"),
    "cut json": (SHORT, "broken or broke off"),
    "no json": (http("200 OK", JSON, "<html>"), "broken or broke off"),
    "boolean": (YES, "it is no table"),
    "no http": (b"220 mail.example.org ESMTP\r\n", "does not speak HTTP|closed"),
    "closed": (b"", "closed the connection"),
    "maximum": (table(3, more="X-SPARQL-MaxRows: 3\r\n"), "cut the answer at 3 rows"),
    "partial": (table(3, more="X-SQL-State: S1TAT\r\n"), "a part of the answer only"),
    "graph": (
        http("200 OK", "application/n-triples", "<urn:a> <urn:b>"),
        "it answers application/n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_failure_is_one_line_with_url_reason_and_advice(name: str) -> None:
    answer, says = CASES[name]
    with Fake(answer) as server:
        store = _quick(server.url)
        with pytest.raises(EndpointError, match=says) as caught:
            store.select(GET_ALL)
    _is_one_line(caught.value, server.url)


def test_a_broken_graph_and_a_table_in_place_of_true() -> None:
    broken = http("200 OK", "application/n-triples", "<urn:a> <urn:b>")
    with Fake(broken) as server, pytest.raises(EndpointError, match="broken or broke off"):
        _quick(server.url).construct("CONSTRUCT WHERE { ?s ?p ?o }")
    with Fake(table(1)) as server, pytest.raises(EndpointError, match="it is no boolean"):
        _quick(server.url).ask("ASK { ?s ?p ?o }")


def test_nothing_listens_or_no_such_host() -> None:
    with pytest.raises(EndpointError, match="nothing listens there: start the server") as caught:
        RemoteStore(f"http://127.0.0.1:{free_port()}/sparql").select(GET_ALL)
    assert caught.value.exit_code == 4
    with pytest.raises(EndpointError, match="no such host"):
        RemoteStore("http://no-such-host.invalid/sparql").select(GET_ALL)


def test_the_time_limit_holds_before_and_within_an_answer() -> None:
    began = time.monotonic()
    with Fake(b"", hang=1.5) as server, pytest.raises(EndpointError, match=r"within 0\.3 s"):
        RemoteStore(server.url, timeout=0.3).select(GET_ALL)
    with Fake(TRUNCATED, hang=1.5) as server, pytest.raises(EndpointError, match=r"within 0\.3 s"):
        _quick(server.url, timeout=0.3).select(GET_ALL)
    assert time.monotonic() - began < 6


def test_a_certificate_that_is_not_trusted(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", key, "-out", certificate, "-subj", "/CN=localhost"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"https://127.0.0.1:{server.server_port}/query"
    try:
        with pytest.raises(EndpointError, match="certificate is not trusted") as caught:
            RemoteStore(url).select(GET_ALL)
        _is_one_line(caught.value, url)
        with pytest.raises(EndpointError, match="certificate is not trusted"):
            RemoteStore(url).replace_graph("urn:g", ["<urn:a> <urn:b> <urn:c> <urn:g> ."])
    finally:
        server.shutdown()
        server.server_close()


def test_a_closed_connection_is_tried_again_but_a_begun_answer_is_not() -> None:
    with Fake(b"", YES) as server:
        assert RemoteStore(server.url).ask("ASK {}") is True
        assert len(server.requests) == 3  # closed; is the default graph the union?; the question
    for answer in (http("500 Internal Server Error", "text/plain", ""), TRUNCATED):
        with Fake(answer) as server:
            with pytest.raises(EndpointError):
                RemoteStore(server.url).select(GET_ALL)
            assert len(server.requests) == 1


def test_an_answer_too_large_is_not_read_to_its_end() -> None:
    large = table(50_000)
    with Fake(YES, large) as server, pytest.raises(QueryError, match="more than 10 rows"):
        RemoteStore(server.url).select(GET_ALL, max_rows=10)
    with Fake(YES, large) as server, pytest.raises(EndpointError, match="more than 1 MiB: add"):
        RemoteStore(server.url, max_bytes=2**20).select(GET_ALL)


def test_short_queries_go_by_get_long_ones_by_post_with_prefixes() -> None:
    with Fake(YES, table(0)) as server:
        store = RemoteStore(server.url)
        store.select("SELECT ?s { ?s a gwr:Park }")
        store.select("SELECT ?s { ?s a gwr:Park } #" + "x" * 2000)
    short, long = server.requests[1:]
    assert short.startswith(b"GET ")
    assert long.startswith(b"POST ")
    for request in (short, long):
        (query,) = asked(request)["query"]
        assert query.startswith("PREFIX gwr: <https://w3id.org/gwr-graph/ontology#> SELECT")
        assert b"Accept: application/sparql-results+json" in request


def test_the_graphs_are_named_where_the_default_graph_is_not_their_union() -> None:
    no = http("200 OK", JSON, '{"head": {}, "boolean": false}')
    with Fake(no, table(1), YES) as server:
        store = RemoteStore(server.url)
        assert store.ask("ASK { ?s ?p ?o }")
        assert store.ask("ASK FROM <urn:b> { ?s ?p ?o }")
    assert asked(server.requests[2])["default-graph-uri"] == ["urn:a"]
    assert asked(server.requests[2])["named-graph-uri"] == ["urn:a"]
    assert "default-graph-uri" not in asked(server.requests[3])


def test_a_password_is_sent_only_when_asked_for_and_never_shown() -> None:
    challenge = http(
        "401 Unauthorized", "text/plain", "", more='WWW-Authenticate: Basic realm="x"\r\n'
    )
    with Fake(challenge, YES) as server:
        url = server.url.replace("http://", "http://me:s%20cret@")
        store = RemoteStore(url)
        assert store.ask("ASK {}")
        assert store.url == server.url
    basic = b"Authorization: Basic " + b64encode(f"me:{SECRET}".encode())
    assert basic not in server.requests[0]
    assert basic in server.requests[1]
    with Fake(challenge) as server:
        with pytest.raises(EndpointError, match="401") as caught:
            RemoteStore(server.url, user="me", password=SECRET).ask("ASK {}")
        assert "cret" not in str(caught.value)


def test_digest_credentials() -> None:
    more = 'WWW-Authenticate: Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5"\r\n'
    challenge = http("401 Unauthorized", "text/plain", "", more=more)
    with Fake(challenge, YES) as server:
        assert RemoteStore(server.url, user="me", password=SECRET).ask("ASK {}")
    assert b'Authorization: Digest username="me"' in server.requests[1]
    assert SECRET.encode() not in server.requests[1]


@pytest.mark.parametrize("url", ["nowhere", "ftp://a/b", "http://", "http://a:99999/", ""])
def test_what_is_no_url_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError, match="no URL of a server"):
        RemoteStore(url)


def write(store: RemoteStore) -> None:
    store.replace_graph("urn:g", ["<urn:a> <urn:b> <urn:c> <urn:g> ."])


OK = http("204 No Content", "text/plain", "")


def test_a_guessed_graph_store_that_is_none_is_passed_over_for_updates() -> None:
    missing = http("404 Not Found", "text/plain", "")
    with Fake(missing, missing, OK) as server:
        store = RemoteStore(server.url.replace("/sparql", "/query"))
        write(store)
        write(store)
    first = [request.split(b"\r\n")[0].rpartition(b" ")[0] for request in server.requests]
    assert first[:2] == [b"PUT /store?graph=urn%3Ag", b"PUT /data?graph=urn%3Ag"]
    assert first[2:] == [b"POST /update", b"POST /update"]
    (update,) = asked(server.requests[2])["update"]
    assert update.startswith("DROP SILENT GRAPH <urn:g> ; INSERT DATA { GRAPH <urn:g>")


@pytest.mark.parametrize(
    ("made", "answer", "says"),
    [
        (lambda url: RemoteStore(url, graph_store=url), CASES["404"][0], "no endpoint at this"),
        (lambda url: RemoteStore(url, graph_store=url), CASES["401"][0], "set GWR_PASSWORD"),
        (lambda url: RemoteStore(url, update=url), CASES["500"][0], "boom"),
        (lambda url: RemoteStore(url, update=url), b"", "closed the connection|broke off"),
        (lambda url: RemoteStore(url + "/other"), OK, "name the URL with --update"),
        (lambda url: RemoteStore(url, update=f"http://127.0.0.1:{free_port()}/"), OK, "listens"),
        (lambda url: RemoteStore(url, update="http://no-host.invalid/u"), OK, "no such host"),
    ],
)
def test_writing_fails_in_one_line(
    made: Callable[[str], RemoteStore], answer: bytes, says: str
) -> None:
    with Fake(answer) as server, pytest.raises(EndpointError, match=says) as caught:
        write(made(server.url))
    assert "\n" not in str(caught.value)


def test_writing_keeps_its_time_limit() -> None:
    with Fake(b"", hang=1) as server, pytest.raises(EndpointError, match=r"within 0\.2 s"):
        write(RemoteStore(server.url, update=server.url, timeout=0.2))


def test_what_was_sent_is_not_sent_again() -> None:
    with Fake(b"") as server:
        with pytest.raises(EndpointError):
            write(RemoteStore(server.url, update=server.url))
        assert len(server.requests) == 1


def test_a_count_that_is_none() -> None:
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": []}})
    none = http("200 OK", JSON, body)
    with Fake(none) as server, pytest.raises(EndpointError, match="cannot count"):
        RemoteStore(server.url).size()


def _quick(url: str, timeout: float = 5) -> RemoteStore:
    """Return a store that does not ask first whether the default graph is the union."""
    store = RemoteStore(url, timeout=timeout)
    store._dataset = ()
    return store


def _is_one_line(error: EndpointError, url: str) -> None:
    assert str(error).startswith(f"{url}: ")
    assert "\n" not in str(error)
    assert error.exit_code == 4
