"""gwr path: paths and passages as text and JSON, what was taken, what is not connected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import paths_sample as sample
from cli.conftest import Gwr

GRAPH = "graph.nq"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("paths")
    (made / GRAPH).write_text("\n".join(sample.lines()) + "\n", encoding="utf-8")
    return made


@pytest.fixture
def path(gwr: Gwr, folder: Path) -> Gwr:
    return lambda *args: gwr("path", *args, "--data", str(folder))


def test_a_path_shows_each_hop_with_its_quote(path: Gwr) -> None:
    ran = path("云台新区", "白鹭大桥")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "云台新区 — 白鹭大桥"
    assert "1. 云台新区 同一句提到 晨光路" in lines
    assert "   晨光路 同一分句提到 白鹭大桥" in lines
    assert "     “晨光路连接白鹭大桥” 990101-2023 [21:30]" in lines
    assert sample.TEXT[21:30] == "晨光路连接白鹭大桥"


def test_the_language_is_that_of_the_names_or_the_one_asked_for(path: Gwr) -> None:
    assert "is named in one sentence with" in path("云台新区", "晨光路", "--lang", "en").out
    assert "按上文在" in path("星河光电", "云台新区").out
    ran = path("xinghe guangdian", "yuntai xinqu")
    assert "is, by the context, in" in ran.out
    assert "“xinghe guangdian” is taken for 星河光电" in ran.err


def test_what_the_table_of_divisions_says_has_no_quote(path: Gwr) -> None:
    assert "（行政区划表）" in path("柳树村", "柳溪镇").out


def test_what_was_taken_of_several_is_told(path: Gwr) -> None:
    ran = path("晨星电子", "云台")
    assert "“云台”按云台新区 (id:990101/云台新区)理解" in ran.err
    assert "也可能是云台镇" in ran.err


def test_not_connected_is_an_answer(path: Gwr) -> None:
    ran = path("孤山", "晨光路")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "报告没有把孤山和晨光路联系起来。\n"


def test_words_that_are_no_names_are_found_in_the_text(path: Gwr) -> None:
    ran = path("北进战略", "产业新城")
    assert ran.code == 0
    assert "“北进战略带动产业新城”" in ran.out
    assert "“北进战略”不是实体" in ran.err


def test_json_holds_iris_roles_and_offsets(path: Gwr) -> None:
    found = json.loads(path("晨星电子", "云台新区", "-f", "json").out)
    assert (found["connected"], found["lang"], found["notes"]) == (True, "zh", [])
    assert found["from"]["iri"] == sample.ID + sample.key("晨星电子")
    hop = found["paths"][0]["hops"][0]
    assert hop["from"]["label"] == "晨星电子"
    assert hop["to"]["types"] == ["Park"]
    assert (hop["role"], hop["forward"]) == ("locatedIn", True)
    assert sample.TEXT[hop["start"] : hop["end"]] == hop["quote"]
    assert hop["report"] == sample.ID + sample.REPORT
    none = json.loads(path("孤山", "晨光路", "-f", "json").out)
    assert (none["connected"], none["paths"], none["passages"]) == (False, [], [])


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("晨曦电子", "孤山"), 1, "'晨曦电子'; did you mean"),
        (("孤山", "孤山"), 1, "are the same: 孤山"),
        (("孤山",), 2, "missing argument 'B'"),
    ],
)
def test_what_is_wrong_is_one_line(path: Gwr, args: tuple[str, ...], code: int, says: str) -> None:
    ran = path(*args)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
