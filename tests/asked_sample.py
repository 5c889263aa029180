"""Invented reports of three counties, made to be asked about, and stores of their graphs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gwr_graph import corpus, lookup, questions
from gwr_graph.lookup import Index
from gwr_graph.questions import Answer, facts, read, several
from gwr_graph.questions.asked import Asked
from gwr_graph.questions.searching import search
from gwr_graph.store import PREFIXES, Store

LANXI, YUNXIU, JICHUAN = "岚汐县", "云岫县", "霁川县"

_LANXI = """政府工作报告

——2024年1月10日在岚汐县第十七届人民代表大会第三次会议上

岚汐县人民政府县长 沈知远

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

全县地区生产总值完成182.6亿元，增长5.8%。规上工业增加值增长6.4%。社会消费品零售总额增长7.1%。
青石工业园恒岳机械等12个项目建成投产。松涛路改造工程完成路基铺设。
新增停车位620个。新建口袋公园9个。城镇新增就业3200人。
白鹭湖景区接待游客46万人，望江古镇接待游客21万人。城市污水处理率由91%提高到95%。
受市场需求不足影响，外贸进出口总额下降3.2%。安全生产连续6年零事故。
深入开展“三清三建”行动（清垃圾、清河道、清残墙，建绿地、建广场、建书屋）。
我县获评全国卫生县城。

在看到成绩的同时，我们也清醒认识到，岚汐县经济社会发展还存在一些困难和问题：工业项目不多，财政增收渠道不宽。

二、2024年工作安排

地区生产总值增长6.5%。规上工业增加值增长7%以上。社会消费品零售总额增长8%。
松涛路改造工程年底前竣工通车。建成云溪大桥、望江大桥。支持恒岳机械二期开工建设。
在青石工业园新建标准厂房3万平方米。青石工业园新引进企业15家。南浦工业园完成道路硬化。
大力发展低空经济。
新增停车位800个。新建口袋公园12个。城镇新增就业3500人。建成社区养老服务中心6个。
推进白鹭湖景区提升改造。积极争创国家园林县城。
各位代表，让我们团结一心，努力奋斗！
"""

_YUNXIU = """政府工作报告

——2024年1月16日在云岫县第十五届人民代表大会第三次会议上

云岫县人民政府县长 陆明川

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

全县地区生产总值完成96.3亿元，增长5.1%。城镇新增就业2100人。
赤岭工业园引进新能源汽车项目2个。竹海大道建成通车。

二、2024年工作安排

地区生产总值增长7%。城镇新增就业2400人。
加快发展新能源汽车产业。推进竹海大道两侧绿化。新建口袋公园5个。
"""

# sentences that say several things
_JICHUAN = """政府工作报告

——2024年1月18日在霁川县第十六届人民代表大会第三次会议上

霁川县人民政府县长 许闻溪

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

县第二人民医院建成投用，开放床位300张。新改建农村公路86公里、桥梁7座。
招商引资到位资金42.6亿元，其中亿元以上项目18个。
恒昌机械、明达电子分别落户北湾工业园、南岭工业园。
晨光小学建在柳溪镇，星河中学建在杏坪镇。
安和养老院三期主体完工。

二、2024年工作安排

推动东塬工业园建设，引进龙头企业，打造叉车配套产业园。
推动长宁工业园、永宁工业园建设，打造光伏配套产业园。
在柳溪镇建设冷链物流园，在杏坪镇建设花卉市场。
开工建设安和养老院四期。
培育氢能配套产业园，推动北塬工业园建设。
建成柳溪镇望湖广场、杏坪镇朝阳广场。
"""


@dataclass(frozen=True, slots=True)
class Put:
    """What questions are put to: a store, its index, and the clean texts of its reports."""

    store: Store
    index: Index
    texts: dict[str, str]

    def answer(self, question: str, year: int | None = None) -> Answer:
        return questions.answer(self.store, question, index=self.index, year=year)


def numbers(answer: Answer) -> list[tuple[str | None, str | None]]:
    """Return value and unit of each item of an answer."""
    return [(item.value, item.unit) for item in answer.items]


def labels(answer: Answer) -> list[str]:
    """Return the labels of the items of an answer."""
    return [item.label for item in answer.items]


def quotes(answer: Answer) -> list[str]:
    """Return the words that prove an answer."""
    return [one.quote for one in answer.evidence]


def build(folder: Path, *counties: str) -> Path:
    """Build the graph of these counties' reports under ``folder`` and return its folder."""
    texts = {LANXI: _LANXI, YUNXIU: _YUNXIU, JICHUAN: _JICHUAN}
    sources = folder / "reports"
    sources.mkdir(parents=True)
    for county in counties:
        (sources / f"{county}2024.txt").write_text(texts[county], encoding="utf-8")
    corpus.build([sources], folder / "graph")
    return folder / "graph"


def put(store: Store, graph: Path) -> Put:
    """Return what is asked: ``store`` holds the graph in the folder ``graph``."""
    texts = {
        f"{PREFIXES['id']}report/{file.stem}": file.read_text(encoding="utf-8")
        for file in (graph / "texts").glob("*.txt")
    }
    return Put(store, lookup.index(store), texts)


def asked(put: Put, question: str) -> Asked:
    """Return a question with what a search of the reports finds on it."""
    reports = facts.reports(put.store)
    plan = read(put.index, question, reports[-1].year)
    scope = several.scope(plan, reports)
    found = search(put.store, plan, scope, facts.count(put.store))
    return Asked(put.store, put.index, plan, scope, found)
