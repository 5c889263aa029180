"""gwr view: the graph as one self-contained page."""

from __future__ import annotations

from pathlib import Path

import click

from gwr_graph import pages
from gwr_graph.cli.common import STDOUT, data_option, write
from gwr_graph.queries import entities_named
from gwr_graph.store import open_dataset, value_of


@click.command("view")
@click.option("--focus", metavar="ENTITY", help="Only what is near this entity.")
@click.option(
    "--hops", type=click.IntRange(1, 6), default=2, show_default=True, help="Steps from it."
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
        near = value_of(entities_named(store, focus)[0]) if focus else None
        page = pages.graph_page(store, focus=near, hops=hops, lang=lang)
    write(output, page)
    if output != STDOUT:
        click.echo(f"written to {output}", err=True)
