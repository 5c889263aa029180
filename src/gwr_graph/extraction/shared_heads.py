"""Names that share one head: 团结、钛谷大桥; 老街焕彩提质、乡村民宿提档行动; 蟠龙、硖石等城乡供水工程.

The head stands once, behind the last; each item before it is completed by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from gwr_graph.extraction.candidates import Candidate, Run, bare, is_proper
from gwr_graph.extraction.tokens import LIST, NUMBER, QUOTED, STOP, Token, Vocabulary
from gwr_graph.lexicon.names import Role
from gwr_graph.model import EntityType

_JOINERS = frozenset({"和", "与", "及"})
_LONGEST = 10  # characters of an item that a programme's head completes


def facilities(
    text: str,
    tokens: Sequence[Token],
    spans: Sequence[Run],
    by_run: dict[Run, list[Candidate]],
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


def programmes(text: str, tokens: Sequence[Token], vocab: Vocabulary) -> list[Candidate]:
    """Complete 老街焕彩提质 in 老街焕彩提质、乡村民宿提档行动: items of ordinary words before a programme.

    Where the first item begins is open (实施老街焕彩提质): each verb before it makes one more candidate.
    """
    found: list[Candidate] = []
    for k, token in enumerate(tokens):
        suffix = vocab.lexicon.suffixes.get(token.text) if Role.SUFFIX in token.kind else None
        if suffix is None or suffix.group != "G" or len(token.text) < 2:
            continue
        at = _item_before(tokens, k)
        if not 2 <= token.start - tokens[at].start <= _LONGEST:
            continue
        while at > 1 and _joins(tokens[at - 1]):
            last = at - 1
            at = _item_before(tokens, last)
            inner = at > 0 and _joins(tokens[at - 1])
            opens = [at] if inner else _openings(tokens, at, last)
            for first in opens:
                start, end = tokens[first].start, tokens[last - 1].end
                name = bare(text[start:end])
                if 2 <= len(name) <= _LONGEST and not name.endswith(token.text):
                    found.append(
                        Candidate(
                            start,
                            end,
                            name + token.text,
                            suffix.types,
                            "shared-programme",
                            0.5,
                            0,
                            (token.start, token.end),
                        )
                    )
            if not inner:
                break
    return found


def behind_et(text: str, tokens: Sequence[Token], vocab: Vocabulary) -> list[Candidate]:
    """Complete 蟠龙 and 硖石 in 蟠龙、硖石等城乡供水工程: short proper items, 等, and a work of ordinary words."""
    found: list[Candidate] = []
    adjectives = vocab.lexicon.cues["adjective"]
    for k, token in enumerate(tokens):
        if token.text != "等" or not 0 < k < len(tokens) - 1:
            continue
        last = k + 1
        while last < len(tokens) and _ordinary(tokens[last]) and not _ends_work(tokens, last):
            last += 1
        if last >= len(tokens) or not _ends_work(tokens, last):
            continue
        tail = (tokens[k + 1].start, tokens[last].end)
        head = bare(text[tail[0] : tail[1]])
        telling = [t for t in tokens[k + 1 : last] if t.text not in adjectives]
        if not telling or not 4 <= len(head) <= _LONGEST:
            continue
        at = k
        while at > 0:
            item = tokens[at - 1]
            if not (is_proper(item) and 2 <= len(item.text) <= 5):
                break
            found.append(
                Candidate(
                    item.start,
                    item.end,
                    bare(item.text) + head,
                    (EntityType.PROJECT,),
                    "shared-work",
                    0.6,
                    0,
                    tail,
                )
            )
            if at < 2 or not _joins(tokens[at - 2]):
                break
            at -= 2
    return found


def _ordinary(token: Token) -> bool:
    return token.kind.islower() and Role.FUNCTION not in token.kind and Role.AREA not in token.kind


def _ends_work(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in ("工程", "项目")


def _joins(token: Token) -> bool:
    return token.kind == LIST or token.text in _JOINERS


def _item_before(tokens: Sequence[Token], at: int) -> int:
    """Return where the item that ends before token ``at`` begins."""
    while at > 0 and not (
        _joins(tokens[at - 1])
        or tokens[at - 1].text == "等"
        or tokens[at - 1].kind in (STOP, NUMBER, QUOTED)
    ):
        at -= 1
    return at


def _openings(tokens: Sequence[Token], first: int, last: int) -> list[int]:
    return [k for k in range(first, last) if k == first or Role.GOVERN in tokens[k - 1].kind]
