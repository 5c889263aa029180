"""Answers that are things: which bridges were opened, who did something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from gwr_graph.lexicon import cues
from gwr_graph.lexicon.kinds import Kind
from gwr_graph.model import EntityType
from gwr_graph.questions import facts
from gwr_graph.questions.answers import Answer, Item
from gwr_graph.questions.asked import Asked, answered, borne_out
from gwr_graph.questions.asking_words import status_words
from gwr_graph.questions.clauses import about, gives_each, of_its_clause, siblings
from gwr_graph.questions.counting import so_many
from gwr_graph.questions.facts import Named, Said
from gwr_graph.questions.plan import Aim
from gwr_graph.questions.ranking import SAID, SENTENCE, Ranked, grouped
from gwr_graph.questions.searching import in_time
from gwr_graph.questions.wording import fitted, quoted, say

PLACES = frozenset(kind.value for kind in EntityType if kind.is_place)
ACTORS = frozenset(kind.value for kind in EntityType if kind.is_actor)
_LEVELS = "镇乡村区县市"
_MOST = 24
_MOST_LOOSE = 8
_AS_GOOD = 0.3
_TELLS_MORE = 2
_AS_SURE = 0.1
_SURE_TO_COUNT = 0.8


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
    as_good = _AS_SURE if Aim.WHERE in plan.aims else _AS_GOOD
    if Aim.COUNT in plan.aims and best[0].score < _SURE_TO_COUNT:
        return None
    near = [r for r in best if r.score >= best[0].score - as_good]
    if _names_all(asked, near[0]):
        near = [r for r in near if _names_all(asked, r)]
    found = _of_statements(asked, near)
    direct = any(need.named for need in asked.search.needs) and _names_all(asked, near[0])
    if not found and not direct and Aim.WHERE not in plan.aims:
        found = _of_statements(asked, _neighbours(asked, near))
    if not found and Aim.WHERE not in plan.aims:
        top = [r for r in near if r.score >= best[0].score - _AS_SURE]
        found = _of_statements(asked, top, any_name=True)
    if len(found) < so_many(plan.question):
        return None  # which three: the words of the report may list what are no names
    return listed(asked, _telling(asked, list(found.values()))[:_MOST]) if found else None


def _telling(asked: Asked, found: list[tuple[Named, Said]]) -> list[tuple[Named, Said]]:
    """Return the things whose own names hold all nouns asked for, all of them where none does:
    only the base for herbs of three that a statement lists."""
    if Aim.WHERE not in asked.plan.aims:
        return found
    nouns = [need for need in asked.search.needs if need.noun and not need.named]
    own = [
        (name, said)
        for name, said in found
        if nouns and all(any(form in name.label for form in need.forms) for need in nouns)
    ]
    return own or found


def _names_all(asked: Asked, ranked: Ranked) -> bool:
    """True where a statement itself bears on all names in the question."""
    pairs = grouped(asked.search.needs, ranked.covers)
    return all(cover >= SAID for need, cover in pairs if need.named)


def _of_statements(
    asked: Asked, near: Sequence[Ranked], *, any_name: bool = False
) -> dict[str, tuple[Named, Said]]:
    """Return the things of the kinds asked for that statements name, each with its first one;
    with ``any_name`` those of the right class whose names do not tell their kind."""
    own = {thing for need in asked.search.needs for thing in need.things}
    names = facts.names(asked.store, [r.said.iri for r in near])
    found: dict[str, tuple[Named, Said]] = {}
    for one in sorted(near, key=lambda r: (r.said.report, r.said.start)):
        own_clause = of_its_clause(one.said, names.get(one.said.iri, ()), own)
        for name in _of_place(asked, one, own_clause):
            loosely = any_name and _says_kind(asked, one.said.quote)
            of_kind = of_kinds(name, asked.plan.kinds, any_name=loosely)
            if (name.iri in own and not _says_more(asked, name)) or not (
                of_kind or _counted_as(asked, name, one.said.quote)
            ):
                continue
            if not _echoes(asked, name.label):
                found.setdefault(name.iri, (name, one.said))
    return found


def _says_more(asked: Asked, name: Named) -> bool:
    """True where a name holds one in the question and tells more: 宏文路上都生态城 for 宏文路."""
    return any(
        need.named and need.text in name.label and len(name.label) >= len(need.text) + _TELLS_MORE
        for need in asked.search.needs
    )


def _says_kind(asked: Asked, words: str) -> bool:
    """True where words hold one for a kind asked for, or such an ending; or where it has none."""
    return any(
        not kind.endings or any(w in words for w in (*kind.endings, *kind.words) if not w.isascii())
        for kind in asked.plan.kinds
    )


def _counted_as(asked: Asked, name: Named, words: str) -> bool:
    """True where a statement counts a thing among those asked for: 群众路 in 群众路等8个片区."""
    at = words.find(name.surface)
    kinds = [word for kind in asked.plan.kinds for word in kind.words if not word.isascii()]
    if at < 0 or not kinds:
        return False
    listed = "|".join(map(re.escape, kinds))
    group = re.compile(
        rf"[^，；。：]{{0,30}}?等\d+[个家户条座所处项][^，；。、]{{0,6}}?(?:{listed})"
    )
    return group.match(words, at + len(name.surface)) is not None


def _neighbours(asked: Asked, near: Sequence[Ranked]) -> list[Ranked]:
    """Return the other statements of the same sentences: a clause may leave out whom it is about."""
    sentences = {r.said.sentence_iri for r in near[:3]}
    return [r for r in asked.search.ranked if r.said.sentence_iri in sentences]


def _echoes(asked: Asked, label: str) -> bool:
    """True where a name says no more than the question does: the supplier park of a question about
    a supplier park."""
    rest = label
    said = (f for n in asked.search.needs for f in n.forms if f != label or n.text == label)
    for form in sorted(said, key=len, reverse=True):
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
    labels = [_with_home(asked, name, said) for name, said in found]
    lead = (
        say("found", lang, n=len(found)) if len(found) > 1 or Aim.COUNT in asked.plan.aims else ""
    )
    one = len(found) == 1
    asked_about = {f for n in asked.search.needs if one and n.named and n.things for f in n.forms}
    items = [
        Item(name.label, name.iri, name.types[0], note=_note(name, said, asked_about))
        for name, said in found
    ]
    return answered(asked, _names(labels, lang, lead), items, [said for _, said in found])


def _with_home(asked: Asked, name: Named, said: Said) -> str:
    home = asked.home(said)
    return say("in", asked.lang, what=name.label, where=home) if home else name.label


def _note(name: Named, said: Said, asked_about: Collection[str]) -> str:
    """Return the words that name a thing; of a list that gives each its own only the clause."""
    own = {name.surface} if gives_each(said.quote) else asked_about
    return about(said.quote, own)[:120]


def _names(labels: Sequence[str], lang: str, lead: str) -> str:
    text = say("comma", lang).join(labels)
    if len(text) + len(lead) < 380:
        return lead + text + say("end", lang)
    return fitted(labels, lang, lead=lead)


def who(asked: Asked) -> Answer | None:
    """Return the actors of the statements that bear out the question and say what is asked to be
    done."""
    verbs = [
        at
        for at, need in enumerate(asked.search.needs)
        if not need.noun and not need.loose and not need.named
    ]
    if verbs and not any(r.covers[at] >= SENTENCE for r in asked.search.ranked for at in verbs):
        return None
    if cues.pattern("role").search(asked.plan.question):
        told = next((r for r in asked.search.ranked if borne_out(asked, r)), None)
        if told is None or not cues.pattern("in-charge").search(told.said.quote):
            return None  # that there is such a body does not say who heads it
    return named(asked, ACTORS)


def named(asked: Asked, classes: frozenset[str], *, beside: bool = True) -> Answer | None:
    """Return the things of these classes in the statements that bear out the question best; with
    ``beside`` else those in the other statements of their sentences."""
    best = [r for r in in_time(asked.plan, asked.search.ranked) if borne_out(asked, r)]
    near = [r for r in best if r.score >= best[0].score - 0.1]
    is_named = any(need.named for need in asked.search.needs)
    if is_named:
        near = [r for r in near if _names_all(asked, r)]
    found = _of_classes(asked, near, classes)
    if not found and beside and not is_named:
        before = [r for r in _neighbours(asked, near) if r.said.start < near[0].said.start]
        found = _of_classes(asked, before, classes)
    if not found:
        return None
    chosen = _telling(asked, list(found.values()))[:_MOST_LOOSE]
    answer = listed(asked, chosen)
    quote = quoted(chosen[0][1], asked.lang)
    text = answer.text + quote if len(answer.text) + len(quote) <= 400 else answer.text
    return answered(asked, text, answer.items, [said for _, said in chosen])


def _of_classes(
    asked: Asked, near: Sequence[Ranked], classes: frozenset[str]
) -> dict[str, tuple[Named, Said]]:
    own = {thing for need in asked.search.needs for thing in need.things}
    homes = {report.home for report in asked.reports}
    asked_for = own
    own = own | homes
    names = facts.names(asked.store, [r.said.iri for r in near])
    found: dict[str, tuple[Named, Said]] = {}
    for one in near:
        listed_here = names.get(one.said.iri, ())
        beside = siblings(one.said, listed_here, asked_for) if classes <= PLACES else frozenset()
        for name in of_its_clause(one.said, listed_here, asked_for):
            if name.iri in beside:
                continue
            new = name.iri not in own or _says_more(asked, name)
            fits = new and not classes.isdisjoint(name.types)
            if fits and not _echoes(asked, name.label):
                found.setdefault(name.iri, (name, one.said))
    return found
