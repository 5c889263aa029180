"""gwr view: the graph as one self-contained page."""

from __future__ import annotations

from pathlib import Path

import click

from gwr_graph import lookup, pages
from gwr_graph.cli.common import STDOUT, data_option, write
from gwr_graph.errors import QueryError
from gwr_graph.store import Store, named, open_dataset, short

_MOST_NAMED = 6


@click.command("view")
@click.option(
    "--focus",
    metavar="ENTITY",
    help="Open on what is near this entity: any of its names, a part of one, pinyin.",
)
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
        near = _one(store, focus) if focus else None
        page = pages.graph_page(store, focus=near, hops=hops, lang=lang)
    write(output, page)
    if output != STDOUT:
        click.echo(f"written to {output}", err=True)


def _one(store: Store, name: str) -> str:
    """Return the IRI of what a name fits best; what it is taken for or passed over is told.

    Raise QueryError with near names where nothing but a slip fits.
    """
    found = lookup.find(lookup.index(store), name, types=("Entity",), limit=_MOST_NAMED)
    if not found or found[0].how is lookup.How.SLIP:
        near = " or ".join(dict.fromkeys(match.matched for match in found))
        hint = f"; did you mean {near}?" if near else ""
        raise QueryError(f"no entity is called {name!r}{hint}")
    first, *others = lookup.best(found)
    if others or not first.sure:
        also = f"; as near: {', '.join(_told(match) for match in others)}" if others else ""
        click.echo(f"{name}: shows {_told(first)}{also}", err=True)
    return first.iri


def _told(match: lookup.Match) -> str:
    return f"{match.label} ({short(named(match.iri))})"
