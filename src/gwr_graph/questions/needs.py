"""What the names and words of a question need of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gwr_graph import lookup
from gwr_graph.lexicon import cues, glossary, kinds
from gwr_graph.lookup import How, Mention
from gwr_graph.lookup.mentions import general
from gwr_graph.questions import facts
from gwr_graph.questions.facts import Report, Said
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.ranking import Need
from gwr_graph.questions.terms import terms
from gwr_graph.store import Store

_NAMED, LIKE, THEME = 1.6, 1.3, 1.0
MOST_FORMS = 60


def needed(store: Store, plan: Plan, reports: Sequence[Report]) -> list[Need]:
    """Return what a question needs of a statement of these reports, in its order; words in quotation
    marks that a report has as one."""
    keys = [report.key for report in reports]
    homes = {report.home: report.home_label for report in reports}
    raw = _raw(plan, homes, facts.above(store, sorted(homes)))
    whole = {
        word.format(report.home_label[-1])
        for report in reports
        for word in ("全{}", "{}里", "本{}", "咱{}", "我{}")
    }
    if not any(report.home_label.endswith(("市", "省")) for report in reports):
        whole |= {"县里", "咱县", "区里", "咱区"}
    raw = [need for need in raw if need.text not in whole and not _is_home(need, whole)]
    return _with_quoted(raw, plan, store, keys)


def in_words(raw: list[Need], plan: Plan, found: dict[str, Said]) -> tuple[list[Need], list[str]]:
    """Return needs in which an indicator that no report measures is read as its words, and the
    forms of these words."""
    kept: list[Need] = []
    forms: list[str] = []
    for need in raw:
        measured = need.things and all("/indicator/" in thing for thing in need.things)
        if not measured or need.text.isascii() or met(need, found):
            kept.append(need)
            continue
        words = [
            Need(t.text, t.forms, frozenset(), t.weight, noun=t.is_noun, loose=t.loose)
            for t in terms(need.text, plan.lang)
        ]
        kept += words or [need]
        forms += [form for word in words for form in word.forms]
    return kept, list(dict.fromkeys(forms))[:MOST_FORMS]


def joined(raw: list[Need], plan: Plan, found: dict[str, Said]) -> list[Need]:
    """Return needs in which two words that stand together in the question, and so in what was
    ``found`` with them, are one: 口袋公园. Where only one of the two stands it is met in part."""
    kept: list[Need] = []
    for need in raw:
        before = kept[-1] if kept else None
        if before is not None and _may_join(before, need, plan.question):
            both = before.text + need.text
            if any(both in said.sentence for said in found.values()):
                pieces = tuple(dict.fromkeys((*before.forms, *need.forms)))
                weight = before.weight + need.weight
                group = before.group if before.group and before.group == need.group else 0
                kept[-1] = replace(
                    before, text=both, forms=(both,), weight=weight, pieces=pieces, group=group
                )
                continue
        kept.append(need)
    return kept


def _with_quoted(raw: list[Need], plan: Plan, store: Store, keys: list[str]) -> list[Need]:
    """Return needs in which words in quotation marks that a report has are one, word for word."""
    for phrase in plan.quoted:
        if any(phrase in need.text or phrase in need.forms for need in raw):
            continue
        if not facts.run(store, "said", {"text": phrase, "report": keys}).table.rows:
            continue
        kept = [need for need in raw if need.text not in phrase]
        raw = [*kept, Need(phrase, (phrase,), frozenset(), LIKE)]
    return raw


def _may_join(one: Need, other: Need, question: str) -> bool:
    plain = not (one.things or other.things or one.named or other.named)
    chinese = not (one.text.isascii() or other.text.isascii())
    return plain and chinese and one.noun and other.noun and one.text + other.text in question


def _is_home(need: Need, whole: set[str]) -> bool:
    """True for 全县, the county: the report's own home."""
    levels = {word[-1] for word in whole} | whole
    return not need.named and need.text.isascii() and not levels.isdisjoint(need.forms[:2])


def _raw(plan: Plan, homes: dict[str, str], above: frozenset[str]) -> list[Need]:
    """Return what the names and words of a question need, in its order, lists as groups."""
    placed = [
        (m.start, m.end, need)
        for m in plan.mentions
        if (need := _of_mention(m, homes, above)) is not None
    ]
    placed += [
        (
            t.start,
            t.end,
            Need(t.text, t.forms, frozenset(), t.weight, noun=t.is_noun, loose=t.loose),
        )
        for t in plan.terms
    ]
    placed.sort(key=lambda one: (one[0], -one[1]))
    placed = _each_once(placed)
    found: list[Need] = []
    last = 0
    for start, end, need in placed:
        listed = (
            bool(found)
            and not plan.inherited
            and (
                _lists(plan.question[last:start])
                or (start == last and _of_one_theme(found[-1], need))
            )
        )
        if listed and Aim.PATH not in plan.aims:
            group = found[-1].group or len(found)
            found[-1] = replace(found[-1], group=group)
            found.append(replace(need, group=group))
        else:
            found.append(need)
        last = end
    return found


def _of_one_theme(one: Need, other: Need) -> bool:
    """True where two words next to each other speak for the same theme: 退税减税."""
    return bool(one.things) and one.things == other.things and not one.named


def _lists(between: str) -> bool:
    """True where what stands between two words puts them side by side."""
    bare = between.strip().removeprefix("的").removesuffix("the").strip()
    return bool(cues.pattern("listed").fullmatch(bare))


_Placed = tuple[int, int, Need]


def _each_once(placed: list[_Placed]) -> list[_Placed]:
    """Return needs without words that stand in a longer one; one for a word that is found twice."""
    kept: list[_Placed] = []
    for start, end, need in placed:
        last = kept[-1] if kept else None
        if last is None or start >= last[1]:
            kept.append((start, end, need))
        elif (start, end) == last[:2]:
            forms = tuple(dict.fromkeys((*last[2].forms, *need.forms)))
            things = last[2].things | need.things
            kept[-1] = (start, end, replace(last[2], forms=forms, things=things))
    return kept


def is_home(mention: Mention, homes: dict[str, str]) -> bool:
    """True for a name of a report's own home (``homes`` is IRI → label), or of the beginning of
    one: 溪岩 for 溪岩土家族苗族自治县."""
    return any(
        match.iri in homes or any(home.startswith(match.label) for home in homes.values())
        for match in lookup.best(mention.matches)
    )


def _of_mention(mention: Mention, homes: dict[str, str], above: frozenset[str]) -> Need | None:
    """Return what a name in the question asks of a statement; nothing for a report's own home.

    All that a report says lies in what is ``above`` its home: of that only the name itself counts.
    """
    if not mention.matches:
        own = () if mention.text.isascii() else (mention.text,)
        if own and general(mention.text):
            return Need(mention.text, own, frozenset(), THEME, loose=True)
        return Need(mention.text, own, frozenset(), _NAMED, named=True)
    best = lookup.best(mention.matches)
    if is_home(mention, homes):
        return None
    things = frozenset(match.iri for match in best) - above
    chinese = not mention.text.isascii()
    if mention.matches[0].how is How.CUE or "Theme" in mention.matches[0].types:
        if kinds.is_kind(mention.text):
            things = frozenset()  # 机场 is a thing, of which not all on transport speaks
        own = (mention.text,) if chinese else ()
        translated = glossary.chinese(mention.text.replace("-", " ")) if not chinese else ()
        return Need(mention.text, (*own, *translated), things, THEME)
    english = mention.text.replace("-", " ")
    forms = {mention.text} if chinese else set(glossary.chinese(english))
    if chinese:
        forms.update(glossary.synonyms().get(mention.text, ()))
    forms |= {match.label for match in best} | {match.matched for match in best}
    weight = _NAMED if mention.matches[0].sure else LIKE
    kept = tuple(sorted(form for form in forms if not form.isascii() or not chinese))
    return Need(mention.text, kept, things, weight, named=True)


def met(need: Need, found: dict[str, Said]) -> int:
    """Return how many statements hold a form of what is needed, or bear on it."""
    return sum(
        any(form.lower() in said.sentence.lower() for form in need.forms)
        or not need.things.isdisjoint(said.roles)
        for said in found.values()
    )
