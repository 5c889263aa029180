"""All names of a document: candidates of every construction, overlaps resolved, lists completed,
and names that one sentence establishes found again in the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gwr_graph.extraction import groups, phrases
from gwr_graph.extraction.candidates import Candidate, Run, bare, is_proper, parse_run, runs
from gwr_graph.extraction.tokens import LIST, NUMBER, PAREN, UNKNOWN, Token, Vocabulary, tokenize
from gwr_graph.lexicon.names import Role
from gwr_graph.model import EntityType, Sentence

E = EntityType
_JOINERS = frozenset({"和", "与", "及"})
_SELF = re.compile(r"^(?:[省市区县旗州]|自治区)(?:委|政府|人大|政协|人民政府|委会|纪委|监委)$")


def candidates(text: str, tokens: Sequence[Token], vocab: Vocabulary) -> list[Candidate]:
    """Return every candidate of a sentence, overlapping ones included."""
    spans = runs(tokens)
    found: list[Candidate] = []
    by_run: dict[Run, list[Candidate]] = {}
    for run in spans:
        counted = run.first > 0 and tokens[run.first - 1].kind == NUMBER
        by_run[run] = parse_run(text, tokens, run, vocab, counted=counted)
        found.extend(by_run[run])
    found.extend(_shared_heads(text, tokens, spans, by_run, vocab))
    found.extend(groups.groups(text, tokens, spans, vocab))
    found.extend(phrases.quoted(text, tokens, vocab))
    found.extend(phrases.honours(text, tokens, spans, vocab))
    found.extend(phrases.persons(text))
    found.extend(phrases.known_by_verb(text, tokens, spans, vocab))
    for token in tokens:
        if token.kind.isupper():
            continue
        if Role.AREA in token.kind:
            found.append(
                Candidate(token.start, token.end, token.text, (E.ADMIN_AREA,), "division", 0.95, 1)
            )
        elif Role.BODY in token.kind:
            types = vocab.lexicon.bodies[token.text]
            found.append(Candidate(token.start, token.end, token.text, types, "body", 0.95, 1))
    return found


def _shared_heads(
    text: str,
    tokens: Sequence[Token],
    spans: Sequence[Run],
    by_run: dict[Run, list[Candidate]],
    vocab: Vocabulary,
) -> list[Candidate]:
    """Complete 团结 in 团结、钛谷大桥: items without a suffix before one that has one."""
    found: list[Candidate] = []
    at = {run.last: run for run in spans}
    for run in spans:
        own = by_run[run]
        if not own or own[0].start != tokens[run.first].start:
            continue
        first = own[0]
        inside = [t for t in tokens[run.first : run.last] if t.end <= first.end]
        core = 0
        while core < len(inside) and is_proper(inside[core]):
            core += 1
        if core == 0 or core == len(inside):
            continue
        tail = (inside[core].start, first.end)
        head = bare(text[tail[0] : tail[1]])
        if head and inside[core].kind.isupper():
            continue
        area = inside[core - 1].text if Role.AREA in inside[core - 1].kind else ""
        mark = run.first - 1
        while mark > 0 and (tokens[mark].kind == LIST or tokens[mark].text in _JOINERS):
            item = at.get(mark)
            if item is None or by_run[item]:
                break
            words = tokens[item.first : item.last]
            name = bare(text[words[0].start : words[-1].end])
            if not 2 <= len(name) <= 5 or any(Role.SUFFIX in t.kind for t in words):
                break
            if len(words) > 2 or not (is_proper(words[0]) or len(words) == 1):
                break
            level = (
                area[-1:] if area[-1:] in "镇乡村县区市" and name[-1] not in "镇乡村县区市" else ""
            )
            found.append(
                Candidate(
                    words[0].start,
                    words[-1].end,
                    name + level + head,
                    first.types,
                    "shared-head",
                    0.9,
                    8,
                    tail,
                )
            )
            mark = item.first - 1
    return found


def choose(found: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap: the higher rank, then the longer, then the earlier."""
    taken: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-c.rank, -(c.end - c.start), c.start, c.rule)):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return sorted(taken)


def name_all(
    sentences: Sequence[Sentence], vocab: Vocabulary
) -> list[tuple[list[Token], list[Candidate]]]:
    """Return tokens and chosen candidates of every sentence of a report."""
    read = []
    for sentence in sentences:
        tokens = tokenize(sentence.text, vocab)
        read.append((tokens, choose(candidates(sentence.text, tokens, vocab))))
    known = _established(read, vocab)
    if not known:
        return read
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=lambda n: (-len(n), n)))))
    again = []
    for sentence, (tokens, chosen) in zip(sentences, read, strict=True):
        extra = []
        for match in pattern.finditer(sentence.text):
            start, end = match.span()
            if any(c.start < end and start < c.end for c in chosen):
                continue
            model = known[match[0]]
            extra.append(
                Candidate(start, end, model.name, model.types, "known", model.confidence * 0.95, 2)
            )
        again.append((tokens, choose([*chosen, *extra]) if extra else chosen))
    return again


def _established(
    read: Sequence[tuple[Sequence[Token], Sequence[Candidate]]], vocab: Vocabulary
) -> dict[str, Candidate]:
    known: dict[str, Candidate] = {}
    for tokens, chosen in read:
        for one in chosen:
            inside = [t for t in tokens if one.start <= t.start and t.end <= one.end]
            if (
                one.confidence >= 0.85
                and one.tail is None
                and len(one.name) >= 3
                and one.types[0] is not E.HONOUR
                and any(t.kind == UNKNOWN and len(t.text) >= 2 for t in inside)
            ):
                known.setdefault(one.name, one)
    return known
