"""gwr mcp: the graph as tools for a language model."""

from __future__ import annotations

from pathlib import Path

import click

from gwr_graph.cli.common import data_option, endpoint_option, password, user_option
from gwr_graph.errors import GwrError


@click.command("mcp")
@data_option
@endpoint_option
@user_option
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=10.0,
    show_default=True,
    help="Seconds that a query may run.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1, 10_000),
    default=500,
    show_default=True,
    help="Rows that run_sparql may give.",
)
def command(
    data: Path, endpoint: str | None, user: str | None, timeout: float, max_rows: int
) -> None:
    """Offer the graph to a language model as tools, over standard input and output.

    It speaks the Model Context Protocol and only reads. An assistant starts it: docs/mcp.md shows
    how to add it to one.
    """
    try:
        from gwr_graph.mcp.server import create_server
    except ModuleNotFoundError as error:
        raise GwrError(
            f"gwr mcp needs {error.name}: install it with `pip install 'gwr-graph[mcp]'`"
        ) from None
    from gwr_graph.mcp.sandbox import Limits
    from gwr_graph.mcp.source import Endpoint, Folder
    from gwr_graph.store import RemoteStore

    limits = Limits(seconds=timeout, rows=max_rows)
    if endpoint is None:
        create_server(Folder(data), limits).run("stdio")
        return
    with RemoteStore(endpoint, user=user, password=password(), timeout=timeout) as store:
        create_server(Endpoint(store), limits).run("stdio")
