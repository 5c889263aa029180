"""The ledger page and its file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import hostile_report as hostile
import two_years
from gwr_graph import ledger
from gwr_graph.store import TEXTS, open_dataset
from gwr_graph.web import ledger_csv, words
from gwr_graph.web.app import create_app
from gwr_graph.web.pages.ledger import ROWS
from web.pages.conftest import plain_client

BOM = "\ufeff"


@pytest.fixture(scope="module")
def two_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(two_years.dataset(tmp_path_factory.mktemp("two")))


@pytest.fixture
def two(two_app: FastAPI) -> TestClient:
    return plain_client(two_app)


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    body = response.content.decode()
    assert body.startswith(BOM)
    return list(csv.DictReader(io.StringIO(body.removeprefix(BOM), newline="")))


def shown(html: str) -> list[str]:
    """Return the quotes of a page's rows."""
    return re.findall(r'<th scope="row" class="what">.*?class="words"[^>]*>([^<]*)</a>', html, re.S)


def test_the_file_has_exactly_the_rows_of_the_page_in_its_order(pages: TestClient) -> None:
    for query in (
        "continuation=changed",
        "goal=yes&place=蟠龙新区&sort=place",
        "theme=transport&sort=continuation",
        "words=改造&number=yes",
    ):
        page = shown(pages.get(f"/ledger?{query}").text)
        file = [row["承诺原文"] for row in rows(pages, f"/ledger.csv?{query}")]
        assert page == file != [], query


def test_long_ledgers_come_in_pages(pages: TestClient) -> None:
    every = [row["承诺原文"] for row in rows(pages, "/ledger.csv")]
    assert len(every) > 2 * ROWS
    got: list[str] = []
    for number in range(1, -(-len(every) // ROWS) + 1):
        got += shown(pages.get(f"/ledger?page={number}").text)
    assert got == every
    last = pages.get("/ledger?page=99999999999999999999").text
    assert shown(last) == every[:ROWS]
    assert shown(pages.get("/ledger?page=999").text) == got[-(len(every) % ROWS) :]
    assert 'rel="next"' in pages.get("/ledger").text
    # the next page keeps what was asked
    asked = pages.get("/ledger?number=no").text
    assert re.search(r'rel="next" href="/ledger\?number=no&amp;page=2"', asked)


def test_every_row_leads_to_its_exact_characters(pages: TestClient, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    for row in rows(pages, "/ledger.csv"):
        assert text[int(row["起"]) : int(row["止"])] == row["承诺原文"]
    html = pages.get("/ledger?continuation=changed").text
    links = re.findall(r'href="/report/610303-2023\?start=(\d+)&amp;end=(\d+)#c\1">([^<]*)<', html)
    assert len(links) > 40
    for start, end, quote in links:
        assert text[int(start) : int(end)] == quote
    assert 'href="/entity/610303/' in pages.get("/ledger?place=蟠龙新区").text


def test_what_is_not_said_is_told_apart_from_what_is_not_done(two: TestClient) -> None:
    html = two.get("/ledger?report=青麓县-2024&sort=text").text
    cells = dict(
        zip(
            shown(html),
            re.findall(r'<td class="after".*?<span class="fate (\w+)">([^<]+)<', html, re.S),
            strict=True,
        )
    )
    assert cells["建成档案馆新馆"] == ("silent", "没有说到")
    assert cells["地区生产总值增长6%"] == ("missed", "没有达到")
    assert cells["实施云台小镇项目"] == ("dropped", "说明不再做")
    assert "不等于没有做" in html
    later = two.get("/ledger?report=青麓县-2025").text
    assert "没有后一份报告" in later
    assert shown(two.get("/ledger?fate=silent").text) == ["建成档案馆新馆"]
    file = {row["承诺原文"]: row for row in rows(two, "/ledger.csv?report=青麓县-2024")}
    assert file["建成档案馆新馆"]["后来"] == "没有说到"
    assert file["地区生产总值增长6%"]["后文数字"] == "5.6%"
    assert file["地区生产总值增长6%"]["回顾数字"] == "5.1%"


def test_a_report_without_a_later_one_has_no_such_column(pages: TestClient) -> None:
    html = pages.get("/ledger").text
    assert 'class="after"' not in html
    assert 'name="fate"' not in html
    assert 'name="report"' not in html


def test_nothing_found_and_odd_parameters(pages: TestClient) -> None:
    nothing = pages.get("/ledger?words=没有这样的话")
    assert "没有符合这些条件的承诺" in nothing.text
    assert 'id="csv"' not in nothing.text
    assert rows(pages, "/ledger.csv?words=没有这样的话") == []
    odd = pages.get("/ledger?sort=x&page=-1&goal=maybe&number=&status=x'%22&year=９")
    assert odd.status_code == 200


def test_the_file_is_told_in_english(pages: TestClient) -> None:
    response = pages.get("/ledger.csv?lang=en&goal=yes")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="ledger.csv"'
    head = response.content.decode().splitlines()[0]
    assert head.startswith(f"{BOM}report,commitment,start,end,checkable,")
    assert pages.head("/ledger.csv").status_code == 200


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "＝x", "＠x"])
def test_no_cell_is_a_formula(jintai: Path, cell: str) -> None:
    with open_dataset(jintai) as store:
        entry = ledger.ledger(store).entries[0]
    entry = replace(entry, said=replace(entry.said, quote=cell))
    body = ledger_csv.text([entry], words.of_page("ledger", "zh"), "zh").removeprefix(BOM)
    (row,) = csv.DictReader(io.StringIO(body, newline=""))
    assert row["承诺原文"] == f"'{cell}"


def test_every_column_and_fate_has_words() -> None:
    known = words.load("ledger")
    assert {f"csv.{name}" for name in ledger_csv.COLUMNS} <= set(known)
    assert {f"fate.{ledger.slug(f)}" for f in ledger.Fate if f is not ledger.Fate.NEW} <= set(known)
    assert {f"sort.{name}" for name in ledger.SORTS} <= set(known)


def test_markup_in_a_report_is_text(tmp_path: Path) -> None:
    client = plain_client(create_app(hostile.dataset(tmp_path)))
    for address in (
        "/ledger",
        "/ledger?sort=text&lang=en",
        "/indicators",
        "/ledger?place=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/ledger?words=%22%3E%3Cscript%3E&actor='&theme=%3C",
        "/indicators?words=%3Cscript%3E",
        "/indicators?indicator=%3Cscript%3E",
        "/indicators?report=%3Cscript%3E",
    ):
        hostile.Sound(client.get(address).text)
