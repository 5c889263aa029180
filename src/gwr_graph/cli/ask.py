"""gwr ask: a question in one's own words."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from gwr_graph import questions
from gwr_graph.cli.common import (
    STDOUT,
    data_option,
    endpoint_option,
    opened_store,
    timeout_option,
    user_option,
    write,
)
from gwr_graph.questions import Answer
from gwr_graph.questions.wording import say

_MOST_QUOTED = 12


@click.command("ask")
@click.argument("question")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option("--sparql", is_flag=True, help="Show the query that was run, too.")
@data_option
@endpoint_option
@user_option
@timeout_option
def command(
    question: str,
    form: str,
    sparql: bool,
    data: Path,
    endpoint: str | None,
    user: str | None,
    timeout: float,
) -> None:
    """Answer a question in Chinese or English, with the words that prove it.

    What the reports do not say is answered so. - reads the question from standard input.
    """
    asked = sys.stdin.read() if question == "-" else question
    with opened_store(data, endpoint, user, timeout) as store:
        answer = questions.answer(store, asked)
    shown = _json(answer) if form == "json" else _text(answer, sparql)
    write(STDOUT, shown)


def _json(answer: Answer) -> str:
    plain = {
        "question": answer.question,
        "lang": answer.lang,
        "answered": answer.answered,
        "answer": answer.text,
        "items": [asdict(item) for item in answer.items],
        "sparql": answer.sparql,
        "evidence": [asdict(one) for one in answer.evidence],
        "reading": answer.reading,
        "others": list(answer.others),
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _text(answer: Answer, sparql: bool) -> str:
    lang = answer.lang
    lines = [answer.text]
    if answer.reading:
        lines += ["", say("ask.reading", lang, reading=answer.reading)]
    lines += [say("ask.other", lang, question=other) for other in answer.others]
    if answer.evidence:
        lines += ["", say("ask.evidence" if answer.answered else "ask.nearest", lang)]
        for one in answer.evidence[:_MOST_QUOTED]:
            key = one.report.rpartition("/")[2]
            lines.append(f"  {say('quote', lang, words=one.quote)} {key} [{one.start}:{one.end}]")
    if sparql and answer.sparql:
        lines += ["", answer.sparql]
    return "\n".join(lines) + "\n"
