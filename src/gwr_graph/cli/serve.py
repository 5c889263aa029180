"""gwr serve: the graph over HTTP."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import click

from gwr_graph.cli.common import data_option
from gwr_graph.errors import GwrError

_LONGEST_LINE = 2 << 20
_SHUTDOWN = 1
_BACKLOG = 256
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=10.0,
    show_default=True,
    help="Seconds that a query may run.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Rows that a query may give.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="Queries that run at the same time.",
)
def command(data: Path, host: str, port: int, timeout: float, max_rows: int, workers: int) -> None:
    """Serve the graph over HTTP: a workbench of pages and a read-only SPARQL endpoint.

    The endpoint answers at /sparql by the SPARQL 1.1 Protocol. It listens on this machine only, unless --host
    says otherwise. Ctrl-C ends it.
    """
    try:
        import uvicorn

        from gwr_graph.web.app import ENDPOINT, create_app
        from gwr_graph.web.guard import LOOPBACK
    except ModuleNotFoundError as error:
        raise GwrError(
            f"gwr serve needs {error.name}: install it with `pip install 'gwr-graph[web]'`"
        ) from None
    from gwr_graph.web.limits import Limits

    local = host in _LOOPBACK
    limits = Limits(timeout=timeout, max_rows=max_rows, workers=workers)
    app = create_app(data, limits=limits, hosts=LOOPBACK if local else None)
    listening = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listening.getsockname()[1]}"
    click.echo(f"gwr: workbench at {url}/ (Ctrl-C ends it)", err=True)
    click.echo(f"gwr: SPARQL endpoint at {url}{ENDPOINT}", err=True)
    if not local:
        click.echo("gwr: warning: everyone who reaches this address can read the graph", err=True)
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=_LONGEST_LINE,
        timeout_graceful_shutdown=_SHUTDOWN,
    )
    # when it has ended the server raises the signal again: SIGTERM ends it as Ctrl-C does
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("gwr: ended", err=True)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raise GwrError where it cannot."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        family, kind, protocol, _, address = found[0]
        # with its protocol named, asyncio sends small answers at once (TCP_NODELAY)
        made = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
            made.listen(_BACKLOG)
        except OSError:
            made.close()
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno and error.errno > 0 and not isinstance(error, socket.gaierror):
            reason = os.strerror(error.errno)  # without the address once more
        raise GwrError(
            f"{host}, port {port}: {reason.lower()}: name another with --port, 0 takes a free one"
        ) from None
    return made
