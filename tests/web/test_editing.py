"""What the SPARQL editor is given: terms, and named queries that run as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gwr_graph import corpus, queries
from gwr_graph.queries import ParameterError
from gwr_graph.store import EmbeddedStore, open_dataset
from gwr_graph.web import editing

LANGUAGES = ("zh", "en")
_OTHER = """政府工作报告

——2024年1月10日在渭滨区第十九届人民代表大会第三次会议上

渭滨区人民政府区长  林岚

各位代表：

现在，我代表区人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

云台工业园金禾食品等20个项目建成投产，渭滨区道路硬化12公里。

二、2024年工作安排

在云台工业园新建标准化厂房3万平方米，地区生产总值增长5%。
"""
ALL = [*editing.first_ones().values(), *queries.all_queries()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, jintai_file: Path) -> Iterator[EmbeddedStore]:
    folder = tmp_path_factory.mktemp("editing") / "graph"
    corpus.build([jintai_file], folder)
    with open_dataset(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """Return a graph of another place, which knows nothing that the examples name."""
    source = tmp_path_factory.mktemp("other") / "weibin.txt"
    source.write_text(_OTHER, encoding="utf-8")
    folder = source.parent / "graph"
    corpus.build([source], folder)
    with open_dataset(folder) as opened:
        yield opened


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_are_the_ontology_s_and_those_that_the_graph_uses(
    store: EmbeddedStore, lang: str
) -> None:
    found = {term["name"]: term for term in editing.terms(store, lang)}
    commitment = found["gwr:Commitment"]
    assert (commitment["kind"], commitment["zh"], commitment["en"]) == (
        "class",
        "承诺",
        "Commitment",
    )
    assert re.search("[\u4e00-\u9fff]", commitment["about"]) if lang == "zh" else True
    assert found["gwr:quote"]["kind"] == "property"
    assert found["gwr:Completed"]["kind"] == "value"
    assert found["rdfs:label"]["kind"] == "property"
    assert found["skos:Concept"]["kind"] == "class"
    assert all(term["zh"] and term["en"] for term in found.values())


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_every_example_runs_as_it_stands(store: EmbeddedStore, query: queries.NamedQuery) -> None:
    for lang in LANGUAGES:
        made = editing.example(store, query, None, lang)
        assert made.problem == ""
        assert made.text.startswith(f"# {editing.told(query, lang)[0]}\n")
        assert "\n\n" not in made.text
        assert not re.search(r"VALUES\s+\?\w+\s*\{\s*\}", made.text)
        # every prefix that it uses is declared: the text runs on any endpoint
        assert store.raw.query(made.text, use_default_graph_as_union=True) is not None


def test_values_are_bound_and_told(store: EmbeddedStore) -> None:
    query = queries.get("who-is-where")
    made = editing.example(store, query, {"place": "龙源工业园", "class": " ", "nope": "x"}, "en")
    assert dict(made.values) == {"place": "龙源工业园"}
    assert "# place = 龙源工业园\n" in made.text
    assert "id/610303/龙源工业园>" in made.text
    assert store.select(made.text).rows
    wrong = editing.example(store, query, {"place": "没有这个地方"}, "zh")
    assert "没有这个地方" in wrong.problem
    missing = editing.example(store, query, {}, "zh")
    assert "needs -p place" in missing.problem


def test_a_value_cannot_leave_its_comment(store: EmbeddedStore) -> None:
    query = queries.get("passages")
    made = editing.example(store, query, {"text": 'a\n} DROP ALL # " \\ b'}, "zh")
    assert '# text = a } DROP ALL # " \\ b\n' in made.text
    assert store.select(made.text).rows == ()


@pytest.mark.parametrize("query", queries.all_queries(), ids=lambda query: query.name)
def test_in_another_graph_the_examples_name_what_is_there(
    other: EmbeddedStore, query: queries.NamedQuery
) -> None:
    made = editing.example(other, query, None, "zh")
    assert made.problem == ""
    assert not re.search(r"VALUES\s+\?\w+\s*\{\s*\}", made.text)
    assert "蟠龙" not in made.text
    other.select(made.text)


def test_a_query_is_got_by_its_name() -> None:
    assert editing.get("what-is-here").title_en == "What is in the graph"
    assert editing.get("who-is-where").group == "places"
    with pytest.raises(ParameterError, match="who-is-where"):
        editing.get("who-is-wher")
    with pytest.raises(ParameterError):
        editing.get("../../etc/passwd")
    assert {q.name for _, several in editing.grouped("zh") for q in several} == {
        q.name for q in queries.all_queries()
    }
    assert not set(editing.first_ones()) & {q.name for q in queries.all_queries()}
