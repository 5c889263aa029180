from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import network_sample as sample
from gwr_graph import network
from gwr_graph.errors import UsageError
from gwr_graph.pages import graph_page
from gwr_graph.pages.graph_page import json_for_script, render
from gwr_graph.pages.payload import picture, words
from gwr_graph.pages.pinyin import readings
from gwr_graph.store import EmbeddedStore


@pytest.fixture(scope="module")
def html() -> str:
    return graph_page(sample.store())


def data_of(html: str, part: str = "data") -> dict[str, Any]:
    found = re.search(
        rf'<script type="application/json" id="{part}">(.*?)</script>', html, re.DOTALL
    )
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def column(data: dict[str, Any]) -> list[Any]:
    return [data["values"][i] for i in data["at"]]


def test_the_same_graph_gives_the_same_page(html: str) -> None:
    assert graph_page(sample.store()) == html


def test_the_data_cannot_end_its_script() -> None:
    assert "<" not in json_for_script({"a": "</script><!--", "b": "\u2028&"})
    assert json.loads(json_for_script(["</script>", "\u2029", "金台"])) == [
        "</script>",
        "\u2029",
        "金台",
    ]


def test_hostile_words_stand_in_the_page_as_data_only(html: str) -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[str, dict[str, str | None]]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append((tag, dict(attrs)))

    tags = Tags()
    tags.feed(html)
    assert not {"img", "iframe", "object", "a", "link"} & {tag for tag, _ in tags.found}
    assert [tag for tag, _ in tags.found].count("script") == 4
    for _, attributes in tags.found:
        assert not [name for name in attributes if name.startswith("on")]
        assert "src" not in attributes
        assert "href" not in attributes
    assert sample.EVIL_NAME in data_of(html)["nodes"]["label"]


def test_the_page_asks_for_nothing(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert "sourceMappingURL" not in html


def test_the_focus_is_checked() -> None:
    store = sample.store()
    data = data_of(graph_page(store, focus=f"{sample.ID}{sample.FIRM}", hops=2))
    assert data["nodes"]["key"][data["focus"]] == sample.FIRM
    assert (data["view"], data["hops"]) == ("near", 2)
    with pytest.raises(UsageError, match="no such entity"):
        graph_page(store, focus="990101/没有")
    with pytest.raises(UsageError, match="hops"):
        graph_page(store, hops=0)
    with pytest.raises(UsageError, match="language"):
        graph_page(store, lang="fr")


def test_the_words_behind_every_node_and_edge_stand_in_the_page(html: str) -> None:
    data, behind = data_of(html), data_of(html, "words")
    assert len(behind["quotes"]) == len(behind["figures"]) == len(data["nodes"]["key"])
    assert len(behind["proofs"]) == len(data["edges"]["from"])
    firm = data["nodes"]["key"].index(sample.FIRM)
    for sentence, start, end, marks, *_ in behind["quotes"][firm]:
        _, origin, text, heading = behind["sentences"][sentence]
        assert sample.TEXT[origin : origin + len(text)] == text
        assert heading == "一、坚定不移抓园区"
        assert start <= marks[0][0] < marks[0][1] <= end


def test_pinyin_has_every_reading_of_a_character() -> None:
    read = readings(["重庆绿行", "A区。"])
    assert read["重"].split()[:2] == ["zhong", "chong"]
    assert read["绿"].split()[0] == "lv"
    assert read["区"].split()[0] == "qu"
    assert not {"A", "。"} & set(read)
    assert list(read) == sorted(read)


def test_every_kind_and_role_has_a_word_in_both_languages(html: str) -> None:
    data = data_of(html)
    terms = data["terms"]
    assert {*column(data["nodes"]["kind"])} <= set(terms["kinds"])
    assert {*column(data["edges"]["role"])} <= set(terms["roles"])
    for group in terms.values():
        for word in group.values():
            assert {"zh", "en"} <= set(word)
    looks = [(k["shape"], k["fill"]) for k in terms["kinds"].values()]
    assert len(set(looks)) == len(looks)


def test_every_word_the_scripts_ask_for_exists(html: str) -> None:
    static = Path(__file__).parents[2] / "src" / "gwr_graph" / "pages" / "static"
    asked = {
        word
        for file in static.glob("*.js")
        for word in re.findall(
            r'Gwr\.(?:word\(|count\([^"\n]*, )"(\w+)"\)', file.read_text("utf-8")
        )
    }
    assert asked
    assert asked <= set(data_of(html)["terms"]["words"])


# --- in a real browser ---------------------------------------------------------------------------


class Opened:
    """A page opened from a file, with what it asked for and what it complained of."""

    def __init__(self, browser: Any, file: Path, address: str = "", scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 800}, color_scheme=scheme, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context.route(re.compile(r"^(?!file:|blob:|data:)"), lambda route: route.abort())
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.url = file.as_uri() + address
        self.page.goto(self.url)
        self.page.wait_for_selector("html[data-ready]", timeout=10_000)

    def id_of(self, key: str) -> int:
        found: int = self.page.evaluate("key => Gwr.byKey.get(key)", key)
        return found

    def click(self, key: str) -> None:
        at = self.page.evaluate("id => Gwr.canvas.where(id)", self.id_of(key))
        self.page.mouse.click(at["x"], at["y"])
        # vis-network tells a click from a double click by waiting
        self.page.wait_for_function("id => Gwr.state.chosen === id", arg=self.id_of(key))

    def drawn(self) -> set[str]:
        keys: list[str] = self.page.evaluate(
            "() => Gwr.canvas.drawn().map((id) => Gwr.details[id].key)"
        )
        return set(keys)


@pytest.fixture
def file(html: str, tmp_path: Path) -> Path:
    path = tmp_path / "graph.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Any, file: Path) -> Iterator[Opened]:
    page = Opened(browser, file, f"#focus={sample.PARK}")
    yield page
    assert page.requests == [page.url.partition("#")[0]], "nothing but the file itself is asked for"
    assert page.complaints == []
    assert "hit" not in page.page.title()
    page.context.close()


@pytest.mark.browser
def test_a_click_shows_every_quote_highlighted(opened: Opened) -> None:
    opened.click(sample.FIRM)
    panel = opened.page.locator("#panel")
    assert panel.locator("h2").inner_text() == "星河光电"
    assert panel.locator(".quote").count() == 2
    assert panel.locator("mark.name").all_inner_texts() == ["星河光电", "星河光电"]
    assert panel.locator("h3.said").all_inner_texts() == ["计划承诺 (1)", "已经完成 (1)"]
    assert "𠮷村支持" in panel.locator("blockquote").first.inner_text()
    assert "东岭园区星河光电等3个项目建成投产" in panel.locator("blockquote").nth(1).inner_text()
    place = panel.locator(".place").nth(1).inner_text()
    assert "沙澜区 2023" in place
    assert "第 0–17 字" in place


@pytest.mark.browser
def test_neighbours_lead_on(opened: Opened) -> None:
    panel = opened.page.locator("#panel")
    panel.get_by_role("button", name="星河光电", exact=True).first.click()
    assert panel.locator("h2").inner_text() == "星河光电"
    panel.locator(".role", has_text="位于").click()
    assert "东岭园区星河光电等3个项目建成投产" in panel.inner_text()


@pytest.mark.browser
def test_the_way_between_two_nodes(opened: Opened, file: Path) -> None:
    page = opened.page
    page.locator("#list button", has_text="𠮷村").click()
    page.locator("#way").click()
    page.locator("#list button", has_text="东岭园区").click()
    way = page.locator("#panel .way")
    assert way.locator(".end").all_inner_texts()[0].strip() == "𠮷村"
    assert [text.strip() for text in way.locator(".end").all_inner_texts()][2:] == [
        "星河光电",
        "东岭园区",
    ]
    assert "东岭园区星河光电等3个项目建成投产" in way.inner_text()
    assert opened.drawn() == {
        sample.VILLAGE,
        sample.FIRM,
        sample.PARK,
        f"{sample.REPORT}#s-support",
    }
    assert page.locator("#panel h2").inner_text() == "东岭园区"
    again = Opened(page.context.browser, file, page.evaluate("location.hash"))
    assert again.drawn() == opened.drawn()
    assert again.page.locator("#caption b").inner_text() == "𠮷村 → 东岭园区"
    again.context.close()
    page.locator("#caption button").click()
    assert page.locator("#panel .way").count() == 0
    page.locator("#way").click()
    page.evaluate("id => Gwr.choose(id)", opened.id_of(sample.EVIL))
    assert "没有联系" in page.locator("#panel").inner_text()
    assert "没有联系" in page.locator("#blank").inner_text()


@pytest.mark.browser
def test_filters_hide_nodes(opened: Opened) -> None:
    page = opened.page
    assert sample.FIRM in opened.drawn()
    page.locator('[data-facet=kind] input[value="Enterprise"]').uncheck()
    page.locator('[data-facet=kind] input[value="Project"]').uncheck()
    assert sample.FIRM not in opened.drawn()
    page.locator("#reset").click()
    assert sample.FIRM in opened.drawn()
    page.locator("#whole").click()
    page.locator("[data-facet=status] summary").click()
    page.locator('[data-facet=status] input[value="Completed"]').uncheck()
    assert sample.BRIDGE not in opened.drawn()
    page.locator("#reset").click()
    page.locator("[data-facet=stance] summary").click()
    page.locator('[data-facet=stance] input[value="Commitment"]').uncheck()
    assert f"{sample.REPORT}#s-growth" not in opened.drawn()
    assert f"{sample.REPORT}#s-done" in opened.drawn()


@pytest.mark.browser
def test_search_by_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("白鹭")
    assert page.locator("#results [role=option]").count() == 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("#caption b").inner_text() == "白鹭大桥"
    assert page.locator("#panel h2").inner_text() == "白鹭大桥"
    page.keyboard.press("/")
    page.keyboard.type("不存在的词")
    assert "没有找到" in page.locator("#results").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#results").is_hidden()


@pytest.mark.browser
def test_a_neighbourhood_widens_and_its_address_brings_it_back(
    opened: Opened, browser: Any, file: Path
) -> None:
    page = opened.page
    page.locator("#list button", has_text="𠮷村").click()
    few = opened.drawn()
    page.locator("#caption button").last.click()
    more = opened.drawn()
    assert few < more
    address = page.evaluate("location.hash")
    again = Opened(browser, file, address)
    assert again.drawn() == more
    assert again.page.locator("#caption b").inner_text() == "𠮷村"
    again.context.close()
    page.go_back()
    assert opened.drawn() == few


@pytest.mark.browser
def test_hostile_words_stay_text_everywhere(opened: Opened) -> None:
    page = opened.page
    page.locator("#whole").click()
    page.evaluate("id => Gwr.choose(id)", opened.id_of(sample.EVIL))
    assert page.locator("#panel h2").inner_text() == sample.EVIL_NAME
    assert "<script>document.title='hit'</script>" in page.locator("#panel").inner_text()
    page.evaluate("id => Gwr.choose(id)", opened.id_of(f"{sample.REPORT}#s-evil"))
    assert 'href="javascript:alert(1)"' in page.locator("#panel blockquote").inner_text()
    page.locator("#table").click()
    assert sample.EVIL_NAME in page.locator("#rows").inner_text()
    page.keyboard.press("/")
    page.keyboard.type("<script>")
    assert sample.EVIL_NAME in page.locator("#results").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#caption b").inner_text() == sample.EVIL_NAME
    page.mouse.move(640, 430)
    page.wait_for_timeout(100)
    assert page.locator("img, a[href^='javascript']").count() == 0


@pytest.mark.browser
def test_labels_do_not_lie_on_another(opened: Opened) -> None:
    overlaps = """() => {
        const boxes = Gwr.canvas.labelBoxes();
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).length
            ? [a] : []).length + (boxes.length ? 0 : 1000);
    }"""
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate(overlaps) == 0
    opened.page.locator("#whole").click()
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate(overlaps) == 0


@pytest.mark.browser
def test_downloads(opened: Opened) -> None:
    page = opened.page
    with page.expect_download() as csv:
        page.locator("#csv").click()
    text = Path(csv.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "名称,类型,说法,进度,年份,承诺,联系,原文"
    assert "星河光电" in text
    with page.expect_download() as png:
        page.locator("#png").click()
    assert Path(png.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.browser
def test_language_and_dark(opened: Opened) -> None:
    page = opened.page
    page.locator("#lang").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#table").inner_text() == "Table"
    assert "Promises" in page.evaluate("Gwr.tableHead().join()")
    page.locator("#dark").click()
    assert page.evaluate("document.documentElement.classList.contains('dark')")


@pytest.mark.browser
def test_search_by_pinyin(opened: Opened) -> None:
    page = opened.page
    first = page.locator("#results [role=option] .label").first
    for typed in ("bailu", "bai lu da", "bldq", "BaiLuDQ", "daqiao"):
        page.locator("#search").fill(typed)
        assert first.inner_text() == "白鹭大桥", typed
    page.locator("#search").fill("dl")  # another name of the park
    assert first.inner_text() == "东岭园区"
    page.locator("#search").fill("bailuqx")
    assert "没有找到" in page.locator("#results").inner_text()


@pytest.mark.browser
def test_an_input_method_is_waited_for(opened: Opened) -> None:
    page, keys = opened.page, opened.context.new_cdp_session(opened.page)
    page.locator("#search").focus()
    for letters in ("x", "xing", "xing he"):
        keys.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
        assert page.locator("#results").is_hidden()
    keys.send("Input.insertText", {"text": "星河"})
    assert page.locator("#results [role=option] .label").first.inner_text() == "星河光电"


@pytest.mark.browser
def test_the_overview_shows_who_and_where_beside_the_commitments(opened: Opened) -> None:
    page = opened.page
    page.locator("#overview").click()
    said = {f"{sample.REPORT}#s-{name}" for name in ("growth", "support", "evil", "bridge")}
    assert opened.drawn() - said == {
        sample.PARK,
        sample.FIRM,
        sample.VILLAGE,
        sample.BRIDGE,
        sample.EVIL,
    }
    sides = page.evaluate(
        "keys => keys.map((key) => Gwr.canvas.where(Gwr.byKey.get(key)).x)",
        [sample.PARK, f"{sample.REPORT}#s-growth"],
    )
    assert sides[0] < sides[1]
    assert said < opened.drawn()
    page.locator("#table").click()
    assert page.locator("#rows tbody tr").count() == 9
    page.locator("#table").click()
    assert page.locator("#caption b").inner_text() == "谁、哪里，承诺了什么"


@pytest.mark.browser
def test_filters_by_year_and_theme(opened: Opened) -> None:
    page = opened.page
    page.locator("#whole").click()
    page.locator("[data-facet=year] summary").click()
    page.locator('[data-facet=year] input[value="2022"]').uncheck()
    assert f"{sample.REPORT}#s-done" not in opened.drawn()
    assert f"{sample.REPORT}#s-growth" in opened.drawn()
    page.locator("#reset").click()
    page.locator("[data-facet=theme] summary").click()
    page.locator("#lang").click()
    assert "Transport" in page.locator("[data-facet=theme]").inner_text()
    page.locator('[data-facet=theme] input[value="交通"]').uncheck()
    assert f"{sample.REPORT}#s-bridge" not in opened.drawn()


@pytest.mark.browser
def test_the_table_sorts(opened: Opened) -> None:
    page = opened.page
    page.locator("#whole").click()
    page.locator("#table").click()

    def links() -> list[int]:
        return [int(text) for text in page.locator("#rows td:nth-child(7)").all_inner_texts()]

    page.locator("#rows .sort").nth(6).click()
    assert links() == sorted(links(), reverse=True)
    page.locator("#rows .sort").nth(6).click()
    assert links() == sorted(links())
    assert page.locator("#rows th[aria-sort]").get_attribute("aria-sort") == "ascending"


@pytest.mark.browser
def test_arrow_keys_go_from_node_to_node(opened: Opened) -> None:
    page = opened.page
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("Gwr.details[Gwr.state.chosen].key")
    assert chosen.startswith(f"{sample.REPORT}#s-")
    page.keyboard.press("Enter")
    assert page.evaluate("Gwr.details[Gwr.state.focus].key") == chosen
    page.keyboard.press("Escape")
    assert page.evaluate("Gwr.state.chosen") is None


@pytest.mark.browser
def test_a_large_graph_opens_on_few_nodes_and_soon(browser: Any, tmp_path: Path) -> None:
    one = network.projection(sample.store())
    many: nx.MultiDiGraph[str] = nx.MultiDiGraph(**one.graph)
    for i in range(150):
        copy = nx.relabel_nodes(one, {node: f"{i}/{node}" for node in one})
        many.add_nodes_from(copy.nodes(data=True))
        many.add_edges_from(copy.edges(keys=True, data=True))
    assert len(many) > 1500
    path = tmp_path / "large.html"
    shown = picture(many, centre=None, hops=1, lang="zh")
    path.write_text(render(shown, words(many)), encoding="utf-8")
    page = Opened(browser, path)
    assert 20 < len(opened_labels(page)) < 80
    drawn = page.page.wait_for_function("document.documentElement.dataset.drawn").json_value()
    assert int(drawn) < 2000  # 200 ms alone on two cores
    page.context.close()


def opened_labels(page: Opened) -> list[str]:
    labels: list[str] = page.page.evaluate("Gwr.canvas.drawn().map((id) => Gwr.details[id].label)")
    return labels


@pytest.mark.browser
def test_an_empty_graph_says_so(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text(graph_page(EmbeddedStore()), encoding="utf-8")
    page = Opened(browser, path)
    assert "还没有" in page.page.locator("#blank").inner_text()
    assert page.complaints == []
    page.context.close()
