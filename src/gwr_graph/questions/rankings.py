"""Which places and actors the reports speak of most."""

from __future__ import annotations

from gwr_graph.lexicon import cues
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import Asked, answered
from gwr_graph.questions.listing import ACTORS, PLACES
from gwr_graph.questions.wording import fitted, say

_MOST_RANKED = 5


def ranked(asked: Asked) -> Answer | None:
    """Return the places or actors with most commitments or statements, where that is asked for."""
    kinds = asked.plan.kinds[:1]
    classes = tuple(name for kind in kinds for name in kind.classes)
    if not cues.pattern("most-of").search(asked.plan.question) or not classes:
        return None
    name, column = (
        ("places-ranked", "place") if PLACES.issuperset(classes) else ("actors-ranked", "actor")
    )
    if name == "actors-ranked" and not ACTORS.issuperset(classes):
        return None
    if any(need.named or need.noun for need in asked.search.needs):
        return None
    lang = asked.lang
    homes = {report.home for report in asked.reports}
    keys = [report.key for report in asked.reports]
    found: dict[str, tuple[str, int]] = {}
    sparql = ""
    for kind in kinds:
        for one in kind.classes:
            ran = facts.run(asked.store, name, {"class": one, "report": keys})
            sparql = sparql or ran.sparql
            for row in ran.table.dicts():
                label = row[f"{column}Label"]
                fits = not kind.endings or label.endswith(kind.endings)
                if fits and row[column] not in homes:
                    found[row[column]] = (
                        label,
                        int(row.get("commitments", row.get("statements", "0"))),
                    )
    top = sorted(found.items(), key=lambda one: (-one[1][1], one[1][0]))[:_MOST_RANKED]
    if not top:
        return None
    parts = [say("rank.line", lang, what=label, n=n) for _, (label, n) in top]
    items = [Item(label, iri, classes[0], str(n)) for iri, (label, n) in top]
    said = facts.said(
        facts.run(asked.store, "said-of", {"thing": [top[0][0]], "report": keys}).table
    )
    return answered(
        asked,
        fitted(parts, lang, lead=say("rank.lead", lang)),
        items,
        list(said.values())[:4],
        sparql,
    )
