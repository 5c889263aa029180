"""Divisions: the table is whole, home districts resolve, names of every kind are understood."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from gwr_graph import divisions, resources
from gwr_graph.divisions import (
    by_code,
    county_names,
    decode_villages,
    encode_villages,
    find,
    parent_chain,
    strip_peoples,
    subtree,
    town_name,
    town_stem,
    village_name,
)
from gwr_graph.errors import DataError, UsageError
from gwr_graph.model import Division, Level

FOLDER = resources.path("data", "divisions")
JINTAI = "610303"
LEVEL_LENGTH = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWN: 9,
    Level.VILLAGE: 12,
}


def codes(found: tuple[Division, ...]) -> list[str]:
    return [division.code for division in found]


def names(found: tuple[Division, ...]) -> list[str]:
    return [division.name for division in found]


@pytest.fixture
def fresh() -> Iterator[None]:
    """Empty every cache before and after, for tests that watch or break the files."""
    caches = [value for value in vars(divisions).values() if hasattr(value, "cache_clear")]
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


# ---------------------------------------------------------------- the home district


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("陈仓镇", "610303100"),
        ("蟠龙镇", "610303101"),
        ("金河镇", "610303102"),
        ("硖石镇", "610303103"),
        ("卧龙寺街道", "610303008"),
        ("卧龙寺街道办事处", "610303008"),
        ("卧龙寺街办", "610303008"),
        ("陈仓街道", "610303100"),
        ("蟠龙乡", "610303101"),
    ],
)
def test_towns_of_jintai(name: str, code: str) -> None:
    assert codes(subtree(JINTAI).towns(name)) == [code]
    assert names(parent_chain(code)) == ["金台区", "宝鸡市", "陕西省"]


@pytest.mark.parametrize(
    ("name", "code", "town"),
    [
        ("胜利村", "610303003201", "中山西路街道"),
        ("车辙村", "610303103222", "硖石镇"),
        ("永利村", "610303102224", "金河镇"),
        ("永利村委会", "610303102224", "金河镇"),
        ("永利村村民委员会", "610303102224", "金河镇"),
        ("晓光村", "610303101207", "蟠龙镇"),
        ("联盟社区", "610303100007", "陈仓镇"),
        ("联盟社区居委会", "610303100007", "陈仓镇"),
        ("行政东路社区", "610303008011", "卧龙寺街道"),
        ("四季花城社区", "610303004010", "群众路街道"),
    ],
)
def test_villages_of_jintai(name: str, code: str, town: str) -> None:
    assert codes(subtree(JINTAI).villages(name)) == [code]
    assert names(parent_chain(code)) == [town, "金台区", "宝鸡市", "陕西省"]


def test_short_names_only_through_their_own_method() -> None:
    home = subtree(JINTAI)
    assert names(home.short("蟠龙")) == ["蟠龙镇"]
    assert names(home.short("硖石")) == ["硖石镇"]
    assert names(home.short("行政东路")) == ["行政东路社区"]
    assert home.short("蟠") == ()
    assert home.towns("蟠龙") == ()
    assert home.villages("永利") == ()
    assert home.towns("蟠龙新区") == ()
    assert home.towns("镇") == ()


def test_a_village_is_no_community_and_no_town() -> None:
    home = subtree(JINTAI)
    assert home.villages("胜利社区") == ()
    assert home.villages("联盟村") == ()
    assert home.villages("陈仓镇") == ()
    assert home.towns("联盟社区") == ()


def test_a_committee_without_the_word_community_is_found_by_it() -> None:
    home = subtree("310101")
    [committee] = [d for d in home.divisions if d.name == "云南中路居委会"]
    assert home.villages("云南中路社区") == (committee,)
    assert home.villages("云南中路居民委员会") == (committee,)


# ---------------------------------------------------------------- homes of every level


def test_prefecture_holds_counties_and_towns_without_villages() -> None:
    home = subtree("6103")
    assert {d.level for d in home.divisions} == {Level.COUNTY, Level.TOWN}
    assert codes(home.counties("金台区")) == [JINTAI]
    assert codes(home.counties("陈仓")) == ["610304"]
    assert codes(home.towns("硖石镇")) == ["610303103"]
    assert home.villages("永利村") == ()


def test_province_holds_prefectures_and_counties_only() -> None:
    home = subtree("61")
    assert {d.level for d in home.divisions} == {Level.PREFECTURE, Level.COUNTY}
    assert codes(home.counties("宝鸡")) == ["6103"]
    assert home.counties("北京市") == ()


def test_prefecture_without_counties_holds_its_villages() -> None:
    home = subtree("4419")
    assert {d.level for d in home.divisions} == {Level.TOWN, Level.VILLAGE}
    assert codes(home.towns("虎门镇")) == ["441900121"]


def test_town_as_home_holds_its_villages() -> None:
    home = subtree("610303102")
    assert codes(home.villages("永利村")) == ["610303102224"]
    assert home.villages("车辙村") == ()
    assert home.towns("金河镇") == ()


def test_divisions_of_a_subtree_are_in_order_and_inside() -> None:
    for code in ("61", "6103", JINTAI, "610303102", "4419", "429004", "11"):
        inside = subtree(code).divisions
        assert inside
        assert codes(inside) == sorted(codes(inside))
        assert all(d.code.startswith(code) and d.code != code for d in inside)


def test_a_town_that_moved_by_law_is_found_in_both_counties() -> None:
    # 两江新区 became a district after the statistical codes of its towns were given.
    for code in ("500157", "500112"):
        assert codes(subtree(code).towns("龙兴镇")) == ["500112131"]


def test_unknown_home_is_refused() -> None:
    with pytest.raises(UsageError, match="999999"):
        subtree("999999")


# ---------------------------------------------------------------- codes and chains


@pytest.mark.parametrize(
    ("code", "name", "chain"),
    [
        ("61", "陕西省", []),
        ("6103", "宝鸡市", ["陕西省"]),
        ("110101", "东城区", ["北京市"]),
        ("110101001", "东华门街道", ["东城区", "北京市"]),
        ("500229", "城口县", ["重庆市"]),
        ("429004", "仙桃市", ["湖北省"]),
        ("429004001", "沙嘴街道", ["仙桃市", "湖北省"]),
        ("469001", "五指山市", ["海南省"]),
        ("659001", "石河子市", ["新疆维吾尔自治区"]),
        ("441900003", "东城街道", ["东莞市", "广东省"]),
        ("442000001", "石岐街道", ["中山市", "广东省"]),
        ("460400100", "那大镇", ["儋州市", "海南省"]),
        ("620201100", "新城镇", ["嘉峪关市", "甘肃省"]),
        ("610300", "宝鸡市", ["陕西省"]),
        ("610303000000", "金台区", ["宝鸡市", "陕西省"]),
        ("441900", "东莞市", ["广东省"]),
    ],
)
def test_chain_skips_placeholders(code: str, name: str, chain: list[str]) -> None:
    division = by_code(code)
    assert division is not None
    assert division.name == name
    assert names(parent_chain(code)) == chain


@pytest.mark.parametrize(
    "code", ["", "x", "1101", "4290", "9999", "610399", "610303999", "999999999999", "61030310222x"]
)
def test_unknown_codes(code: str) -> None:
    assert by_code(code) is None
    assert parent_chain(code) == ()


# ---------------------------------------------------------------- find


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("金台区", "610303"),
        ("金台", "610303"),
        ("陕西省", "61"),
        ("陕西", "61"),
        ("北京", "11"),
        ("新疆", "65"),
        ("内蒙古", "15"),
        ("宁夏", "64"),
        ("广西", "45"),
        ("西藏", "54"),
        ("香港", "81"),
        ("澳门特别行政区", "82"),
        ("恩施土家族苗族自治州", "4228"),
        ("恩施州", "4228"),
        ("凉山州", "5134"),
        ("凉山", "5134"),
        ("克孜勒苏", "6530"),
        ("西双版纳", "5328"),
        ("锡林郭勒", "1525"),
        ("大兴安岭", "2327"),
        ("长阳县", "420528"),
        ("前郭尔罗斯", "220721"),
        ("鄂温克", "150724"),
        ("东乡县", "622926"),
        ("双江", "530925"),
        ("太仆寺旗", "152527"),
        ("神农架", "429021"),
        ("浦东", "310115"),
        ("六枝", "520203"),
        ("义乌", "330782"),
        ("吉林", "22"),
        ("海南", "46"),
        ("承德", "1308"),
        ("井陉", "130121"),
        ("苏州工业园区", "320576"),
        ("两江新区", "500157"),
    ],
)
def test_find_full_and_short_names(name: str, code: str) -> None:
    assert codes(find(name)) == [code]


def test_ambiguous_names_give_several_the_higher_level_first() -> None:
    assert codes(find("鼓楼区")) == ["320106", "320302", "350102", "410204"]
    assert codes(find("城关区")) == ["540102", "620102"]
    assert codes(find("朝阳区")) == ["110105", "220104"]
    assert codes(find("朝阳")) == ["2113", "110105", "220104"]
    assert codes(find("恩施")) == ["4228", "422801"]


def test_find_narrowed() -> None:
    assert codes(find("朝阳", level=Level.PREFECTURE)) == ["2113"]
    assert codes(find("朝阳区", within="22")) == ["220104"]
    assert codes(find("鼓楼区", within="3203")) == ["320302"]
    assert codes(find("鼓楼区", within="320300")) == ["320302"]
    assert find("金台区", within=JINTAI) == ()
    assert find("金台区", level=Level.TOWN) == ()


@pytest.mark.parametrize("name", ["", "区", "赵", "阿拉善左", "新", "无此县", "硖石镇", "市辖区"])
def test_find_nothing(name: str) -> None:
    assert find(name) == ()


def test_county_names_for_running_text() -> None:
    found = county_names()
    assert found["金台区"] == (JINTAI,)
    assert found["金台"] == (JINTAI,)
    assert found["陕西"] == ("61",)
    assert found["鼓楼区"] == ("320106", "320302", "350102", "410204")
    assert found["通道侗族自治县"] == ("431230",)
    assert all(len(name) >= 2 for name in found)
    # Everyday words and development zones are for find() alone.
    for name in ("通道", "城区", "市中", "资源", "苏州工业园区"):
        assert name not in found
        assert find(name)


def test_common_words_are_names_and_spare_provinces_and_prefectures_full_names() -> None:
    text = (FOLDER / "common-words.txt").read_text(encoding="utf-8")
    words = [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]
    assert len(words) == len(set(words))
    for word in words:
        found = find(word)
        assert found, word
        assert all(d.level is not Level.PROVINCE for d in found), word
        assert all(d.name != word or d.level is Level.COUNTY for d in found), word


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("胜利村委会", "胜利村"),
        ("胜利村村委会", "胜利村"),
        ("胜利村村民委员会", "胜利村"),
        ("东邵渠村民委员会", "东邵渠村"),
        ("新村村民委员会", "新村"),
        ("长村民委员会", "长村"),
        ("日干村牧委会", "日干村"),
        ("青阳沟村牧民委员会", "青阳沟村"),
        ("联盟社区居委会", "联盟社区"),
        ("联盟社区居民委员会", "联盟社区"),
        ("联盟社区村民委员会", "联盟社区"),
        ("外滩居民委员会", "外滩居委会"),
        ("前进嘎查委会", "前进嘎查"),
        ("黄陶勒盖嘎查村委员会", "黄陶勒盖嘎查"),
        ("巴彦嘎查村", "巴彦嘎查"),
        ("光明社区（滨河）", "光明社区"),
        ("北京像素北区治理委员会社区", "北京像素北区治理委员会社区"),
        ("永利村", "永利村"),
        ("新湖农场九连生活区", "新湖农场九连生活区"),
        ("村委会", "村委会"),
    ],
)
def test_village_name(raw: str, name: str) -> None:
    assert village_name(raw) == name
    assert village_name(name) == name


def test_town_names() -> None:
    assert town_name("漓东街道办事处") == "漓东街道"
    assert town_name("包钢厂区办事处") == "包钢厂区办事处"
    assert town_stem("硖石镇") == "硖石"
    assert town_stem("鸡林朝鲜族乡") == "鸡林"
    assert town_stem("石梯子哈萨克民族乡") == "石梯子"
    assert town_stem("经济技术开发区") == "经济技术开发区"


def test_names_of_peoples_are_cut_only_behind_a_name() -> None:
    assert strip_peoples("积石山保安族东乡族撒拉族") == "积石山"
    assert strip_peoples("巴音郭楞蒙古") == "巴音郭楞"
    assert strip_peoples("龙胜各族") == "龙胜"
    assert strip_peoples("东乡族") == "东乡"
    assert strip_peoples("长白朝鲜族") == "长白"


def test_village_column_keeps_codes_and_names() -> None:
    rows = [
        ("001", "联盟社区"),
        ("002", "外滩居委会"),
        ("007", "27号院社区"),
        ("008", "13街社区"),
        ("009", "社区"),
        ("200", "永利村"),
        ("201", "新华社区"),
        ("400", "九连生活区"),
    ]
    column = encode_villages(rows)
    assert column.startswith("001联盟 !外滩居委会 00727号院 ")
    decoded = [(d.code, d.name, d.parent) for d in decode_villages("610303100", column)]
    assert decoded == [(f"610303100{digits}", name, "610303100") for digits, name in rows]


# ---------------------------------------------------------------- the data


def whole_table() -> list[Division]:
    with zipfile.ZipFile(FOLDER / "subtrees.zip") as archive:
        prefectures = [name.removesuffix(".tsv") for name in archive.namelist()]
    below = [d for p in prefectures for d, _ in divisions._records(p, villages=True)]
    return [*divisions._table().values(), *below]


@pytest.mark.usefixtures("fresh")  # the whole country is not to stay in the caches
def test_table_is_complete_and_counts_match_the_readme() -> None:
    table = whole_table()
    known = {division.code for division in table}
    assert len(known) == len(table)
    for division in table:
        assert len(division.code) == LEVEL_LENGTH[division.level], division
        assert division.code.isdecimal(), division
        assert division.name, division
        if division.level is Level.PROVINCE:
            assert division.parent is None
        else:
            assert division.parent in known, division
            assert division.code.startswith(division.parent), division
    counted = Counter(division.level.value for division in table)
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = {k: int(v) for k, v in re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", readme, re.MULTILINE)}
    zones = stated["development zone counted beside the counties"]
    assert counted["county"] == stated["county"] + zones
    for level in ("province", "prefecture", "town", "village"):
        assert counted[level] == stated[level]


def test_archive_is_made_to_be_read_in_parts() -> None:
    with zipfile.ZipFile(FOLDER / "subtrees.zip") as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert max(info.file_size for info in infos) < 200_000
    assert (FOLDER / "subtrees.zip").stat().st_size < 3_500_000


@pytest.mark.usefixtures("fresh")
def test_a_home_reads_one_member_only(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = zipfile.ZipFile.read

    def watched(archive: zipfile.ZipFile, name: str, pwd: bytes | None = None) -> bytes:
        read.append(name)
        return original(archive, name, pwd)

    monkeypatch.setattr(zipfile.ZipFile, "read", watched)
    county_names()
    find("金台区")
    parent_chain(JINTAI)
    subtree("61")
    assert read == []
    subtree(JINTAI).villages("永利村")
    parent_chain("610303102224")
    subtree("6103")
    assert read == ["6103.tsv"]


@pytest.mark.usefixtures("fresh")
def test_broken_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DataError, match=r"counties\.tsv cannot be read"):
        by_code("61")
    header = "\t".join(divisions._COLUMNS)
    (tmp_path / "counties.tsv").write_text(f"{header}\n61\t陕西省\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"counties\.tsv, line 2: 2 columns instead of 7"):
        by_code("61")
    (tmp_path / "counties.tsv").write_text("61\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"counties\.tsv, line 1"):
        by_code("61")
    (tmp_path / "subtrees.zip").write_bytes(b"no archive")
    with pytest.raises(DataError, match=r"subtrees\.zip, 6103\.tsv cannot be read"):
        by_code("610303102")
