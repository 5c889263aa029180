"""From a plan to what the reports say on it: named queries run, what they find ranked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gwr_graph import lookup
from gwr_graph.lexicon import cues, glossary, kinds
from gwr_graph.lookup import How, Mention
from gwr_graph.lookup.mentions import general
from gwr_graph.model import Stance
from gwr_graph.questions import facts, kin
from gwr_graph.questions.facts import Report, Said
from gwr_graph.questions.plan import Aim, Plan
from gwr_graph.questions.ranking import Need, Ranked, rank, rarity
from gwr_graph.questions.terms import terms
from gwr_graph.store import Store

_NAMED, _LIKE, _THEME = 1.6, 1.3, 1.0
_MOST_FORMS = 60
_LOOSE = 0.2
_OF_ANOTHER_STANCE = 0.25
HOW_MUCH = re.compile(
    "(?:是|有|为|要|达|到底|大概|一共|总共|到|会)*(?:多少|多大|多高|(?<![哪第这那好十近前头数])几)"
)
HOW_MANY = re.compile(r"\b(?:how many|how much|number of|what number)\b", re.IGNORECASE)
_IS_WHO = re.compile("是(?:谁|哪位)|(?:叫|姓)(?:谁|什么|啥)")
_WHO_IS = re.compile(r"\b(?:names? of|who(?:['’]s| is| was| are| were))(?: the)?\b", re.IGNORECASE)
_WHO_DOES = re.compile(r"\bwho\s+", re.IGNORECASE)
_WHICH_ONE = re.compile("哪[个支家位所款]|什么|啥")
_ASKS_FOR = re.compile(
    r"\b(?:how many|how much|what|which|^whose|names? of|who (?:is|was|are))"
    r"(?:['’]s| is| was| are| were)?(?: the)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Search:
    """``ranked`` are the statements found, the best first; ``sparql`` the queries that found them.

    ``unknown`` are the needs that no statement meets.
    """

    needs: tuple[Need, ...]
    ranked: tuple[Ranked, ...]
    sparql: tuple[str, ...]
    unknown: tuple[Need, ...]


def search(store: Store, plan: Plan, reports: Sequence[Report], total: int) -> Search:
    """Return what these reports say on a question; ``total`` is how many statements they hold."""
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
    raw = _with_quoted(_joined(raw, plan, store, keys), plan, store, keys)
    found: dict[str, Said] = {}
    ran: list[str] = []
    things = list(dict.fromkeys(thing for need in raw for thing in sorted(need.things)))
    if things:
        one = facts.run(store, "said-of", {"thing": things, "report": keys})
        found.update(facts.said(one.table))
        ran.append(one.sparql)
    forms = list(dict.fromkeys(form for need in raw for form in need.forms))[:_MOST_FORMS]
    if forms:
        one = facts.run(store, "said", {"text": forms, "report": keys})
        for iri, said in facts.said(one.table).items():
            found.setdefault(iri, said)
        ran.append(one.sparql)
    raw, more = _in_words(raw, plan, found)
    if more:
        one = facts.run(store, "said", {"text": more, "report": keys})
        for iri, said in facts.said(one.table).items():
            found.setdefault(iri, said)
        ran.append(one.sparql)
    heads = _heads(plan) | _unknown_heads(plan, raw, found)
    roles = _roles(plan)
    needs = tuple(
        _weighed(raw, found, total, heads, roles, asks=_asks(plan), who=Aim.WHO in plan.aims)
    )
    ranked = rank(needs, found)
    met = [any(r.covers[at] > 0 for r in ranked) for at in range(len(needs))]
    unknown = tuple(need for need, is_met in zip(needs, met, strict=True) if not is_met)
    return Search(needs, ranked, tuple(ran), unknown)


def _joined(raw: list[Need], plan: Plan, store: Store, keys: list[str]) -> list[Need]:
    """Return needs in which two words that stand together in the question, and so in a report, are
    one: 口袋公园. Where only one of the two stands it is met in part."""
    kept: list[Need] = []
    for need in raw:
        before = kept[-1] if kept else None
        if before is not None and _may_join(before, need, plan.question):
            both = before.text + need.text
            if facts.run(store, "said", {"text": both, "report": keys}).table.rows:
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
        raw = [*kept, Need(phrase, (phrase,), frozenset(), _LIKE)]
    return raw


def _may_join(one: Need, other: Need, question: str) -> bool:
    plain = not (one.things or other.things or one.named or other.named)
    chinese = not (one.text.isascii() or other.text.isascii())
    return plain and chinese and one.noun and other.noun and one.text + other.text in question


def _in_words(raw: list[Need], plan: Plan, found: dict[str, Said]) -> tuple[list[Need], list[str]]:
    """Return needs in which an indicator that no report measures is read as its words, and the
    forms of these words."""
    kept: list[Need] = []
    forms: list[str] = []
    for need in raw:
        measured = need.things and all("/indicator/" in thing for thing in need.things)
        if not measured or need.text.isascii() or _met(need, found):
            kept.append(need)
            continue
        words = [
            Need(t.text, t.forms, frozenset(), t.weight, noun=t.is_noun, loose=t.loose)
            for t in terms(need.text, plan.lang)
        ]
        kept += words or [need]
        forms += [form for word in words for form in word.forms]
    return kept, list(dict.fromkeys(forms))[:_MOST_FORMS]


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
            return Need(mention.text, own, frozenset(), _THEME, loose=True)
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
        return Need(mention.text, (*own, *translated), things, _THEME)
    english = mention.text.replace("-", " ")
    forms = {mention.text} if chinese else set(glossary.chinese(english))
    if chinese:
        forms.update(glossary.synonyms().get(mention.text, ()))
    forms |= {match.label for match in best} | {match.matched for match in best}
    weight = _NAMED if mention.matches[0].sure else _LIKE
    kept = tuple(sorted(form for form in forms if not form.isascii() or not chinese))
    return Need(mention.text, kept, things, weight, named=True)


def _weighed(
    raw: list[Need],
    found: dict[str, Said],
    total: int,
    heads: frozenset[str],
    roles: frozenset[str],
    *,
    asks: bool,
    who: bool,
) -> list[Need]:
    """Return the needs with their rarity.

    Words that no report holds are left out where they are verbs, and count little where they may be
    how people talk, as long as others say what is asked for.
    """
    counts = [_met(need, found) for need in raw]
    if not asks and not any(need.noun and not need.named for need in raw):
        raw = [
            need if need.named else replace(need, noun=True, loose=False, weight=_THEME)
            for need in raw
        ]
    met = any(count and (need.noun or need.named) for need, count in zip(raw, counts, strict=True))
    weighed = []
    quotes = [said.quote for said in found.values()]
    for own, known in zip(raw, counts, strict=True):
        need = own if known else _with_kin(own, quotes, own.text in heads)
        count = known or _met(need, found)
        if not count and not need.named and need.text not in heads:
            if not need.noun and (met or asks) and not who:
                continue
            if need.loose and met:
                weighed.append(replace(need, weight=_LOOSE, noun=False))
                continue
        weight = need.weight * (1.0 if need.named else rarity(total, count))
        head = need.text in heads
        loose = need.loose and not (head and need.text.isascii())
        weighed.append(
            replace(need, weight=weight, head=head, loose=loose, must=need.text in roles)
        )
    return weighed


def _with_kin(need: Need, quotes: list[str], is_head: bool) -> Need:
    """Return a need that nothing meets with what it may be short for, else with its characters; what
    is asked for itself has to stand there."""
    if need.text[:1].isupper() and not any(map(_is_chinese, need.forms)):
        names = kin.heard(need.text, quotes)
        if names:
            return replace(need, forms=(*need.forms, *names), weight=_LIKE, loose=False, noun=True)
    longer = kin.expansions(need.text, quotes)
    if longer:
        return replace(need, forms=(*need.forms, *longer))
    if is_head or need.named:
        return need
    return replace(need, pieces=kin.telling_characters(need.forms, quotes))


def _is_chinese(form: str) -> bool:
    return not form.isascii()


def _asks(plan: Plan) -> bool:
    """True where it is clear what is asked without the verbs: 下雨 alone is what 宝鸡下雨不 asks."""
    return plan.on_a_work or bool(plan.stances) or any(aim is not Aim.STATUS for aim in plan.aims)


def _heads(plan: Plan) -> frozenset[str]:
    """Return the words whose number is asked for: 造价 in 造价是多少, 人口 in 多少人口."""
    found: set[str] = set()
    named = [(m.start, m.end, m.text) for m in plan.mentions if m.matches]
    words = named + [(t.start, t.end, t.text) for t in plan.terms if t.is_noun]
    for match in HOW_MUCH.finditer(plan.question):
        start, end = match.span()
        before = [text for _, at, text in words if 0 <= start - at <= 1 and len(text) > 1]
        after = [text for at, _, text in words if 0 <= at - end <= 2]
        found.update(after or before)
    return frozenset(found) | _roles(plan)


def _roles(plan: Plan) -> frozenset[str]:
    """Return the words for whom a question asks: director in the name of the director."""
    words = [(t.start, t.end, t.text) for t in plan.terms if t.is_noun]
    found = {text for _, at, text in words if _IS_WHO.match(plan.question, at)}
    for match in _WHO_IS.finditer(plan.question):
        behind = sorted((start, text) for start, _, text in words if start >= match.end())
        found.update(text for start, text in behind[:1] if start - match.end() <= 1)
    for match in _WHO_DOES.finditer(plan.question):
        found.update(t.text for t in plan.terms if t.start == match.end() and t.loose)
    return frozenset(found)


def _unknown_heads(plan: Plan, needs: Sequence[Need], found: dict[str, Said]) -> frozenset[str]:
    """Return what a question asks for, contractor in which contractor, where no report
    speaks of it."""
    asked = set(_asked_in_english(plan) if plan.lang == "en" else _asked_in_chinese(plan))
    return frozenset(
        need.text
        for need in needs
        if need.text in asked and not need.named and not _met(need, found)
    )


def _asked_in_english(plan: Plan) -> Iterator[str]:
    """Yield the last word of each phrase behind a word that asks: investment in what total
    investment."""
    for match in _ASKS_FOR.finditer(plan.question):
        reached, last = match.end(), ""
        for term in plan.terms:
            if (
                term.is_noun
                and (term.forms or not last)
                and term.start >= reached
                and not plan.question[reached : term.start].strip()
            ):
                reached, last = term.end, term.text
        behind = plan.question[reached:].lstrip().lower()
        kind = any(behind.startswith(word) for one in plan.kinds for word in one.words)
        if last and not kind:
            yield last


def _asked_in_chinese(plan: Plan) -> Iterator[str]:
    """Yield the words right behind a word that asks: 队 in 哪个队."""
    for match in _WHICH_ONE.finditer(plan.question):
        yield from (term.text for term in plan.terms if term.start == match.end())


def _met(need: Need, found: dict[str, Said]) -> int:
    """Return how many statements hold a form of what is needed, or bear on it."""
    return sum(
        any(form.lower() in said.sentence.lower() for form in need.forms)
        or not need.things.isdisjoint(said.roles)
        for said in found.values()
    )


def in_time(plan: Plan, ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return the statements of the years asked for, else of the stances asked for."""
    if plan.years:
        return tuple(r for r in ranked if r.said.period in plan.years)
    if len(plan.stances) == 1:
        own = tuple(r for r in ranked if Stance(r.said.stance) in plan.stances)
        if own and own[0].score >= ranked[0].score - _OF_ANOTHER_STANCE:
            return own
    return tuple(ranked)
