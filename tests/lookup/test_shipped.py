"""Names as people put them in questions, on the graph of the shipped report."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gwr_graph import corpus, lookup, rdf
from gwr_graph.lookup import Index, sounds
from gwr_graph.store import EmbeddedStore


@pytest.fixture(scope="module")
def store(jintai_file: Path) -> Iterator[EmbeddedStore]:
    reading = corpus.read_report(jintai_file)
    assert isinstance(reading, corpus.Reading), reading
    with EmbeddedStore() as store:
        store.load(
            [*reading.lines, *rdf.shared_quads([reading.shared]), *rdf.fixed_quads()],
        )
        yield store


@pytest.fixture(scope="module")
def shipped(store: EmbeddedStore) -> Index:
    return lookup.index(store)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("旭光电气厂子在哪", "旭光电气"),
        ("龙泉中学要搬吗", "龙泉中学迁建"),
        ("陈仓镇那边今年干啥", "陈仓镇"),
        ("北首岭公园修得咋样", "北首岭遗址公园"),
        ("金河园今年引进几家", "金河工业园"),
        ("工信部给了谁称号", "工业和信息化部"),
        ("宝蟠路改造到哪一步了", "宝蟠路改造"),
        ("三拆三改是什么意思", "三拆三改"),
        ("林长制是什么", "林长制"),
        ("固投去年涨了多少", "固定资产投资"),
        ("外资今年目标", "实际利用外资"),
        ("规上工业目标是多少", "规上工业增加值"),
        ("财政收入有没有增长", "财政总收入"),
        ("Which firms are in Longyuan Industrial Park?", "龙源工业园"),
        ("status of the Baopan Road renovation", "宝蟠路改造"),
        ("Is Titanium Valley Bridge open?", "钛谷大桥"),
        ("where is Xuguang Electric", "旭光电气"),
        ("what is going on at Beishouling Heritage Park", "北首岭遗址公园"),
        ("is the Jinling retirement home finished", "金陵老年公寓"),
        ("tell me about Chencang Town", "陈仓镇"),
        ("what happened in Shengli village", "胜利村"),
        ("foreign trade target this year", "进出口总额"),
        ("GDP growth in 2022", "地区生产总值"),
    ],
)
def test_the_names_of_a_question_are_found(shipped: Index, question: str, name: str) -> None:
    found = lookup.mentions_in(shipped, question)
    assert name in {match.label for mention in found for match in mention.matches}


@pytest.mark.parametrize("question", ["蟠龙有哪些企业", "what is planned in Panlong?"])
def test_the_town_and_the_new_area_are_told_as_two(shipped: Index, question: str) -> None:
    found = lookup.mentions_in(shipped, question, types=("AdminArea", "Park"))
    meant = {match.label for mention in found for match in lookup.best(mention.matches)}
    assert {"蟠龙镇", "蟠龙新区"} <= meant


def test_each_entity_is_found_by_its_label_and_by_its_sound(shipped: Index) -> None:
    entities = [t for t in shipped.things if not {"Indicator", "Theme"} & set(t.types)]
    assert len(entities) > 200
    for thing in entities:
        found = lookup.find(shipped, thing.label, types=("Entity",))
        assert (found[0].iri, found[0].score) == (thing.iri, 1.0)
        sound = " ".join(sounds.syllables(thing.label))
        heard = lookup.find(shipped, sound, types=("Entity",), limit=9)
        assert thing.iri in {m.iri for m in lookup.best(heard)}, thing.label


def test_it_is_quick(store: EmbeddedStore, shipped: Index) -> None:
    lookup.find(shipped, "Panlong")  # the sounds are made at the first need
    start = time.perf_counter()
    lookup.index(store)
    made = time.perf_counter()
    lookup.mentions_in(shipped, "长乐塬遗址二期今年干到哪一步，跟蟠龙新区有关系吗")
    lookup.mentions_in(shipped, "How does Tangchao Cultural City tie in with Panlong New Area?")
    assert made - start < 1
    assert time.perf_counter() - made < 1
