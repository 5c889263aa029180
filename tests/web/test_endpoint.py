"""The application as a client sees it, without a network between."""

from __future__ import annotations

import csv
import io
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest
import rdflib
from starlette.testclient import TestClient

from gwr_graph.errors import GraphError
from gwr_graph.store import GRAPH, EmbeddedStore
from gwr_graph.web.app import create_app
from gwr_graph.web.limits import Limits
from gwr_graph.web.protocol import QUERY
from web_server import RUNAWAY, E

ROWS = (
    f"PREFIX e: <{E}> SELECT ?s ?o ?no {{ ?s e:says|e:size|e:knows ?o OPTIONAL {{ ?s e:x ?no }} }}"
)
GRAPH_OF_IT = f"PREFIX e: <{E}> CONSTRUCT {{ ?s e:says ?o }} WHERE {{ ?s e:says ?o }}"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


def _get(client: TestClient, query: str, **more: str | list[str]) -> httpx.Response:
    response: httpx.Response = client.get("/sparql", params={"query": query, **more})
    return response


def _subjects(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    rows = response.json()["results"]["bindings"]
    return sorted(row["s"]["value"].removeprefix(E) for row in rows)


def _refused(response: httpx.Response, status: int, *words: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.count("\n") == 1
    for word in words:
        assert word in response.text


def _as_rdflib(embedded: EmbeddedStore) -> set[tuple[object, ...]]:
    """Return the rows of ROWS as rdflib's terms, blank nodes as the word."""

    def term(one: object) -> object:
        return None if one is None else _known(rdflib.util.from_n3(str(one)))

    return {tuple(term(cell) for cell in row) for row in embedded.select(ROWS)}


def _known(term: object) -> object:
    return "blank" if isinstance(term, rdflib.BNode) else term


@pytest.mark.parametrize(
    ("media", "name"), [(JSON, "json"), (XML, "xml"), ("text/tab-separated-values", "tsv")]
)
def test_tables_say_what_the_store_says(
    client: TestClient, embedded: EmbeddedStore, media: str, name: str
) -> None:
    response = client.get("/sparql", params={"query": ROWS}, headers={"Accept": media})
    assert response.headers["content-type"].split(";")[0] == media
    assert int(response.headers["content-length"]) == len(response.content)
    found = rdflib.query.Result.parse(source=io.BytesIO(response.content), format=name)
    assert [str(variable) for variable in found.vars or ()] == ["s", "o", "no"]
    rows = {tuple(_known(row.get(v)) for v in found.vars or ()) for row in found.bindings}
    assert rows == _as_rdflib(embedded)
    assert len(found.bindings) == 6


def test_csv_says_what_the_store_says(client: TestClient, embedded: EmbeddedStore) -> None:
    response = client.get("/sparql", params={"query": ROWS}, headers={"Accept": "text/csv"})
    head, *rows = csv.reader(io.StringIO(response.content.decode(), newline=""))
    assert head == ["s", "o", "no"]
    found = {tuple("blank" if cell.startswith("_:") else cell for cell in row) for row in rows}
    assert found == {
        tuple("" if cell is None else str(cell) for cell in row) for row in _as_rdflib(embedded)
    }
    parsed = rdflib.query.Result.parse(source=io.BytesIO(response.content), format="csv")
    assert len(parsed.bindings) == len(rows) == 6


@pytest.mark.parametrize("value", [True, False])
def test_ask_in_every_format(client: TestClient, value: bool) -> None:
    query = "ASK {}" if value else "ASK { ?s <http://x/no> ?o }"
    word = str(value).lower()
    assert _get(client, query).json() == {"head": {}, "boolean": value}
    assert f"<boolean>{word}</boolean>" in _get(client, query, format="xml").text
    assert _get(client, query, format="csv").text.strip() == word
    found = rdflib.query.Result.parse(
        source=io.BytesIO(_get(client, query, format="xml").content), format="xml"
    )
    assert found.askAnswer is value


@pytest.mark.parametrize(
    ("media", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_graphs_in_every_format(
    client: TestClient, embedded: EmbeddedStore, media: str, name: str
) -> None:
    query = GRAPH_OF_IT
    if name == "xml":  # which has no carriage returns; see the next test
        query = query.removesuffix("}") + "FILTER(!CONTAINS(?o, '\\r')) }"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert response.headers["content-type"].split(";")[0] == media
    found = rdflib.Graph().parse(data=response.content, format=name)
    lines = "".join(f"{triple} .\n" for triple in embedded.construct(query))
    assert set(found) == set(rdflib.Graph().parse(data=lines, format="nt"))
    assert len(found) == (3 if name == "xml" else 4)


def test_what_xml_cannot_carry_is_told(client: TestClient) -> None:
    query = r'SELECT ("a\u0001b" AS ?x) {}'
    _refused(_get(client, query, format="xml"), 406, "ask for JSON")
    assert _get(client, query).json()["results"]["bindings"][0]["x"]["value"] == "a\x01b"
    _refused(_get(client, GRAPH_OF_IT, format="xml"), 406, "ask for Turtle")


def test_the_default_graph_is_the_union(client: TestClient) -> None:
    assert _subjects(_get(client, f"SELECT DISTINCT ?s {{ ?s <{E}says> ?o }}")) == [
        "a",
        "b",
        "金河工业园",
    ]


def test_the_dataset_of_the_request(client: TestClient) -> None:
    query = f"SELECT DISTINCT ?s {{ ?s <{E}says> ?o }}"
    inside = f"SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s <{E}says> ?o }} }}"
    one, two, none = f"{E}g1", f"{E}g2", f"{E}none"
    default, named = "default-graph-uri", "named-graph-uri"
    assert _subjects(_get(client, query, **{default: one})) == ["a"]
    assert _subjects(_get(client, query, **{default: [one, two]})) == ["a", "b"]
    assert _subjects(_get(client, query, **{default: none})) == []
    assert _subjects(_get(client, inside, **{default: one})) == []
    assert _subjects(_get(client, query, **{named: one})) == []
    assert _subjects(_get(client, inside, **{named: [two, none]})) == ["b"]
    assert _subjects(_get(client, inside)) == ["a", "b", "金河工业园"]
    direct = client.post(
        "/sparql", params={default: one}, content=query, headers={"Content-Type": QUERY}
    )
    assert _subjects(direct) == ["a"]
    form = client.post("/sparql", data={"query": query, default: [one, two]})
    assert _subjects(form) == ["a", "b"]


def test_the_dataset_of_the_query_and_the_request_over_it(client: TestClient) -> None:
    query = f"SELECT DISTINCT ?s FROM <{E}g1> {{ ?s <{E}says> ?o }}"  # noqa: S608
    assert _subjects(_get(client, query)) == ["a"]
    assert _subjects(_get(client, query, **{"default-graph-uri": f"{E}g2"})) == ["b"]
    inside = f"SELECT DISTINCT ?s FROM NAMED <{E}g2> {{ GRAPH ?g {{ ?s <{E}says> ?o }} }}"  # noqa: S608
    assert _subjects(_get(client, inside)) == ["b"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_a_get_without_query_describes_the_service(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    found = rdflib.Graph().parse(data=response.content, format=accept)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    service = found.value(None, rdflib.RDF.type, sd.Service)
    assert found.value(service, sd.endpoint) == rdflib.URIRef("http://127.0.0.1/sparql")
    assert (service, sd.feature, sd.UnionDefaultGraph) in found
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in found
    sizes = {
        str(found.value(held, sd.name)): int(
            str(found.value(found.value(held, sd.graph), void.triples))
        )
        for held in found.objects(None, sd.namedGraph)
    }
    assert sizes == {f"{E}g1": 3, f"{E}g2": 2, f"{E}g3": 1, f"{E}many": 3000}


def test_a_browser_gets_a_page(client: TestClient) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get("/sparql", headers={"Accept": browser})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>SPARQL</h1>" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_wrong_query_is_told_with_line_and_column(client: TestClient) -> None:
    _refused(_get(client, "SELECT * {\n ?s ?p }"), 400, "line 2, column ")
    _refused(_get(client, "SELECT * { ?s nope:p ?o }"), 400, "prefix nope: is not declared")
    _refused(_get(client, "INSERT DATA { <http://x/a> <http://x/b> 1 }"), 400, "read-only")
    _refused(_get(client, "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"), 400, "SERVICE")


def test_a_query_that_breaks_the_engine_costs_its_worker_only(client: TestClient) -> None:
    deep = f"SELECT ({'(' * 5000}1{')' * 5000} AS ?x) {{}}"
    _refused(_get(client, deep), 503, "too deep")
    assert _get(client, "ASK {}").json()["boolean"] is True


def test_updates_are_refused_and_change_nothing(client: TestClient) -> None:
    _refused(client.get("/sparql", params={"update": "CLEAR ALL"}), 403, "read-only")
    _refused(client.post("/sparql", data={"update": "CLEAR ALL"}), 403, "read-only")
    kind = {"Content-Type": "application/sparql-update"}
    _refused(client.post("/sparql", content="CLEAR ALL", headers=kind), 403, "read-only")
    assert _get(client, f"ASK {{ <{E}a> ?p ?o }}").json()["boolean"] is True


def test_the_other_status_codes(client: TestClient) -> None:
    _refused(
        client.get("/sparql", params={"query": ROWS}, headers={"Accept": "image/png"}), 406, JSON
    )
    _refused(_get(client, GRAPH_OF_IT, format="csv"), 406, "text/turtle")
    _refused(_get(client, f"ASK {{}} # {'x' * 20_000}"), 413, "20000 bytes")
    _refused(client.post("/sparql", content=b"x" * 100_000), 413)
    _refused(client.post("/sparql", content="ASK {}"), 415, QUERY)
    for method in ("PUT", "DELETE", "PATCH"):
        response = client.request(method, "/sparql")
        _refused(response, 405, method)
        assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    _refused(client.get("/nowhere"), 404, "/nowhere")
    _refused(client.get("/docs"), 404)


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    got = _get(client, ROWS, format="csv")
    head = client.head("/sparql", params={"query": ROWS, "format": "csv"})
    assert head.content == b""
    for name in ("content-type", "content-length", "access-control-allow-origin", "vary"):
        assert head.headers[name] == got.headers[name]
    wrong = client.head("/sparql", params={"query": "SELECT"})
    assert (wrong.status_code, wrong.content) == (400, b"")


def test_pages_of_any_origin_may_read_and_send_no_credentials(client: TestClient) -> None:
    origin = {"Origin": "https://else.example"}
    preflight = client.options(
        "/sparql", headers={**origin, "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]
    answers = [
        preflight,
        client.get("/sparql", params={"query": "ASK {}"}, headers=origin),
        client.get("/sparql", params={"query": "SELECT"}, headers=origin),
    ]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:8000", 403),
        ("", 403),
    ],
)
def test_the_host_header_is_checked(client: TestClient, host: str, status: int) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
    assert response.status_code == status
    if status == 403:
        _refused(response, 403, "Host")


def test_a_run_away_query_is_ended_while_others_are_answered(client: TestClient) -> None:
    with ThreadPoolExecutor(1) as aside:
        began = time.monotonic()
        running = aside.submit(_get, client, RUNAWAY)
        answered = 0
        while not running.done():
            asked = time.monotonic()
            assert _get(client, "ASK {}").json()["boolean"] is True
            assert time.monotonic() - asked < 0.5
            answered += 1
        took = time.monotonic() - began
    assert answered > 5
    assert 0.9 < took < 2
    _refused(running.result(), 503, "longer than 1 s")
    assert running.result().headers["retry-after"] == "5"


def test_a_deep_path_is_ended_too(client: TestClient) -> None:
    began = time.monotonic()
    query = f"SELECT (COUNT(*) AS ?n) {{ ?a (<{E}next>+)/(<{E}next>+) ?b }}"
    _refused(_get(client, query), 503, "longer than 1 s")
    assert time.monotonic() - began < 2


def test_more_rows_than_allowed_are_no_answer(client: TestClient) -> None:
    pairs = f"{{ ?a <{E}next> ?b . ?c <{E}says> ?d }}"
    _refused(_get(client, f"SELECT * {pairs}"), 503, "more than 5000 rows")
    _refused(
        _get(client, f"CONSTRUCT {{ ?a ?c ?b . ?d ?b 1 . ?a <{E}x> ?d . ?c <{E}y> ?b }} {pairs}"),
        503,
        "more than 5000 triples",
    )
    exact = _get(client, f"SELECT * {pairs} LIMIT 5000")
    assert len(exact.json()["results"]["bindings"]) == 5000


def test_a_query_that_takes_too_much_memory_is_ended(folder: Path) -> None:
    query = f"""SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?a <{E}next> ?b . ?c <{E}next> ?d
        BIND(CONCAT(STR(?a), STR(?c), STR(?b), STR(?d)) AS ?x) }}"""
    limits = Limits(timeout=8, workers=1, memory=48 << 20)
    with TestClient(create_app(folder, limits=limits), base_url="http://localhost") as client:
        _refused(_get(client, query), 503, "more than 48 MiB")
        assert _get(client, "ASK {}").json()["boolean"] is True


def test_too_many_at_once_are_told_to_come_back(folder: Path) -> None:
    limits = Limits(timeout=1.5, workers=1, waiting=1)
    app = create_app(folder, limits=limits)
    with TestClient(app, base_url="http://localhost") as client, ThreadPoolExecutor(4) as aside:
        _get(client, "ASK {}")
        asked = list(aside.map(lambda _: _get(client, RUNAWAY), range(4)))
    reasons = sorted(response.text for response in asked)
    assert all(response.status_code == 503 for response in asked)
    assert all("retry-after" in response.headers for response in asked)
    assert "longer than 1.5 s" in reasons[0]
    assert reasons[-1] == "too many queries at once: try again in a moment\n"


def test_a_dataset_built_anew_is_what_is_asked_from_then_on(tmp_path: Path) -> None:
    def build(value: int) -> None:
        aside = tmp_path / "aside"
        aside.write_text(f'<{E}a> <{E}p> "{value}" <{E}g> .\n')
        aside.replace(tmp_path / GRAPH)

    build(1)
    limits = Limits(workers=1)
    with TestClient(create_app(tmp_path, limits=limits), base_url="http://localhost") as client:
        query = "SELECT ?o { ?s ?p ?o }"
        assert _get(client, query, format="csv").text.split() == ["o", "1"]
        build(2)
        assert _get(client, query, format="csv").text.split() == ["o", "2"]


def test_no_graph_is_told_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="gwr build"):
        create_app(tmp_path / "nothing")


def test_a_fault_of_ours_is_told_without_its_trace(folder: Path) -> None:
    app = create_app(folder)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("secret")

    client = TestClient(app, base_url="http://localhost")
    response = client.get("/broken")
    _refused(response, 500, "internal error")
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_json_lines_of_a_table_hold_one_row_each(client: TestClient) -> None:
    text = _get(client, ROWS).text
    assert len(text.splitlines()) == 6
    assert json.loads(text)["head"]["vars"] == ["s", "o", "no"]
