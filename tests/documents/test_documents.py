"""What holds for every text: exact offsets, stable clean text, no matter the encoding."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gwr_graph import documents

from .helpers import CLOSING, FRONT, check

WRITTEN = Path(__file__).parents[1] / "gold" / "written"

ATOMS = [
    *"，、；。！：大 　\n\f",
    *("建设", "增长", "园区", "项目", "3.5%", "１２", "“新城”", "（一期）", "GDP", "\u200b"),
    *("**", "\n\n", "\n\n— 3 —\n\n", "\r\n", "——", "（一）", "一、", "一是", "1."),
    *("各位代表，", "今年是开局之年", "我们也清醒看到困难和问题", "让我们努力奋斗"),
    "2024年工作安排",
]
BODIES = st.lists(st.sampled_from(ATOMS), max_size=80).map("".join)


@given(BODIES)
@settings(max_examples=250, deadline=None)
def test_any_text_is_read_with_exact_offsets(body: str) -> None:
    check(documents.read_bytes((FRONT + body + "\n" + CLOSING).encode(), "any.txt"))


@given(BODIES)
@settings(max_examples=250, deadline=None)
def test_clean_text_reads_as_itself(body: str) -> None:
    once = documents.read_bytes((FRONT + body + "\n" + CLOSING).encode(), "any.txt")
    again = documents.read_bytes(once.text.encode(), "any.txt")
    assert again.text == once.text
    assert again.header == once.header


@given(BODIES)
@settings(max_examples=60, deadline=None)
def test_encoding_makes_no_difference(body: str) -> None:
    text = FRONT + body + "\n" + CLOSING
    plain = documents.read_bytes(text.encode(), "any.txt")
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        other = documents.read_bytes(text.encode(encoding), "any.txt")
        assert replace(other, sha256=plain.sha256) == plain


REPORTS = sorted(path for path in WRITTEN.glob("*.txt") if ".num" not in path.name)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_written_reports_are_stable(path: Path) -> None:
    once = documents.read(path)
    check(once)
    again = documents.read_bytes(once.text.encode(), path.name)
    assert again.text == once.text
    assert again.header == once.header
    assert [s.text for s in again.sentences] == [s.text for s in once.sentences]
    assert once == documents.read(path)


def wrapped(text: str, width: int, *, indent: bool, blank: bool, page: int) -> str:
    """Return a clean text as a page of that width would show it, ``page`` lines on each."""
    rows: list[str] = []
    for paragraph in text.strip().split("\n"):
        line = "　　" + paragraph if indent else paragraph
        rows += [line[i : i + width] for i in range(0, len(line), width)]
        rows += [""] if blank else []
    if page:
        starts = range(0, len(rows), page)
        rows = [
            row
            for number, i in enumerate(starts, 1)
            for row in (*rows[i : i + page], "", f"— {number} —", "")
        ]
    return "\n".join(rows)


@pytest.mark.parametrize("width", [22, 28, 36])
@pytest.mark.parametrize(
    ("indent", "blank", "page"), [(True, False, 0), (False, True, 0), (True, False, 25)]
)
def test_wrapped_reports_are_whole_again(width: int, indent: bool, blank: bool, page: int) -> None:
    sentences = found = 0
    for path in REPORTS:
        once = documents.read(path)
        text = wrapped(once.text, width, indent=indent, blank=blank, page=page)
        again = {s.text for s in documents.read_bytes(text.encode(), path.name).sentences}
        sentences += len(once.sentences)
        found += sum(sentence.text in again for sentence in once.sentences)
    assert found >= 0.99 * sentences


@pytest.mark.shared
def test_shared_reports_are_stable(shared: Path) -> None:
    paths = sorted((shared / "reports").rglob("*.txt"))
    assert len(paths) >= 15
    for path in paths:
        once = documents.read(path)
        check(once)
        assert documents.read_bytes(once.text.encode(), path.name).text == once.text


def test_source_and_digest(jintai_file: Path) -> None:
    document = documents.read(jintai_file)
    assert document.source == "jintai-2023.txt"
    assert document.sha256 == hashlib.sha256(jintai_file.read_bytes()).hexdigest()
    assert document.warnings == ("doubled at a page break, taken out once: 长、基",)


def test_reading_is_fast(jintai_file: Path) -> None:
    documents.read(jintai_file)
    best = min(_seconds(jintai_file) for _ in range(5))
    assert best < 0.05  # some 5 ms on an idle machine


def _seconds(path: Path) -> float:
    start = time.perf_counter()
    documents.read(path)
    return time.perf_counter() - start
