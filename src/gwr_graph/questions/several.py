"""Which reports a question is put to, and questions over several of them."""

from __future__ import annotations

from gwr_graph.questions.facts import Report
from gwr_graph.questions.plan import Plan


def scope(plan: Plan, reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Return the reports of the jurisdictions that a question names, else all."""
    named = {match.iri for mention in plan.mentions for match in mention.matches[:1]}
    own = tuple(report for report in reports if report.home in named)
    return own or reports
