"""The tool that takes a whole question."""

from __future__ import annotations

from dataclasses import asdict

from gwr_graph import questions
from gwr_graph.mcp.graph import Graph
from gwr_graph.mcp.replies import Answer, AnswerItem


def ask_question(graph: Graph, question: str) -> Answer:
    """Return the answer that the graph holds to a question, or an honest no."""
    found = questions.answer(graph.store, question, index=graph.index)
    return Answer(
        answered=found.answered,
        answer=found.text,
        lang=found.lang,
        items=tuple(AnswerItem(**asdict(item)) for item in found.items),
        evidence=tuple(
            graph.evidence(one.quote, one.report, one.start, one.end, one.statement)
            for one in found.evidence
        ),
        sparql=found.sparql,
        reading=found.reading,
        others=found.others,
    )
