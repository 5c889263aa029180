"""The tools as a client sees them, in this process, on the handmade dataset."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest
from mcp import Client
from mcp.server.mcpserver import MCPServer

import handmade
from gwr_graph import corpus
from gwr_graph.mcp.server import create_server
from gwr_graph.mcp.source import Folder

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Called:
    """What a tool gave: its structured content, or the message of its error."""

    content: Any
    error: str = ""


Call = Callable[..., Called]


def alone(run: Callable[[], Awaitable[_T]]) -> _T:
    """Run it in a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, run).result()


def call(server: MCPServer, tool: str, /, **arguments: Any) -> Called:
    """Call a tool through the SDK's client."""

    async def run() -> Called:
        async with Client(server) as client:
            result = await client.call_tool(tool, arguments)
        if result.is_error:
            return Called(None, getattr(result.content[0], "text", ""))
        return Called(result.structured_content)

    return alone(run)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handmade.dataset(tmp_path_factory.mktemp("tools") / "data")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, jintai_file: Path) -> Path:
    """A built graph of the shipped report."""
    out = tmp_path_factory.mktemp("shipped") / "data"
    corpus.build([jintai_file], out)
    return out


@pytest.fixture
def tool(folder: Path) -> Call:
    """Return a function that calls a tool on the handmade dataset."""
    server = create_server(Folder(folder))

    def run(tool: str, /, **arguments: Any) -> Called:
        return call(server, tool, **arguments)

    return run
