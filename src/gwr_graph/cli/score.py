"""gwr score: a built graph against gold annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from gwr_graph import score
from gwr_graph.cli.common import data_option
from gwr_graph.store import GRAPH, EmbeddedStore, open_dataset


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    required=True,
    help="The numbered text: number, tab, sentence on each line.",
)
@click.option("--report", metavar="IRI", help="Score this report's statements only.")
@click.option("--errors", type=click.IntRange(min=0), default=0, help="List so many errors.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
@data_option
def command(gold: Path, text: Path, report: str | None, errors: int, form: str, data: Path) -> None:
    """Measure a built graph against gold annotations.

    GOLD.jsonl holds one record a sentence, see the annotation guide.
    """
    wanted, sentences = score.read_gold(gold), score.read_sentences(text)
    with open_dataset(data):
        pass
    with EmbeddedStore() as store:
        store.load(data / GRAPH)
        found = score.predict(store, sentences, report)
    counted = f"{found.placed} of {found.statements} statements placed"
    click.echo(f"{counted} in the {len(sentences)} scored sentences", err=True)
    if not found.placed:
        click.echo(
            f"gwr: warning: {data} holds nothing of {text}: build its report first", err=True
        )
    result = score.score(found, wanted, list(sentences))
    if form == "json":
        click.echo(json.dumps(result.figures, ensure_ascii=False))
    else:
        click.echo(_text(result.figures))
    for line in result.errors[:errors]:
        click.echo(f"  - {line}")


def _text(figures: dict[str, Any]) -> str:
    lines = []
    for name, value in figures.items():
        if name == "by_type":
            lines += [f"  {kind:20} {_prf(tally)}" for kind, tally in value.items()]
        elif isinstance(value, dict) and "f1" in value:
            lines.append(f"{name:22} {_prf(value)}")
        elif isinstance(value, dict):
            lines.append(f"{name:22} " + " ".join(f"{k} {v:.3f}" for k, v in value.items()))
        else:
            lines.append(f"{name:22} {value:.3f}")
    return "\n".join(lines)


def _prf(tally: dict[str, float]) -> str:
    shares = f"P {tally['precision']:.3f} R {tally['recall']:.3f} F1 {tally['f1']:.3f}"
    return f"{shares} (tp {tally['tp']} fp {tally['fp']} fn {tally['fn']})"
