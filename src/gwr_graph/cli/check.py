"""gwr check: shapes and grounding of a built graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from gwr_graph import validation
from gwr_graph.cli.common import data_option
from gwr_graph.model import Issue
from gwr_graph.store import GRAPH, MANIFEST, STORE, open_dataset


@click.command("check")
@data_option
@click.pass_context
def command(ctx: click.Context, data: Path) -> None:
    """Check a built graph: shapes, and every quote against its text."""
    with open_dataset(data) as store:
        size = store.size()
    issues = (*_whole(data, size), *validation.validate(data))
    for issue in issues:
        click.echo(f"{issue.severity}: {issue.where}: {issue.message_zh} | {issue.message_en}")
        for detail in issue.details:
            click.echo(f"  {detail}")
    broken = sum(issue.severity == "violation" for issue in issues)
    click.echo(f"{len(issues)} issues, {broken} of them violations", err=True)
    ctx.exit(1 if broken else 0)


def _whole(data: Path, size: int) -> Iterator[Issue]:
    """Yield an issue where something of what was built is gone: what is left may look sound."""
    with (data / GRAPH).open("rb") as file:
        lines = sum(bool(line.strip()) for line in file)
    if not lines:
        yield Issue("violation", GRAPH, "图是空的", "the graph is empty; build again", "grounding")
    try:
        built = json.loads((data / MANIFEST).read_text(encoding="utf-8"))["triples"]
    except (OSError, ValueError, LookupError, TypeError):
        return
    for name, found in ((GRAPH, lines), (STORE, size)):
        if found != built:
            zh = f"有 {found} 个三元组，构建时是 {built} 个"
            en = f"holds {found} triples, {built} were built; build again"
            yield Issue("violation", name, zh, en, "grounding")
