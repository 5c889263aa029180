"""The report as a person reads it: its exact text, what is marked in it, what a card says."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import hostile_report as hostile
from gwr_graph.store import TEXTS, open_dataset
from gwr_graph.web.app import create_app
from gwr_graph.web.report_facts import report_facts

READER = "/report/610303-2023"


@pytest.fixture(scope="module")
def text(jintai: Path) -> str:
    return (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()


def inside(html: str, element: str, name: str) -> str:
    """Return what stands in an element with an id."""
    found = re.search(rf'<{element} id="{name}"[^>]*>(.*?)</{element}>', html, re.DOTALL)
    assert found
    return found[1]


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_the_page_holds_the_text_character_for_character(pages: TestClient, text: str) -> None:
    for address in (READER, f"{READER}?start=518&end=536", f"{READER}?start=0&end={len(text)}"):
        assert plain(inside(pages.get(address).text, "article", "text")) == text
    assert pages.get(f"{READER}.txt").text == text
    assert pages.get(f"{READER}.txt").headers["content-type"] == "text/plain; charset=utf-8"


def test_every_fact_is_marked_where_it_stands(pages: TestClient, jintai: Path, text: str) -> None:
    with open_dataset(jintai) as store:
        facts = report_facts(store, "610303-2023", text)
        assert report_facts(store, "nope-2023", text) is None
        moved = report_facts(store, "610303-2023", "x" + text)
    assert facts is not None
    assert (facts.unfit, len(facts.names) > 250, len(facts.numbers) > 150) == (0, True, True)
    assert moved is not None
    # where the text is another one, what does not stand there is left out and told
    assert moved.unfit > 400
    article = inside(pages.get(READER).text, "article", "text")
    places = [(n.start, n.end) for n in facts.names] + [(n.start, n.end) for n in facts.numbers]
    for start, end in places:
        assert f'href="?start={start}&amp;end={end}#c{start}"' in article
    heads = [plain(found) for found in re.findall(r"<h2[^>]*>.*?</h2>", article)]
    assert heads == ["2022年工作回顾", "2023年工作安排", "全面加强政府自身建设"]


def test_an_address_marks_exactly_its_characters(pages: TestClient, text: str) -> None:
    start = text.index("龙源工业园落地开工项目25个")
    end = start + len("龙源工业园落地开工项目25个")
    html = pages.get(f"{READER}?start={start}&end={end}").text
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", inside(html, "article", "text"))
    assert [plain(part) for part in marked] == [text[start:end]]
    assert f'<mark id="c{start}">' in html
    assert html.count(f'id="c{start}"') == 1
    card = plain(inside(html, "aside", "card"))
    for words in (f"[{start}:{end}]", "龙源工业园", "园区新区", "25个", "结果", "开工", "已经完成"):
        assert words in card


def test_a_passage_over_several_paragraphs_is_marked_in_each(pages: TestClient, text: str) -> None:
    html = pages.get(f"{READER}?start=50&end=100").text
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", inside(html, "article", "text"))
    assert "\n".join(plain(part) for part in marked) == text[50:100]
    assert len(marked) > 2


def test_a_start_alone_is_its_sentence(pages: TestClient) -> None:
    html = pages.get(f"{READER}?start=475").text
    found = re.findall(r"<mark[^>]*>(.*?)</mark>", inside(html, "article", "text"))
    assert [plain(part) for part in found] == ["福临堡工业园综合管廊建设快速推进。"]


@pytest.mark.parametrize("asked", ["start=x&end=2", "start=5&end=3", "start=9&end=999999", "end=4"])
def test_characters_that_are_not_there_are_told(pages: TestClient, asked: str) -> None:
    response = pages.get(f"{READER}?{asked}")
    assert response.status_code == 200
    assert "不在正文之内" in response.text
    assert "<mark" not in response.text


def test_a_card_comes_without_the_report(pages: TestClient) -> None:
    html = pages.get(f"{READER}?start=518&end=522&part=card").text
    assert "蟠龙新区" in inside(html, "aside", "card")
    assert len(html) < 12_000


def test_words_follow_the_language(pages: TestClient) -> None:
    english = pages.get(f"{READER}?lang=en&start=518&end=522").text
    for words in ("government work report 2023", "Park or new area", "confidence", "Offsets"):
        assert words in english


def test_no_such_report_is_told(pages: TestClient) -> None:
    for address in ("/report/nope-2023", "/report/nope-2023.txt", "/report/..%2Fmanifest"):
        assert pages.get(address).status_code == 404


def test_it_is_made_in_a_moment(pages: TestClient) -> None:
    pages.get(READER)
    began = time.perf_counter()
    pages.get(READER)
    assert time.perf_counter() - began < 0.3


def test_what_a_report_says_stays_text(tmp_path: Path) -> None:
    client = TestClient(create_app(hostile.dataset(tmp_path / "made")), base_url="http://127.0.0.1")
    headers = {"Accept": "text/html"}
    for lang in ("zh", "en"):
        address = f"/report/{hostile.KEY}?start=0&end={len(hostile.TEXT)}&lang={lang}"
        html = client.get(address, headers=headers).text
        assert plain(inside(html, "article", "text")) == hostile.TEXT
        hostile.Sound(html)
        for words in (hostile.PARK, hostile.FIRM, hostile.FIGURE, "<u>产值</u>", "<年内>"):
            assert words in plain(inside(html, "aside", "card"))
    raw = client.get(f"/report/{hostile.KEY}.txt", headers=headers)
    assert raw.headers["x-content-type-options"] == "nosniff"
