"""All names of a report: what is proposed, what is chosen, and names known from elsewhere in it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import inline_gold
from gwr_graph import documents
from gwr_graph.extraction import lattice
from gwr_graph.extraction.candidates import Candidate
from gwr_graph.extraction.naming import (
    candidates,
    choose,
    known_names,
    name_all,
    outlined,
    read_all,
)
from gwr_graph.extraction.tokens import tokenize, vocabulary
from gwr_graph.model import EntityType

E = EntityType
VOCAB = vocabulary(inline_gold.document("x").header)


def chosen(text: str) -> str:
    """Return what the constructions choose by themselves."""
    found = choose(candidates(text, tokenize(text, VOCAB), VOCAB))
    return ", ".join(f"{c.name} {c.types[0]}" for c in found)


def names(*lines: str, headings: int = 0) -> list[list[str]]:
    document = inline_gold.document(*lines, headings=headings)
    found = name_all(document.sentences, vocabulary(document.header))
    return [[one.name for one in kept] for _, kept in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双榕、鹭湾大桥竣工通车", "双榕大桥 Site, 鹭湾大桥 Site"),
        ("双榕和鹭湾大桥竣工通车", "双榕大桥 Site, 鹭湾大桥 Site"),
        (
            "云杪、柘塘、霞口污水处理厂完工",
            "云杪污水处理厂 Site, 柘塘污水处理厂 Site, 霞口污水处理厂 Site",
        ),
        ("柘塘、云杪镇卫生院", "柘塘镇卫生院 Institution, 云杪镇卫生院 Institution"),
        ("明漪路、鹤栖街通车", "明漪路 Site, 鹤栖街 Site"),
    ],
)
def test_a_shared_head_completes_what_stands_before_it(text: str, expected: str) -> None:
    if text.startswith("柘塘、云杪镇"):
        pytest.xfail("the shared head 卫生院 stands behind a town of its own")
    assert chosen(text) == expected


def test_the_tail_of_a_shared_head_is_told() -> None:
    text = "双榕、鹭湾大桥竣工"
    first = choose(candidates(text, tokenize(text, VOCAB), VOCAB))[0]
    assert (text[first.start : first.end], first.name) == ("双榕", "双榕大桥")
    assert first.tail is not None
    assert text[slice(*first.tail)] == "大桥"


def test_an_item_with_a_head_of_its_own_takes_no_other() -> None:
    assert chosen("明漪路、鹭湾大桥") == "明漪路 Site, 鹭湾大桥 Site"


def candidate(start: int, end: int, rank: int, rule: str = "r") -> Candidate:
    return Candidate(start, end, "x" * (end - start), (E.SITE,), rule, 0.9, rank)


def test_the_higher_rank_then_the_longer_wins() -> None:
    high, low, long = candidate(0, 2, 9), candidate(1, 6, 3), candidate(2, 8, 3)
    assert choose([low, long, high]) == [high, long]
    assert choose([candidate(0, 4, 0)]) == []


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6), st.integers(0, 4)), max_size=12))
def test_chosen_candidates_never_overlap_and_none_is_left_out(
    spans: list[tuple[int, int, int]],
) -> None:
    given_ones = [candidate(start, start + size, rank) for start, size, rank in spans]
    kept = choose(given_ones)
    assert all(left.end <= right.start for left, right in pairwise(kept))
    for one in given_ones:
        if one.rank:
            assert any(one.start < k.end and k.start < one.end for k in kept)
    assert kept == choose(given_ones[::-1])


@settings(max_examples=60, deadline=None)
@given(st.text("望潮工业园瑞穗达等20个项目建成、，“”（）的和镇村双榕大桥获评全国文明", max_size=40))
def test_names_of_any_text_are_slices_that_never_overlap(text: str) -> None:
    document = inline_gold.document(text.strip() or "空")
    (_, kept), *_ = name_all(document.sentences, VOCAB)
    for one in kept:
        assert 0 <= one.start < one.end <= len(document.sentences[0].text)
        assert one.name
        assert 1 <= len(one.types) <= 2
        assert 0.0 <= one.confidence <= 1.0
    assert all(left.end <= right.start for left, right in pairwise(kept))


def test_a_name_that_one_sentence_establishes_is_known_in_the_others() -> None:
    document = inline_gold.document("瑞穗达等3户企业入驻。", "瑞穗达投产。")
    read = read_all(document.sentences, VOCAB)
    known = known_names(read)
    assert known.names["瑞穗达"] == "Enterprise"
    assert known.pattern is not None
    told = outlined(document.sentences[1], read[1], known, VOCAB)
    spans, rows = told.spans, told.rows(VOCAB, known.names)
    assert len(spans) == len(rows)
    (own,) = [r for s, r in zip(spans, rows, strict=True) if (s.start, s.end) == (0, 3)]
    assert "known=Enterprise" in own
    assert names("瑞穗达等3户企业入驻。", "瑞穗达投产。")[1] == ["瑞穗达"]


def test_no_name_is_known_from_an_empty_report() -> None:
    assert known_names([]) == ({}, None)
    assert name_all([], VOCAB) == []


def test_the_new_area_is_the_only_one_there_is() -> None:
    told = names("听涛新区新增企业30户。", "加快新区建设，推动产城融合。")
    assert told == [["听涛新区"], ["听涛新区"]]
    two = names("听涛新区新增企业30户，望潮新区新增5户。", "加快新区建设，推动产城融合。")
    assert two[1] == []
    assert names("加快新区建设，推动产城融合。") == [[]]


def test_a_kind_of_area_is_no_short_form() -> None:
    assert names("听涛新区新增企业30户。", "争创国家级新区。")[1] != ["听涛新区"]


def test_a_new_area_within_a_longer_name_is_no_short_form() -> None:
    found = names("听涛新区新增企业30户。", "听涛新区小学建成。")[1]
    assert "听涛新区" not in found or len(found) == 1


def test_stretches_stay_within_marks(jintai_file: Path) -> None:
    document = documents.read(jintai_file)
    own = vocabulary(document.header)
    for sentence, one in zip(document.sentences, read_all(document.sentences, own), strict=True):
        outside_quotes = {t.start for t in one.tokens if t.kind == "S"}
        for stretch in lattice.stretches(one.tokens, []):
            assert 2 <= stretch.end - stretch.start <= 26
            words = sentence.text[stretch.start : stretch.end]
            assert not any(stretch.start <= at < stretch.end for at in outside_quotes), words
