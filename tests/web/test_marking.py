"""Whatever spans lie over a text, its HTML is well-formed and its text is that text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from gwr_graph.web.marking import Head, Marks, Span, Tick, article, pieces

KINDS = ("Park", "Enterprise", "Target", "Result")
TEXTS = st.text(
    st.one_of(
        st.sampled_from("<>&\"'\n;a/=金台区，。%"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"),
    ),
    max_size=60,
)


class Read(HTMLParser):
    """The text of some HTML, the tags that are open, and for each character the links over it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.links: list[str | None] = []
        self.marked: list[bool] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        # a browser would close a link where another begins in it
        assert tag != "a" or all(name != "a" for name, _ in self.open)
        self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        name, _ = self.open.pop()
        assert name == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        link = next((a.get("href") for name, a in self.open if name == "a"), None)
        self.links += [link] * len(data)
        self.marked += [any(name == "mark" for name, _ in self.open)] * len(data)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Marks]:
    text = draw(TEXTS)
    place = st.integers(-2, len(text) + 2)
    spans = st.lists(
        st.builds(Span, place, place, st.sampled_from(KINDS)).map(
            lambda s: Span(min(s.start, s.end), max(s.start, s.end), s.kind)
        ),
        max_size=12,
    )
    heads: list[Head] = []
    for start, end in draw(st.lists(st.tuples(place, place), max_size=3)):
        heads.append(Head(start, end, f"s{len(heads)}", draw(st.integers(2, 6))))
    ticks = draw(st.lists(st.builds(Tick, place, st.just(("Goal",)), st.just('<"')), max_size=4))
    target = draw(st.none() | st.tuples(place, place))
    return text, Marks(tuple(draw(spans)), tuple(heads), tuple(ticks), target)


def href(start: int, end: int) -> str:
    return f'?start={start}&end={end}"'


@settings(max_examples=400, deadline=None)
@given(marked())
def test_without_its_tags_it_is_the_text_itself(given: tuple[str, Marks]) -> None:
    text, marks = given
    read = Read(article(text, marks, href))
    assert "".join(read.words) == text
    assert len(set(read.ids)) == len(read.ids)
    start, end = marks.target or (0, 0)
    for i, character in enumerate(text):
        if character == "\n":
            continue
        over = [s for s in marks.facts if s.start <= i < s.end]
        assert (read.links[i] is not None) == bool(over)
        if over:
            least = min(s.end - s.start for s in over)
            assert read.links[i] in {href(s.start, s.end) for s in over if s.end - s.start == least}
        assert read.marked[i] == (max(start, 0) <= i < end)


@given(marked(), st.lists(st.integers(-1, 70)))
def test_pieces_are_the_whole_in_order(given: tuple[str, Marks], cuts: list[int]) -> None:
    text, marks = given
    found = list(pieces(marks.facts, 0, len(text), cuts))
    assert "".join(text[p.start : p.end] for p in found) == text
    for piece in found:
        assert set(piece.over) == {
            s for s in marks.facts if s.start <= piece.start and piece.end <= s.end
        } - {s for s in marks.facts if s.start >= s.end}


def test_nested_and_crossing_facts_headings_margin_and_aim() -> None:
    text = "一、抓园区\n工业稳进。金河工业园产值100亿元"
    html = article(
        text,
        Marks(
            (Span(11, 16, "Park"), Span(11, 13, "AdminArea"), Span(15, 18, "Project")),
            (Head(0, 5, "s1"), Head(6, 11, "s2", 3)),
            (Tick(11, ("Goal", "Achievement"), "目标"),),
            (12, 14),
        ),
        lambda a, b: f"#{a}-{b}",
    )
    assert html == (
        '<h2 id="s1" data-at="0">一、抓园区</h2>\n'
        '<p data-at="6"><b class="opening" id="s2">工业稳进。</b>'
        '<span class="tick" title="目标"><i class="Goal"></i><i class="Achievement"></i></span>'
        '<a class="f AdminArea two" id="c11" href="#11-13">金</a>'
        '<mark id="c12"><a class="f AdminArea two" data-on="" href="#11-13">河</a>'
        '<a class="f Park" data-on="" href="#11-16">工</a></mark>'
        '<a class="f Park" data-on="" href="#11-16">业</a>'
        '<a class="f Project two" id="c15" href="#15-18">园</a>'
        '<a class="f Project" data-on="" href="#15-18">产值</a>100亿元</p>'
    )


def test_an_empty_text_is_an_empty_page() -> None:
    assert article("", Marks(), href) == ""
    assert article("\n\n", Marks((Span(0, 2, "Park"),), target=(0, 2)), href) == "\n\n"
