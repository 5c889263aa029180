"""The index of a graph's names, and the searching of many keys at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
import sparql_servers
from gwr_graph import lookup
from gwr_graph.lookup import How, Index
from gwr_graph.lookup.folding import fold, fold_spans
from gwr_graph.lookup.index import haystack
from gwr_graph.store import EmbeddedStore, RemoteStore

KEYS = st.lists(st.text("ab京", min_size=1, max_size=4), max_size=8)


def test_every_kind_of_name_is_held(names: Index) -> None:
    labels = {t.label: number for number, t in enumerate(names.things)}
    of_park = {n.text: n.how for n in names.names if n.thing == labels["蟠龙新区"]}
    assert of_park == {"蟠龙新区": How.LABEL, "新区": How.NAME, "蟠龙": How.STEM}
    assert names.things[labels["荟萃广场"]].types == ("Project", "Site")
    assert names.things[labels["教育"]].types == ("Theme",)


def test_the_index_is_the_same_each_time() -> None:
    with EmbeddedStore() as store:
        store.load(handmade.lines())
        first, second = lookup.index(store), lookup.index(store)
    assert (first.things, first.names) == (second.things, second.names)
    assert first.keys == second.keys
    assert lookup.find(first, "东岭")[0].label == "东岭园区"


def test_a_server_gives_the_same_index() -> None:
    with (
        sparql_servers.oxigraph(union=False) as url,
        EmbeddedStore() as store,
        RemoteStore(f"{url}/query", update=f"{url}/update") as remote,
    ):
        store.load(handmade.lines())
        remote.load(handmade.lines())
        here, there = lookup.index(store), lookup.index(remote)
    assert (here.things, here.names) == (there.things, there.names)


def test_an_empty_store_has_no_names() -> None:
    with EmbeddedStore() as store:
        empty = lookup.index(store)
    assert lookup.find(empty, "蟠龙") == ()
    assert lookup.mentions_in(empty, "蟠龙 and Panlong") == ()


@given(KEYS, st.text("ab京", min_size=1, max_size=3))
def test_a_haystack_is_searched_as_each_of_its_keys(keys: list[str], part: str) -> None:
    stack = haystack(keys)
    assert list(stack.exact(part)) == [i for i, k in enumerate(keys) if k == part]
    assert list(stack.starting(part)) == [i for i, k in enumerate(keys) if k.startswith(part)]
    assert list(stack.containing(part)) == [
        (i, at) for i, k in enumerate(keys) for at in range(len(k)) if k.startswith(part, at)
    ]


@given(st.text(max_size=30))
def test_folding_is_stable_and_spans_point_back(text: str) -> None:
    key, offsets = fold_spans(text)
    assert len(key) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert fold(key) == fold(fold(key))


@pytest.mark.parametrize(
    ("text", "key"),
    [("“三拆三改”", "三拆三改"), ("ＧＤＰ", "gdp"), ("河（湖）长制", "河湖长制"), (" a B ", "ab")],
)
def test_width_case_and_marks_do_not_matter(text: str, key: str) -> None:
    assert fold(text) == key
    assert fold_spans(text)[0] == key
