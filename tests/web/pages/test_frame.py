"""What all pages share: language, words, addresses, static files, errors."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gwr_graph.errors import DataError
from gwr_graph.store import GRAPH, STORE, TEXTS
from gwr_graph.web import looks, static, urls, words
from gwr_graph.web.app import create_app
from gwr_graph.web.desk import POLICY, Desk

WEB = Path(static.__file__).parent
_USED = re.compile(r"""\bt\(\s*['"]([\w.]+)['"](?!\s*~)""")


def test_the_language_is_the_address_s_then_the_cookie_s_then_the_browser_s(
    pages: TestClient,
) -> None:
    def lang(address: str, **headers: str) -> str:
        found = re.search(r'<html lang="([\w-]+)"', pages.get(address, headers=headers).text)
        assert found
        return found[1]

    assert lang("/") == "zh-Hans"
    accepts = {"Accept-Language": "de, en;q=0.8, zh;q=0.5"}
    assert lang("/", **accepts) == "en"
    assert lang("/", **{"Accept-Language": "en;q=0, fr;q=x"}) == "zh-Hans"
    assert lang("/?lang=zh", **accepts) == "zh-Hans"
    assert lang("/", **accepts) == "zh-Hans"  # the choice is kept
    assert lang("/?lang=fr") == "zh-Hans"
    assert lang("/?lang=en") == "en"


def test_a_page_says_what_it_may_load_and_what_it_varies_by(pages: TestClient) -> None:
    response = pages.get("/")
    assert response.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert response.headers["vary"] == "Cookie, Accept-Language"
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=| type=)", response.text)
    assert pages.head("/").status_code == 200


def test_the_switch_keeps_the_page_and_its_question(pages: TestClient) -> None:
    text = pages.get("/nothing?q=a%26b&q=金台&lang=en").text
    assert 'href="?q=a%26b&amp;q=%E9%87%91%E5%8F%B0&amp;lang=zh"' in text


def test_what_is_not_there_is_told_in_the_page_s_frame(pages: TestClient) -> None:
    response = pages.get("/no/<script>alert(1)</script>")
    assert response.status_code == 404
    assert "没有这一页" in response.text
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text
    plain = pages.get("/nope", headers={"Accept": "*/*"})
    assert (plain.status_code, plain.text) == (404, "/nope: not found\n")


def test_a_graph_that_vanished_is_told_and_a_new_one_is_read(jintai: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    (folder / TEXTS).mkdir(parents=True)
    (folder / STORE).symlink_to(jintai / STORE)
    (folder / GRAPH).write_bytes((jintai / GRAPH).read_bytes())
    client = TestClient(create_app(folder), base_url="http://127.0.0.1")
    assert client.get("/").status_code == 200
    (folder / GRAPH).rename(folder / "aside")
    response = client.get("/")
    assert response.status_code == 503
    assert "现在读不到图谱" in response.text
    assert "run `gwr build` first" in response.text
    (folder / "aside").rename(folder / GRAPH)
    assert client.get("/").status_code == 200


def test_the_desk_has_the_reports_and_their_texts(jintai: Path) -> None:
    desk = Desk(jintai)
    (report,) = desk.reports().values()
    assert (report.key, report.name) == ("610303-2023", "金台区 2023")
    assert report.statements > report.commitments > report.goals > 0
    text = desk.text("610303-2023")
    assert text == (jintai / TEXTS / "610303-2023.txt").read_bytes().decode()
    assert desk.text("610303-2023") is text
    assert desk.text("../manifest") is None
    assert desk.index() is desk.index()
    assert desk.store() is desk.store()


def test_static_files_are_kept_by_their_hash(pages: TestClient) -> None:
    kept = pages.get(static.url("base.css"))
    assert kept.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in kept.headers["cache-control"]
    loose = pages.get("/static/base.css?v=old")
    assert loose.headers["cache-control"] == "no-cache"
    known = {"If-None-Match": loose.headers["etag"]}
    assert pages.get("/static/base.css", headers=known).status_code == 304
    for name in ("../app.py", "..%2Fapp.py", "nope.css", "", "%2Fetc%2Fpasswd"):
        assert pages.get(f"/static/{name}").status_code == 404


def test_addresses_are_quoted() -> None:
    assert urls.entity("https://w3id.org/gwr-graph/id/990101/a%3Cb") == "/entity/990101/a%253Cb"
    assert urls.entity("610303/金河") == "/entity/610303/%E9%87%91%E6%B2%B3"
    assert urls.entity("x/a'b\"c?d#e&f") == "/entity/x/a%27b%22c%3Fd%23e%26f"
    assert urls.report("id", 12, 15) == "/report/id?start=12&end=15#c12"
    assert urls.report("https://w3id.org/gwr-graph/id/report/610303-2023#s-1") == (
        "/report/610303-2023"
    )
    assert urls.search("a&b") == "/search?q=a%26b"
    assert urls.graph("610303/x", 2) == "/graph?focus=610303%2Fx&hops=2"
    assert urls.ledger(theme="", place=None) == "/ledger"
    assert urls.thing("javascript:alert(1)") is None
    assert urls.thing("http://example.org/") is None
    assert urls.thing("https://w3id.org/gwr-graph/id/theme/x") == "/ledger?theme=x"


def test_every_class_has_a_shape() -> None:
    assert looks.icon("Park") != looks.icon("Site") != looks.icon("Person")
    assert "<circle" in looks.icon('"><script>')
    assert "script" not in looks.icon('"><script>')
    assert looks.word("kinds", "Park", "en") == "Park or new area"


@pytest.mark.parametrize("page", sorted(path.stem for path in words.FOLDER.glob("*.tsv")))
def test_words_are_there_in_both_languages_and_ask_for_the_same(page: str) -> None:
    assert words.load(page)
    for key, said in words.load(page).items():
        fields = {
            lang: sorted(f for _, f, _, _ in string.Formatter().parse(text) if f is not None)
            for lang, text in said.items()
        }
        assert fields["zh"] == fields["en"], key


@pytest.mark.parametrize("template", sorted((WEB / "templates").glob("*.j2")), ids=lambda p: p.name)
def test_every_word_that_a_template_names_is_there(template: Path) -> None:
    page = template.name.partition(".")[0]
    known = {**words.load(words.BASE), **words.load(page)}
    assert set(_USED.findall(template.read_text("utf-8"))) <= set(known)


def test_a_broken_list_of_words_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    for page, body, told in (
        ("w-a", "key\tzh\n", "w-a.tsv:1"),
        ("w-b", "key\tzh\ten\nx\t中\t\n", "w-b.tsv:2"),
        ("w-c", "key\tzh\ten\nx\t中\ta\nx\t中\ta\n", "already"),
    ):
        (tmp_path / f"{page}.tsv").write_text(body, "utf-8")
        with pytest.raises(DataError, match=told):
            words.load(page)
