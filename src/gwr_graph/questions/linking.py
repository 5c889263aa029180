"""Answers that say how two things are connected."""

from __future__ import annotations

from gwr_graph import network
from gwr_graph.errors import QueryError
from gwr_graph.lexicon import cues
from gwr_graph.lookup import How
from gwr_graph.network import Connection
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Evidence, Item
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.passages import phrase
from gwr_graph.questions.wording import fitted, say

_QUOTED = 140
_MOST = 3


def connection(asked: Asked) -> Answer | None:
    """Return how the two things that a question names are connected, with the sentences that say
    so; None where it does not name two that the reports have."""
    ends = _ends(asked)
    if len(ends) < 2:
        return None
    try:
        found = network.between(asked.store, asked.index, ends[0], ends[1])
    except QueryError:
        return None
    evidence = _evidence(found)
    if not evidence:
        return None
    lang = asked.lang
    sentences = _sentences(asked, evidence)
    parts = [say("quote", lang, words=words[:_QUOTED]) for words in sentences[:_MOST]]
    items = [
        Item(
            " — ".join([path.hops[0].source.label, *(hop.target.label for hop in path.hops)]),
            None,
            "Path",
        )
        for path in found.paths[:_MOST]
    ]
    lead = say("path.lead", lang, one=found.one.label, other=found.other.label)
    via = [hop.target.label for path in found.paths[:1] for hop in path.hops[:-1]]
    if via:
        lead = say(
            "path.via",
            lang,
            one=found.one.label,
            other=found.other.label,
            via=say("comma", lang).join(via),
        )
    return Answer(
        question=asked.plan.question,
        lang=lang,
        answered=True,
        text=fitted(parts, lang, lead=lead),
        items=tuple(items),
        sparql=_sparql(asked, found),
        evidence=tuple(evidence),
    )


def _ends(asked: Asked) -> list[str]:
    """Return what is to be connected: names first, then the words that say most."""
    homes = {report.home for report in asked.reports}
    named = [
        mention.matches[0].label if mention.text.isascii() else mention.text
        for mention in asked.plan.mentions
        if mention.matches
        and mention.matches[0].iri not in homes
        and mention.matches[0].how is not How.CUE
        and "Theme" not in mention.matches[0].types
    ]
    if len(named) > 1:
        return list(dict.fromkeys(named))
    parts = cues.pattern("connective").split(asked.plan.left, maxsplit=1)
    words = [phrase(asked, part) for part in parts if "□" not in part or not named]
    needs = sorted(asked.search.needs, key=lambda one: -one.weight)
    held = [n for n in needs if not n.named and n.noun and n not in asked.search.unknown]
    words += [form for need in held for form in need.forms[:1]]
    return list(dict.fromkeys(word for word in (*named, *words) if word))


def _evidence(found: Connection) -> list[Evidence]:
    words = [hop.words for path in found.paths[:_MOST] for hop in path.hops if hop.words]
    words += list(found.passages)
    unique = {(one.report, one.start, one.end): one for one in words}
    return [Evidence(w.quote, w.report, w.start, w.end, w.statement) for w in unique.values()]


def _sentences(asked: Asked, evidence: list[Evidence]) -> list[str]:
    """Return the whole sentences of these statements; a clause alone may not tell the tie."""
    by_iri = {r.said.iri: r.said for r in asked.search.ranked}
    found = []
    for one in evidence:
        said = by_iri.get(one.statement or "")
        whole = said.sentence if said is not None and len(said.sentence) <= _QUOTED else one.quote
        found.append(whole)
    return list(dict.fromkeys(found))


def _sparql(asked: Asked, found: Connection) -> str:
    """Return the query that finds what is named together with the first of the two."""
    if found.one.entity is None or found.other.entity is None:
        return asked.search.sparql[-1] if asked.search.sparql else ""
    values = {"from": found.one.entity.iri, "to": found.other.entity.iri}
    return facts.run(asked.store, "paths", values).sparql
