"""From a name, slip, pinyin or English word to what it names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lookup_sample
from gwr_graph import lookup
from gwr_graph.lookup import How, Index
from gwr_graph.lookup.index import Thing

INDEX = lookup_sample.index()
ENTITIES = [t for t in INDEX.things if "Indicator" not in t.types and "Theme" not in t.types]


@pytest.mark.parametrize(
    ("text", "label", "how"),
    [
        ("蟠龙新区", "蟠龙新区", How.LABEL),
        ("工信部", "工业和信息化部", How.NAME),
        ("全省", "陕西省", How.SURFACE),
        ("硖石", "硖石镇", How.STEM),
        ("“1239”行动", "1239行动", How.LABEL),
        ("１２３９ 行动", "1239行动", How.LABEL),
        ("河长制", "河（湖）长制", How.NAME),
        ("河湖长制", "河（湖）长制", How.LABEL),
        ("610303/方硕食品", "方硕食品", How.IRI),
        ("https://w3id.org/gwr-graph/id/division/610303", "金台区", How.IRI),
        ("方硕", "方硕食品", How.PREFIX),
        ("柴胡种植", "硖石2万亩柴胡种植基地", How.PART),
        ("龙源园", "龙源工业园", How.SHORT),
        ("长乐塬遗址二期", "长乐塬抗战工业遗址二期", How.SHORT),
        ("荟翠广场", "荟萃广场", How.PINYIN),
        ("糖潮文化城", "唐潮文化城", How.PINYIN),
        ("金和工业园", "金河工业园", How.PINYIN),
        ("荟萃场", "荟萃广场", How.SHORT),
        ("唐朝文华城市", "唐潮文化城", How.SLIP),
        ("Lianhuo Expressway", "连霍高速", How.PINYIN),
        ("lian huo gao su", "连霍高速", How.PINYIN),
        ("liánhuò gāosù", "连霍高速", How.PINYIN),
        ("lian2huo4 gao1su4", "连霍高速", How.PINYIN),
        ("the Jinhe Industrial Park", "金河工业园", How.PINYIN),
        ("Panlong New Area", "蟠龙新区", How.PINYIN),
        ("Tangchao cultural city", "唐潮文化城", How.PINYIN),
        ("Tangchow Cultural City", "唐潮文化城", How.SLIP),
        ("Tuanjie Bridge", "团结大桥", How.PINYIN),
        ("Shaanxi", "陕西省", How.PINYIN),
        ("Xiashi town", "硖石镇", How.PINYIN),
        ("Fangshuo Food", "方硕食品", How.PINYIN),
        ("Wang Runjun", "王润军", How.PINYIN),
        ("Jinhe工业园", "金河工业园", How.PINYIN),
        ("GDP", "地区生产总值", How.NAME),
        ("gdp", "地区生产总值", How.NAME),
        ("社零", "社会消费品零售总额", How.NAME),
        ("规上工业", "规上工业增加值", How.SPOKEN),
        ("retail sales", "社会消费品零售总额", How.SPOKEN),
        ("Gross Domestic Product", "地区生产总值", How.LABEL),
        ("教育", "教育", How.LABEL),
        ("education", "教育", How.LABEL),
        ("养老", "一老一小", How.CUE),
        ("治污", "生态环境", How.SPOKEN),
    ],
)
def test_the_best_is_what_is_meant(names: Index, text: str, label: str, how: How) -> None:
    found = lookup.find(names, text)
    assert (found[0].label, found[0].how) == (label, how)
    assert found[0].sure == (how in ("iri", "label", "name", "surface", "stem", "spoken"))


@pytest.mark.parametrize("text", ["蟠龙", "Panlong", "pánlóng", "蟠 龙"])
def test_an_ambiguous_name_gives_each_thing_about_as_well(names: Index, text: str) -> None:
    found = lookup.find(names, text)
    assert {m.label for m in lookup.best(found)} == {"蟠龙镇", "蟠龙新区", "蟠龙塬"}
    assert "蟠龙大道" in {m.label for m in found}


def test_a_whole_name_is_not_ambiguous(names: Index) -> None:
    assert [m.label for m in lookup.best(lookup.find(names, "连霍高速"))] == ["连霍高速"]


def test_the_first_of_a_shared_head_is_no_name(names: Index) -> None:
    """蟠龙 in 蟠龙、硖石司法所 is the surface of 蟠龙司法所, and not what 蟠龙 means."""
    found = {m.label: m.how for m in lookup.find(names, "蟠龙", limit=9)}
    assert found["蟠龙司法所"] is How.PREFIX


def test_types_narrow_and_groups_stand_for_their_classes(names: Index) -> None:
    assert [m.label for m in lookup.find(names, "蟠龙", types=("Park",))] == ["蟠龙新区"]
    places = lookup.find(names, "蟠龙", types=("Place",), limit=9)
    assert {m.label for m in places} == {"蟠龙镇", "蟠龙新区", "蟠龙塬", "蟠龙大道"}
    assert lookup.find(names, "GDP", types=("Entity",)) == ()
    assert lookup.find(names, "王润军", types=("Actor",))[0].types == ("Person",)
    assert all("Theme" in m.types for m in lookup.find(names, "养老", types=("Theme",)))


@pytest.mark.parametrize("text", ["", "  ", "“”", "查无此名之处", "zzqx", "\n", "/", "http://x y"])
def test_what_names_nothing_finds_nothing(names: Index, text: str) -> None:
    assert lookup.find(names, text) == ()


def test_the_limit_holds(names: Index) -> None:
    assert len(lookup.find(names, "蟠龙", limit=2)) == 2


@settings(deadline=None)  # the first one loads the sounds
@given(st.sampled_from(ENTITIES), st.sampled_from(["", " ", "“", "  "]))
def test_each_label_finds_its_thing_first(thing: Thing, mark: str) -> None:
    found = lookup.find(INDEX, f"{mark}{thing.label}{mark}")
    assert (found[0].iri, found[0].score) == (thing.iri, 1.0)


@settings(deadline=None)  # the first one loads the sounds
@given(st.text(max_size=30))
def test_any_text_is_answered_in_order_and_the_same_each_time(text: str) -> None:
    found = lookup.find(INDEX, text, limit=4)
    assert found == lookup.find(INDEX, text, limit=4)
    assert len({m.iri for m in found}) == len(found) <= 4
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert all(0 < m.score <= 1 for m in found)
    assert set(lookup.best(found)) <= set(found) if found else True


@settings(deadline=None)  # the first one loads the sounds
@given(st.sampled_from([t for t in ENTITIES if len(t.label) >= 4]), st.data())
def test_a_letter_left_out_still_finds_it(thing: Thing, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(thing.label) - 1))
    found = lookup.find(INDEX, thing.label[:at] + thing.label[at + 1 :], types=("Entity",), limit=9)
    assert thing.iri in {m.iri for m in found}
