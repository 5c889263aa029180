"""The page of indicators: what stands beside what, and what does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import two_years
from conftest import ROOT
from gwr_graph import corpus, ledger
from gwr_graph.store import TEXTS, open_dataset
from gwr_graph.web import charts
from gwr_graph.web.app import create_app
from web.pages.conftest import plain_client

WRITTEN = ROOT / "tests" / "gold" / "written"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("several")
    files = [
        *two_years.files(folder / "reports"),
        WRITTEN / "01-lanpu.txt",
        WRITTEN / "08-shuquan.txt",
    ]
    corpus.build(files, folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="module")
def several_app(several: Path) -> FastAPI:
    return create_app(several)


@pytest.fixture
def many(several_app: FastAPI) -> TestClient:
    return plain_client(several_app)


def test_a_result_stands_beside_the_target_of_its_unit_and_direction(
    pages: TestClient, jintai: Path
) -> None:
    html = pages.get("/indicators").text
    card = re.search(r'<section class="card" aria-label="地区生产总值">.*?</section>', html, re.S)
    assert card
    assert re.findall(r'<span class="when">([^<]*)</span>', card[0]) == ["2022 结果", "2023 目标"]
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    found = re.findall(r'start=(\d+)&amp;end=(\d+)#c\d+" title="([^"]*)">([^<]*)<', card[0])
    assert [number for *_, number in found] == ["3.5%", "6%"]
    for start, end, quote, number in found:
        assert text[int(start) : int(end)] == number
        assert number in quote
    # the bars keep the proportion of the numbers
    assert re.findall(r'class="bar" width="([\d.]+)"', card[0]) == ["58.33", "100.0"]
    assert "报告没有说" in html


def test_several_numbers_of_one_year_are_listed_and_not_drawn(pages: TestClient) -> None:
    html = pages.get("/indicators?words=建成投产项目").text
    assert '<section class="card"' not in html
    assert "137个" in html
    assert "不画成图" in html


def test_over_several_reports_one_indicator_is_compared(many: TestClient) -> None:
    start = many.get("/indicators").text
    assert 'href="/indicators?indicator=gdp"' in start
    html = many.get("/indicators?indicator=gdp").text
    assert "<h1>地区生产总值</h1>" in html
    homes = re.findall(r'<a class="home" href="/indicators\?report=[^"]+">([^<]+)</a>', html)
    assert "青麓县" in homes
    assert len(set(homes)) >= 3
    english = many.get("/indicators?indicator=gdp&lang=en").text
    assert "<h1>gross domestic product</h1>" in english
    assert many.get("/indicators?indicator=地区生产总值").status_code == 200


def test_one_report_of_several_and_what_is_not_there(many: TestClient) -> None:
    html = many.get("/indicators?report=青麓县-2025").text
    assert "5.6%" in html
    assert "5.1%" not in html
    assert many.get("/indicators?report=nowhere").status_code == 404
    assert many.get("/indicators?indicator=nothing").status_code == 404
    assert "没有这样的指标" in many.get("/indicators?words=没有的").text


def test_ranges_are_one_bar_and_what_differs_is_none(several: Path) -> None:
    with open_dataset(several) as store:
        book = ledger.ledger(store)
    every = ledger.series(book.reports, book.said)
    for one in every:
        chart = charts.charted(one)
        if chart is None:
            continue
        assert chart.drawn == {f.number.iri for f in one.figures}
        assert max(max(b.length, b.until) for b in chart.bars) == 100
        assert all(b.until == 0 or b.until > b.length for b in chart.bars)
        sides = [
            (b.figure.report.key, b.figure.number.period, b.figure.is_target) for b in chart.bars
        ]
        assert len(sides) == len(set(sides))
