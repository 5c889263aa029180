"""From the characters of a file to clean lines and whole paragraphs.

Published reports arrive with lines wrapped at the width of a page, page numbers and watermarks
between them, words cut by page breaks, full-width digits and marks of bold type. Nothing here knows
what a report says; it only restores what its author typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from gwr_graph.documents.cues import pattern, reduplicated

BOLD = "\x02"  # stands for ** while lines are put together

_HEADING_CUES = ("chapter", "section", "item", "dash", "ordinal", "point", "address")
_LONG = 60  # characters from which on a line without a full stop is a paragraph cut in two


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its indent; ``gap`` is 0, 1 behind a blank line or 2 behind a page break."""

    text: str
    indent: int
    gap: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's clean text and the spans that were set in bold."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()


# ---------------------------------------------------------------- characters


@cache
def _characters() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    full_width = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
    full_width += [
        0xFF05,
        0xFF0B,
        0xFF0E,
        0xFF0F,
        0xFF1D,
        0xFF20,
        0xFF3F,
        0xFF06,
    ]  # ％＋．／＝＠＿＆
    for code in full_width:
        table[code] = chr(code - 0xFEE0)
    # Radicals and compatibility ideographs, as PDF fonts give them for plain characters.
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFAD9)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain
    for code in (
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        0xFEFF,
        0xAD,
    ):
        table[code] = None
    for code in (*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFD):
        table[code] = None
    for code in (0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F):
        table[code] = " "
    for code in (0x0B, 0x85, 0x2028, 0x2029):
        table[code] = "\n"
    table[ord("\t")] = " "
    return table


def normalise(text: str) -> str:
    """Return the text with plain digits and letters, LF line ends and no invisible characters.

    A form feed stays: it is a page break.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_characters())
    return re.sub(r"\*\*|__", BOLD, text)


# The last is any character of Chinese writing: ideographs, its punctuation, full-width forms.
_CHINESE = "“”‘’—…·‰\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SPACE = re.compile(
    rf"(?<=[{_CHINESE}]) +| +(?=[{_CHINESE}%])|^ +| +$|(?<=\d) +(?=[%])| +(?= )", re.MULTILINE
)


def without_spaces(text: str) -> str:
    """Return the text without spaces beside Chinese characters, and single spaces elsewhere."""
    return _SPACE.sub("", text) if " " in text else text


# ---------------------------------------------------------------- lines


def lines(text: str) -> tuple[list[Line], list[str]]:
    """Return the lines of a normalised text that may belong to a report, and warnings.

    Page numbers, watermarks, running heads and the words of web pages are left out.
    """
    raw = [part for line in text.split("\n") for part in _pages(line)]
    raw, warnings = _without_watermark(raw)
    running = _running_heads(raw)
    is_page, is_noise = pattern("page_number").match, pattern("noise").match
    found: list[Line] = []
    gap = 0
    for line in raw:
        if line == "\f":
            gap = 2
            continue
        bare = line.strip()
        plain = bare.replace(BOLD, "").strip()
        if not plain:
            gap = max(gap, 1)
        elif is_page(plain) or plain in running:
            gap = 2
        elif len(plain) > 80 or not is_noise(plain):
            bare = re.sub(r"^(?:#{1,6}|>|[*•●■◆]) +", "", bare)
            found.append(Line(bare, len(line) - len(line.lstrip()), gap))
            gap = 0
    return found, warnings


def _pages(line: str) -> list[str]:
    if "\f" not in line:
        return [line]
    return [part for piece in line.split("\f") for part in ("\f", piece)][1:]


def _without_watermark(raw: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take off the same few letters at the end of most lines, whatever their case."""
    tail = re.compile(r"[A-Za-z]{2,12}$")
    ends = Counter[str]()
    filled = 0
    for line in raw:
        if line.strip():
            filled += 1
            if found := tail.search(line.rstrip()):
                ends[found[0][-3:].lower()] += 1
    mark, count = max(ends.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if count < 5 or count * 3 < filled:
        return list(raw), []
    cut = re.compile(re.escape(mark) + r"\s*$", re.IGNORECASE)
    cleaned = [cut.sub("", line) for line in raw]
    return cleaned, [f"a watermark ({mark}) was taken off {count} lines"]


def _running_heads(raw: Sequence[str]) -> frozenset[str]:
    """Return short lines that stand in the text three times or more: heads and feet of pages."""
    counts = Counter(line.strip() for line in raw if 4 <= len(line.strip()) <= 40)
    return frozenset(
        line for line, count in counts.items() if count >= 3 and not ends_sentence(line)
    )


# ---------------------------------------------------------------- paragraphs

_SENTENCE_END = re.compile(r"[。！？!?：:…]['\"”’」』）)》】\x02 ]*$")
_STARTS_INSIDE = re.compile(r"^[\x02 ]*[，。；、：！？）”’》】％%‰,;.]")
_ENDS_INSIDE = re.compile(r"[，、（“‘《【(,—][\x02 ]*$")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence or a salutation does."""
    return _SENTENCE_END.search(line) is not None


def starts_block(line: str) -> bool:
    """Tell whether a line starts with the mark of a heading, a list or words to the deputies."""
    line = line.lstrip(BOLD + " ")
    return any(pattern(cue).match(line) for cue in _HEADING_CUES)


def _is_part_heading(line: str) -> bool:
    line = line.strip(BOLD + " ")
    if len(line) > 30 or ends_sentence(line) or re.search(r"[，。；：]|[、（“‘《—]$", line):
        return False
    if not re.match(r"[“\"\d二政全切加]", line):
        return False
    return bool(pattern("review_part").search(line) or pattern("plan_part").search(line))


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text were set; ``width`` is that of a full line, 0 if none is wrapped."""

    width: int
    by_characters: bool
    indents: bool
    blanks: bool

    def is_full(self, line: Line) -> bool:
        """Tell whether a line reaches the right margin."""
        if not self.width:
            return False
        slack = 2 if self.by_characters else 5
        return self.width - slack <= self.measure(line) <= self.width + slack

    def may_be_cut(self, line: Line) -> bool:
        """Tell whether a line without a full stop is long enough to have been wrapped."""
        return self.width > 0 and self.measure(line) >= 0.75 * self.width

    def measure(self, line: Line) -> int:
        """Return how wide a line is, its indent of two characters at most included."""
        indent = min(line.indent, 2) * (1 if self.by_characters else 2)
        return indent + _measure(line.text, self.by_characters)


def _measure(line: str, by_characters: bool) -> int:
    line = line.replace(BOLD, "")
    if by_characters:
        return len(line)
    return sum(1 if ord(char) < 0x80 else 2 for char in line)


def layout(found: Sequence[Line]) -> Layout:
    """Return how the text is set, from the lines themselves."""
    indented = sum(line.indent > 0 for line in found) / max(1, len(found))
    plain = Layout(
        width=0,
        by_characters=True,
        indents=0.04 <= indented <= 0.85,
        blanks=sum(line.gap == 1 for line in found) > 0.04 * len(found),
    )
    # A full line is followed by one that is no longer; a short heading by a long paragraph.
    wrapped = [
        line
        for line, following in pairwise(found)
        if following.gap == 0
        and 12 <= len(line.text) <= _LONG
        and len(following.text) <= len(line.text) + 6
        and not ends_sentence(line.text)
        and not (starts_block(line.text) and len(line.text) < 24)
    ]
    best, most = plain, 0
    for by_characters, slack in ((True, 2), (False, 5)):
        trial = replace(plain, by_characters=by_characters)
        counts = Counter(trial.measure(line) for line in wrapped)
        for width in sorted(counts):
            count = sum(counts[width - less] for less in range(slack + 1))
            if count > most:
                best, most = replace(trial, width=width), count
    return best if most >= 3 and most * 2 >= len(wrapped) else plain


def paragraphs(found: Sequence[Line]) -> tuple[list[Paragraph], list[str]]:
    """Return the lines put together to paragraphs as their author wrote them, and warnings."""
    setting = layout(found)
    everything = "".join(line.text for line in found)
    texts: list[str] = []
    doubled: list[str] = []
    last = Line("", 0, 0)
    for line in found:
        if texts and _continues(texts[-1], last, line, setting):
            before = texts[-1]
            if line.gap and (twice := _doubled(before, line.text, everything)):
                doubled.append(twice)
                before = before.removesuffix(BOLD)[: -len(twice)]
            texts[-1] = before + _space_between(before, line.text, setting) + line.text
        else:
            texts.append(line.text)
        last = line
    warnings = []
    if doubled:
        warnings.append(f"doubled at a page break, taken out once: {'、'.join(doubled)}")
    return [done for text in texts if (done := _paragraph(text)).text], warnings


def _continues(so_far: str, last: Line, line: Line, setting: Layout) -> bool:
    """Tell whether ``line`` goes on with the paragraph ``so_far``, whose last line was ``last``."""
    if _STARTS_INSIDE.match(line.text):
        return True
    if _ENDS_INSIDE.search(last.text) and not starts_block(line.text):
        return True
    cut = not ends_sentence(last.text)
    full = line.gap == 0 and setting.is_full(last)
    marked = starts_block(line.text) or _is_part_heading(line.text)
    heading = _is_part_heading(so_far) or _is_marked_heading(so_far)
    if line.gap == 0 and line.indent and setting.indents:
        return False
    if heading:
        return full and cut and _is_rest_of_heading(line, setting)
    if full:
        return cut or not (marked or line.indent)
    return cut and not marked and (len(so_far) >= _LONG or setting.may_be_cut(last))


def _space_between(before: str, after: str, setting: Layout) -> str:
    """Return the space that a line's end stands for between two Latin words."""
    words = re.search(r"[A-Za-z]$", before) and re.match(r"[A-Za-z]", after)
    # Lines cut at a count of characters cut words as well.
    return " " if words and not setting.by_characters else ""


def _is_marked_heading(text: str) -> bool:
    return len(text) <= _LONG and "。" not in text and starts_block(text)


def _is_rest_of_heading(line: Line, setting: Layout) -> bool:
    """Tell whether the line behind a heading that fills its line belongs to the heading."""
    if starts_block(line.text):
        return False
    if setting.indents or setting.blanks:
        return True  # else an indent or a blank line would stand between them
    if 0 <= line.text.find("。") <= 12:
        return True
    return not ends_sentence(line.text) and 2 * setting.measure(line) < setting.width


def _doubled(before: str, after: str, everything: str) -> str:
    """Return the characters that stand both before and after a page break by mistake, or ""."""
    before, after = before.rstrip(BOLD + " "), after.lstrip(BOLD + " ")
    for size in range(min(6, len(before), len(after)), 0, -1):
        twice = after[:size]
        if not before.endswith(twice) or not all("\u3400" <= char <= "\u9fff" for char in twice):
            continue
        if size == 1 and twice in reduplicated():
            around = (before[-2:], after[:2])
            # Each word is looked for beyond the one place where it stands at the break itself.
            if not any(len(word) == 2 and everything.count(word) > 1 for word in around):
                continue
        return twice
    return ""


def _paragraph(text: str) -> Paragraph:
    if BOLD not in text:
        return Paragraph(without_spaces(text))
    # Spaces go first, so that bold spans are spans of the clean text.
    pieces = re.sub(rf" *{BOLD} *", BOLD, without_spaces(text)).split(BOLD)
    clean = ""
    bold: list[tuple[int, int]] = []
    for number, piece in enumerate(pieces):
        joined = without_spaces(clean + piece)
        if number % 2 and number < len(pieces) - 1 and piece:
            bold.append((len(clean), len(joined)))
        clean = joined
    return Paragraph(clean, tuple(bold))
