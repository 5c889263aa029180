"""Names that suffixes and works make, on every example of the table of suffixes."""

from __future__ import annotations

import pytest

import inline_gold
from gwr_graph.extraction import lattice, naming
from gwr_graph.extraction.candidates import Candidate, bare, facility, is_proper, parse_run, runs
from gwr_graph.extraction.tokens import NUMBER, tokenize, vocabulary
from gwr_graph.lexicon.names import Suffix, load
from gwr_graph.model import EntityType

E = EntityType
VOCAB = vocabulary(inline_gold.document("x").header)
SUFFIXES = load().suffixes
# A common word swallows the suffix, or a number stands in the name: not even the model sees these.
OUT_OF_REACH = {
    "五个一项目推进机制": "五个 and 一项 are counted numbers",
    "物业管理条例": "管理条例 is one common word",
    "国土空间总体规划": "总体规划 is one common word",
    "国家历史文化名城": "文化名城 is one common word",
    "政企沟通圆桌会议": "圆桌会议 is one common word",
    "五一村奶牛场": "五一村 is a counted number",
}


def proposed(text: str) -> list[Candidate]:
    return naming.candidates(text, tokenize(text, VOCAB), VOCAB)


def parsed(text: str, counted: bool = False) -> list[Candidate]:
    """Return what suffixes and works make of a text that is one run."""
    tokens = tokenize(text, VOCAB)
    (run,) = runs(tokens)
    return parse_run(text, tokens, run, VOCAB, counted=counted)


@pytest.mark.parametrize("suffix", SUFFIXES.values(), ids=lambda s: s.text)
def test_a_suffixes_example_ends_in_it_and_is_weighed_as_a_name(suffix: Suffix) -> None:
    example = suffix.example
    assert example.endswith(suffix.text)
    if example in OUT_OF_REACH:
        pytest.xfail(OUT_OF_REACH[example])
    tokens = tokenize(example, VOCAB)
    found = naming.candidates(example, tokens, VOCAB)
    own = next((c for c in found if c.name == example), None)
    if (
        own is None
    ):  # made of common words only: the model decides, so it has to be among its choices
        stretches = lattice.stretches(tokens, found)
        assert (0, len(example)) in {(s.start, s.end) for s in stretches}
    else:
        assert set(own.types) & {*suffix.types, *facility(suffix)}


@pytest.mark.parametrize(
    ("suffix", "phrase"), [(s, c) for s in SUFFIXES.values() for c in s.counter], ids=str
)
def test_a_suffixes_counter_example_is_no_name(suffix: Suffix, phrase: str) -> None:
    assert suffix.group
    assert phrase not in {c.name for c in proposed(phrase)}
    assert phrase not in {c.name for c in proposed(f"加快{phrase}建设")}


def test_most_examples_are_read_by_construction_alone() -> None:
    made = [s for s in SUFFIXES.values() if s.example in {c.name for c in proposed(s.example)}]
    assert len(made) >= 0.85 * len(SUFFIXES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("望潮工业园", "望潮工业园 Park Project suffix-P"),
        ("柘塘镇石榴寨村", "柘塘镇 AdminArea suffix-A, 石榴寨村 AdminArea suffix-A"),
        ("明漪路改造", "明漪路改造 Project Site work"),
        ("望潮工业园建设", "望潮工业园 Park Project suffix-P"),
        ("揽月大道东段", "揽月大道东段 Site Project suffix-S"),
        ("揽月大桥（二期）", "揽月大桥（二期） Site Project suffix-S"),
        ("云杪镇卫生院", "云杪镇卫生院 Institution Site suffix-I"),
        ("恒砺精工集团", "恒砺精工集团 Enterprise suffix-E"),
        ("高标准明漪公园", "明漪公园 Site Project suffix-S"),
        ("国家4A级景区", "国家4A级景区 Honour suffix-H"),
        ("漪河", "漪河 Site Project nature"),
    ],
)
def test_names_by_their_ends(text: str, expected: str) -> None:
    found = [f"{c.name} {' '.join(c.types)} {c.rule}" for c in parsed(text)]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    "text", ["老旧小区", "产业园区", "农村公路", "口袋公园", "城市道路", "新路"]
)
def test_common_words_make_no_name(text: str) -> None:
    assert parsed(text) == []


def test_what_a_number_counts_is_no_name() -> None:
    assert parsed("特色产业孵化园", counted=True) == []
    assert [c.name for c in parsed("望潮产业园", counted=True)] == ["望潮产业园"]


def test_runs_end_at_verbs_marks_numbers_and_prepositions() -> None:
    text = "加快明漪路改造，在望潮工业园建成瑞穗达20个车间"
    tokens = tokenize(text, VOCAB)
    found = [text[tokens[r.first].start : tokens[r.last - 1].end] for r in runs(tokens)]
    assert found == ["明漪路改造", "望潮工业园", "瑞穗达", "车间"]


def test_a_list_mark_ends_a_run() -> None:
    tokens = tokenize("明漪路、鹤栖街", VOCAB)
    assert [(r.first, r.last) for r in runs(tokens)] == [(0, 2), (3, 5)]


def test_a_specification_stays_within_a_name() -> None:
    tokens = tokenize("2万亩柘塘种植基地", VOCAB)
    assert tokens[0].kind == NUMBER
    assert "柘塘种植基地" in {c.name for c in proposed("2万亩柘塘种植基地")}


def test_bare_names_have_no_marks_of_quotation_and_no_spaces() -> None:
    assert bare("“寻味‘漪河’” 美食节") == "寻味漪河美食节"
    assert bare("《栖霖 县志》") == "栖霖县志"


def test_the_proper_part_of_a_name() -> None:
    flags = {t.text: is_proper(t) for t in tokenize("栖霖县瑞穗达“双百”S222产业园", VOCAB)}
    assert [text for text, proper in flags.items() if not proper] == ["产业园"]


def test_candidates_are_slices_of_the_sentence() -> None:
    for case in inline_gold.cases():
        for one in proposed(case.text):
            assert 0 <= one.start < one.end <= len(case.text)
            assert one.types
            if one.tail is None:
                assert bare(case.text[one.start : one.end]) == one.name
            else:
                assert bare(case.text[slice(*one.tail)]) in one.name
