"""gwr view: the graph as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gwr_graph import pages
from gwr_graph.cli.common import STDOUT, data_option, write
from gwr_graph.queries import entities_named
from gwr_graph.store import Term, open_dataset, short, value_of

_MOST_NAMED = 6


@click.command("view")
@click.option("--focus", metavar="ENTITY", help="Only what is near this entity.")
@click.option(
    "--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="Steps from it."
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("graph.html"),
    show_default=True,
    help="The page to write; - is standard output.",
)
@data_option
def command(focus: str | None, hops: int, lang: str, output: Path, data: Path) -> None:
    """Write the graph as one page that opens in any browser."""
    with open_dataset(data) as store:
        near = _one(entities_named(store, focus), focus) if focus else None
        page = pages.graph_page(store, focus=near, hops=hops, lang=lang)
    write(output, page)
    if output != STDOUT:
        click.echo(f"written to {output}", err=True)


def _one(found: Sequence[Term], name: str) -> str:
    """Return the first entity's IRI; where others are called so too, say which were passed over."""
    if others := found[1:_MOST_NAMED]:
        more = ", …" if len(found) > _MOST_NAMED else ""
        told = ", ".join(map(short, others)) + more
        click.echo(f"{name}: shows {short(found[0])}; also called so: {told}", err=True)
    return value_of(found[0])
