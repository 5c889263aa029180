"""How two things are connected: what comes first, what is no path, and the words of each hop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import paths_sample as sample
import sparql_servers
from gwr_graph import corpus, lookup, network
from gwr_graph.errors import QueryError
from gwr_graph.network import Role
from gwr_graph.store import RemoteStore, Store, open_dataset


@pytest.fixture(scope="module", params=["embedded", "remote"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "embedded":
        yield sample.store()
        return
    with sparql_servers.oxigraph(union=False) as url, RemoteStore(f"{url}/query") as remote:
        remote.load(sample.lines())
        yield remote


@pytest.fixture(scope="module")
def ties(store: Store) -> network.Ties:
    return network.ties(store)


def told(ties: network.Ties, one: str, other: str, most: int = 3) -> list[list[str]]:
    """Return paths as lists of names and roles, a role told of the right one marked by <."""
    found = network.connections(ties, sample.key(one), sample.key(other), most=most)
    for path in found:
        assert path.hops[0].source.label == one
        assert path.hops[-1].target.label == other
    return [
        [
            one,
            *(
                part
                for hop in path.hops
                for part in (hop.role.value + ("" if hop.forward else "<"), hop.target.label)
            ),
        ]
        for path in found
    ]


def test_what_one_clause_says_comes_first_and_every_clause_is_a_path(ties: network.Ties) -> None:
    assert told(ties, "晨星电子", "云台新区") == [
        ["晨星电子", "locatedIn", "云台新区"],
        ["晨星电子", "namedTogether", "云台新区"],
    ]
    assert told(ties, "云台新区", "晨星电子", most=1) == [["云台新区", "locatedIn<", "晨星电子"]]


def test_one_sentence_comes_next_with_its_whole_words(ties: network.Ties) -> None:
    assert told(ties, "云台新区", "晨光路") == [["云台新区", "sameSentence", "晨光路"]]
    (path,) = network.connections(ties, sample.key("云台新区"), sample.key("晨光路"))
    assert path.hops[0].quote == "云台新区晨星电子投产，配套的晨光路通车。"
    assert path.hops[0].statement is None


def test_then_by_another_entity(ties: network.Ties) -> None:
    found = told(ties, "云台新区", "白鹭大桥")
    assert found[0] == [
        "云台新区", "sameSentence", "晨光路", "namedTogether", "白鹭大桥",
    ]  # fmt: skip


def test_by_what_lies_where_and_by_the_place_in_a_name(ties: network.Ties) -> None:
    assert told(ties, "柳树村", "柳溪镇") == [["柳树村", "within", "柳溪镇"]]
    assert told(ties, "柳溪镇", "柳树村茶园") == [
        ["柳溪镇", "within<", "柳树村", "onSite<", "柳树村茶园"]
    ]
    (path,) = network.connections(ties, sample.key("柳溪镇"), sample.key("柳树村茶园"))
    official, named = path.hops
    assert (official.quote, official.report, official.words) == (None, None, None)
    assert named.quote == "携手柳树村茶园"


def test_a_place_from_the_context_is_told_with_its_words(ties: network.Ties) -> None:
    (path,) = network.connections(ties, sample.key("星河光电"), sample.key("云台新区"))
    (hop,) = path.hops
    assert (hop.role, hop.quote) == (Role.CONTEXT, "推进星河光电建设")
    assert hop.place is not None
    assert hop.place.quote == "云台新区晨星电子投产"


@pytest.mark.parametrize(
    ("one", "other"), [("松涛书院", "白鹭大桥"), ("孤山", "晨光路"), ("柳树村", "云台镇")]
)
def test_no_path_runs_over_the_reports_own_jurisdiction(
    ties: network.Ties, one: str, other: str
) -> None:
    assert told(ties, one, other) == []


def test_the_jurisdiction_is_an_end_and_its_chain_is_a_path(ties: network.Ties) -> None:
    assert told(ties, "沙澜区", "晨星电子") == [["沙澜区", "namedTogether", "晨星电子"]]
    assert told(ties, "孤山", "沙澜区") == [["孤山", "inReportOf", "沙澜区"]]
    assert told(ties, "云州市", "柳树村") == [
        ["云州市", "within<", "沙澜区", "within<", "柳溪镇", "within<", "柳树村"]
    ]


def test_every_hop_is_its_slice_of_the_text(ties: network.Ties) -> None:
    names = list(sample.ENTITIES)
    hops = [
        hop
        for i, one in enumerate(names)
        for other in names[:i]
        for path in network.connections(ties, sample.key(one), sample.key(other))
        for hop in path.hops
    ]
    assert len(hops) > 60
    for hop in hops:
        if hop.quote is None:
            assert hop.role is Role.WITHIN
            continue
        assert hop.report == sample.ID + sample.REPORT
        assert sample.TEXT[hop.start : hop.end] == hop.quote
        assert hop.words is not None
        if hop.role in (Role.TOGETHER, Role.SENTENCE):
            assert hop.source.label in hop.quote
            assert hop.target.label in hop.quote


def test_the_same_thing_and_unknown_keys_have_no_path(ties: network.Ties) -> None:
    assert network.connections(ties, sample.key("孤山"), sample.key("孤山")) == ()
    assert network.connections(ties, sample.key("孤山"), "990101/没有") == ()


def test_keys_may_be_whole_iris_and_a_store_will_do() -> None:
    with sample.store() as store:
        (path, *_) = network.connections(
            store, sample.ID + sample.key("晨星电子"), sample.ID + sample.key("云台新区")
        )
    assert path.hops[0].source.iri == sample.ID + sample.key("晨星电子")
    assert path.hops[0].source.types == ("Enterprise",)


def test_passages_hold_both_words_the_nearest_first(store: Store) -> None:
    (found,) = network.passages(store, ["北进"], ["产业新城"])
    assert found.quote == "北进战略带动产业新城"
    assert found.statement is not None
    assert sample.TEXT[found.start : found.end] == found.quote
    (wide,) = network.passages(store, ["星河光电"], ["产业新城"])
    assert wide.quote == "推进星河光电建设，北进战略带动产业新城。"
    assert wide.statement is None
    assert network.passages(store, ["北进"], ["白鹭大桥"]) == ()
    assert network.passages(store, ["北进战略"], ["战略"]) == (), "one inside the other"
    assert network.passages(store, ['北进"}'], ["产业"]) == ()


def test_between_takes_names_parts_and_words(store: Store, ties: network.Ties) -> None:
    index = lookup.index(store)
    found = network.between(ties, index, "晨星", "云台")
    assert found.one.label == "晨星电子"
    assert not found.one.sure
    # the town of that name is tied to nothing: the park is meant
    assert found.other.label == "云台新区"
    assert [match.label for match in found.other.others] == ["云台镇"]
    assert found.paths[0].hops[0].role is Role.LOCATED_IN
    words = network.between(store, index, "北进战略", "产业新城")
    assert (words.one.entity, words.paths) == (None, ())
    assert [passage.quote for passage in words.passages] == ["北进战略带动产业新城"]
    none = network.between(ties, index, "孤山", "产业新城")
    assert (none.paths, none.passages) == ((), ())


def test_between_says_what_is_wrong(ties: network.Ties) -> None:
    index = lookup.index(ties.store)
    with pytest.raises(
        QueryError, match="neither an entity nor the text of a report has '晨曦电子'"
    ):
        network.between(ties, index, "晨曦电子", "孤山")
    with pytest.raises(QueryError, match="are the same: 孤山"):
        network.between(ties, index, "孤山", sample.ID + sample.key("孤山"))


def test_the_shipped_report_is_read_in_no_time(tmp_path: Path, jintai_file: Path) -> None:
    corpus.build([jintai_file], tmp_path / "data")
    with open_dataset(tmp_path / "data") as store:
        index = lookup.index(store)
        start = time.perf_counter()
        found = network.between(store, index, "华钛机电", "秦创原")
        took = time.perf_counter() - start
    assert "研发投入" in (found.paths[0].hops[0].quote or "")
    assert took < 1  # it takes 0.03 s; the machine may be busy
