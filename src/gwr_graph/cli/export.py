"""gwr export: the whole graph in a standard serialisation, or the network of the picture."""

from __future__ import annotations

from pathlib import Path

import click
import pyoxigraph as ox

from gwr_graph import network
from gwr_graph.cli.common import data_option, output_option, write
from gwr_graph.errors import GraphError
from gwr_graph.store import GRAPH, PREFIXES, open_dataset

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@click.command("export")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([*_FORMATS, *network.FORMATS]),
    required=True,
    help="ttl is the union of all graphs, without their names; graphml, gexf and csv (a row for "
    "every edge and quote) hold the network that gwr view shows.",
)
@output_option
@data_option
def command(form: str, output: Path, data: Path) -> None:
    """Write the graph for other tools."""
    with open_dataset(data) as store:
        if form in network.FORMATS:
            write(output, network.FORMATS[form](network.projection(store)))
            return
    # graph.nq is sorted, so that the same graph gives the same bytes
    try:
        quads = list(ox.parse(path=str(data / GRAPH), format=ox.RdfFormat.N_QUADS))
    except OSError as error:
        raise GraphError(f"{data / GRAPH}: cannot be read ({error}); build again") from None
    except SyntaxError as error:
        raise GraphError(f"{data / GRAPH}: not N-Quads ({error.msg}); build again") from None
    items = dict.fromkeys(q.triple for q in quads) if form == "ttl" else quads
    write(output, ox.serialize(items, format=_FORMATS[form], prefixes=PREFIXES) or b"")
