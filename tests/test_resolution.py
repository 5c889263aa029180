"""From names to things: on the shipped report and on reports made for one rule each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import inline_gold
from gwr_graph import divisions, documents
from gwr_graph.extraction import extract
from gwr_graph.extraction.candidates import bare
from gwr_graph.model import (
    Containment,
    Document,
    Entity,
    EntityType,
    Extraction,
    Level,
    Mention,
    Resolution,
    Statement,
)
from gwr_graph.resolution import resolve

E = EntityType
A = E.ADMIN_AREA


@pytest.fixture(scope="module")
def jintai(jintai_file: Path) -> Resolution:
    return resolve(extract(documents.read(jintai_file)))


def entities(resolution: Resolution) -> dict[str, Entity]:
    return {entity.key: entity for entity in resolution.entities}


def chain(resolution: Resolution, key: str) -> list[str]:
    """Return the names from an entity up to the outermost place."""
    found = entities(resolution)
    names = []
    at: str | None = key
    while at is not None:
        names.append(found[at].name)
        at = found[at].within
    return names


def made(
    text: str,
    names: Iterable[tuple[str, E]],
    *,
    within: Iterable[tuple[int, int]] = (),
    home: str = inline_gold.HOME,
    division: str | None = None,
    level: Level = Level.COUNTY,
) -> Resolution:
    """Return the resolution of mentions of these names, found in the text one behind the other."""
    document = inline_gold.document(text, home=home, division=division, level=level)
    return resolve(_extraction(document, names, within))


def _extraction(
    document: Document, names: Iterable[tuple[str, E]], within: Iterable[tuple[int, int]]
) -> Extraction:
    mentions = []
    at = 0
    for name, kind in names:
        at = document.text.index(name, at)
        mentions.append(Mention(name, at, at + len(name), name, (kind,), 0, "made", 0.9))
        at += len(name)
    sentence = document.sentences[0]
    stance = extract(inline_gold.document("双榕大桥通车。")).statements[0].stance
    statement = Statement(
        sentence.text,
        sentence.start,
        sentence.end,
        0,
        stance,
        2024,
        tuple(range(len(mentions))),
        (),
        "made",
        0.9,
    )
    lying = tuple(Containment(inner, outer, 0, "adjacent", 0.95) for inner, outer in within)
    return Extraction(document, tuple(mentions), (), (statement,), (), lying)


# ---------------------------------------------------------------- the shipped report


def test_a_village_is_its_code_and_lies_where_the_table_says(jintai: Resolution) -> None:
    found = {m.name: key for m, key in zip(jintai.extraction.mentions, jintai.refers, strict=True)}
    assert found["永利村"] == "division/610303102224"
    assert chain(jintai, found["永利村"]) == ["永利村", "金河镇", "金台区", "宝鸡市", "陕西省"]
    own = entities(jintai)[found["永利村"]]
    assert own.division == divisions.by_code("610303102224")
    assert own.types == (A,)


def test_the_new_area_is_one_park_whatever_it_is_called(jintai: Resolution) -> None:
    park = entities(jintai)["610303/蟠龙新区"]
    assert park.types[0] is E.PARK
    assert "新区" in park.other_names
    keys = {
        key
        for m, key in zip(jintai.extraction.mentions, jintai.refers, strict=True)
        if m.surface in ("新区", "蟠龙新区")
    }
    assert keys == {"610303/蟠龙新区"}


def test_home_and_its_short_name_are_the_division(jintai: Resolution) -> None:
    assert jintai.home == "division/610303"
    home = entities(jintai)["division/610303"]
    assert (home.name, home.within) == ("金台区", "division/6103")
    assert "金台" in home.other_names
    assert "division/61" in entities(jintai)
    assert entities(jintai)["division/61"].within is None


def test_what_the_table_does_not_know_lies_where_the_report_says(jintai: Resolution) -> None:
    keys = {key for key in jintai.refers if not key.startswith("division/")}
    said = {jintai.refers[c.inner] for c in jintai.extraction.containments}
    for key in keys:
        assert (entities(jintai)[key].within is not None) <= (key in said)
    assert entities(jintai)["610303/龙源工业园"].within == "610303/蟠龙新区"
    assert entities(jintai)["610303/蟠龙新区"].within is None


def test_keys_are_home_and_name_or_the_code(jintai: Resolution) -> None:
    for entity in jintai.entities:
        if entity.division is not None:
            assert entity.key == f"division/{entity.division.code}"
            assert entity.name == entity.division.name
        else:
            assert entity.key == f"610303/{entity.name}"


def test_every_mention_refers_to_an_entity_and_chains_end(jintai: Resolution) -> None:
    found = entities(jintai)
    assert len(found) == len(jintai.entities)
    assert [e.key for e in jintai.entities] == sorted(found)
    assert len(jintai.refers) == len(jintai.extraction.mentions)
    assert set(jintai.refers) <= set(found)
    for key in found:
        assert len(chain(jintai, key)) <= 8
    for entity in jintai.entities:
        assert entity.on_site is None or entity.on_site in found


def test_one_entity_has_one_type_or_two(jintai: Resolution) -> None:
    for entity in jintai.entities:
        assert 1 <= len(entity.types) <= 2
        assert len(set(entity.types)) == len(entity.types)


def test_every_surface_is_kept_among_the_names(jintai: Resolution) -> None:
    found = entities(jintai)
    for mention, key in zip(jintai.extraction.mentions, jintai.refers, strict=True):
        known = {found[key].name, *found[key].other_names}
        assert mention.name in known
        if mention.head is None:
            assert bare(mention.surface) in known
    for entity in jintai.entities:
        assert entity.name not in entity.other_names
        assert list(entity.other_names) == sorted(set(entity.other_names))


def test_no_name_has_half_a_pair_of_quotation_marks(jintai: Resolution) -> None:
    names = [name for e in jintai.entities for name in (e.name, *e.other_names)]
    assert [n for n in names if n.count("“") != n.count("”")] == []


@pytest.mark.parametrize("words", ["新增城镇就业", "发放创业贷款", "新改建农村户厕"])
def test_numbers_of_the_whole_district_belong_to_it(jintai: Resolution, words: str) -> None:
    measures = jintai.extraction.measures
    owners = {
        owner for m, owner in zip(measures, jintai.measure_of, strict=True) if m.what == words
    }
    assert owners == {jintai.home}


def test_measures_belong_to_an_entity(jintai: Resolution) -> None:
    assert len(jintai.measure_of) == len(jintai.extraction.measures)
    assert set(jintai.measure_of) <= set(entities(jintai))


def test_aliases_of_bodies_meet_in_the_preferred_name(jintai: Resolution) -> None:
    assert "工信部" in entities(jintai)["610303/工业和信息化部"].other_names


def test_the_same_report_gives_the_same(jintai: Resolution, jintai_file: Path) -> None:
    assert resolve(extract(documents.read(jintai_file))) == jintai


# ---------------------------------------------------------------- one rule each


def test_a_village_of_another_home_is_not_the_tables() -> None:
    far = made("永利村通气", [("永利村", A)])
    assert far.refers == ("栖霖县/永利村",)
    near = made("永利村通气", [("永利村", A)], home="金台区", division="610303")
    assert near.refers == ("division/610303102224",)
    neighbour = made("永利村通气", [("永利村", A)], home="渭滨区", division="610302")
    assert neighbour.refers[0] != "division/610303102224"


def test_a_name_of_several_villages_in_the_home_is_none_of_them() -> None:
    assert len(divisions.subtree("610304").villages("五星村")) > 1
    found = made("五星村通气", [("五星村", A)], home="陈仓区", division="610304")
    assert found.refers == ("610304/五星村",)


def test_only_an_administrative_area_is_a_division() -> None:
    found = made("金河镇通气", [("金河镇", E.ENTERPRISE)], home="金台区", division="610303")
    assert found.refers == ("610303/金河镇",)


def test_a_home_that_no_table_knows_is_its_own_name() -> None:
    found = made("栖霖县经济平稳，栖霖实干", [("栖霖县", A), ("栖霖", A)])
    assert found.home == "栖霖县/栖霖县"
    assert found.refers == (found.home, found.home)
    home = entities(found)[found.home]
    assert (home.name, home.types, home.within) == ("栖霖县", (A,), None)
    assert "栖霖" in home.other_names


def test_provinces_and_cities_far_away_are_divisions() -> None:
    found = made("与四川省、宝鸡市合作", [("四川省", A), ("宝鸡市", A)])
    assert found.refers == ("division/51", "division/6103")
    assert chain(found, "division/6103") == ["宝鸡市", "陕西省"]


@pytest.mark.parametrize(
    "text",
    [
        "恒砺精密工业（以下简称“恒砺”）投产，恒砺扩产",
        "恒砺精密工业（简称恒砺）投产，恒砺扩产",
    ],
)
def test_a_short_name_that_the_report_gives_is_the_full_one(text: str) -> None:
    full, short = "恒砺精密工业", "恒砺"
    found = made(text, [(full, E.ENTERPRISE), (short, E.ENTERPRISE), (short, E.ENTERPRISE)])
    assert set(found.refers) == {f"栖霖县/{full}"}
    (one,) = [e for e in found.entities if e.name == full]
    assert one.other_names == (short,)


def test_a_firm_with_and_without_its_legal_form_is_one() -> None:
    names = [("瑞穗达", E.ENTERPRISE), ("瑞穗达集团有限公司", E.ENTERPRISE)]
    found = made("瑞穗达投产，瑞穗达集团有限公司扩产", names)
    assert set(found.refers) == {"栖霖县/瑞穗达集团有限公司"}


def test_a_phase_with_and_without_brackets_is_one() -> None:
    names = [("揽月大桥（二期）", E.PROJECT), ("揽月大桥二期", E.PROJECT)]
    found = made("揽月大桥（二期）开工，揽月大桥二期通车", names)
    assert len(set(found.refers)) == 1


def test_a_town_a_park_and_a_plain_of_one_stem_are_three() -> None:
    names = [("听涛镇", A), ("听涛新区", E.PARK), ("听涛塬", E.SITE), ("听涛科技", E.ENTERPRISE)]
    found = made("听涛镇、听涛新区、听涛塬、听涛科技", names)
    assert len(set(found.refers)) == 4


def test_a_place_lies_where_the_report_says_most_often() -> None:
    names = [
        ("柘塘镇", A),
        ("梨坪村", A),
        ("云杪镇", A),
        ("梨坪村", A),
        ("柘塘镇", A),
        ("梨坪村", A),
    ]
    text = "柘塘镇梨坪村；云杪镇梨坪村；柘塘镇梨坪村"
    found = made(text, names, within=[(1, 0), (3, 2), (5, 4)])
    assert entities(found)["栖霖县/梨坪村"].within == "栖霖县/柘塘镇"
    assert entities(found)["栖霖县/柘塘镇"].within is None


def test_places_never_lie_in_a_circle() -> None:
    names = [("甲园", E.PARK), ("乙园", E.PARK), ("甲园", E.PARK)]
    found = made("甲园乙园甲园", names, within=[(1, 0), (2, 1)])
    assert [bool(e.within) for e in found.entities if e.name in ("甲园", "乙园")].count(True) == 1
    itself = made("甲园甲园", names[::2], within=[(1, 0)])
    assert entities(itself)["栖霖县/甲园"].within is None


def test_the_tables_parent_goes_before_what_a_report_says() -> None:
    found = made(
        "陈仓镇永利村",
        [("陈仓镇", A), ("永利村", A)],
        within=[(1, 0)],
        home="金台区",
        division="610303",
    )
    assert entities(found)["division/610303102224"].within == "division/610303102"


def test_one_thing_with_two_classes_stays_one() -> None:
    names = [("双榕大桥", E.SITE), ("双榕大桥", E.PROJECT), ("双榕大桥", E.SITE)]
    found = made("双榕大桥、双榕大桥、双榕大桥", names)
    (bridge,) = [e for e in found.entities if e.name == "双榕大桥"]
    assert bridge.types == (E.SITE, E.PROJECT)


def test_a_project_knows_the_place_inside_its_name() -> None:
    names = [("揽月大桥", E.SITE), ("揽月大桥改造", E.PROJECT)]
    found = made("揽月大桥，揽月大桥改造", names)
    assert entities(found)["栖霖县/揽月大桥改造"].on_site == "栖霖县/揽月大桥"
    assert entities(found)["栖霖县/揽月大桥"].on_site is None


def test_a_project_lies_in_the_town_that_its_name_begins_with(jintai: Resolution) -> None:
    sites = {e.name: e.on_site for e in jintai.entities if e.on_site}
    assert sites["硖石2万亩柴胡种植基地"] == "division/610303103"
    assert sites["蟠龙城乡供水工程"] == "division/610303101"
    town = next(e for e in jintai.entities if e.key == "division/610303103")
    assert town.name == "硖石镇"
    assert town.division is not None
    assert "蟠龙观邸" not in sites  # part of its name, and it stands in the new area


def test_an_empty_report_has_its_home_only() -> None:
    found = made("经济平稳", [])
    assert [e.key for e in found.entities] == ["栖霖县/栖霖县"]
    assert (found.refers, found.measure_of) == ((), ())
