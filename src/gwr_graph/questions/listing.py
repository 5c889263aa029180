"""Answers that are things: who is in a place, which bridges were opened, where a project lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gwr_graph.lexicon import cues
from gwr_graph.lexicon.kinds import Kind
from gwr_graph.model import EntityType
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import Asked, answered, borne_out
from gwr_graph.questions.facts import Named, Said
from gwr_graph.questions.plan import Aim
from gwr_graph.questions.quoting import so_many
from gwr_graph.questions.ranking import Ranked
from gwr_graph.questions.searching import in_time
from gwr_graph.questions.terms import status_words
from gwr_graph.questions.wording import fitted, quoted, say

_PLACES = frozenset(kind.value for kind in EntityType if kind.is_place)
_ACTORS = frozenset(kind.value for kind in EntityType if kind.is_actor)
_MOST_RANKED = 5
_LEVELS = "镇乡村区县市"
_MOST = 24
_MOST_LOOSE = 8
_AS_GOOD = 0.3
_AS_SURE = 0.1


def things(asked: Asked) -> Answer | None:
    """Return the things of the kinds asked for in the statements that bear out the question; all
    such things of the reports where it says nothing more."""
    plan = asked.plan
    if not plan.kinds:
        return None
    if not any(need.noun for need in asked.search.needs):
        done = [r for r in in_time(plan, asked.search.ranked) if borne_out(asked, r)]
        states = any(form in status_words() for n in asked.search.needs for form in n.forms[:1])
        found = _of_statements(asked, done) if states else {}
        return listed(asked, list(found.values())[:_MOST]) if found else _all_of_kind(asked)
    best = [r for r in in_time(plan, asked.search.ranked) if borne_out(asked, r)]
    if not best:
        return None
    near = [r for r in best if r.score >= best[0].score - _AS_GOOD]
    found = _of_statements(asked, near)
    if not found:
        found = _of_statements(asked, _neighbours(asked, near))
    if not found:
        top = [r for r in near if r.score >= best[0].score - _AS_SURE]
        found = _of_statements(asked, top, any_name=True)
    if len(found) < so_many(plan.question):
        return None  # which three: the words of the report may list what are no names
    return listed(asked, list(found.values())[:_MOST]) if found else None


def _of_statements(
    asked: Asked, near: Sequence[Ranked], *, any_name: bool = False
) -> dict[str, tuple[Named, Said]]:
    """Return the things of the kinds asked for that statements name, each with its first one;
    with ``any_name`` those of the right class whose names do not tell their kind."""
    own = {thing for need in asked.search.needs for thing in need.things}
    names = facts.names(asked.store, [r.said.iri for r in near])
    found: dict[str, tuple[Named, Said]] = {}
    for one in sorted(near, key=lambda r: (r.said.report, r.said.start)):
        for name in _of_place(asked, one, names.get(one.said.iri, ())):
            if name.iri in own or not of_kinds(name, asked.plan.kinds, any_name=any_name):
                continue
            if not _echoes(asked, name.label):
                found.setdefault(name.iri, (name, one.said))
    return found


def _neighbours(asked: Asked, near: Sequence[Ranked]) -> list[Ranked]:
    """Return the other statements of the same sentences: a clause may leave out whom it is about."""
    sentences = {r.said.sentence_iri for r in near[:3]}
    return [r for r in asked.search.ranked if r.said.sentence_iri in sentences]


def _echoes(asked: Asked, label: str) -> bool:
    """True where a name says no more than the question does: the supplier park of a question about
    a supplier park."""
    rest = label
    for form in sorted((f for n in asked.search.needs for f in n.forms), key=len, reverse=True):
        rest = rest.replace(form, "")
    for kind in asked.plan.kinds:
        for ending in (*kind.endings, *kind.words):
            rest = rest.removesuffix(ending)
    return not rest


def _of_place(asked: Asked, ranked: Ranked, names: Sequence[Named]) -> Sequence[Named]:
    """Return the names of a statement that belong to the place asked for, where it names several
    places: 建成硖石…基地、金河…基地."""
    needs = [need for need in asked.search.needs if need.named and need.things]
    if not needs or len(names) < 2:
        return names
    stems = [f for n in needs for f in (n.text, *n.forms, *map(_stem, n.forms)) if len(f) >= 2]
    things_ = {thing for need in needs for thing in need.things}
    own = [n for n in names if n.iri not in things_ and any(stem in n.label for stem in stems)]
    if own:
        return own
    places = sorted({t for n in needs for t in n.things if ranked.said.roles.get(t) == "place"})
    if not places:
        return names
    keys = [report.key for report in asked.reports]
    table = facts.run(asked.store, "who-is-where", {"place": places, "report": keys}).table
    here = {row["who"] for row in table.dicts() if row["statement"] == ranked.said.iri}
    return [name for name in names if name.iri in here] or names


def _stem(label: str) -> str:
    return label[:-1] if len(label) > 2 and label[-1] in _LEVELS else label


def _bare(label: str) -> str:
    """Return a name without the work that is done on what it names: 龙泉中学 of 龙泉中学迁建."""
    works = sorted(cues.load()["work"].words, key=lambda word: -len(word))
    while (ending := next((w for w in works if label.endswith(w)), "")) and len(label) > len(
        ending
    ):
        label = label.removesuffix(ending)
    return label


def of_kinds(name: Named, kinds: Iterable[Kind], *, any_name: bool = False) -> bool:
    """True where a thing is of one of these kinds, by its class and its name's ending."""
    return any(
        not set(kind.classes).isdisjoint(name.types)
        and (
            any_name
            or not kind.endings
            or _bare(name.label).endswith(kind.endings)
            or name.label.endswith(kind.endings)
        )
        for kind in kinds
    )


def _all_of_kind(asked: Asked) -> Answer | None:
    """Return all things of the kinds asked for that the reports name."""
    keys = [report.key for report in asked.reports]
    homes = {report.home for report in asked.reports}
    found: dict[str, Item] = {}
    sparql = ""
    for kind in asked.plan.kinds:
        for name in kind.classes:
            ran = facts.run(asked.store, "entities-by-type", {"class": name, "report": keys})
            sparql = sparql or ran.sparql
            for row in ran.table.dicts():
                label = row["entityLabel"]
                if kind.endings and not (
                    label.endswith(kind.endings) or _bare(label).endswith(kind.endings)
                ):
                    continue
                if row["entity"] not in homes:
                    found.setdefault(row["entity"], Item(label, row["entity"], row["type"]))
    if not found:
        return None
    said = facts.said(facts.run(asked.store, "said-of", {"thing": list(found)}).table)
    first: dict[str, Said] = {}
    for one in said.values():
        for thing, role in one.roles.items():
            if role == "mentions" and (not asked.plan.years or one.period in asked.plan.years):
                first.setdefault(thing, one)
    lang = asked.lang
    items = [item for iri, item in found.items() if iri in first or not asked.plan.years]
    if not items:
        return None
    lead = say("found", lang, n=len(items))
    text = _names([item.label for item in items], lang, lead)
    proof = [first[item.iri] for item in items if item.iri in first]
    return answered(asked, text, items[:_MOST], proof, sparql)


def listed(asked: Asked, found: Sequence[tuple[Named, Said]]) -> Answer:
    """Return things as an answer, each with the statement that names it."""
    lang = asked.lang
    labels = [name.label for name, _ in found]
    lead = (
        say("found", lang, n=len(found)) if len(found) > 1 or Aim.COUNT in asked.plan.aims else ""
    )
    items = [
        Item(name.label, name.iri, name.types[0], note=said.quote[:120]) for name, said in found
    ]
    return answered(asked, _names(labels, lang, lead), items, [said for _, said in found])


def _names(labels: Sequence[str], lang: str, lead: str) -> str:
    text = say("comma", lang).join(labels)
    if len(text) + len(lead) < 380:
        return lead + text + say("end", lang)
    return fitted(labels, lang, lead=lead)


def ranked(asked: Asked) -> Answer | None:
    """Return the places or actors with most commitments or statements, where that is asked for."""
    kinds = asked.plan.kinds[:1]
    classes = tuple(name for kind in kinds for name in kind.classes)
    if not cues.pattern("most-of").search(asked.plan.question) or not classes:
        return None
    name, column = (
        ("places-ranked", "place") if _PLACES.issuperset(classes) else ("actors-ranked", "actor")
    )
    if name == "actors-ranked" and not _ACTORS.issuperset(classes):
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


def who(asked: Asked) -> Answer | None:
    """Return the actors of the statements that bear out the question."""
    return _named(asked, _ACTORS)


def where(asked: Asked) -> Answer | None:
    """Return where the thing asked for is: by involvement, by its name, by the places of what is
    said of it."""
    needs = [need for need in asked.search.needs if need.named and need.things]
    for need in needs:
        placed = _placed(asked, sorted(need.things))
        if placed is not None:
            return placed
    return _named(asked, _PLACES)


def _placed(asked: Asked, things_: Sequence[str]) -> Answer | None:
    keys = [report.key for report in asked.reports]
    ran = facts.run(asked.store, "places-of", {"entity": list(things_), "report": keys})
    rows = list(ran.table.dicts())
    lang = asked.lang
    by_iri = {r.said.iri: r.said for r in asked.search.ranked}
    found: dict[str, Item] = {}
    said: list[Said] = []
    for row in rows:
        if row["where"] in found or row["where"] in things_:
            continue
        found[row["where"]] = Item(
            row["whereLabel"], row["where"], "Place", note=row["quote"][:120]
        )
        if row["statement"] in by_iri:
            said.append(by_iri[row["statement"]])
    if not found:
        return _by_name(asked, things_)
    chain = _chain(asked, list(found))
    labels = [
        say("in", lang, what=item.label, where=chain[iri]) if iri in chain else item.label
        for iri, item in found.items()
    ]
    quote = quoted(said[0], lang) if said else ""
    who_ = next((n.text for n in asked.search.needs if set(things_) & n.things), "")
    text = say("at", lang, what=who_, where=say("comma", lang).join(labels), quote=quote)
    return answered(asked, text[:400], list(found.values())[:_MOST_LOOSE], said, ran.sparql)


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


def _named(asked: Asked, classes: frozenset[str]) -> Answer | None:
    """Return the things of these classes in the statements that bear out the question best."""
    best = [r for r in in_time(asked.plan, asked.search.ranked) if borne_out(asked, r)]
    near = [r for r in best if r.score >= best[0].score - 0.1]
    found = _of_classes(asked, near, classes)
    if not found:
        found = _of_classes(asked, _neighbours(asked, near), classes)
    if not found:
        return None
    chosen = list(found.values())[:_MOST_LOOSE]
    answer = listed(asked, chosen)
    quote = quoted(chosen[0][1], asked.lang)
    text = answer.text + quote if len(answer.text) + len(quote) <= 400 else answer.text
    return answered(asked, text, answer.items, [said for _, said in chosen])


def _of_classes(
    asked: Asked, near: Sequence[Ranked], classes: frozenset[str]
) -> dict[str, tuple[Named, Said]]:
    own = {thing for need in asked.search.needs for thing in need.things}
    own |= {report.home for report in asked.reports}
    names = facts.names(asked.store, [r.said.iri for r in near])
    found: dict[str, tuple[Named, Said]] = {}
    for one in near:
        for name in names.get(one.said.iri, ()):
            fits = name.iri not in own and not classes.isdisjoint(name.types)
            if fits and not _echoes(asked, name.label):
                found.setdefault(name.iri, (name, one.said))
    return found
