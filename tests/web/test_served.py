"""A really started ``gwr serve``, asked by clients that no one here wrote."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, TURTLE, XML, SPARQLWrapper
from starlette.testclient import TestClient

from gwr_graph.cli import main
from gwr_graph.store import GRAPH, STORE, EmbeddedStore
from gwr_graph.web import worker
from gwr_graph.web.app import create_app
from gwr_graph.web.limits import Limits
from web_server import RUNAWAY, E, Served

SAYS = f"PREFIX e: <{E}> SELECT ?s ?o ?no {{ ?s e:says ?o OPTIONAL {{ ?s e:x ?no }} }}"
BUILD = f"PREFIX e: <{E}> CONSTRUCT {{ ?s e:says ?o }} WHERE {{ ?s e:says ?o }}"


def _said(embedded: EmbeddedStore) -> set[tuple[str, str]]:
    return {(row["s"], row["o"]) for row in embedded.select(SAYS).dicts()}


def _wrapped(served: Served, method: str, form: str, query: str) -> Any:
    wrapper = SPARQLWrapper(served.url)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    wrapper.setQuery(query)
    return wrapper.query().convert()


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper(served: Served, embedded: EmbeddedStore, method: str) -> None:
    expected = _said(embedded)
    rows = _wrapped(served, method, JSON, SAYS)["results"]["bindings"]
    assert {(row["s"]["value"], row["o"]["value"]) for row in rows} == expected
    assert {row["o"].get("xml:lang") for row in rows} == {"zh", None}
    assert not any("no" in row for row in rows)
    nodes = _wrapped(served, method, XML, SAYS).getElementsByTagName("result")
    assert len(nodes) == len(expected)
    assert _wrapped(served, method, CSV, SAYS).startswith(b"s,o,no\r\n")
    triples = rdflib.Graph().parse(data=_wrapped(served, method, TURTLE, BUILD), format="turtle")
    assert {(str(s), str(o)) for s, _, o in triples} == expected
    assert _wrapped(served, method, JSON, "ASK {}")["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_as_client(served: Served, embedded: EmbeddedStore, method: Any, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(served.url, method=method, returnFormat=form))
    found = {(str(row["s"]), str(row["o"])) for row in graph.query(SAYS)}  # type: ignore[index,call-overload]
    if form != "csv":  # whose empty string rdflib takes for an unbound variable
        assert found == _said(embedded)
    assert len(found) == 4
    if form in ("json", "xml"):
        a = rdflib.URIRef(f"{E}a")
        assert (a, rdflib.URIRef(f"{E}says"), rdflib.Literal("plain, with comma")) in graph
        assert len(list(graph.triples((a, None, None)))) == 3
        assert graph.query("ASK { ?s ?p 5.5 }").askAnswer is True


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is missing")
def test_curl(served: Served) -> None:
    def curl(*options: str) -> str:
        command = ["curl", "-sS", "--max-time", "10", *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    query = f"query=SELECT ?o {{ <{E}a> <{E}size> ?o }}"
    csv = ["-H", "Accept: text/csv"]
    assert curl(*csv, "-G", served.url, "--data-urlencode", query) == "o\n5.5\n"
    assert curl(*csv, served.url, "--data-urlencode", query) == "o\n5.5\n"
    direct = ["-H", "Content-Type: application/sparql-query", "--data-binary"]
    assert curl(*csv, *direct, query.removeprefix("query="), served.url) == "o\n5.5\n"
    assert "sparql-service-description" in curl(served.url)
    assert curl("-I", served.url).startswith("HTTP/1.1 200")
    assert (
        curl("-H", "Host: evil.example", "-o", "-", "-w", "%{http_code}", served.url)[-3:] == "403"
    )


def test_eight_clients_at_once_each_get_their_own_answer(served: Served) -> None:
    def ask(number: int) -> list[str]:
        with httpx.Client() as client:
            return [
                client.get(
                    served.url,
                    params={"query": f"SELECT ({number * 100 + i} AS ?x) {{}}", "format": "csv"},
                ).text.split()[1]
                for i in range(10)
            ]

    with ThreadPoolExecutor(8) as clients:
        found = list(clients.map(ask, range(8)))
    assert found == [[str(n * 100 + i) for i in range(10)] for n in range(8)]


def test_a_small_query_is_quick(served: Served) -> None:
    times = []
    with httpx.Client() as client:
        for _ in range(30):
            began = time.perf_counter()
            client.get(served.url, params={"query": f"SELECT * {{ <{E}a> ?p ?o }}"})
            times.append(time.perf_counter() - began)
    assert statistics.median(times) < 0.05
    assert served.started_in < 10


def test_run_away_queries_are_ended_while_others_are_answered(served: Served) -> None:
    before = set(served.workers())
    with ThreadPoolExecutor(2) as aside:
        began = time.monotonic()
        running = [
            aside.submit(httpx.get, served.url, params={"query": RUNAWAY}, timeout=10)
            for _ in range(2)
        ]
        time.sleep(0.3)
        assert httpx.get(served.url, params={"query": "ASK {}"}).json()["boolean"] is True
        assert not any(one.done() for one in running)
        ended = [one.result() for one in running]
        assert time.monotonic() - began < 4
    assert [one.status_code for one in ended] == [503, 503]
    assert _within(3, lambda: len(served.workers()) == 3)
    assert len(before - set(served.workers())) == 2


def test_a_query_ends_when_its_client_leaves(served: Served) -> None:
    assert _within(3, lambda: len(served.workers()) == 3)
    before = set(served.workers())
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(served.url, params={"query": RUNAWAY}, timeout=0.2)
    assert _within(1, lambda: len(before - set(served.workers())) == 1)
    assert httpx.get(served.url, params={"query": "ASK {}"}).status_code == 200


def test_a_long_url_is_read_or_told_too_long(served: Served) -> None:
    # httpx would not send so long a URL
    where = urlsplit(served.url)
    for length, status, words in ((200_000, 200, b"true"), (300_000, 413, b"query is too long")):
        with closing(HTTPConnection(where.netloc, timeout=10)) as connection:
            connection.request("GET", f"{where.path}?query=ASK%7B%7D%23{'x' * length}")
            answer = connection.getresponse()
            assert answer.status == status
            assert words in answer.read()


def test_no_query_reaches_another_server(folder: Path) -> None:
    """Were SERVICE let through, its worker could still open no connection."""
    program = """if True:
        import sys, pyoxigraph as ox
        from pathlib import Path
        from gwr_graph.store import open_dataset
        from gwr_graph.web import worker
        store = open_dataset(Path(sys.argv[1]))
        assert worker.all_open(Path(sys.argv[1]))
        worker.lock_in()
        query = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{sys.argv[2]}/> {{ ?s ?p ?o }} }}"
        print(len(list(store.raw.query(query))), store.size())
    """
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder), port],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
        )
        other.settimeout(0.1)
        with pytest.raises(TimeoutError):
            other.accept()
    assert done.stdout.split() == ["1", "3006"]


def test_a_store_of_many_files_is_answered(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / STORE) as store:
        for part in range(5):  # each load leaves files of its own
            store.load([f'<{E}a> <{E}p{part}> "{part}" <{E}g{part}> .'])
        store.raw.flush()
    (tmp_path / GRAPH).touch()
    assert not worker.all_open(tmp_path)
    limits = Limits(workers=1, timeout=5)
    with TestClient(create_app(tmp_path, limits=limits), base_url="http://localhost") as client:
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }"
        response = client.get("/sparql", params={"query": query, "format": "csv"})
    assert response.text.split() == ["n", "5"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_with_its_workers(folder: Path, number: signal.Signals) -> None:
    one = Served(folder, "--workers", "2")
    assert _within(3, lambda: len(one.workers()) == 2)
    workers = one.workers()
    with ThreadPoolExecutor(1) as aside:
        running = aside.submit(_outcome, one.url)
        time.sleep(0.3)
        began = time.monotonic()
        one.process.send_signal(number)
        assert one.process.wait(8) == 0
        assert time.monotonic() - began < 5
        assert running.result() != "200"
    assert _within(2, lambda: not any(_lives(pid) for pid in workers))
    said = one.errors.read()
    assert "Traceback" not in said
    assert said.endswith("gwr: ended\n")
    one.end()


def test_workers_end_with_a_server_that_was_killed(folder: Path) -> None:
    one = Served(folder, "--workers", "2")
    assert _within(3, lambda: len(one.workers()) == 2)
    workers = one.workers()
    with ThreadPoolExecutor(1) as aside:
        aside.submit(_outcome, one.url)
        time.sleep(0.3)
        one.process.kill()
        one.process.wait(5)
    assert _within(2, lambda: not any(_lives(pid) for pid in workers))
    one.end()


def test_a_taken_port_is_one_clear_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--data", str(folder), "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"gwr: 127.0.0.1, port {port}: address already in use: ")
    assert said.count("\n") == 1


def test_no_data_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--data", str(tmp_path), "--port", "0"]) == 1
    said = capsys.readouterr().err
    assert "run `gwr build` first" in said
    assert said.count("\n") == 1


def test_without_the_extra_it_says_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", "--data", str(folder), "--port", "0"]) == 1
    said = capsys.readouterr().err
    assert said == "gwr: gwr serve needs uvicorn: install it with `pip install 'gwr-graph[web]'`\n"


def test_the_first_answer_was_right(served: Served) -> None:
    assert json.loads(served.first.text)["boolean"] is True
    workbench, endpoint = served.said.splitlines()
    assert workbench.startswith("gwr: workbench at http://127.0.0.1:")
    assert endpoint == f"gwr: SPARQL endpoint at {served.url}"


def _outcome(url: str) -> str:
    try:
        return str(httpx.get(url, params={"query": RUNAWAY}, timeout=20).status_code)
    except httpx.HTTPError as error:
        return type(error).__name__


def _within(seconds: float, true: Any) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        try:
            os.kill(pid, 0)
        except OSError:
            return False
        return not Path("/proc").is_dir()
    return state != "Z"
