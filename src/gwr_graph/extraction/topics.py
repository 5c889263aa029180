"""Who is where though the sentence does not say so: the place of a heading, or of a sentence before.

提速珠岐科学城。 tells where what follows is; so does 二、坚定不移抓新区. Each possible place is weighed by
a small model (``data/models/topics.npz``), for a heading's slogan is often no place at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from gwr_graph.extraction import places
from gwr_graph.extraction.clauses import Clause, clauses
from gwr_graph.model import Document, EntityType, Mention, Sentence

_FAR = 4  # sentences of its section behind which a place is no longer spoken of


class Topic(NamedTuple):
    """``who`` may be at ``where``, which an earlier sentence names; both index the mentions.

    ``rule`` says where the place comes from: "heading" or "before".
    """

    who: int
    where: int
    rule: str
    features: list[str]


class _Source(NamedTuple):
    """A place that may hold for a sentence; ``distance`` counts headings up or sentences back."""

    where: int
    sentence: int
    rule: str
    distance: int


def topics(document: Document, mentions: Sequence[Mention], placed: Collection[int]) -> list[Topic]:
    """Return every possible place for those who have none in their sentence.

    ``mentions`` are those of the document in order, ``placed`` the indices of those that have one.
    """
    by_sentence: list[list[int]] = [[] for _ in document.sentences]
    for i, mention in enumerate(mentions):
        by_sentence[mention.sentence].append(i)
    above = headings(document, mentions)
    found: list[Topic] = []
    for sentence in document.sentences:
        if sentence.is_heading:
            continue
        inside = by_sentence[sentence.order]
        whos = [i for i in inside if i not in placed and places.can_be_who(mentions[i])]
        if not whos:
            continue
        sources = _sources(document, mentions, sentence, above, by_sentence)
        parts = clauses(sentence.text)
        for who in whos:
            for source in sources:
                if _possible(mentions[who], mentions[source.where]):
                    rows = _features(document, mentions, sentence, parts, inside, who, source)
                    found.append(Topic(who, source.where, source.rule, rows))
    return found


def headings(document: Document, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return the place that the heading of a section names: section to index of the mention."""
    inside: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        sentence = document.sentences[mention.sentence]
        if sentence.is_heading:
            inside.setdefault(sentence.section, []).append(i)
    home = document.header.jurisdiction
    found: dict[int, int] = {}
    for section, own in inside.items():
        at = places.heading_place([mentions[i] for i in own], home)
        if at is not None:
            found[section] = own[at]
    return found


def best(found: Sequence[Topic], gains: Sequence[float], least: float) -> list[tuple[Topic, float]]:
    """Return the surest topic of each who, with its log odds, where these reach ``least``."""
    kept: dict[int, tuple[Topic, float]] = {}
    for topic, gain in zip(found, gains, strict=True):
        if gain > least and (topic.who not in kept or gain > kept[topic.who][1]):
            kept[topic.who] = (topic, gain)
    return [kept[who] for who in sorted(kept)]


def _possible(who: Mention, where: Mention) -> bool:
    both_parks = who.types[0] is where.types[0] is EntityType.PARK
    return not both_parks and who.name != where.name


def _sources(
    document: Document,
    mentions: Sequence[Mention],
    sentence: Sentence,
    above: Mapping[int, int],
    by_sentence: Sequence[Sequence[int]],
) -> list[_Source]:
    """Return the place of the nearest heading that names one, and the parks named last before."""
    found: list[_Source] = []
    at: int | None = sentence.section
    up = 0
    while at is not None and at not in above:
        at, up = document.sections[at].parent, up + 1
    if at is not None:
        where = above[at]
        found.append(_Source(where, mentions[where].sentence, "heading", up))
    for back in range(1, _FAR + 1):
        k = sentence.order - back
        if k < 0 or document.sentences[k].section != sentence.section:
            break
        if document.sentences[k].is_heading:
            break
        parks = [i for i in by_sentence[k] if mentions[i].types[0] is EntityType.PARK]
        if parks:
            found += [_Source(i, k, "before", back) for i in dict.fromkeys((parks[0], parks[-1]))]
            break
    return found


def _features(
    document: Document,
    mentions: Sequence[Mention],
    sentence: Sentence,
    parts: Sequence[Clause],
    inside: Sequence[int],
    who: int,
    source: _Source,
) -> list[str]:
    one, place = mentions[who], mentions[source.where]
    said = document.sentences[source.sentence]
    text, at = sentence.text, one.start - sentence.start
    where = f"{source.rule}{source.distance}"
    kind, other = one.types[0].value, place.types[0].value
    parks = sum(
        m.types[0] is EntityType.PARK and m.sentence == said.order
        for m in mentions[max(0, source.where - 6) : source.where + 7]
    )
    earlier = [mentions[i] for i in inside if mentions[i].end <= one.start]
    named = [m for m in earlier if m.types[0] in (EntityType.ADMIN_AREA, EntityType.PARK)]
    clause = next((k for k, part in enumerate(parts) if part.start <= at < part.end), 0)
    told = places.anaphor().search(text[parts[clause].start : at] if parts else "")
    anywhere = places.anaphor().search(text)
    head = place.start - said.start
    return [
        "bias",
        f"from={where}",
        f"from={where}/{kind}",
        f"from={where}/{other}",
        f"pair={kind}/{other}",
        f"parks={source.rule}{min(parks, 3)}",
        f"size={source.rule}{min(len(said.text) // 12, 6)}",
        f"head={source.rule}{min(head // 4, 4)}",
        f"before-place={said.text[max(0, head - 2) : head]}",
        f"after-place={said.text[place.end - said.start : place.end - said.start + 2]}",
        f"since={source.rule}{min(sentence.order - said.order, 6)}",
        f"first-named={source.rule}{bool(named)}",
        f"named={source.rule}{named[-1].types[0].value if named else '-'}",
        f"told={told[0] if told else '-'}",
        f"told={bool(told)}{source.rule}",
        f"anywhere={bool(anywhere)}{source.rule}",
        f"short={place.name[-2:] in text}{source.rule}",
        f"status={one.status}/{kind}",
        f"rule={one.rule}",
        f"clause={min(clause, 3)}",
        f"opens={text[max(0, at - 2) : at]}",
        f"after={text[one.end - sentence.start : one.end - sentence.start + 2]}",
        f"end={one.name[-2:]}",
        f"end={one.name[-1:]}",
        f"part={document.sections[sentence.section].kind.value}",
    ]
