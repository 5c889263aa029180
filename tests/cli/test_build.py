"""gwr build from end to end on the shipped report, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Gwr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("built") / "out"


def test_the_shipped_report_builds_and_its_summary_is_printed(gwr: Gwr, built: Path) -> None:
    ran = gwr("build", "--out", str(built))
    assert ran.code == 0
    counts = dict(line.rsplit(maxsplit=1) for line in ran.out.splitlines()[2:-2])
    assert counts["reports"] == "1"
    assert int(counts["Commitment"]) > 100
    assert int(counts["Measure"]) > 150
    assert int(counts["triples"]) == len((built / "graph.nq").read_text("utf-8").splitlines())
    manifest = json.loads((built / "manifest.json").read_text("utf-8"))
    assert [r["key"] for r in manifest["reports"]] == ["610303-2023"]
    assert gwr("check", "--data", str(built)).code == 0


def test_a_second_build_gives_the_same_bytes(gwr: Gwr, built: Path) -> None:
    before = {
        f.name: f.read_bytes() for f in built.rglob("*") if f.suffix in (".nq", ".txt", ".json")
    }
    assert len(before) == 3
    assert gwr("build", "--out", str(built), "--workers", "2").code == 0
    for file in built.rglob("*"):
        if file.suffix in (".nq", ".txt", ".json"):
            assert file.read_bytes() == before[file.name], file.name


def test_verbose_lists_what_yielded_nothing(gwr: Gwr, tmp_path: Path) -> None:
    ran = gwr("build", "--out", str(tmp_path / "out"), "--verbose")
    assert ran.code == 0
    unread = [
        line for line in ran.err.splitlines() if line.startswith("gwr: unread: 610303-2023: ")
    ]
    counted = next(line for line in ran.out.splitlines() if line.startswith("Unread"))
    assert len(unread) == int(counted.split()[1])


def test_bad_files_come_last_and_the_others_build(
    gwr: Gwr, jintai_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_bytes(jintai_file.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.pdf").write_bytes(bytes(range(256)) * 8)
    ran = gwr("build", str(folder), "--out", str(tmp_path / "out"))
    assert ran.code == 0
    last = ran.err.splitlines()[-2:]
    assert all(line.startswith("gwr: not built: ") for line in last)
    assert [name for name in ("empty.txt", "noise.pdf") if name in "".join(last)] == [
        "empty.txt",
        "noise.pdf",
    ]


@pytest.mark.parametrize("content", [b"", b"\0\1\2" * 500, "今天天气很好。\n".encode()])
def test_what_is_no_report_is_one_line_and_nothing_is_written(
    gwr: Gwr, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(content)
    ran = gwr("build", str(file), "--out", str(tmp_path / "deep" / "out"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("gwr: ")
    assert "odd.txt" in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "deep").exists()


def test_a_file_that_is_not_there_is_wrong_usage(gwr: Gwr, tmp_path: Path) -> None:
    ran = gwr("build", str(tmp_path / "none.txt"), "--out", str(tmp_path / "out"))
    assert ran.code == 2
    assert "none.txt: no such file" in ran.err


@pytest.mark.shared
def test_score_prints_the_figures(gwr: Gwr, shared: Path, built: Path) -> None:
    gold, text = shared / "gold" / "jintai-2023.jsonl", shared / "gold" / "jintai-2023.num.txt"
    ran = gwr("score", str(gold), "--text", str(text), "--data", str(built), "-f", "json")
    assert ran.code == 0
    figures = json.loads(ran.out)
    assert figures["measures_full"]["f1"] > 0.9
    shown = gwr("score", str(gold), "--text", str(text), "--data", str(built), "--errors", "3")
    assert shown.out.startswith("entities_strict")
    assert shown.out.count("\n  - ") == 3
