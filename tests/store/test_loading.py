"""A dataset pushed to a server: whole graphs, gone on with, verified; and the command."""

from __future__ import annotations

from pathlib import Path

import pytest

import handmade
from gwr_graph import cli
from gwr_graph.errors import EndpointError
from gwr_graph.store import EmbeddedStore, RemoteStore
from gwr_graph.store.loading import MARKS, Loaded, Step, push
from sparql_servers import VIRTUOSO_USER, Fake, free_port, http

GRAPHS = len({line.rsplit(" ", 2)[1] for line in handmade.lines()})
TRIPLES = len(set(handmade.lines()))


@pytest.fixture
def source() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(handmade.lines())
    return store


@pytest.fixture(params=["store", "update", "virtuoso"])
def target(request: pytest.FixtureRequest) -> RemoteStore:
    if request.param == "virtuoso":
        url = request.getfixturevalue("virtuoso")
        store = RemoteStore(f"{url}/sparql", user=VIRTUOSO_USER, password=VIRTUOSO_USER)
    else:
        url = request.getfixturevalue("oxigraph")
        update = f"{url}/update" if request.param == "update" else None
        store = RemoteStore(f"{url}/query", update=update)
    store.replace_graph(MARKS, [])
    return store


def test_every_graph_is_sent_once(source: EmbeddedStore, target: RemoteStore) -> None:
    steps: list[Step] = []
    assert push(source, target, steps.append) == Loaded(GRAPHS, GRAPHS, TRIPLES)
    assert [(s.number, s.graphs) for s in steps] == [(n + 1, GRAPHS) for n in range(GRAPHS)]
    for graph in source.graphs():
        assert target.graph_size(graph) == len(source.graph_lines(graph))
    assert push(source, target) == Loaded(GRAPHS, 0, TRIPLES)


def test_what_changed_here_or_there_is_sent_again(
    source: EmbeddedStore, target: RemoteStore
) -> None:
    push(source, target)
    first, second = source.graphs()[:2]
    same_size = [
        f'<urn:a> <urn:b> "{n}" <{first}> .' for n in range(len(source.graph_lines(first)))
    ]
    source.replace_graph(first, same_size)
    target.load([f"<urn:a> <urn:b> <urn:c> <{second}> ."])
    assert push(source, target).sent == 2
    assert target.graph_size(second) == len(source.graph_lines(second))
    assert target.ask(f'ASK {{ GRAPH <{first}> {{ <urn:a> <urn:b> "0" }} }}')


class Breaking(RemoteStore):
    """A store whose server goes away after two graphs."""

    left = 2

    def replace_graph(self, graph: str, lines: object) -> None:
        if graph != MARKS:
            if not self.left:
                raise EndpointError("http://x/: gone")
            self.left -= 1
        super().replace_graph(graph, lines)  # type: ignore[arg-type]


def test_a_load_that_broke_off_goes_on(source: EmbeddedStore, oxigraph: str) -> None:
    target = Breaking(f"{oxigraph}/query")
    target.replace_graph(MARKS, [])
    with pytest.raises(EndpointError, match=rf"gone \(2 of {GRAPHS} graphs are there; run again"):
        push(source, target)
    assert push(source, RemoteStore(f"{oxigraph}/query")).sent == GRAPHS - 2


def test_a_server_that_loses_triples_is_found_out(source: EmbeddedStore) -> None:
    def number(n: int) -> bytes:
        body = (
            '{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", '
            f'"value": "{n}", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}}}]}}}}'
        )
        return http("200 OK", "application/sparql-results+json", body)

    yes = http("200 OK", "application/sparql-results+json", '{"head": {}, "boolean": true}')
    none = http(
        "200 OK",
        "application/sparql-results+json",
        '{"head": {"vars": ["mark"]}, "results": {"bindings": []}}',
    )
    with Fake(yes, none, http("204 No Content", "text/plain", ""), number(1)) as server:
        target = RemoteStore(server.url, graph_store=server.url)
        with pytest.raises(EndpointError, match=r"it holds 1: .* \(0 of"):
            push(source, target)


def run(data: Path, *arguments: str) -> int:
    return cli.main(["load", "--data", str(data), *arguments])


def test_the_command_loads_and_says_what_it_did(
    tmp_path: Path, oxigraph: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = handmade.dataset(tmp_path / "data")
    url = f"{oxigraph}/query"
    RemoteStore(url).replace_graph(MARKS, [])
    assert run(data, "--endpoint", url) == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        f"{url}: {GRAPHS} graphs ({GRAPHS} sent, 0 there already), {TRIPLES} triples, "
    )
    assert err == ""
    assert run(data, "--endpoint", url, "--graph-store", f"{oxigraph}/store") == 0
    assert f"(0 sent, {GRAPHS} there already)" in capsys.readouterr().out
    assert cli.main(["show", "东岭园区", "--endpoint", url]) == 0
    assert "东岭园区" in capsys.readouterr().out
    query = tmp_path / "parks.rq"
    query.write_text("SELECT ?l { ?p a gwr:Park ; rdfs:label ?l }", encoding="utf-8")
    assert cli.main(["query", str(query), "-f", "csv", "--endpoint", url]) == 0
    assert capsys.readouterr().out.split() == ["l", "东岭园区"]


def test_the_command_fails_with_4_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = handmade.dataset(tmp_path / "data")
    url = f"http://127.0.0.1:{free_port()}/query"
    assert run(data, "--endpoint", url) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"gwr: {url}: nothing listens there")
    assert err.count("\n") == 1
    assert cli.main(["query", "overview", "--endpoint", url]) == 4
    assert cli.main(["show", "x", "--endpoint", url]) == 4
    capsys.readouterr()
    assert run(data, "--endpoint", "here") == 2
    assert run(tmp_path / "none", "--endpoint", url) == 1


def test_the_password_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GWR_PASSWORD", "from the environment")
    challenge = 'WWW-Authenticate: Basic realm="x"\r\n'
    with Fake(http("401 Unauthorized", "text/plain", "", more=challenge)) as server:
        data = handmade.dataset(tmp_path / "data")
        assert run(data, "--endpoint", server.url, "--user", "me") == 4
    assert b"Authorization: Basic bWU6ZnJvbSB0aGUgZW52aXJvbm1lbnQ=" in server.requests[1]
    assert "environment" not in capsys.readouterr().err
