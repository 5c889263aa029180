"""gwr query: a named query, a query file or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pyoxigraph as ox

from gwr_graph import queries
from gwr_graph.cli import tables
from gwr_graph.cli.common import (
    STDOUT,
    data_option,
    endpoint_option,
    opened_store,
    terminal_width,
    timeout_option,
    user_option,
    write,
)
from gwr_graph.errors import QueryError, UsageError
from gwr_graph.store import PREFIXES, Table

_GRAPH_FORMATS = {"table": ox.RdfFormat.TURTLE, "json": ox.RdfFormat.JSON_LD}


@click.command("query", add_help_option=False)
@click.argument("name", required=False)
@click.option(
    "-p", "params", multiple=True, metavar="KEY=VALUE", help="A parameter; may be repeated."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(tables.FORMATS)),
    default="table",
    show_default=True,
    help="json is SPARQL JSON; a CONSTRUCT gives Turtle, or JSON-LD with json.",
)
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
@click.option(
    "-h", "--help", "helping", is_flag=True, help="Show this, or the named query's parameters."
)
@data_option
@endpoint_option
@user_option
@timeout_option
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    params: tuple[str, ...],
    form: str,
    listing: bool,
    helping: bool,
    data: Path,
    endpoint: str | None,
    user: str | None,
    timeout: float,
) -> None:
    """Ask a named query, a query file or - (standard input).

    The prefixes gwr, id, rdf, rdfs, skos, dct, xsd, prov, nif and qudt need not be written.
    """
    if helping:
        click.echo(ctx.get_help() if name is None else _described(_found(name)))
        return
    if listing:
        click.echo(_listed(), nl=False)
        return
    if name is None:
        raise UsageError("name a query, a file or -; `gwr query --list` lists the named ones")
    query = _found(name)
    with opened_store(data, endpoint, user, timeout) as store:
        try:
            bound = queries.bind(store, query, _values(params))
            for note in bound.notes:
                click.echo(f"gwr: {note}", err=True)
            found = store.query(bound.text)
        except queries.ParameterError:
            raise
        except QueryError as error:
            where = "stdin" if name == "-" else name
            raise QueryError(f"{where}: {error}") from None
    if isinstance(found, Table):
        write(STDOUT, tables.render(found, form, terminal_width()))
        if not found.rows and form == "table":
            click.echo("no rows: the reports say nothing on this", err=True)
    elif isinstance(found, bool):
        write(STDOUT, tables.boolean_json(found) if form == "json" else f"{str(found).lower()}\n")
    elif form in _GRAPH_FORMATS:
        # in the order of the triples' text, so that the same graph gives the same bytes
        content = ox.serialize(
            sorted(found, key=str), format=_GRAPH_FORMATS[form], prefixes=PREFIXES
        )
        write(STDOUT, content or b"")
    else:
        raise UsageError(f"this query gives a graph: no {form}; use -f table (Turtle) or json")


def _found(name: str) -> queries.NamedQuery:
    """Return the named query, or the text of a file or stdin as one without parameters."""
    if name == "-":
        return _free("stdin", sys.stdin.read())
    path = Path(name)
    if path.suffix == ".rq" or path.is_file():
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
            raise UsageError(f"{name}: {reason}") from None
        return queries.read(path) if text.startswith("#+") else _free(name, text)
    return queries.get(name)


def _free(name: str, text: str) -> queries.NamedQuery:
    if not text.strip():
        raise UsageError(f"{name}: holds no query")
    return queries.NamedQuery(name, name, name, "", "", (), (), (), text)


def _values(params: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for param in params:
        key, mark, value = param.partition("=")
        if not mark or not key.strip():
            raise UsageError(f"-p {param}: write key=value")
        values.setdefault(key.strip(), []).append(value.strip())
    return values


def _listed() -> str:
    """Return the named queries by group, with their titles."""
    known = queries.all_queries()
    widths = [
        max(tables.cells(text) for text in column)
        for column in zip(*((q.name, q.title_zh) for q in known), strict=True)
    ]
    blocks = []
    for group, (zh, en) in queries.GROUPS.items():
        lines = [f"{en} · {zh}"]
        for q in known:
            if q.group == group:
                gap = " " * (widths[1] - tables.cells(q.title_zh))
                lines.append(f"  {q.name:{widths[0]}}  {q.title_zh}{gap}  {q.title_en}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) + "\n`gwr query NAME -h` explains one.\n"


def _described(query: queries.NamedQuery) -> str:
    lines = [
        f"{query.name}: {query.title_en} · {query.title_zh}",
        "",
        query.description_en,
        query.description_zh,
    ]
    if query.parameters:
        lines += ["", "Parameters:"]
        for p in query.parameters:
            need = "optional" if p.optional else f"default {p.default}" if p.default else "required"
            lines.append(f"  -p {p.name}=…  ({p.kind}, {need})  {p.en} · {p.zh}")
    example = "".join(f" -p {key}={value}" for key, value in query.example)
    lines += ["", f"Example: gwr query {query.name}{example}"]
    return "\n".join(line for line in lines)
