"""Gold without sentences: it finds its sentences again, whatever the borders, and carries none."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gwr_graph import documents
from gwr_graph.model import Bound, Direction, Document, EntityType, Status

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "align_gold.py"
GOLD = ROOT / "tests" / "gold" / "provinces"
TRAINING = ROOT / "tests" / "gold" / "training"
NAMES = sorted(path.stem for path in GOLD.glob("*.jsonl"))

REPORT = """政府工作报告

——2024年2月6日在云亭县第十八届人民代表大会第三次会议上

云亭县人民政府县长 秦牧原

各位代表：

现在，我代表县人民政府报告工作，请予审议。

一、2023年工作回顾

过去一年，**青石食品**建成投产。“三清三改”惠及 40 个村。大家辛苦了！云溪桥通车，月湖公园开放。

二、2024年工作安排

新建标准厂房５万平方米。大家辛苦了！云岭水库开工。

各位代表，让我们为建设美丽云亭而努力奋斗！
"""


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("align_gold", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


align_gold = load()


@pytest.fixture(scope="module")
def document() -> Document:
    return documents.read_bytes(REPORT.encode(), "云亭县.txt")


def gold_file(folder: Path, sentences: dict[int, str], records: list[dict[str, object]]) -> Path:
    lines = align_gold.without_sentences(sentences, records)
    path = folder / "云亭县-2024.jsonl"
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_flat_text_leaves_out_what_editions_differ_in() -> None:
    assert align_gold.flat("**青石** “三改”　５万、‘五项’\n") == "青石三改5万、五项"


def test_a_line_names_its_sentence_by_hash_and_length() -> None:
    record = {"sid": 2, "stance": "achieved", "entities": [], "measures": [], "who_where": []}
    first, second = align_gold.without_sentences({1: "一、“云溪”桥。", 2: "二。"}, [record])
    assert first == {"sid": 1, "hash": align_gold.digest("一、云溪桥。"), "chars": 6}
    assert second["chars"] == 2
    assert second["stance"] == "achieved"
    assert len(second["hash"]) == 16


def test_sentences_come_back_in_the_documents_own_words(tmp_path: Path, document: Document) -> None:
    record = {"sid": 1, "stance": "achieved", "entities": [], "measures": [], "who_where": []}
    gold = gold_file(
        tmp_path, {1: "三清三改惠及４０ 个村。", 2: "新建*标准厂房*5万平方米。"}, [record]
    )
    sentences, records = align_gold.align(gold, document)
    assert sentences == {1: "“三清三改”惠及40个村。", 2: "新建标准厂房5万平方米。"}
    assert all(text in document.text for text in sentences.values())
    assert records == [record]


def test_a_sentence_may_be_joined_or_a_part(tmp_path: Path, document: Document) -> None:
    wanted = {
        1: "过去一年，青石食品建成投产。三清三改惠及40个村。",
        2: "月湖公园开放。",
        3: "二、2024年工作安排新建标准厂房5万平方米。",
    }
    sentences, _ = align_gold.align(gold_file(tmp_path, wanted, []), document)
    flat = align_gold.flat
    assert {k: flat(text) for k, text in sentences.items()} == {
        k: flat(text) for k, text in wanted.items()
    }
    assert all("\n" not in text for text in sentences.values())


def test_a_sentence_said_twice_is_taken_where_the_order_wants_it(
    tmp_path: Path, document: Document
) -> None:
    wanted = {
        1: "大家辛苦了！",
        2: "新建标准厂房5万平方米。",
        3: "大家辛苦了！",
        4: "云岭水库开工。",
    }
    sentences, _ = align_gold.align(gold_file(tmp_path, wanted, []), document)
    assert sentences[1] == sentences[3] == "大家辛苦了！"
    assert len(sentences) == 4


def test_what_the_document_does_not_say_is_left_out(tmp_path: Path, document: Document) -> None:
    record = {"sid": 2, "stance": "achieved", "entities": [], "measures": [], "who_where": []}
    gold = gold_file(tmp_path, {1: "云岭水库开工。", 2: "云岭水库完工。"}, [record])
    assert align_gold.align(gold, document) == ({1: "云岭水库开工。"}, [])


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *args], capture_output=True, encoding="utf-8", check=False
    )


def test_a_missing_or_wrong_report_is_told_and_fails(tmp_path: Path) -> None:
    done = run(tmp_path, tmp_path / "out", NAMES[0])
    assert done.returncode == 1
    assert "holds none of" in done.stderr
    (tmp_path / f"{NAMES[0]}.txt").write_text(REPORT, encoding="utf-8")
    done = run(tmp_path, tmp_path / "out", NAMES[0])
    assert done.returncode == 1
    assert re.search(r": \d of ", done.stderr)  # a greeting that every report holds
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_gold_file_holds_no_sentence(name: str) -> None:
    lines = align_gold.read_lines(GOLD / f"{name}.jsonl")
    hashes = {line["hash"] for line in lines}
    sids = [line["sid"] for line in lines]
    assert len(set(sids)) == len(sids)
    fields = {"sid", "hash", "chars", "stance", "entities", "measures", "who_where"}
    for line in lines:
        assert set(line) <= fields
        words = [n for e in line.get("entities", ()) for n in (e["name"], *e.get("also", ()))]
        words += [m[key] for m in line.get("measures", ()) for key in ("what", "surface")]
        for word in words:
            assert align_gold.digest(align_gold.flat(word)) not in hashes
            assert not set(word) & set("。！？；")


def test_every_file_says_what_it_may_be_used_for() -> None:
    with (GOLD / "splits.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert sorted(row["name"] for row in rows) == NAMES
    assert {row["split"] for row in rows} == {"development", "measuring"}
    assert all(row["name"] == f"{row['report']}-{row['year']}" for row in rows)


@pytest.mark.parametrize("gold", sorted(TRAINING.glob("*.jsonl")), ids=lambda path: path.stem)
def test_training_gold_is_well_formed(gold: Path) -> None:
    numbered = gold.with_suffix(".num.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in numbered]
    sentences = {int(sid): text for sid, text in pairs}
    assert len(sentences) == len(pairs)
    records = align_gold.read_lines(gold)
    assert len({record["sid"] for record in records}) == len(records)
    statuses = {status.name.lower() for status in Status}
    for record in records:
        text = align_gold.flat(sentences[record["sid"]])
        assert record["stance"] in ("achieved", "committed", "situation")
        for entity in record["entities"]:
            assert set(entity["types"]) <= set(EntityType)
            assert entity.get("status", "planned") in statuses
            assert set(align_gold.flat(entity["name"])) <= set(text), entity["name"]
        for measure in record["measures"]:
            assert align_gold.flat(measure["surface"]) in text
            assert measure["direction"].capitalize() in set(Direction)
            assert measure["bound"].capitalize() in set(Bound)


@pytest.mark.shared
def test_all_provinces_align(shared: Path, tmp_path: Path) -> None:
    done = run(shared / "reports" / "provinces-2026", tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.stem for path in tmp_path.glob("*.jsonl")) == NAMES
    for name in NAMES:
        numbered = (tmp_path / f"{name}.num.txt").read_text(encoding="utf-8").splitlines()
        gold = align_gold.read_lines(GOLD / f"{name}.jsonl")
        assert len(numbered) >= 0.95 * len(gold)
