from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from gwr_graph.web.protocol import FORM, QUERY, UPDATE, SparqlRequest, read
from gwr_graph.web.refusal import Refusal

ASK = "ASK { ?s ?p '金河' }"


def _read(
    method: str, url: str = "", kind: str | None = None, body: bytes = b""
) -> SparqlRequest | None:
    return read(method, url, kind, body, max_query=1000)


def test_the_three_ways_to_send_a_query_are_one() -> None:
    encoded = urlencode({"query": ASK})
    ways = [
        _read("GET", encoded),
        _read("HEAD", encoded),
        _read("POST", "", FORM, encoded.encode()),
        _read("POST", "", f"{FORM}; charset=UTF-8", encoded.encode()),
        _read("POST", "", QUERY, ASK.encode()),
        _read("POST", "", QUERY, b"\xef\xbb\xbf" + ASK.encode()),
    ]
    assert ways == [SparqlRequest(ASK)] * len(ways)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_dataset_is_read_from_repeated_parameters(method: str) -> None:
    graphs = [("default-graph-uri", "http://x/1"), ("default-graph-uri", "http://x/2")]
    url = urlencode([*graphs, ("named-graph-uri", "http://x/3"), ("format", "csv")])
    if method == "GET":
        found = _read("GET", f"{url}&{urlencode({'query': ASK})}")
    else:
        found = _read("POST", url, QUERY, ASK.encode())
    assert found == SparqlRequest(ASK, ("http://x/1", "http://x/2"), ("http://x/3",), "csv")


def test_a_get_without_query_asks_what_the_service_is() -> None:
    assert _read("GET") is None
    assert _read("GET", "format=turtle") is None


@pytest.mark.parametrize(
    ("method", "url", "kind", "body", "status", "reason"),
    [
        ("GET", "query=", None, b"", 400, "empty"),
        ("GET", "query=ASK{}&query=ASK{}", None, b"", 400, "more than one"),
        ("POST", "query=ASK{}", QUERY, b"ASK {}", 400, "more than one"),
        ("GET", "query=%FF", None, b"", 400, "not UTF-8"),
        ("GET", "&".join(["a=b"] * 1000), None, b"", 400, "more than 500"),
        ("GET", "query=ASK{}&default-graph-uri=no+iri", None, b"", 400, "default-graph-uri.*IRI"),
        ("GET", f"query={quote('#' * 1001)}", None, b"", 413, "at most 1000 bytes"),
        ("GET", "update=CLEAR+ALL", None, b"", 403, "read-only"),
        ("GET", "query=ASK{}&update=CLEAR+ALL", None, b"", 403, "read-only"),
        ("POST", "", FORM, b"update=CLEAR+ALL", 403, "read-only"),
        ("POST", "", UPDATE, b"CLEAR ALL", 403, "read-only"),
        ("POST", "", FORM, b"", 400, "no query"),
        ("POST", "", QUERY, b"\xff", 400, "not UTF-8: see byte 0"),
        ("POST", "", None, b"ASK {}", 415, "application/sparql-query"),
        ("POST", "", "application/json", b"{}", 415, "application/json"),
        ("POST", "", f"{QUERY}; charset=gbk", b"ASK {}", 415, "gbk"),
    ],
)
def test_what_the_protocol_forbids_is_refused_with_its_reason(
    method: str, url: str, kind: str | None, body: bytes, status: int, reason: str
) -> None:
    with pytest.raises(Refusal, match=reason) as refused:
        _read(method, url, kind, body)
    assert refused.value.status == status
    assert "\n" not in refused.value.reason
