"""The indicator scheme (data/lexicon/indicators.tsv): one concept whatever a report calls it.

A phrase names a concept if, once words of time, growth and doing are stripped from its ends, what
is left is one of the concept's names, or ends in one behind the name of a place.
限上社会消费品零售总额 is therefore not 社会消费品零售总额.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from gwr_graph.errors import DataError
from gwr_graph.lexicon import themes
from gwr_graph.lexicon.tsv import rows

_COLUMNS = (
    "id",
    "label",
    "en",
    "names",
    "unit",
    "theme",
    "not_names",
    "example",
    "counter_example",
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A concept that reports measure.

    ``names`` are other names, ``not_names`` look alike and are other things. ``example`` is a
    phrase that names the concept, ``counter_example`` one that does not.
    """

    key: str
    label: str
    english: str
    names: tuple[str, ...]
    unit: str
    theme: str
    not_names: tuple[str, ...]
    example: str
    counter_example: str


@cache
def load() -> Mapping[str, Indicator]:
    """Return id → Indicator in the order of the file; raise DataError where it is broken."""
    found: dict[str, Indicator] = {}
    for row in rows("indicators.tsv", _COLUMNS):
        key = row["id"]
        if (
            key in found
            or not re.fullmatch(r"[a-z0-9-]+", key)
            or not row["label"]
            or not row["en"]
        ):
            raise DataError(f"indicators.tsv: {key}: said twice or incomplete; correct the line")
        if row["theme"] not in themes.load():
            raise DataError(f"indicators.tsv: {key}: no theme {row['theme']} in themes.tsv")
        found[key] = Indicator(
            key,
            row["label"],
            row["en"],
            tuple(name for name in row["names"].split("|") if name),
            row["unit"],
            row["theme"],
            tuple(name for name in row["not_names"].split("|") if name),
            row["example"],
            row["counter_example"],
        )
    return MappingProxyType(found)


def labels(key: str) -> tuple[str, ...]:
    """Return the preferred label and the other names of a concept."""
    indicator = load()[key]
    return indicator.label, *indicator.names


_MARKS = re.compile(r"[\s“”\"‘’（）()《》]")
_BEFORE = re.compile(
    r"(?:全年|年度|预计|力争|全[市区县省旗州国]|[我本]?[市区县省旗](?=[地一规固社])|累计|实现|完成|新增|净增|新登记|新设立?|"
    r"培育|新培育|新认定|同比|平均|引进|新引进|发展|办理|总|各类|当年|招商引资(?=到位)|达到|实施|其中|减少|落实|提供|"
    r"建成|新建|新改扩建|新改建|改扩建|改建|扩建|建设|创建|新创建|打造|入选|新入选|获批|新获批|认定|改造|整治|修复|治理|推进|"
    r"新组建|组建|推出|新?开通|新?争取|签约|布局|累计为|每年|全部|继续)"
)
_AFTER = re.compile(
    r"(?:同口径|剔除减税因素|可比|按可比价格?|按|实际|比?上年|比?去年|同比|年均|分别|五年|均|累计|预计|再|又|约|首次|"
    r"[比较](?:\d{4}年|十[一二三四五]五末?|上年末?|年初)|"
    r"增长|增加|提高|提升|上涨|下降|降低|减少|压减|压缩|上升|增幅|增速|涨幅|降幅|年均增长|增产|改善|"
    r"总量|总数|数量|达到|达|建设|实现|完成|精简|收窄|扩大|新增|净增|回升|回落|的|控制)$"
)
_PLACE = re.compile(r".*(?:[市区县省旗州镇乡村园]|街道|经济圈|经济区|全域)$")


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


@cache
def _names() -> tuple[Mapping[str, str], frozenset[str], int]:
    """Plain name → id; names that are nobody's; the length of the longest name."""
    found: dict[str, str] = {}
    refused: set[str] = set()
    for indicator in load().values():
        for name in (indicator.label, *indicator.names):
            owner = found.setdefault(_plain(name), indicator.key)
            if owner != indicator.key:
                raise DataError(f"indicators.tsv: {name} names both {owner} and {indicator.key}")
        refused.update(map(_plain, indicator.not_names))
    return (
        MappingProxyType(found),
        frozenset(refused - set(found)),
        max(map(len, found)),
    )


@lru_cache(maxsize=16384)
def match(what: str) -> str | None:
    """Return the id of the concept that a measure's ``what`` names, None where there is none."""
    names, refused, longest = _names()
    text = _plain(what)
    while len(text) > 1:
        if text in names:
            return names[text]
        if text in refused:
            return None
        for length in range(min(longest, len(text) - 2), 2, -1):
            tail = text[-length:]
            if tail in refused:
                return None
            if tail in names and _PLACE.match(text[:-length]):
                return names[tail]
        shorter = _AFTER.sub("", text)
        if shorter == text:
            start = _BEFORE.match(text)
            shorter = text[start.end() :] if start else ""
        text = shorter
    return None
