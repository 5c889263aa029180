"""gwr check: shapes and grounding of a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from gwr_graph import validation
from gwr_graph.cli.common import data_option
from gwr_graph.store import open_dataset


@click.command("check")
@data_option
@click.pass_context
def command(ctx: click.Context, data: Path) -> None:
    """Check a built graph: shapes, and every quote against its text."""
    with open_dataset(data):
        pass
    issues = tuple(validation.validate(data))
    for issue in issues:
        click.echo(f"{issue.severity}: {issue.where}: {issue.message_zh} | {issue.message_en}")
        for detail in issue.details:
            click.echo(f"  {detail}")
    broken = sum(issue.severity == "violation" for issue in issues)
    click.echo(f"{len(issues)} issues, {broken} of them violations", err=True)
    ctx.exit(1 if broken else 0)
