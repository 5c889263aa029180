"""The page of a thing: what it is, where, who is there, its numbers, and all that is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import handmade
import hostile_report as hostile
from gwr_graph.store import GRAPH, TEXTS, EmbeddedStore, open_dataset
from gwr_graph.web import urls
from gwr_graph.web.app import create_app
from gwr_graph.web.entity_facts import around, figures, statuses, thing, ties
from gwr_graph.web.entity_said import said_of

PARK, FIRM, HOME = "990101/东岭园区", "990101/星河光电", "division/990101"


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    with EmbeddedStore() as made:
        made.load(handmade.lines())
        yield made


@pytest.fixture(scope="module")
def shipped(jintai: Path) -> Iterator[EmbeddedStore]:
    with open_dataset(jintai) as opened:
        yield opened


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_what_a_thing_is(store: EmbeddedStore) -> None:
    park = thing(store, PARK)
    assert park is not None
    assert (park.label, park.types, park.names) == ("东岭园区", ("Park",), ("东岭",))
    assert (park.place, park.is_wide, park.is_concept) == (True, False, False)
    home = thing(store, HOME)
    assert home is not None
    assert (home.code, home.level, home.is_wide) == ("990101", "county", True)
    gdp = thing(store, "indicator/gdp")
    assert gdp is not None
    assert (gdp.types, gdp.english) == (("Indicator",), "gross domestic product")
    assert gdp.named_in("全市生产总值增长")
    theme = thing(store, "theme/industry")
    assert theme is not None
    assert theme.types == ("Theme",)
    for unknown in ("nothing/here", "", "a b<>", "report/990101-2023", "x" * 3000):
        assert thing(store, unknown) is None


def test_what_it_is_tied_to(store: EmbeddedStore) -> None:
    park, home = thing(store, PARK), thing(store, HOME)
    assert park is not None
    assert home is not None
    found = around(store, park)
    assert [place.label for place in found.above] == ["抚江市", "临川区"]
    assert found.surfaces == (("东岭园区", 2),)
    assert [(one.label, count) for one, count in found.neighbours] == [("星河光电", 1)]
    assert [(one.label, count) for one, count in around(store, home).inner] == [("东岭园区", 4)]


def test_who_is_here_and_where_it_is(store: EmbeddedStore) -> None:
    park, home, firm = (thing(store, key) for key in (PARK, HOME, FIRM))
    assert park
    assert home
    assert firm
    for place in (park, home):
        (tie,) = ties(store, place, here=True)
        assert (tie.who.label, tie.where.label) == ("星河光电", "东岭园区")
        assert [p.scope for p in tie.proofs] == ["clause", "context"]
    (tie,) = ties(store, firm, here=False)
    assert tie.where.label == "东岭园区"
    for proof in tie.proofs:
        assert handmade.TEXT[proof.place.start : proof.place.end] == proof.quote
    assert [(p.status, p.stance, p.period) for p in statuses(store, firm)] == [
        ("Operational", "Achievement", "2022"),
        ("Started", "Commitment", "2023"),
    ]


def test_results_beside_targets(store: EmbeddedStore) -> None:
    park = thing(store, PARK)
    assert park is not None
    (row,) = figures(store, park)
    assert (row.indicator.label, row.direction, row.unit) == ("产值增长", "Increase", "%")
    assert [(f.surface, f.period) for f in row.results] == [("5%", "2022")]
    assert [(f.surface, f.period, f.bound) for f in row.targets] == [("6%以上", "2023", "Min")]
    concept = thing(store, row.indicator.key)
    assert concept is not None
    (whose,) = figures(store, concept)
    assert whose.results[0].of.label == "东岭园区"


def test_all_that_is_said_of_it_in_text_order(store: EmbeddedStore) -> None:
    park, home = thing(store, PARK), thing(store, HOME)
    assert park is not None
    assert home is not None
    said = said_of(store, park, ["990101-2023"], inner=True)
    ((report, sentences),) = said.reports
    assert (report, said.total) == ("990101-2023", 4)
    assert dict(said.stances) == {"Achievement": 2, "Commitment": 2, "Situation": 0}
    for sentence in sentences:
        whole = "".join(words.text for words in sentence.words)
        assert handmade.TEXT[sentence.place.start : sentence.place.end] == whole
    review, plan = sentences
    assert [w.text for w in review.words if w.name] == ["东岭园区"]
    assert "".join(w.text for w in review.words if w.said) == handmade.REVIEW.translate(
        {ord("，"): None, ord("。"): None}
    )
    assert [(r.inherited, r.stance, r.period) for r in review.remarks] == [
        (False, "Achievement", "2022"),
        (True, "Achievement", "2022"),
    ]
    carried = [place for remark in plan.remarks for place in remark.before]
    assert [handmade.TEXT[p.start : p.end] for p in carried] == ["产值增长5%"]
    # a district's own words, then with what lies within, marked so
    assert said_of(store, home, (), inner=False).total == 0
    within = said_of(store, home, (), inner=True)
    assert within.total == 4
    assert {r.of.label for _, all_ in within.reports for s in all_ for r in s.remarks if r.of} == {
        "东岭园区"
    }


def test_said_by_stance_and_by_pages(store: EmbeddedStore) -> None:
    park = thing(store, PARK)
    assert park is not None
    only = said_of(store, park, (), inner=False, stance="Commitment")
    assert only.total == 2
    assert {r.stance for _, found in only.reports for s in found for r in s.remarks} == {
        "Commitment"
    }
    places = [
        place
        for page in (1, 2, 3)
        for _, found in said_of(store, park, (), inner=False, page=page, size=2).reports
        for sentence in found
        for remark in sentence.remarks
        for place in remark.places
    ]
    assert len(places) == len(set(places)) == 4


def test_a_town_includes_its_villages(shipped: EmbeddedStore) -> None:
    town = next(
        found
        for key in ("division/610303101", "division/610303102", "division/610303103")
        if (found := thing(shipped, key)) and around(shipped, found).inner
    )
    own = said_of(shipped, town, (), inner=False)
    all_ = said_of(shipped, town, (), inner=True)
    assert all_.total > own.total
    marked = [r.of for _, found in all_.reports for s in found for r in s.remarks if r.of]
    assert all(of.types == ("AdminArea",) for of in marked)
    assert marked


def test_the_page_of_a_park(pages: TestClient) -> None:
    html = pages.get(urls.entity("610303/蟠龙新区")).text
    text = plain(html)
    for words in (
        "园区新区",
        "又称 新区",
        "谁在这里",
        "方硕食品",
        "其中有",
        "报告怎么说",
        "据上文",
    ):
        assert words in text
    assert urls.graph("610303/蟠龙新区").replace("&", "&amp;") in html
    assert urls.ledger(place="蟠龙新区") in html
    assert '<a href="/report/610303-2023?start=518&amp;end=536#c518"><mark class="name">' in html


def test_a_link_to_words_lands_on_them(pages: TestClient, jintai: Path) -> None:
    text = (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    html = pages.get(urls.entity("610303/宝蟠路改造")).text
    found = re.findall(
        r'<a href="/report/610303-2023\?start=(\d+)&amp;end=(\d+)#c\1">“(.*?)”', html
    )
    assert found
    for start, end, words in found:
        assert text[int(start) : int(end)] == unescape(words)


def test_results_and_targets_on_the_page_of_a_district(pages: TestClient) -> None:
    text = plain(pages.get("/entity/division/610303").text)
    assert "陕西省 宝鸡市 金台区" in text
    assert re.search(r"地区生产总值 增加 3\.5% 2022 6% 2023", text)
    assert "区县级 · 区划代码 610303" in text


def test_indicators_and_themes_have_pages(pages: TestClient) -> None:
    gdp = plain(pages.get("/entity/indicator/gdp?lang=en").text)
    for words in ("gross domestic product", "Indicator", "金台区", "3.5%", "6%"):
        assert words in gdp
    theme = plain(pages.get("/entity/theme/industry?lang=zh").text)
    assert "主题" in theme
    assert "规上工业增加值增长5%" in theme
    long = pages.get(f"/entity/indicator/{quote('实施老旧小区供热、燃气、地下雨污分流等管网改造')}")
    assert long.status_code == 200


def test_narrowed_turned_and_with_what_lies_within(pages: TestClient) -> None:
    town = "/entity/division/610303"
    narrowed = pages.get(f"{town}?stance=Commitment").text
    assert 'aria-current="true"' in narrowed
    assert pages.get(f"{town}?stance=x'&page=x&inner=x").status_code == 200
    assert pages.get(f"{town}?page=9").status_code == 404
    own, all_ = (
        re.search(r'id="said">.*?<small>(\d+)', pages.get(f"{town}?inner={wish}").text)
        for wish in "01"
    )
    assert own
    assert all_
    assert int(own[1]) < int(all_[1])


def test_what_has_no_page_is_told(pages: TestClient) -> None:
    for address in ("/entity/nothing", "/entity/", "/entity/a%20b%3C%3E", "/entity/graph/entities"):
        response = pages.get(address)
        assert response.status_code == 404
        assert "没有这一页" in response.text
    response = pages.get("/entity/report/610303-2023", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (308, "/report/610303-2023")


def test_names_that_are_markup_stay_text(tmp_path: Path) -> None:
    folder = hostile.dataset(tmp_path / "made")
    assert (folder / GRAPH).is_file()
    client = TestClient(create_app(folder), base_url="http://127.0.0.1")
    headers = {"Accept": "text/html"}
    seen = hostile.Sound(client.get("/entity/division/990101?inner=1", headers=headers).text)
    links = {link for link in seen.links if link.startswith("/entity/990101/")}
    assert len(links) >= 2
    for link in links:
        response = client.get(link, headers=headers)
        assert response.status_code == 200, link
        read = hostile.Sound(response.text)
        assert hostile.PARK in read.words
        assert hostile.FIRM in read.words
