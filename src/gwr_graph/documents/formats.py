"""Bytes of a file to plain text: encodings, and the formats in which reports are published."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from gwr_graph.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

MAX_BYTES = 64 * 1024 * 1024
COLUMN = "full_text"

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Pages that declare the older sets use the newer one's characters, and its signs for — and ·.
_WIDER = dict.fromkeys(("gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk"), "gb18030")


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of one report as the file holds it, its bytes, and where it stood."""

    name: str
    text: str
    data: bytes
    warnings: tuple[str, ...] = ()


def raw_texts(data: bytes, name: str) -> Iterator[Raw | DocumentError]:
    """Yield the texts in a file: one, or one for each row of a csv; an error in place of a bad row.

    DocumentError is raised where the file as a whole cannot be read.
    """
    if not data.strip():
        raise DocumentError(f"{name}: is empty")
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{name}: is larger than {MAX_BYTES >> 20} MB; give one report a file")
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        yield Raw(name, _pdf(data, name), data)
    elif data.startswith(b"PK\x03\x04"):
        text, warnings = _docx(data, name)
        yield Raw(name, text, data, warnings)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(
            f"{name}: is an encrypted or old Word file; save it without password as .docx"
        )
    elif suffix == ".csv":
        yield from _csv(data, name)
    else:
        text, warnings = decode(data, name)
        if suffix in (".html", ".htm", ".xhtml") or re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)", text[:300], re.IGNORECASE
        ):
            text = html_text(text)
        elif suffix in (".md", ".markdown"):
            text = _markdown(text)
        yield Raw(name, text, data, warnings)


# ---------------------------------------------------------------- encodings


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of bytes in UTF-8, UTF-16, GB18030 or another encoding, and warnings.

    DocumentError for binary data and for what no encoding makes readable.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as problem:
                raise DocumentError(
                    f"{name}: is broken {encoding} text at byte {problem.start}; save it as UTF-8"
                ) from problem
    if b"\x00" in data[:4096]:
        return _without_bom(data, name), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        broken = problem
    if declared := re.search(rb"<meta[^>]{0,80}charset=[\"']?([\w-]{3,12})", data[:2048]):
        try:
            name_of = declared[1].decode("ascii").lower()
            return data.decode(_WIDER.get(name_of, name_of)), ()
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _is_chinese(text):
        return text, ()
    repaired = data.decode("utf-8", errors="replace")
    lost = repaired.count("\ufffd")
    if lost * 200 < len(repaired) and _is_chinese(repaired):
        return repaired, (f"{lost} unreadable characters were left out",)
    if guess := _guess(data):
        return guess, ()
    raise DocumentError(
        f"{name}: is no readable text (byte {broken.start} fits no encoding); save it as UTF-8"
    )


def _without_bom(data: bytes, name: str) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_chinese(text):
            return text
    raise DocumentError(f"{name}: is binary data, no text; give txt, md, html, docx, pdf or csv")


def _is_chinese(text: str) -> bool:
    """Tell whether a text reads as Chinese: common characters, few of the rare ones."""
    sample = text[:20000]
    common = len(re.findall(r"[的一是政府工作人发展建设全年和年]", sample))
    wide = sum("\u3400" <= char <= "\u9fff" for char in sample)
    return wide > 0 and common * 25 > wide


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return text if _is_chinese(text) else None


# ---------------------------------------------------------------- formats


def _pdf(data: bytes, name: str) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise DocumentError(
                f"{name}: is an encrypted PDF; save it without password"
            ) from problem
        raise DocumentError(f"{name}: is a broken PDF ({problem}); get it again") from problem
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as problem:
        raise DocumentError(f"{name}: is a broken PDF ({problem}); get it again") from problem
    finally:
        document.close()
    # A scan may carry a few characters of a stamp or page numbers.
    if sum(len(re.sub(r"\s", "", page)) for page in pages) < 20 * max(1, len(pages)):
        raise DocumentError(
            f"{name}: is a scanned PDF without a text layer; run text recognition (OCR) on it first"
        )
    return "\f".join(page.replace("\ufffe", "") for page in pages)


def _docx(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    import zipfile
    import zlib

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
        if size > 8 * MAX_BYTES:
            raise DocumentError(f"{name}: unpacks to more than {8 * MAX_BYTES >> 20} MB")
        document = docx.Document(io.BytesIO(data))
    # Broken XML in the package is a SyntaxError, a part that cannot be unpacked a zlib error.
    except (
        *(PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError),
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    ) as problem:
        raise DocumentError(
            f"{name}: is no readable Word file; save it again as .docx"
        ) from problem
    text = _docx_text(document, "not(ancestor::w:tbl)")
    if text.strip():
        return text, ("tables were left out",) if document.tables else ()
    return _docx_text(document, "ancestor::w:tbl"), ()  # a page that is laid out as a table


def _docx_text(document: DocxDocument, which: str) -> str:
    """Return the paragraphs, bold type as ``**``; links and accepted insertions are text too."""
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    boxes = "not(ancestor::w:txbxContent)"
    found: list[str] = []
    for block in document.element.body.xpath(f".//w:p[{which}][{boxes}]"):
        paragraph = Paragraph(block, document)
        parts: list[str] = []
        for piece in block.xpath(f".//w:r[{boxes}]"):
            run = Run(piece, paragraph)
            bold = run.bold and run.text.strip()
            parts.append(f"**{run.text}**" if bold else run.text)
        found += ["".join(parts).replace("****", ""), ""]
    return "\n".join(found)


_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|center|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form"
    r"|h[1-6r]|header|html|li|main|nav|[ou]l|option|p|pre|section|table|tbody|t[dhr]"
)
_DROP = ["script", "style", "noscript", "template", "head", "svg", "iframe", "select", "button"]


def html_text(source: str) -> str:
    """Return the text of a web page, a line for each block; bold type as ``**``."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    tree.strip_tags(_DROP)
    root = tree.body or tree.root
    if root is None:
        return ""
    parts: list[str] = []
    bold = 0
    stack: list[tuple[object, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag: str = node.tag  # type: ignore[attr-defined]
        if tag == "-text":
            parts.append(re.sub(r"[ \t\r\n]+", " ", node.text_content or ""))  # type: ignore[attr-defined]
            continue
        if tag == "br":
            parts.append("\n")
            continue
        if _BLOCK.fullmatch(tag):
            parts.append("\n\n" if tag == "p" else "\n")
        elif tag in ("b", "strong"):
            bold += -1 if leaving else 1
            if bold == (0 if leaving else 1):
                parts.append("**")
        if leaving:
            continue
        stack.append((node, True))
        children = list(node.iter(include_text=True))  # type: ignore[attr-defined]
        stack.extend((child, False) for child in reversed(children))
    text = "".join(parts).replace("****", "")
    return re.sub(r"\n{3,}", "\n\n", text)


def _markdown(text: str) -> str:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"^(?:\||[-=]{3,}\s*$).*$", "", text, flags=re.MULTILINE)


def _csv(data: bytes, name: str) -> Iterator[Raw | DocumentError]:
    text, warnings = decode(data, name)
    previous = csv.field_size_limit(MAX_BYTES)
    try:
        reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
        columns = [column.strip() for column in reader.fieldnames or () if column]
        if COLUMN not in columns:
            raise DocumentError(
                f"{name}: has no column {COLUMN} (it has {', '.join(columns[:8])}); "
                f"name the column with the reports' text {COLUMN}"
            )
        rows = [{(k or "").strip(): v for k, v in row.items()} for row in reader]
    except csv.Error as problem:
        raise DocumentError(f"{name}: is a broken csv: {problem}") from problem
    finally:
        csv.field_size_limit(previous)
    if not rows:
        raise DocumentError(f"{name}: has a heading but no rows")
    for number, row in enumerate(rows, 2):
        full = row.get(COLUMN)
        place = f"{name}:{number}" if len(rows) > 1 else name
        if not isinstance(full, str) or not full.strip():
            yield DocumentError(f"{place}: the column {COLUMN} is empty")
        else:
            yield Raw(place, full, full.encode("utf-8", "surrogatepass"), warnings)
