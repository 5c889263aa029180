"""Names that no suffix gives away: quoted programmes, honours behind their verbs, persons, names
known by what they do or what is done to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from gwr_graph.extraction.candidates import Candidate, Run, bare, facility
from gwr_graph.extraction.groups import items_before
from gwr_graph.extraction.tokens import (
    LIST,
    PAREN,
    QUOTED,
    STOP,
    UNKNOWN,
    Token,
    Vocabulary,
)
from gwr_graph.lexicon.names import Role, load
from gwr_graph.model import EntityType, Status

E = EntityType

_NUMERIC = re.compile(r"[0-9一二三四五六七八九十百千万两双]")
_FORMULA = re.compile(
    r"^(?:[一二三四五六七八九十两百千万0-9]+[^、，]{1,3}"
    r"(?:[一二三四五六七八九十两百千万0-9]+[^、，]{0,4})+|[0-9+N]+|[^、，]{1,8}[制码贷通券办])$"
)


class _Patterns(NamedTuple):
    """Patterns over the cue lists: what follows a quoted programme, what an honour begins with,
    who presents, and people behind their title."""

    programme: re.Pattern[str]
    ongoing: re.Pattern[str]
    level: re.Pattern[str]
    presenter: re.Pattern[str]
    titled: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    cues = load().cues

    def any_of(role: str) -> str:
        return "|".join(sorted(map(re.escape, cues[role]), key=lambda w: (-len(w), w)))

    han = "[\u4e00-\u9fff]"
    return _Patterns(
        re.compile(rf"^{han}{{0,10}}?({any_of('programme_noun')})"),
        re.compile(rf"(?:{any_of('ongoing')})"),
        re.compile(rf"^(?:{any_of('honour_level')}|第[一二三四五六七八九十]+批)"),
        re.compile(rf"(?:{any_of('office')})\s*({han}\s{han}|[\u4e00-\u9fff·]{{2,8}})\s*$"),
        re.compile(rf"(?:{any_of('title')})({han}{{2,3}}?)(?=当选|荣获|获评|获|入选|被)"),
    )


def quoted(text: str, tokens: Sequence[Token], vocab: Vocabulary) -> list[Candidate]:
    """Return quoted names that stand as programmes (“三拆三改”, “街长制”)."""
    cues = vocab.lexicon.cues
    found: list[Candidate] = []
    for k, token in enumerate(tokens):
        if token.kind != QUOTED or token.text[0] == "《":
            if token.kind == QUOTED and token.text[0] == "《":
                name = bare(token.text)
                found.append(
                    Candidate(token.start, token.end, name, (E.PROGRAMME,), "title", 0.75, 3)
                )
            continue
        name = bare(token.text)
        if not 2 <= len(name) <= 16:
            continue
        before = tokens[k - 1].text if k else ""
        head = k - 1
        while head > 0 and (tokens[head].kind == LIST or tokens[head].kind == QUOTED):
            head -= 1
        governed = tokens[head].text if head >= 0 else ""
        rest = text[token.end : token.end + 14]
        tail = _patterns().programme.match(rest)
        confidence = 0.0
        if (before in cues["figurative"] or governed in cues["figurative"]) and not _FORMULA.match(
            name
        ):
            continue
        if name in vocab.lexicon.cues["doctrine"]:
            continue
        ending = next(
            (name[-n:] for n in (6, 5, 4, 3, 2) if name[-n:] in vocab.lexicon.suffixes), None
        )
        if ending and len(name) > len(ending):
            suffix = vocab.lexicon.suffixes[ending]
            if suffix.group in "PSIEG" and (len(name) >= 4 or suffix.group == "P"):
                found.append(
                    Candidate(
                        token.start, token.end, name, facility(suffix), "quoted-suffix", 0.75, 3
                    )
                )
                continue
        opening = k == 0 or tokens[k - 1].kind == STOP
        if _FORMULA.match(name):
            confidence = 0.75
        elif opening and tail is not None and len(name) >= 3:
            confidence = 0.7
        elif opening and len(name) >= 3 and _patterns().ongoing.match(rest):
            confidence = 0.65
        elif tail is not None and governed in cues["doing"]:
            confidence = 0.7
        elif governed in cues["introducing"] or (
            governed in cues["doing"] and _NUMERIC.search(name)
        ):
            confidence = 0.6
        if confidence:
            found.append(
                Candidate(token.start, token.end, name, (E.PROGRAMME,), "quoted", confidence, 3)
            )
    return found


def honours(
    text: str, tokens: Sequence[Token], runs: Sequence[Run], vocab: Vocabulary
) -> list[Candidate]:
    """Return what stands behind a verb of award: 入选, 荣获, 创建 …"""
    cues = vocab.lexicon.cues
    found: list[Candidate] = []
    by_first = {run.first: run for run in runs}
    for k, token in enumerate(tokens):
        award = vocab.lexicon.status.get(token.text) is Status.RECOGNISED
        seek = token.text in cues["seek"]
        if not (award or seek):
            continue
        at = k + 1
        while at < len(tokens) and (
            tokens[at].text in ("为", "成为", "成功") or tokens[at].kind == PAREN
        ):
            at += 1
        run = by_first.get(at)
        if run is None:
            continue
        part = tokens[run.first : run.last]
        given = False
        while part and (
            Role.BODY in part[0].kind or part[0].text in vocab.lexicon.cues["adjective"] - {"全省"}
        ):
            given = given or Role.BODY in part[0].kind
            part = part[1:]
        if not part:
            continue
        name = bare(text[part[0].start : part[-1].end])
        quote = any(t.kind == QUOTED for t in part)
        sure = quote or given or _patterns().level.match(name)
        if len(name) < 4 or not (sure or token.text in cues["award"]):
            continue
        if seek and not award and not (_patterns().level.match(name)):
            continue
        end = part[-1].end
        if part[-1].text == "建设" and len(part) > 1:
            end = part[-2].end
        found.append(
            Candidate(
                part[0].start, end, bare(text[part[0].start : end]), (E.HONOUR,), "award", 0.9, 7
            )
        )
    return found


def persons(text: str) -> list[Candidate]:
    """Return named persons: the one who presents, 习近平 (not as a doctrine), people behind their role."""
    found: list[Candidate] = []
    match = _patterns().presenter.search(text)
    if match and (match[1][0] in load().cues["surname"] or len(match[1]) > 3):
        found.append(Candidate(*match.span(1), bare(match[1]), (E.PERSON,), "presenter", 0.97, 9))
    for match in re.finditer(r"习近平(?!新时代)", text):
        found.append(Candidate(*match.span(), match[0], (E.PERSON,), "person", 0.97, 9))
    for match in _patterns().titled.finditer(text):
        found.append(Candidate(*match.span(1), match[1], (E.PERSON,), "person", 0.85, 9))
    return found


def known_by_verb(
    text: str, tokens: Sequence[Token], runs: Sequence[Run], vocab: Vocabulary
) -> list[Candidate]:
    """Return unknown words that a verb makes a facility or a firm (青禾原尚交付使用, 佰岛鲜入驻…)."""
    cues = vocab.lexicon.cues
    found: list[Candidate] = []
    status = vocab.lexicon.status
    for run in runs:
        after = tokens[run.last].text if run.last < len(tokens) else ""
        before = tokens[run.first - 1].text if run.first else ""
        built = status.get(after) in (Status.COMPLETED, Status.OPERATIONAL, Status.STARTED)
        firm = after in cues["firm"]
        helped = before in cues["help"]
        if not (built or firm or helped):
            continue
        names = items_before(tokens, run.last, runs) if (built or firm) else [run]
        for item in names:
            words = tokens[item.first : item.last]
            if not any(t.kind == UNKNOWN for t in words) or any(
                t.kind in (QUOTED, PAREN) for t in words
            ):
                continue
            if Role.SUFFIX in words[-1].kind:
                continue
            name = bare(text[words[0].start : words[-1].end])
            if not 3 <= len(name) <= 8:
                continue
            opening = item.first == 0 or tokens[item.first - 1].kind in (STOP, LIST)
            if not opening and words[0].kind != UNKNOWN and Role.AREA not in words[0].kind:
                continue
            types = (E.ENTERPRISE, E.PROJECT) if (firm or helped) else (E.SITE, E.PROJECT)
            found.append(
                Candidate(
                    words[0].start, words[-1].end, name, types, "verb", 0.55 if helped else 0.65, 2
                )
            )
    return found
