"""All names of a document: candidates of every construction, overlaps resolved, lists completed,
and names that one sentence establishes found again in the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gwr_graph.extraction import groups, judge, phrases, shared_heads
from gwr_graph.extraction.candidates import Candidate, Run, bare, parse_run, runs
from gwr_graph.extraction.dictionary import Words, words
from gwr_graph.extraction.features import Outline, outline, own_features
from gwr_graph.extraction.lattice import Stretch, stretches
from gwr_graph.extraction.tokens import NUMBER, Token, Vocabulary, tokenize
from gwr_graph.lexicon.names import Role, load
from gwr_graph.model import EntityType, Sentence

E = EntityType
_SURE = 0.85  # confidence from which a construction establishes a name for the whole report
# The log odds of the model, made honest on texts it had not seen (scripts/measure_quality.py).
_SLOPE, _SHIFT = 0.66, 0.46
_MOST = {"quoted": 0.85}  # figures of speech stand in quotation marks too
_HOPELESS = -4.5  # log odds of the ends alone below which no stretch has been a name
_LEAN = 1.0  # log odds added before choosing: a missed name costs as much as a wrong one
_SHORT_FORMS = ("新区", "高新区", "经开区", "开发区")
_OWN_NAME = ("高新区", "经开区")  # short forms that stand for the home's one zone
_PLURAL = frozenset("级个类各等")  # 国家级新区, 各开发区: no one place


def candidates(
    text: str, tokens: Sequence[Token], vocab: Vocabulary, spans: Sequence[Run] | None = None
) -> list[Candidate]:
    """Return every candidate of a sentence, overlapping ones included; ``spans`` are its runs."""
    spans = runs(tokens) if spans is None else spans
    found: list[Candidate] = []
    by_run: dict[Run, list[Candidate]] = {}
    for run in spans:
        counted = run.first > 0 and tokens[run.first - 1].kind == NUMBER
        by_run[run] = parse_run(text, tokens, run, vocab, counted=counted)
        found.extend(by_run[run])
    found.extend(shared_heads.facilities(text, tokens, spans, by_run))
    found.extend(shared_heads.programmes(text, tokens, vocab))
    found.extend(shared_heads.behind_et(text, tokens, vocab))
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


def choose(found: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap: the higher rank, then the longer, then the earlier."""
    taken: list[Candidate] = []
    for one in sorted(
        (c for c in found if c.rank), key=lambda c: (-c.rank, -(c.end - c.start), c.start, c.rule)
    ):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return sorted(taken)


class Read(NamedTuple):
    """A sentence read by the constructions: its tokens, all they propose, and their own choice;
    ``plain`` are its words as the dictionary has them."""

    tokens: list[Token]
    spans: list[Run]
    proposed: list[Candidate]
    chosen: list[Candidate]
    plain: Words


def read_all(sentences: Sequence[Sentence], vocab: Vocabulary) -> list[Read]:
    """Return what the constructions say of every sentence."""
    found = []
    for sentence in sentences:
        tokens = tokenize(sentence.text, vocab)
        spans = runs(tokens)
        proposed = candidates(sentence.text, tokens, vocab, spans)
        found.append(Read(tokens, spans, proposed, choose(proposed), words(sentence.text)))
    return found


class Known(NamedTuple):
    """Names that the report establishes somewhere, with their class, and a pattern that finds them."""

    names: Mapping[str, str]
    pattern: re.Pattern[str] | None


def known_names(read: Sequence[Read]) -> Known:
    """Return the names that a sure construction gives anywhere in the report."""
    names: dict[str, str] = {}
    for one in read:
        for candidate in one.chosen:
            if candidate.confidence >= _SURE:
                names.setdefault(candidate.name, candidate.types[0].value)
    long = sorted((n for n in names if len(n) >= 3), key=lambda n: (-len(n), n))
    return Known(names, re.compile("|".join(map(re.escape, long))) if long else None)


def outlined(sentence: Sentence, one: Read, known: Known, vocab: Vocabulary) -> Outline:
    """Return every stretch of a sentence that may be a name, with what its ends tell."""
    text = sentence.text
    seen = [m.span() for m in known.pattern.finditer(text)] if known.pattern else []
    seen += one.plain.proper()
    spans = stretches(one.tokens, one.proposed, seen)
    return outline(
        text,
        one.tokens,
        one.spans,
        spans,
        one.proposed,
        one.chosen,
        one.plain,
        vocab,
        sentence.is_heading,
    )


def name_all(
    sentences: Sequence[Sentence], vocab: Vocabulary
) -> list[tuple[list[Token], list[Candidate]]]:
    """Return the tokens and names of every sentence of a report."""
    read = read_all(sentences, vocab)
    known = known_names(read)
    outlines = [outlined(s, one, known, vocab) for s, one in zip(sentences, read, strict=True)]
    judged = _judged(outlines, known, vocab)
    found = []
    for sentence, one, told in zip(sentences, read, judged, strict=True):
        text = sentence.text
        likely = [(span, v) for span, v in told if not _is_doctrine(text, span, v, vocab)]
        gains = [(span.start, span.end, v.gain + _LEAN) for span, v in likely]
        kept = [_candidate(text, *likely[i], one.proposed) for i in judge.best_set(gains)]
        found.append((one.tokens, kept))
    return _with_short_forms(sentences, found)


def _is_doctrine(text: str, span: Stretch, verdict: judge.Verdict, vocab: Vocabulary) -> bool:
    """Say whether a person's name is that of a doctrine (习近平新时代中国特色社会主义思想)."""
    return verdict.types[0] is E.PERSON and text.startswith(
        tuple(vocab.lexicon.cues["thought"]), span.end
    )


def _judged(
    outlines: Sequence[Outline], known: Known, vocab: Vocabulary
) -> list[list[tuple[Stretch, judge.Verdict]]]:
    """Return the stretches of each sentence that may be names, with the verdict on each.

    Most have ends so unlike a name's that nothing else could make up for it: they are passed over
    before their own features are told.
    """
    if not outlines:
        return []
    model = judge.load()
    borders = judge.border_scores(outlines, model)
    hopeful = (judge.gains(borders, model) >= _HOPELESS).tolist()
    where: list[tuple[int, Stretch]] = []
    rows: list[list[str]] = []
    kept: list[int] = []
    at = 0
    for k, one in enumerate(outlines):
        text, proposals = one.place.text, one.place.proposals
        for span in one.spans:
            start, end = span.start, span.end
            if hopeful[at] or (start, end) in proposals or text[start:end] in known.names:
                kept.append(at)
                where.append((k, span))
                rows.append(own_features(one.place, span, vocab, known.names))
            at += 1
    told: list[list[tuple[Stretch, judge.Verdict]]] = [[] for _ in outlines]
    for (k, span), verdict in zip(where, judge.verdicts(borders[kept], rows, model), strict=True):
        told[k].append((span, verdict))
    return told


def _with_short_forms(
    sentences: Sequence[Sentence], found: Sequence[tuple[list[Token], list[Candidate]]]
) -> list[tuple[list[Token], list[Candidate]]]:
    """Add 新区 where the report has one new area only: 蟠龙新区 is meant."""
    parks = Counter(c.name for _, kept in found for c in kept if c.types[0] is E.PARK)
    full: dict[str, str] = {}
    for short in _SHORT_FORMS:
        names = [n for n in parks if n.endswith(short) and len(n) > len(short)]
        often = [n for n in names if parks[n] > 1]
        if len(names) == 1 or len(often) == 1:
            full[short] = (often or names)[0]
        elif not names and short in _OWN_NAME:
            full[short] = short
    if not full:
        return list(found)
    pattern = re.compile("|".join(full))
    out = []
    for sentence, (tokens, kept) in zip(sentences, found, strict=True):
        own = [c for c in kept if not _swallows(c, full, parks)]
        extra = []
        for match in pattern.finditer(sentence.text):
            start, end = match.span()
            before = sentence.text[start - 1 : start]
            if any(c.start < end and start < c.end for c in own) or before in _PLURAL:
                continue
            extra.append(Candidate(start, end, full[match[0]], (E.PARK,), "short-form", 0.8, 1))
        out.append((tokens, sorted([*own, *extra])))
    return out


def _swallows(one: Candidate, full: Mapping[str, str], parks: Mapping[str, int]) -> bool:
    """Say whether a name read once is only the short form and the verb before it (抓新区)."""
    short = next((s for s in full if one.name.endswith(s)), None)
    if short is None or one.types[0] is not E.PARK or one.name in (short, full[short]):
        return False
    return parks[one.name] == 1


def _candidate(
    text: str, span: Stretch, verdict: judge.Verdict, proposed: Sequence[Candidate]
) -> Candidate:
    """Return the name of a stretch, with the construction that proposed it where one did."""
    own = [c for c in proposed if (c.start, c.end) == (span.start, span.end)]
    model = max(own, key=lambda c: (c.tail is not None, c.rank), default=None)
    rule = "model" if model is None else model.rule
    return Candidate(
        span.start,
        span.end,
        bare(text[span.start : span.end]) if model is None else model.name,
        _types(verdict.types, model),
        rule,
        min(judge.confidence(_SLOPE * verdict.gain + _SHIFT), _MOST.get(rule, 1.0)),
        1,
        None if model is None else model.tail,
    )


def _types(judged: tuple[EntityType, ...], model: Candidate | None) -> tuple[EntityType, ...]:
    """Return the classes of a name; a firm that stands for its project is both (方硕食品等19个项目)."""
    if judged == (E.PROJECT,) and model is not None and E.PARK in model.types:
        return (E.PROJECT, E.PARK)  # 航空紧固件产业园二期: built, and a place of others
    firm = model is not None and model.types == (E.PROJECT, E.ENTERPRISE)
    if judged == (E.PROJECT,) and firm and model is not None and _is_firm(model.name):
        return (E.PROJECT, E.ENTERPRISE)
    return judged


def _is_firm(name: str) -> bool:
    suffixes = load().suffixes
    return any(name[-n:] in suffixes and suffixes[name[-n:]].group == "E" for n in (4, 3, 2))
