"""The real command over standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client

import gwr_graph
from gwr_graph.cli import main
from mcp_tools.conftest import alone

SRC = str(Path(gwr_graph.__file__).resolve().parents[1])
ENV = {**os.environ, "PYTHONPATH": SRC, "PYTHONUTF8": "0", "LC_ALL": "C"}


def command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "gwr_graph", "mcp", "--data", str(folder)]


def test_a_client_starts_it_and_asks(folder: Path) -> None:
    program, *arguments = command(folder)
    server = StdioServerParameters(command=program, args=arguments, env=ENV)

    async def run() -> tuple[str, Any, Any]:
        async with Client(stdio_client(server)) as client:
            assert client.server_info is not None
            name = client.server_info.name
            path = await client.call_tool("find_path", {"one": "星河光电", "other": "东岭园区"})
            rows = await client.call_tool("run_sparql", {"query": "SELECT ?e { ?e a gwr:Park }"})
            return name, path.structured_content, rows.structured_content

    name, path, rows = alone(run)
    assert name == "gwr-graph"
    assert path["paths"][0][0]["evidence"]["quote"] == "东岭园区星河光电等3个项目建成投产"
    assert rows["rows"] == [["https://w3id.org/gwr-graph/id/990101/东岭园区"]]


def test_stdout_is_the_protocol_alone_and_the_end_of_input_ends_it(folder: Path) -> None:
    hello = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    }
    said: list[dict[str, Any]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
    ]
    calls = (("get_entity", {"name": "没有"}), ("search_entities", {"name": "东岭"}))
    said += [
        {
            "jsonrpc": "2.0",
            "id": number,
            "method": "tools/call",
            "params": {"name": name, "arguments": arguments},
        }
        for number, (name, arguments) in enumerate(calls, start=2)
    ]
    with subprocess.Popen(
        command(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENV,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("".join(json.dumps(one) + "\n" for one in said).encode())
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(3)]
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
        assert process.wait(10) == 0
    found = {answer["id"]: answer["result"] for answer in answers}
    assert found[1]["serverInfo"]["name"] == "gwr-graph"
    assert found[2]["isError"] is True
    assert found[3]["structuredContent"]["hits"][0]["label"] == "东岭园区"


def test_without_a_graph_it_says_so_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mcp", "--data", str(tmp_path)]) == 1
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "run `gwr build` first" in caught.err


def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [name for name in sys.modules if name.startswith(("mcp.", "gwr_graph.mcp."))]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["mcp", "--data", str(folder)]) == 1
    assert "pip install 'gwr-graph[mcp]'" in capsys.readouterr().err
