"""query, show, export and check on the handmade dataset."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

import handmade
from cli.conftest import Gwr

WHO = ["query", "who-is-where", "-p", "place=东岭园区"]


def test_a_named_query_as_table_shows_labels(gwr: Gwr) -> None:
    ran = gwr(*WHO)
    assert (ran.code, ran.err) == (0, "")
    head, rule, *rows = ran.out.splitlines()
    assert head.split()[:4] == ["who", "type", "where", "scope"]
    assert set(rule) <= {"─", " "}
    assert rows[0].split()[:3] == ["星河光电", "Enterprise/Project", "东岭园区"]
    assert len(rows) == 2


def test_sparql_json_jsonl_csv_tsv_and_markdown(gwr: Gwr) -> None:
    found = json.loads(gwr(*WHO, "-f", "json").out)
    assert "whoLabel" in found["head"]["vars"]
    first = found["results"]["bindings"][0]
    assert first["whoLabel"] == {"type": "literal", "value": "星河光电", "xml:lang": "zh"}
    assert first["who"]["type"] == "uri"
    lines = [json.loads(line) for line in gwr(*WHO, "-f", "jsonl").out.splitlines()]
    assert [line["scope"] for line in lines] == ["clause", "context"]
    rows = list(csv.reader(io.StringIO(gwr(*WHO, "-f", "csv").out, newline="")))
    assert len(rows) == 3
    assert rows[1][rows[0].index("whereLabel")] == "东岭园区"
    head, one, *_ = gwr(*WHO, "-f", "tsv").out.splitlines()
    assert head.split("\t")[0] == "?who"
    assert '"星河光电"@zh' in one.split("\t")
    assert gwr(*WHO, "-f", "md").out.splitlines()[2].startswith("| 星河光电 |")


def test_numbers_are_numbers_in_jsonl(gwr: Gwr) -> None:
    (line,) = gwr("query", "goals", "-f", "jsonl").out.splitlines()
    assert json.loads(line)["value"] == 6


def test_the_list_and_the_parameters(gwr: Gwr) -> None:
    listed = gwr("query", "--list").out
    assert "who-is-where" in listed
    assert "谁在哪里" in listed
    told = gwr("query", "who-is-where", "--help").out
    assert "-p place=…" in told
    assert "required" in told
    assert "Example: gwr query who-is-where -p place=" in told


def test_a_free_query_from_a_file_and_from_stdin(
    gwr: Gwr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "SELECT ?l { ?e a gwr:Park ; rdfs:label ?l }"
    file = tmp_path / "mine.rq"
    file.write_text(text, encoding="utf-8")
    assert "东岭园区" in gwr("query", str(file)).out
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert "东岭园区" in gwr("query", "-").out


def test_a_file_with_a_header_takes_parameters(gwr: Gwr, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "#+ title: 我的 | Mine\n#+ description: 述 | Words\n#+ param: e entity | 物 | a thing\n"
        "SELECT ?l { VALUES ?e {} ?e rdfs:label ?l }",
        encoding="utf-8",
    )
    assert "东岭园区" in gwr("query", str(file), "-p", "e=东岭").out


def test_ask_and_construct(gwr: Gwr, tmp_path: Path) -> None:
    ask, make = tmp_path / "ask.rq", tmp_path / "make.rq"
    ask.write_text("ASK { ?x a gwr:Park }", encoding="utf-8")
    make.write_text("CONSTRUCT WHERE { ?x a gwr:Park }", encoding="utf-8")
    assert gwr("query", str(ask)).out == "true\n"
    assert json.loads(gwr("query", str(ask), "-f", "json").out) == {"head": {}, "boolean": True}
    turtle = gwr("query", str(make)).out
    assert len(list(ox.parse(turtle, ox.RdfFormat.TURTLE))) == 1
    assert gwr("query", str(make), "-f", "csv").code == 2


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["query", "who-is-wher"], 2, "did you mean who-is-where?"),
        (["query", "who-is-where"], 2, "needs -p place"),
        (["query", "who-is-where", "-p", "place"], 2, "write key=value"),
        (["query", "who-is-where", "-p", "place=东林园区"], 1, "did you mean 东岭园区"),
        (["query", "goals", "-p", "year=x"], 2, "no year"),
        (["query", "none.rq"], 2, "none.rq: No such file"),
        (["show", "东林园区"], 1, "did you mean 东岭园区"),
        (["show", "东岭", "--data", "nowhere"], 1, "no graph in ./nowhere: run `gwr build` first"),
        (["export", "-f", "ttl", "-o", "/no/such/folder/x.ttl"], 2, "cannot be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(gwr: Gwr, args: list[str], code: int, says: str) -> None:
    ran = gwr(*args)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.startswith("gwr: ")
    assert ran.err.count("\n") == 1


def test_a_syntax_error_shows_file_line_and_column(gwr: Gwr, tmp_path: Path) -> None:
    file = tmp_path / "bad.rq"
    file.write_text("SELECT *\nWHERE { ?s rdfs:label }\n", encoding="utf-8")
    ran = gwr("query", str(file))
    assert ran.code == 1
    assert "bad.rq: syntax error at line 2, column 23" in ran.err


def test_a_card_shows_names_chain_numbers_and_quotes(gwr: Gwr) -> None:
    ran = gwr("show", "东岭")
    assert ran.code == 0
    for words in (
        "东岭园区",
        "Park",
        "又名 also called: 东岭",
        "临川区 → 抚江市",
        "6%以上",
        "“东岭园区产值增长6%以上”",
        "990101-2023 [",
    ):
        assert words in ran.out


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld", "ttl"])
def test_exports_hold_the_whole_graph(gwr: Gwr, tmp_path: Path, form: str) -> None:
    formats = {
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "jsonld": ox.RdfFormat.JSON_LD,
        "ttl": ox.RdfFormat.TURTLE,
    }
    file = tmp_path / f"graph.{form}"
    assert gwr("export", "-f", form, "-o", str(file)).code == 0
    exported = set(ox.parse(path=str(file), format=formats[form]))
    lines = "\n".join(handmade.lines())
    whole = set(ox.parse(lines, ox.RdfFormat.N_QUADS))
    if form == "ttl":
        assert {q.triple for q in exported} == {q.triple for q in whole}
    else:
        assert exported == whole
    assert gwr("export", "-f", form).out.encode() == file.read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("form", "begins"), [("graphml", "<?xml"), ("gexf", "<?xml"), ("csv", "source,source_name,")]
)
def test_exports_of_the_network(gwr: Gwr, form: str, begins: str) -> None:
    ran = gwr("export", "-f", form)
    assert ran.code == 0
    assert ran.out.startswith(begins)
    assert "星河光电" in ran.out


def test_what_is_no_plain_file_is_written_to_as_it_is(gwr: Gwr, tmp_path: Path) -> None:
    assert gwr("export", "-f", "nq", "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()
    link = tmp_path / "link.nq"
    link.symlink_to(tmp_path / "real.nq")
    assert gwr("export", "-f", "nq", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert (tmp_path / "real.nq").is_file()


def test_a_broken_graph_file_is_one_line(gwr: Gwr, tmp_path: Path) -> None:
    folder = handmade.dataset(tmp_path / "data")
    with (folder / "graph.nq").open("a", encoding="utf-8") as file:
        file.write("no quad\n")
    ran = gwr("export", "-f", "ttl", "--data", str(folder))
    assert (ran.code, ran.out) == (1, "")
    assert "line " in ran.err
    assert ran.err.count("\n") == 1


def test_check_tells_what_is_gone(gwr: Gwr, tmp_path: Path) -> None:
    folder = handmade.dataset(tmp_path / "data")
    graph = folder / "graph.nq"
    lines = graph.read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "manifest.json").write_text(f'{{"triples": {len(lines) + 1}}}', encoding="utf-8")
    ran = gwr("check", "--data", str(folder))
    assert ran.code == 1
    assert f"holds {len(lines)} triples, {len(lines) + 1} were built" in ran.out
    graph.write_text("", encoding="utf-8")
    assert "the graph is empty" in gwr("check", "--data", str(folder)).out


def test_an_empty_answer_is_said_to_be_one(gwr: Gwr) -> None:
    ran = gwr("query", "goals", "-p", "year=1999")
    assert ran.code == 0
    assert ran.err == "no rows: the reports say nothing on this\n"
    assert gwr("query", "goals", "-p", "year=1999", "-f", "csv").err == ""


def test_view_says_which_of_several_it_shows(gwr: Gwr, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert gwr("view", "--focus", "东岭园区", "-o", str(page)).err == f"written to {page}\n"
    assert "; as near: " in gwr("view", "--focus", "区", "-o", str(page)).err


def test_check_passes_what_is_grounded_and_fails_what_is_not(gwr: Gwr, tmp_path: Path) -> None:
    assert gwr("check").code == 0
    folder = handmade.dataset(tmp_path / "data")
    text = folder / "texts" / "990101-2023.txt"
    text.write_text("改" + text.read_text(encoding="utf-8"), encoding="utf-8")
    ran = gwr("check", "--data", str(folder))
    assert ran.code == 1
    assert "violation: " in ran.out
    assert "of them violations" in ran.err


def test_show_takes_a_part_of_a_name_pinyin_and_english_and_says_so(gwr: Gwr) -> None:
    for asked in ("Dongling Park", "dōnglǐng", "东玲园区", "星河"):
        ran = gwr("show", asked)
        label = "星河光电" if asked == "星河" else "东岭园区"
        assert ran.out.startswith(label)
        assert ran.err == f"'{asked}' is taken for {label}\n"
    assert gwr("show", "东岭").err == ""
