"""Two invented reports of one county in a row, with every fate between them."""

from __future__ import annotations

from pathlib import Path

from gwr_graph import corpus

_FRAME = """政府工作报告

——{year}年1月8日在青麓县第十二届人民代表大会第{session}次会议上

青麓县人民政府县长 周岚

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、{past}年工作回顾

{review}

二、{year}年工作安排

{plan}
"""

EARLIER = _FRAME.format(
    year=2024,
    session="三",
    past=2023,
    review="全县地区生产总值增长5.1%。石桥工业园云川机械建成投产。新增停车位400个。",
    plan=(
        "地区生产总值增长6%。规上工业增加值增长7%以上。居民消费价格涨幅控制在3%以内。"
        "建成石桥工业园污水处理厂。新增停车位500个。新建口袋公园12个。"
        "推进青麓湖大桥建设。实施云台小镇项目。支持白马山景区提档升级。"
        "建成档案馆新馆。擦亮青麓茶品牌。城镇新增就业3000人。建成青麓湖体育场。"
    ),
)
LATER = _FRAME.format(
    year=2025,
    session="四",
    past=2024,
    review=(
        "全县地区生产总值增长5.6%。规上工业增加值增长7.2%。居民消费价格涨幅1.2%。"
        "石桥工业园污水处理厂建成投用。新增停车位520个。白马山景区接待游客30万人。"
        "青麓湖大桥加快建设。云台小镇项目终止。青麓湖体育场未能如期建成。"
    ),
    plan=("地区生产总值增长5.5%。新建口袋公园15个。擦亮青麓茶品牌。城镇新增就业3000人。"),
)


def files(folder: Path) -> list[Path]:
    """Write the two reports into ``folder`` and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / "qinglu-2024.txt", folder / "qinglu-2025.txt"]
    for file, text in zip(made, (EARLIER, LATER), strict=True):
        file.write_text(text, encoding="utf-8")
    return made


def dataset(folder: Path) -> Path:
    """Build the graph of both under ``folder`` and return its folder."""
    corpus.build(files(folder / "reports"), folder / "graph")
    return folder / "graph"
