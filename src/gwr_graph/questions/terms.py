"""The words of a question that an answer's text must bear out, in the words reports write."""

from __future__ import annotations

import re
from dataclasses import replace

from gwr_graph.questions.asking_words import asking
from gwr_graph.questions.chinese_terms import chinese
from gwr_graph.questions.english_terms import english
from gwr_graph.questions.number_words import NUMBER, number_forms
from gwr_graph.questions.term import NOUN, Term

_AT_LEAST = re.compile(r"\d*(?:亿|千万|百万|万)元?以上")
_ABOVE = re.compile(r"(?:超过|超|过|上|破)(\d*|十|百|千)(亿|千万|百万)(?!元?以上)元?的?")
_OVER = re.compile(
    r"\b(?:over|above|more than|at least|exceeding|upwards of|worth|of)\s+(?:RMB\s*|¥)?"
    + NUMBER.pattern
    + r"\+?(?:\s*(?:yuan|rmb))?",
    re.IGNORECASE,
)
_SO_MANY_REPORTS = re.compile(r"\d+(?=份|个省|个市|个县| reports?| provinces?| counties)")
_BESIDE_CHINESE = 0.2
_NUMERALS = {"十": "10", "百": "100", "千": "1000"}
_LATIN = re.compile(r"[A-Za-z0-9.]*[A-Za-z][A-Za-z0-9.]+|\d+[A-Za-z]")
_COUNTED = re.compile("[年个家户项条座所亩人天名次处月元米吨辆套件]")
_GLOSSED = re.compile(r"[A-Za-z0-9][A-Za-z'’. -]{1,40}(?=\s*[（(]\s*[“\"]?[\u3400-\u9fff])")
_WHICH = re.compile(
    r"\b(?:which|what|whose|who(?:se)? (?:is|was|are)(?: the)?)\s+(?:[A-Za-z]+\s+)?$", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]+")


def terms(left: str, lang: str) -> tuple[Term, ...]:
    """Return the terms of what is left of a question without its names (□ where they stood)."""
    found: dict[str, Term] = {}
    rest = asking(lang).sub(lambda match: "□" * len(match[0]), left)
    for match in list(_ABOVE.finditer(rest)):
        least = f"{_NUMERALS.get(match[1], match[1])}{match[2]}元"
        bare = (f"{match[1]}{match[2]}",) if match[1] else ()
        forms: tuple[str, ...] = (f"{least}以上", f"超{least}", least, *bare)
        found.setdefault(match[0], Term(match[0], forms, NOUN, False, *match.span()))
        rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    for match in list(_OVER.finditer(rest)) if lang == "en" else ():
        sums = [f"{form}元" for form in number_forms(match) if form[-1] in "亿万"]
        sums += [form for form in number_forms(match) if form.endswith("元")]
        forms = tuple(f"{form}{end}" for end in ("以上", "") for form in sums)
        if forms:
            found.setdefault(match[0], Term(match[0], forms, NOUN, False, *match.span()))
            rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    for match in list(_AT_LEAST.finditer(rest)):
        found.setdefault(match[0], Term(match[0], (match[0],), NOUN, False, *match.span()))
        rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    for match in list(_SO_MANY_REPORTS.finditer(rest)):
        rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    for match in list(NUMBER.finditer(rest)):
        forms = number_forms(match)
        counted = _COUNTED.match(rest, match.end())
        if forms and counted and lang == "zh":
            forms = tuple(f"{form}{counted[0]}" for form in forms)
        if forms:
            found.setdefault(
                match[0], Term(match[0].strip(), forms, NOUN, False, match.start(), match.end())
            )
        rest = rest[: match.start()] + "□" * (match.end() - match.start()) + rest[match.end() :]
    if lang == "en":
        glossed = [match.span() for match in _GLOSSED.finditer(left)]
        for term in english(rest):
            loose = any(start <= term.start and term.end <= end for start, end in glossed)
            asked = _WHICH.search(left[: term.start]) is not None
            weight = NOUN if asked else term.weight  # which contractor: that must be told
            if loose and not asked and all(form.isascii() for form in term.forms):
                weight = _BESIDE_CHINESE
            loose = (term.loose or loose) and not asked
            found.setdefault(term.text, replace(term, loose=loose, weight=weight))
    else:
        for match in _LATIN.finditer(left):
            found.setdefault(match[0], Term(match[0], (match[0],), NOUN, False, *match.span()))
    for run in _HAN.finditer(rest):
        for term in chinese(run[0], run.start()):
            found.setdefault(term.text, term)
    return _merged(list(found.values()))


def _merged(found: list[Term]) -> tuple[Term, ...]:
    """Return the terms, those that may stand for one another as one: 完工或者竣工."""
    kept: list[Term] = []
    for term in found:
        for at, other in enumerate(kept):
            if (
                other.forms
                and term.forms
                and (
                    term.text in other.forms
                    or other.text in term.forms
                    or term.forms == other.forms
                )
            ):
                forms = tuple(dict.fromkeys((*other.forms, *term.forms)))
                kept[at] = replace(other, forms=forms, weight=max(other.weight, term.weight))
                break
        else:
            kept.append(term)
    return tuple(kept)
