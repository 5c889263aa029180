"""gwr build: from reports to a dataset folder, and what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gwr_graph import corpus, resources
from gwr_graph.cli.common import DEFAULT_DATA
from gwr_graph.cli.tables import aligned


@click.command("build")
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=DEFAULT_DATA,
    show_default=True,
    help="The folder to write; an earlier graph in it is replaced as a whole.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that read reports at the same time.",
)
@click.option(
    "--verbose", is_flag=True, help="List the sentences that yielded nothing, and issues."
)
def command(reports: tuple[Path, ...], out: Path, workers: int, verbose: bool) -> None:
    """Build the graph of reports; without argument, of the shipped one.

    REPORTS are files (txt, md, html, docx, pdf, csv with a full_text column) and folders.
    """
    paths = reports or (resources.path("data", "reports"),)
    built = corpus.build(paths, out, workers, progress=_progress if sys.stderr.isatty() else None)
    click.echo(_summary(built))
    for report in built.reports:
        for warning in report.warnings:
            click.echo(f"gwr: warning: {report.source}: {warning}", err=True)
        if verbose:
            for sentence, reason in report.unread:
                click.echo(f"gwr: unread: {report.key}: {reason}: {sentence}", err=True)
    if verbose:
        for issue in built.issues:
            click.echo(f"gwr: {issue.severity}: {issue.where}: {issue.message_en}", err=True)
    for bad in built.bad:
        click.echo(f"gwr: not built: {bad.reason}", err=True)


def _progress(done: int, total: int, name: str) -> None:
    if total > 1:
        end = "\n" if done == total else ""
        click.echo(f"\r\x1b[K{done}/{total} {Path(name).name}{end}", err=True, nl=False)


def _summary(built: corpus.Build) -> str:
    rows = [["reports", str(len(built.reports))]]
    rows += [[kind, str(n)] for kind, n in built.entities.items()]
    for name in dict.fromkeys(n for report in built.reports for n in report.counts):
        rows.append([name, str(sum(report.counts[name] for report in built.reports))])
    rows += [
        ["triples", str(built.triples)],
        ["warnings", str(sum(len(report.warnings) for report in built.reports))],
        ["issues", str(len(built.issues))],
    ]
    return f"{aligned(['what', 'count'], rows)}\nwritten to {built.out}"
