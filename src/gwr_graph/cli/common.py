"""What several commands share: the data folder, the open store, writing to a file or stdout."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gwr_graph.errors import UsageError
from gwr_graph.store import EmbeddedStore, RemoteStore, open_dataset

DEFAULT_DATA = Path("gwr-graph-data")
STDOUT = Path("-")

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=DEFAULT_DATA,
    envvar="GWR_DATA",
    show_default=True,
    show_envvar=True,
    help="The folder of the built graph.",
)

user_option = click.option(
    "--user", metavar="NAME", help="The endpoint's user; the password is read from GWR_PASSWORD."
)

endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    help="Ask this SPARQL 1.1 endpoint in place of the folder.",
)

timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds that the endpoint has for an answer.",
)

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=STDOUT,
    help="The file to write; - is standard output.",
)


def password() -> str | None:
    """Return the endpoint's password: from the environment only, where no process list shows it."""
    return os.environ.get("GWR_PASSWORD")


def opened_store(
    data: Path, endpoint: str | None, user: str | None, timeout: float
) -> EmbeddedStore | RemoteStore:
    """Return the endpoint's store where one is named, else the built folder's.

    Raise UsageError for a wrong URL, GraphError where the folder holds no graph.
    """
    if endpoint is None:
        return open_dataset(data)
    return RemoteStore(endpoint, user=user, password=password(), timeout=timeout)


def terminal_width() -> int | None:
    """Return the terminal's width; None where the output is read by a program."""
    if not sys.stdout.isatty():
        return None
    given = os.environ.get("COLUMNS", "")
    try:
        return int(given) if given.isdigit() else os.get_terminal_size().columns
    except OSError:
        return None


def write(output: Path, content: str | bytes) -> None:
    """Write to stdout, or to a file as a whole or not at all. Raise UsageError where it fails."""
    data = content.encode() if isinstance(content, str) else content
    if output == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with writing(output) as aside:
        aside.write_bytes(data)


@contextmanager
def writing(target: Path) -> Iterator[Path]:
    """Give a file beside ``target``; it takes the place of ``target`` when all is done.

    A link stays a link, and what is no plain file (a pipe, a device) is written to as it is.
    """
    try:
        output = target.resolve()
        if output.exists() and not (output.is_file() or output.is_dir()):
            yield output
            return
        handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
        os.close(handle)
        aside = Path(name)
        try:
            yield aside
            aside.chmod(0o644)
            aside.replace(output)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from None
