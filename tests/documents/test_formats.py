"""Encodings and file formats; the fixtures are made here."""

from __future__ import annotations

import codecs
import csv
import io
import os
import sys
from pathlib import Path

import pytest

from gwr_graph import documents
from gwr_graph.documents import formats
from gwr_graph.errors import DocumentError
from gwr_graph.model import Document

from .helpers import REPORT, check

PLAIN = documents.read_bytes(REPORT.encode(), "plain.txt")


def same(document: Document) -> None:
    """Assert that a document says what the plain text says."""
    check(document)
    assert document.text == PLAIN.text
    assert document.key == PLAIN.key
    assert document.header == PLAIN.header
    assert document.sentences == PLAIN.sentences
    assert document.sections == PLAIN.sections


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "data",
    [
        REPORT.encode("utf-8-sig"),
        REPORT.encode("gb18030"),
        REPORT.encode("gbk"),
        REPORT.encode("utf-16"),
        codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"),
        REPORT.encode("utf-16-le"),
        REPORT.encode("utf-32"),
        REPORT.replace("\n", "\r\n").encode(),
        REPORT.replace("\n", "\r").encode(),
    ],
    ids=["bom", "gb18030", "gbk", "utf-16", "utf-16-be", "no-bom", "utf-32", "crlf", "cr"],
)
def test_encodings(data: bytes) -> None:
    same(documents.read_bytes(data, "report.txt"))


def test_a_few_broken_bytes_are_left_out_with_a_warning() -> None:
    data = (REPORT * 3).encode()
    place = data.index("青石".encode())
    text, warnings = formats.decode(data[:place] + b"\xff" + data[place:], "report.txt")
    assert "\ufffd" in text
    assert warnings == ("1 unreadable characters were left out",)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\n", "a.txt", "is empty"),
        (bytes(range(256)) * 40, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 500, "a.png", "binary"),
        (b"\xff\xfe\x00", "a.txt", "broken utf-16"),
        (b"\x81\xff\xfe\xa0" * 50, "a.txt", "no readable text"),
        (b"PK\x03\x04 nothing more", "a.docx", "no readable Word file"),
        (b"%PDF-1.7\nnothing more", "a.pdf", "broken PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "old Word file"),
        (b"title,text\n1,2\n", "a.csv", "has no column full_text"),
        (b"title,full_text\n", "a.csv", "no rows"),
        (b"title,full_text\n1,\n", "a.csv", "is empty"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        documents.read_bytes(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_a_file_name_in_gb18030(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + "/金台.txt".encode("gb18030")))
    file.write_text(REPORT, encoding="utf-8")
    assert documents.read(file).source == "金台.txt"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        documents.read(tmp_path / "none.txt")
    assert isinstance(documents.read_all(tmp_path / "none.txt")[0], DocumentError)


# ---------------------------------------------------------------- formats


def test_markdown() -> None:
    text = REPORT.replace("政府工作报告\n", "# 政府工作报告\n", 1).replace("二、", "## 二、")
    text = text.replace("青石食品", "[青石食品](https://example.org/a)")
    text += "\n| 指标 | 值 |\n| --- | --- |\n| 生产总值 | 6.5% |\n"
    same(documents.read_bytes(text.encode(), "report.md"))


def page(body: str, charset: str = "utf-8") -> bytes:
    source = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>政府工作报告</title>'
        "<style>p{color:red}</style></head><body><nav><a>首页</a><a>政务公开</a></nav>"
        f"<script>var a = '各位代表：';</script><div>{body}</div>"
        "<footer><p>主办：云亭县人民政府办公室</p><p>粤ICP备00000000号</p></footer></body></html>"
    )
    return source.encode(charset)


def paragraphs_html() -> str:
    return "".join(f"<p>　　{line}</p>\n" for line in REPORT.split("\n") if line)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_html(charset: str) -> None:
    same(documents.read_bytes(page(paragraphs_html(), charset), "report.html"))


def test_html_with_breaks_and_inline_tags() -> None:
    body = "<br>".join(REPORT.replace("青石", "<span>青</span>石").split("\n"))
    same(documents.read_bytes(page(body), "report.htm"))


def test_html_is_known_without_its_suffix() -> None:
    same(documents.read_bytes(page(paragraphs_html()), "download"))


def test_bold_in_html_makes_leads() -> None:
    text = paragraphs_html().replace(
        "全年新建", "<strong>提升能级。</strong>投产5户。<b>扩大投资。</b>全年新建"
    )
    document = documents.read_bytes(page(text), "report.html")
    leads = [section.heading for section in document.sections if section.depth == 3]
    assert leads == ["提升能级。", "扩大投资。"]


def word(lines: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for number, piece in enumerate(line.split("**")):
            paragraph.add_run(piece).bold = number % 2 == 1
    document.add_table(rows=1, cols=2)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx() -> None:
    document = documents.read_bytes(word([line for line in REPORT.split("\n") if line]), "a.docx")
    same(document)
    assert document.warnings == ("tables were left out",)


def test_links_in_docx_are_text_and_a_page_in_a_table_is_read() -> None:
    import docx
    from docx.oxml import OxmlElement

    lines = [line for line in REPORT.split("\n") if line]
    plain, table = docx.Document(), docx.Document()
    for line in lines:
        paragraph = plain.add_paragraph(line[:5])
        link = OxmlElement("w:hyperlink")
        link.append(plain.add_paragraph().add_run(line[5:9])._r)
        paragraph._p.append(link)
        paragraph.add_run(line[9:])
    cell = table.add_table(rows=1, cols=1).cell(0, 0)
    for line in lines:
        cell.add_paragraph(line)
    for file in (plain, table):
        out = io.BytesIO()
        file.save(out)
        same(documents.read_bytes(out.getvalue(), "a.docx"))


def test_pages_that_declare_gb2312_keep_the_signs_of_gb18030() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{"的一是政府工作——·" * 9}</p>'
    text, _ = formats.decode(page.encode("gb18030"), "a.html")
    assert text == page


def test_bold_in_docx_makes_leads() -> None:
    text = REPORT.replace("全年新建", "**提升能级。**投产5户。**扩大投资。**全年新建")
    document = documents.read_bytes(word([line for line in text.split("\n") if line]), "a.docx")
    leads = [section.heading for section in document.sections if section.depth == 3]
    assert leads == ["提升能级。", "扩大投资。"]


def pdf(pages: list[list[str]], password: str | None = None) -> bytes:
    pytest.importorskip("reportlab")
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, encrypt=encrypt, invariant=1)
    for number, lines in enumerate(pages, 1):
        canvas.setFont("STSong-Light", 12)
        for row, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * row, line)
        if lines:
            canvas.drawString(280, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrapped(width: int, rows: int) -> list[list[str]]:
    lines: list[str] = []
    for paragraph in REPORT.split("\n"):
        lines += [paragraph[i : i + width] for i in range(0, len(paragraph), width)]
    return [lines[i : i + rows] for i in range(0, len(lines), rows)]


def test_pdf() -> None:
    same(documents.read_bytes(pdf(wrapped(60, 30)), "report.pdf"))


def test_pdf_with_wrapped_lines_and_pages() -> None:
    text = documents.read_bytes(pdf(wrapped(20, 9)), "report.pdf").text
    assert "全年新建标准厂房5万平方米，青石食品建成投产。" in text
    assert "同时，我们也清醒看到，发展中还有不少困难：县城停车难、村里看病远。" in text
    assert "— 1 —" not in text


def test_scanned_pdf() -> None:
    with pytest.raises(DocumentError, match="scanned PDF without a text layer"):
        documents.read_bytes(pdf([[], []]), "scan.pdf")


def test_encrypted_pdf() -> None:
    with pytest.raises(DocumentError, match="encrypted PDF"):
        documents.read_bytes(pdf([["政府工作报告"]], password="x" * 8), "locked.pdf")


# ---------------------------------------------------------------- csv


def table(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["title", "full_text"])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def test_csv_of_one_report() -> None:
    same(documents.read_bytes(table([{"title": "云亭县", "full_text": REPORT}]), "a.csv"))


def test_csv_of_many_reports(tmp_path: Path) -> None:
    other = REPORT.replace("云亭县", "松原岭县")
    path = tmp_path / "reports.csv"
    path.write_bytes(
        table(
            [
                {"title": "a", "full_text": REPORT},
                {"title": "b", "full_text": "天气预报"},
                {"title": "c", "full_text": ""},
                {"title": "d", "full_text": other},
            ]
        )
    )
    first, second, third, fourth = documents.read_all(path)
    assert isinstance(first, Document)
    assert isinstance(fourth, Document)
    same(first)
    assert (first.source, fourth.source) == ("reports.csv:2", "reports.csv:5")
    assert fourth.key == "松原岭县-2024"
    assert first.sha256 != fourth.sha256
    assert isinstance(second, DocumentError)
    assert isinstance(third, DocumentError)
    assert str(second).startswith("reports.csv:3: ")
    assert [name for name, _ in documents.report_texts(path)] == [
        "reports.csv:2",
        "reports.csv:3",
        "reports.csv:5",
    ]
    with pytest.raises(DocumentError, match="holds 4 reports"):
        documents.read(path)
    assert csv.field_size_limit() == 131072


def test_csv_of_a_long_report() -> None:
    text = REPORT.replace("全年新建", "全年新建" + "道路、桥梁、学校、" * 20000)
    assert (
        len(documents.read_bytes(table([{"title": "", "full_text": text}]), "a.csv").text) > 131072
    )
