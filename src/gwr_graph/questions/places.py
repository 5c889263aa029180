"""Answers that are places: where a thing is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gwr_graph.lexicon import cues
from gwr_graph.model import EntityType
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import ENOUGH, Asked, answered, borne_out
from gwr_graph.questions.clauses import about, of_its_clause
from gwr_graph.questions.facts import Said
from gwr_graph.questions.listing import PLACES, listed, named
from gwr_graph.questions.quoting import outright
from gwr_graph.questions.wording import quoted, say

AREAS = frozenset((EntityType.ADMIN_AREA.value, EntityType.PARK.value))
_AN_AREA = re.compile("[\u3400-\u9fff]{2,}(?:片区|园区|新区|街区|工业园|开发区|小镇|街道|镇|乡|村)")
_MOST_LOOSE = 8
_ALL_BUT = 0.9


def where(asked: Asked) -> Answer | None:
    """Return where the thing asked for is: by involvement, by its name, by the places of what is
    said of it."""
    if any(need.head for need in asked.search.unknown):
        return None  # at which stock exchange: no place will do
    needs = [need for need in asked.search.needs if need.named and need.things]
    for need in needs:
        placed = _placed(asked, sorted(need.things))
        if placed is not None:
            return placed
    classes = PLACES.intersection(asked.plan.classes) or PLACES
    said = named(asked, classes, beside=False) or outright(asked, cues.pattern("placed"))
    if said is None and classes != PLACES:
        said = _named_after(asked)
    if said is None and asked.plan.quoted:
        said = outright(asked, _AN_AREA)
    best = asked.search.ranked[:1]
    if said is None and best and best[0].score >= _ALL_BUT:
        said = named(asked, classes)
    return said or of_its_sentence(asked, AREAS.intersection(classes))


def _named_after(asked: Asked) -> Answer | None:
    """Return the thing that is asked about by its own name, which may tell where it is: the town of
    硖石柴胡种植基地."""
    found = named(asked, PLACES, beside=False)
    nouns = [need for need in asked.search.needs if need.noun]
    if found is None or not nouns:
        return None
    labels = [item.label for item in found.items]
    whole = all(any(form in one for form in n.forms) for n in nouns for one in labels)
    return found if whole else None


def park_or_area(asked: Asked) -> Answer | None:
    """Return the park or area that a question asks for where only the clauses before name it."""
    return of_its_sentence(asked, AREAS.intersection(asked.plan.classes), ENOUGH)


def of_its_sentence(
    asked: Asked, classes: frozenset[str], least: float = _ALL_BUT
) -> Answer | None:
    """Return the one place that the clauses before name, in the sentence that speaks of what is
    asked about: 推动福临堡工业园建设，…，打造叉车配套产业园."""
    top = next((r for r in asked.search.ranked if borne_out(asked, r)), None)
    if top is None or top.score < least:
        return None
    before = [
        r.said
        for r in asked.search.ranked
        if r.said.sentence_iri == top.said.sentence_iri and r.said.start < top.said.start
    ]
    own = {thing for need in asked.search.needs for thing in need.things}
    own |= {report.home for report in asked.reports}
    by_iri = {said.iri: said for said in before}
    found = {
        name.iri: (name, by_iri[iri])
        for iri, all_ in facts.names(asked.store, by_iri).items()
        for name in all_
        if name.iri not in own and not classes.isdisjoint(name.types)
    }
    if len(found) != 1:
        return None
    answer = listed(asked, list(found.values()))
    proof = [said for _, said in found.values()]
    return answered(asked, answer.text, answer.items, [*proof, top.said])


def _placed(asked: Asked, things_: Sequence[str]) -> Answer | None:
    keys = [report.key for report in asked.reports]
    ran = facts.run(asked.store, "places-of", {"entity": list(things_), "report": keys})
    rows = list(ran.table.dicts())
    lang = asked.lang
    by_iri = {r.said.iri: r.said for r in asked.search.ranked}
    names = {form for n in asked.search.needs if set(things_) & n.things for form in n.forms}
    found: dict[str, Item] = {}
    said: list[Said] = []
    here = _of_clauses(asked, things_, [row["statement"] for row in rows])
    for row in rows:
        if row["where"] in found or row["where"] in things_:
            continue
        if row["where"] in here.get(row["statement"], ()):
            continue  # the place of another in the list
        note = about(row["quote"], names)[:120]
        found[row["where"]] = Item(row["whereLabel"], row["where"], "Place", note=note)
        if row["statement"] in by_iri:
            said.append(by_iri[row["statement"]])
    if not found:
        return _by_name(asked, things_)
    chain = _chain(asked, list(found))
    labels = [
        say("in", lang, what=item.label, where=chain[iri]) if iri in chain else item.label
        for iri, item in found.items()
    ]
    words = replace(said[0], quote=about(said[0].quote, names)) if said else None
    quote = quoted(words, lang) if words else ""
    who_ = next((n.text for n in asked.search.needs if set(things_) & n.things), "")
    text = say("at", lang, what=who_, where=say("comma", lang).join(labels), quote=quote)
    return answered(asked, text[:400], list(found.values())[:_MOST_LOOSE], said, ran.sparql)


def _of_clauses(
    asked: Asked, things_: Sequence[str], statements: Sequence[str]
) -> dict[str, frozenset[str]]:
    """Return the names in each statement that its other clauses give to others."""
    by_iri = {r.said.iri: r.said for r in asked.search.ranked}
    found = {}
    for iri, names in facts.names(asked.store, statements).items():
        if iri in by_iri:
            own = {name.iri for name in of_its_clause(by_iri[iri], names, things_)}
            found[iri] = frozenset(name.iri for name in names) - own
    return found


def _by_name(asked: Asked, things_: Sequence[str]) -> Answer | None:
    """Return the place that a project's name tells, or that a place lies in."""
    ran = facts.run(asked.store, "entity-chain", {"entity": list(things_)})
    rows = list(ran.table.dicts())
    site = asked.store.select(
        f"SELECT ?place ?label {{ VALUES ?e {{ {' '.join(f'<{t}>' for t in things_)} }} "
        "?e gwr:onSite ?place . ?place rdfs:label ?label } ORDER BY ?place"
    )
    homes = {report.home for report in asked.reports}
    found = [Item(row["label"], row["place"], "Place") for row in site.dicts()]
    found += [
        Item(row["placeLabel"], row["place"], "Place")
        for row in rows
        if row["place"] not in homes and int(row["steps"]) <= 2
    ]
    said = [r.said for r in asked.search.ranked if set(things_) & set(r.said.roles)]
    if not found or not said:
        return None
    lang = asked.lang
    who_ = next((n.text for n in asked.search.needs if set(things_) & n.things), "")
    labels = say("comma", lang).join(dict.fromkeys(item.label for item in found))
    text = say("at", lang, what=who_, where=labels, quote=quoted(said[0], lang))
    return answered(asked, text[:400], found[:_MOST_LOOSE], said[:4], ran.sparql)


def _chain(asked: Asked, places: Sequence[str]) -> dict[str, str]:
    """Return the place that each of these lies in directly, below the reports' own homes."""
    homes = {report.home for report in asked.reports}
    table = facts.run(asked.store, "entity-chain", {"entity": list(places)}).table
    found: dict[str, str] = {}
    for row in table.dicts():
        if row["place"] not in homes and row["entity"] not in found and int(row["steps"]) == 1:
            found[row["entity"]] = row["placeLabel"]
    return found
