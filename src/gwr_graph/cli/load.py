"""gwr load: push the graph to a SPARQL 1.1 store."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from gwr_graph.cli.common import data_option, password, user_option
from gwr_graph.store import RemoteStore, open_dataset
from gwr_graph.store.loading import Step, push

_SECONDS = 600.0


@click.command("load")
@click.option("--endpoint", metavar="URL", required=True, help="Where the server takes queries.")
@click.option(
    "--graph-store",
    metavar="URL",
    help="Where it takes whole graphs (Graph Store Protocol); guessed if not given.",
)
@click.option("--update", metavar="URL", help="Where it takes updates; guessed if not given.")
@user_option
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=_SECONDS,
    show_default=True,
    help="Seconds that the server has for a graph.",
)
@data_option
def command(
    endpoint: str,
    graph_store: str | None,
    update: str | None,
    user: str | None,
    timeout: float,
    data: Path,
) -> None:
    """Push the graph to a SPARQL 1.1 store.

    Each graph takes the place of the server's graph of its name; other graphs stay. What is there
    already is not sent again, so that running it again goes on where it was broken off.
    """
    began = time.monotonic()
    remote = RemoteStore(
        endpoint,
        update=update,
        graph_store=graph_store,
        user=user,
        password=password(),
        timeout=timeout,
    )
    shown = sys.stderr.isatty()
    try:
        with open_dataset(data) as source, remote:
            done = push(source, remote, _show if shown else lambda _: None)
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
    seconds = time.monotonic() - began
    click.echo(
        f"{remote.url}: {done.graphs} graphs ({done.sent} sent, {done.graphs - done.sent} there "
        f"already), {done.triples} triples, {seconds:.1f} s"
    )


def _show(step: Step) -> None:
    name = step.graph.rpartition("/id/")[2]
    line = f"{step.number}/{step.graphs} {name} ({step.triples} triples)"
    click.echo(f"\r\x1b[K{line}", nl=False, err=True)
