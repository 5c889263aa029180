"""From a file to a ``Document``: clean text, header facts, sections and sentences.

Offsets are 0-based code points into ``Document.text``, in which every paragraph is one line that
ends in LF. What was repaired or cut is told in ``Document.warnings``.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from gwr_graph.documents import formats, header, repair, sections
from gwr_graph.documents.cues import pattern
from gwr_graph.documents.formats import Raw
from gwr_graph.errors import DocumentError
from gwr_graph.model import Document

__all__ = ["SUFFIXES", "read", "read_all", "read_bytes", "report_texts"]

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf", ".csv"})


def read(path: Path) -> Document:
    """Return the report in a file.

    DocumentError where there is none: a scanned or encrypted file, no readable text, no government
    work report, a csv with more than one row (:func:`read_all` reads those).
    """
    return read_bytes(_bytes(path), _name(path))


def read_bytes(data: bytes, name: str) -> Document:
    """Return the report in the bytes of a file of that name, as :func:`read` does."""
    raws = list(formats.raw_texts(data, name))
    if len(raws) != 1:
        raise DocumentError(f"{name}: holds {len(raws)} reports; read them with read_all")
    if isinstance(raws[0], DocumentError):
        raise raws[0]
    return _document(raws[0])


def read_all(path: Path) -> list[Document | DocumentError]:
    """Return every report in a file, in order: one, or one for each row of a csv.

    What cannot be read is there as the error that says why; nothing is raised.
    """
    found: list[Document | DocumentError] = []
    try:
        for raw in formats.raw_texts(_bytes(path), _name(path)):
            if isinstance(raw, DocumentError):
                found.append(raw)
                continue
            try:
                found.append(_document(raw))
            except DocumentError as problem:
                found.append(problem)
    except DocumentError as problem:
        found.append(problem)
    return found


def report_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield name and unrepaired text of every report in a file; a csv's bad rows are left out."""
    for raw in formats.raw_texts(_bytes(path), _name(path)):
        if isinstance(raw, Raw):
            yield raw.name, raw.text


def _name(path: Path) -> str:
    """Return a file's name as text, also where an old archive left it in GB18030."""
    name = os.fsencode(path.name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", errors="replace")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise DocumentError(f"{path}: cannot be read ({problem.strerror})") from problem


def _document(raw: Raw) -> Document:
    lines, marks = repair.lines(repair.normalise(raw.text))
    if not lines:
        raise DocumentError(f"{raw.name}: holds no text")
    front = header.find_front(lines, raw.name)
    body, cut = _without_tail(lines[front.body :])
    joined, mended = repair.paragraphs(body)
    paragraphs = [*front.paragraphs, *joined]
    text = "".join(paragraph.text + "\n" for paragraph in paragraphs)
    facts, key = header.read_header(front, text, raw.name)
    parts, sentences = sections.read(paragraphs, len(front.paragraphs), facts.year)
    return Document(
        key=key,
        source=raw.name,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        text=text,
        header=facts,
        sections=parts,
        sentences=sentences,
        warnings=(*raw.warnings, *marks, *mended, *cut),
    )


def _without_tail(lines: list[repair.Line]) -> tuple[list[repair.Line], list[str]]:
    """Cut what stands behind the report: links, notices, annexes."""
    sizes = [len(line.text) for line in lines]
    half = sum(sizes) // 2
    warnings: list[str] = []
    so_far = 0
    end = len(lines)
    for i, line in enumerate(lines):
        plain = line.text.replace(repair.BOLD, "").strip()
        if so_far >= half and len(plain) <= 60 and pattern("tail").search(plain):
            end = i
            if pattern("annex").search(plain) and end + 1 < len(lines):
                warnings.append(
                    f"the annex behind the report ({plain[:20]}, {sum(sizes[i:])} characters) "
                    "was left out"
                )
            break
        so_far += sizes[i]
    kept = lines[:end]
    # Loose words behind the last full stop belong to the page, not to the report.
    while len(kept) > 1 and not re.search(r"[。！？!；]['”’）)》\x02]*$", kept[-1].text):
        if len(kept[-1].text) > 30 or pattern("appeal").search(kept[-1].text):
            break
        kept.pop()
    return kept, warnings
