from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gwr_graph.extraction.quantities import chinese_value, find_chinese, find_quantities
from gwr_graph.model import Bound


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("投资43.9 亿元。", "43.9 亿元", "4390000000", "元"),
        ("规模1,538.7亿元", "1,538.7亿元", "153870000000", "元"),
        ("装机6２万千瓦", "6２万千瓦", "620000", "千瓦"),
        ("增长3.5％", "3.5％", "3.5", "%"),
        ("提高2.5个百分点", "2.5个百分点", "2.5", "个百分点"),
        ("PM2.5浓度31.3微克/立方米", "31.3微克/立方米", "31.3", "微克/立方米"),
        ("1.34 万脱贫人口", "1.34 万", "13400", "人"),
        ("1.2万人才公寓住户", "1.2万", "12000", "人"),
        ("城乡居民收入比降至2.2。", "2.2", "2.2", ""),
        ("占全国1/3以上", "1/3", "0.333333", ""),
        ("发电15亿千瓦时", "15亿千瓦时", "1500000000", "千瓦时"),
        ("技能人才总量超696万，", "696万", "6960000", "人"),
        ("下降超3成的", "3成", "30", "%"),
        ("7大产业集群", "7大", "7", "个"),
    ],
)
def test_value_and_unit(text: str, surface: str, value: str, unit: str) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == surface
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "2025年1月10日在区第十九届人民代表大会上",
        "2021—2025年",
        "第3位",
        "第3至5位",
        "G105线",
        "S222改线",
        "PM2.5",
        "5G网络",
        "3A级景区",
        "“1239”行动",
        "“8·17”洪涝",
        "12345热线",
        "世界500强",
        "2号楼",
        "每10万人",
        "24小时服务",
        "15分钟便民生活圈",
        "3年行动",
        "过去5年",
        "建党100周年",
        "1000千伏线路",
        "比例为8.1∶67.4∶24.5",
        "“1+5”联盟",
        "25兆瓦级轴承",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("160余万人次", [Bound.MIN]),
        ("3200多元", [Bound.MIN]),
        ("1.2万余人", [Bound.MIN]),
        ("增长2倍多。", [Bound.MIN]),
        ("3%—5%", [Bound.MIN, Bound.MAX]),
        ("8至10家", [Bound.MIN, Bound.MAX]),
        ("8—10个", [Bound.MIN, Bound.MAX]),
        ("6%", [Bound.EXACT]),
    ],
)
def test_bounds_in_the_number(text: str, bounds: list[Bound]) -> None:
    assert [q.bound for q in find_quantities(text)] == bounds


def test_a_range_in_ten_thousands() -> None:
    low, high = find_quantities("10—12万吨")
    assert (low.value, high.value) == (Decimal(100_000), Decimal(120_000))


def test_shared_percentage_points() -> None:
    found = find_quantities("分别提高20.9、36.2、54个百分点")
    assert [(str(q.value), q.unit) for q in found] == [
        ("20.9", "个百分点"),
        ("36.2", "个百分点"),
        ("54", "个百分点"),
    ]
    assert [q.unit for q in find_quantities("高于全国12.7个、12个百分点")] == ["个百分点"] * 2


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("四", 4), ("十二", 12), ("三十六", 36), ("一百零八", 108), ("两万", 20000), ("三四", None)],
)
def test_chinese_numerals(numeral: str, value: int | None) -> None:
    assert chinese_value(numeral) == value


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("四条道路", ["四条"]),
        ("七条产业链", ["七条"]),
        ("占三成以上", ["三成"]),
        ("连续三年", ["三年"]),
        ("突破千亿元", ["千亿元"]),
        ("三年行动", []),
        ("城乡一体化", []),
        ("四型社区", []),
        ("新二十条", []),
        ("“三拆三改”", []),
        ("一是", []),
        ("党的二十大", []),
        ("两个维护", []),
        ("三件套", []),
        ("十几个", []),
    ],
)
def test_chinese_quantities(text: str, surfaces: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_chinese(text)] == surfaces


@given(st.text(alphabet="0123456789.,%万亿元个至—/、到由年第千瓦余多 ", max_size=30))
def test_any_text_gives_slices(text: str) -> None:
    for q in (*find_quantities(text), *find_chinese(text)):
        assert 0 <= q.start < q.end <= len(text)
        assert q.value >= 0
