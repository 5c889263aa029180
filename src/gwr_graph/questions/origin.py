"""Answers on the report itself: who gave it, when, at which session."""

from __future__ import annotations

from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.wording import fitted, say

_SESSION = ("代表大会", "次会议")
_FRONT = 600
_MOST = 4


def origin(asked: Asked) -> Answer | None:
    """Return who gave the report, when, and the words of its front that tell the session."""
    report = asked.reports[-1]
    ran = facts.run(asked.store, "reports", {})
    row = next(row for row in ran.table.dicts() if row["report"] == report.iri)
    lang = asked.lang
    parts, items = [], []
    if "presentedByLabel" in row:
        parts.append(say("origin.by", lang, who=row["presentedByLabel"]))
        items.append(Item(row["presentedByLabel"], row["presentedBy"], "Person"))
    if "issued" in row:
        parts.append(say("origin.on", lang, date=row["issued"]))
        items.append(Item(row["issued"], None, "Date"))
    front = _front(asked, report.iri)
    marks = (*_SESSION, row.get("presentedByLabel", _SESSION[0]))
    for one in front:
        if any(mark in one.quote for mark in marks) and len(parts) < _MOST:
            parts.append(say("origin.words", lang, quote=say("quote", lang, words=one.quote[:120])))
            items.append(Item(one.quote[:120], None, "Sentence"))
    if not items:
        return None
    return Answer(
        asked.plan.question,
        lang,
        True,
        fitted(parts, lang),
        tuple(items),
        ran.sparql,
        front,
    )


def _front(asked: Asked, report: str) -> tuple[Evidence, ...]:
    """Return the sentences at the head of a report."""
    table = asked.store.select(f"""
        SELECT ?quote ?start ?end {{
          ?sentence a gwr:Sentence ; gwr:inReport <{report}> ; gwr:quote ?quote ;
            gwr:start ?start ; gwr:end ?end .
          FILTER(?start < {_FRONT})
        }} ORDER BY ?start LIMIT 6""")
    return tuple(
        Evidence(row["quote"], report, int(row["start"]), int(row["end"])) for row in table.dicts()
    )
