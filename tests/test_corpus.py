"""Builds: all or nothing, the same bytes twice, bad files listed, earlier graphs kept whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import handmade
from gwr_graph import corpus, validation
from gwr_graph.errors import DocumentError, GraphError, UsageError
from gwr_graph.model import Continuation, Document, Extraction, Issue, Resolution
from gwr_graph.store import EmbeddedStore, open_dataset

SRC = Path(corpus.__file__).resolve().parents[1]
WRITTEN = Path(__file__).with_name("gold") / "written"
VALIDATE = validation.validate  # as it is, where a test does without it


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each file be the handmade report under the key that the file holds."""

    def read(path: Path) -> Document:
        key = path.read_text(encoding="utf-8").strip()
        if not key:
            raise DocumentError(f"{path}: is empty: give a report")
        if key == "crash":
            raise ZeroDivisionError("by design")
        return handmade.document(key, path.name)

    def resolve(extraction: Extraction) -> Resolution:
        return handmade.resolution(extraction.document.key, extraction.document.source)

    def continuations(_: Resolution) -> tuple[Continuation, ...]:
        return handmade.continuations()

    def extract(document: Document) -> Extraction:
        return handmade.resolution(document.key, document.source).extraction

    monkeypatch.setattr("gwr_graph.documents.read", read)
    monkeypatch.setattr("gwr_graph.extraction.extract", extract)
    monkeypatch.setattr("gwr_graph.resolution.resolve", resolve)
    monkeypatch.setattr("gwr_graph.compare.continuations", continuations)
    monkeypatch.setattr("gwr_graph.validation.validate", lambda *_: [])


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "b.txt").write_text("990101-2023", encoding="utf-8")
    (folder / "a.md").write_text("990101-2022", encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(f.relative_to(folder)): f.read_bytes()
        for f in sorted(folder.rglob("*"))
        if f.is_file() and f.parent.name != "store"
    }


def siblings(out: Path) -> list[str]:
    return sorted(p.name for p in out.parent.iterdir() if "building" in p.name)


def test_a_build_writes_the_dataset(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "out"
    built = corpus.build([inputs], out)
    assert sorted(p.name for p in out.iterdir()) == ["graph.nq", "manifest.json", "store", "texts"]
    assert [r.key for r in built.reports] == ["990101-2022", "990101-2023"]
    lines = (out / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == built.triples
    assert (out / "texts" / "990101-2022.txt").read_text(encoding="utf-8") == handmade.TEXT
    with open_dataset(out) as store:
        assert store.size() == built.triples
        assert store.ask("ASK { ?goal a gwr:Goal }")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    first = manifest["reports"][0]
    assert (first["key"], first["source"], first["year"]) == ("990101-2022", "a.md", 2023)
    assert first["counts"]["Commitment"] == 4
    assert first["warnings"] == ["no date in the title block"]
    assert manifest["entities"] == built.entities == {"Honour": 1, "Park": 1, "Project": 1}


def test_two_builds_give_the_same_bytes_however_they_are_run(inputs: Path, tmp_path: Path) -> None:
    corpus.build([inputs], tmp_path / "one")
    corpus.build([inputs / "b.txt", inputs / "a.md"], tmp_path / "two")
    with ThreadPoolExecutor(2) as pool:
        corpus.build([inputs], tmp_path / "three", executor=pool)
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "three")


def test_processes_give_the_same(tmp_path: Path) -> None:
    """In a process of its own, where documents are read and checked as they are."""
    inputs = tmp_path / "reports"
    inputs.mkdir()
    for report in sorted(WRITTEN.glob("0[12]-*.txt")):
        if ".num." not in report.name:
            shutil.copy(report, inputs)
    both = "for n in (1, 2): corpus.build([Path(sys.argv[1])], Path(sys.argv[2]) / str(n), n)"
    code = f"import sys; from pathlib import Path; from gwr_graph import corpus\n{both}"
    command = [sys.executable, "-c", code, str(inputs), str(tmp_path)]
    # One after the other: processes must start although the engine has run in their parent.
    subprocess.run(command, check=True, timeout=60, env={**os.environ, "PYTHONPATH": str(SRC)})
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert len(list((tmp_path / "2" / "texts").iterdir())) == 2


def test_progress_is_told(inputs: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    corpus.build([inputs], tmp_path / "out", progress=lambda *step: told.append(step))
    assert [(done, total, Path(name).name) for done, total, name in told] == [
        (1, 2, "a.md"),
        (2, 2, "b.txt"),
    ]


def test_bad_files_are_listed_and_the_others_build(inputs: Path, tmp_path: Path) -> None:
    (inputs / "empty.html").write_text("", encoding="utf-8")
    (inputs / "fault.txt").write_text("crash", encoding="utf-8")
    built = corpus.build([inputs], tmp_path / "out")
    assert len(built.reports) == 2
    assert [Path(bad.source).name for bad in built.bad] == ["empty.html", "fault.txt"]
    assert "is empty" in built.bad[0].reason
    assert "internal error: ZeroDivisionError" in built.bad[1].reason


def test_every_row_of_a_csv_is_a_report(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(path: Path) -> list[Document | DocumentError]:
        good = [handmade.document(f"99010{n}-2023", f"{path.name}:{n}") for n in (3, 4)]
        return [*good, DocumentError(f"{path.name}:5: the column full_text is empty")]

    monkeypatch.setattr("gwr_graph.documents.read_all", rows)
    (inputs / "c.csv").write_text("full_text", encoding="utf-8")
    built = corpus.build([inputs], tmp_path / "out")
    assert [report.source for report in built.reports] == ["a.md", "b.txt", "c.csv:3", "c.csv:4"]
    assert [bad.reason for bad in built.bad] == [
        f"{inputs}{os.sep}c.csv:5: the column full_text is empty"
    ]


def test_a_folder_that_cannot_be_listed_is_a_bad_file(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = inputs / "closed"
    closed.mkdir()
    listed = Path.iterdir

    def iterdir(path: Path) -> list[Path]:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return list(listed(path))

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert closed in corpus.find_reports([inputs])
    monkeypatch.undo()


def test_a_link_that_leads_back_up_is_not_followed(inputs: Path) -> None:
    (inputs / "up").symlink_to(inputs, target_is_directory=True)
    assert [path.name for path in corpus.find_reports([inputs])] == ["a.md", "b.txt"]


def test_a_target_below_a_file_is_wrong_usage(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="file is a file, no folder"):
        corpus.build([inputs], tmp_path / "file" / "out")


@pytest.mark.skipif(sys.platform == "win32", reason="processes have other parents there")
def test_workers_end_with_a_killed_build() -> None:
    code = """
import os, signal, sys, time
from concurrent.futures import ProcessPoolExecutor
from gwr_graph.corpus import _end_with
pool = ProcessPoolExecutor(1, initializer=_end_with, initargs=(os.getpid(),))
print(pool.submit(os.getpid).result(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    # the worker holds the pipe: that it can be read to its end says that the worker is gone
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=env, timeout=20, check=False
    )
    assert done.stdout.strip().isdigit()


def test_a_report_given_twice_is_said_to_be_so(inputs: Path, tmp_path: Path) -> None:
    (inputs / "c.txt").write_text("990101-2023", encoding="utf-8")
    built = corpus.build([inputs], tmp_path / "out")
    (bad,) = built.bad
    assert "the same report (990101-2023)" in bad.reason
    assert "b.txt" in bad.reason


def test_if_none_builds_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match=r"bad\.txt: is empty"):
        corpus.build([bad], tmp_path / "deep" / "out")
    assert not (tmp_path / "deep").exists()


def test_violations_leave_the_earlier_graph(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    corpus.build([inputs / "b.txt"], out)
    before = files(out)

    def broken(*_: object) -> list[Issue]:
        return [Issue("violation", "id:x", "错", "wrong"), Issue("warning", "id:y", "疑", "odd")]

    monkeypatch.setattr("gwr_graph.validation.validate", broken)
    with pytest.raises(GraphError, match="1 violations, nothing was replaced"):
        corpus.build([inputs], out)
    assert files(out) == before
    assert siblings(out) == []


def test_a_broken_shape_stops_the_build(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gwr_graph.validation.validate", VALIDATE)
    report = "<https://w3id.org/gwr-graph/id/report/990101-2023>"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    line = f"{report} {kind} <https://w3id.org/gwr-graph/ontology#Report> {report} ."
    monkeypatch.setattr("gwr_graph.rdf.quads", lambda *_: [line])
    out = tmp_path / "out"
    with pytest.raises(GraphError, match="nothing was replaced") as caught:
        corpus.build([inputs / "b.txt"], out)
    assert "报告须有一个作报告的年份 | A report has one year of delivery" in str(caught.value)
    assert not out.exists()


@pytest.mark.parametrize("step", ["load", "flush"])
def test_a_failure_at_any_step_leaves_the_earlier_graph(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = tmp_path / "out"
    corpus.build([inputs / "b.txt"], out)
    before = files(out)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(EmbeddedStore, step, fail)
    with pytest.raises(KeyboardInterrupt):
        corpus.build([inputs], out)
    assert files(out) == before
    assert siblings(out) == []


KILLED = """
import sys, time
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[2]]
import handmade
from gwr_graph import corpus, rdf
resolved = handmade.resolution()
corpus.read_report = lambda path: corpus.Reading(
    str(path), handmade.TEXT, corpus._summary(resolved),
    tuple(rdf.quads(resolved, handmade.continuations())), rdf.summary(resolved))
corpus.validation.validate = lambda *_: []
def hang(*_):
    print("ready", flush=True)
    time.sleep(60)
setattr(corpus, sys.argv[3], hang)
corpus.build([Path(sys.argv[4])], Path(sys.argv[5]))
"""


@pytest.mark.parametrize("step", ["_manifest_entry", "_put_in_place"])
def test_a_killed_build_leaves_the_earlier_graph_and_the_next_one_tidies_up(
    inputs: Path, tmp_path: Path, step: str
) -> None:
    out = tmp_path / "out"
    corpus.build([inputs / "a.md"], out)
    before = files(out)
    tests = str(Path(__file__).parent)
    command = [sys.executable, "-c", KILLED, str(SRC), tests, step, str(inputs / "b.txt"), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.kill()
    assert files(out) == before
    assert len(siblings(out)) == 1
    corpus.build([inputs / "b.txt"], out)
    assert files(out) != before
    assert siblings(out) == []


def test_where_folders_cannot_be_exchanged_they_are_renamed(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    corpus.build([inputs / "a.md"], out)
    monkeypatch.setattr(corpus, "_exchange", lambda *_: False)
    corpus.build([inputs / "b.txt"], out)
    assert list((out / "texts").iterdir()) == [out / "texts" / "990101-2023.txt"]
    assert siblings(out) == []


def test_a_folder_moved_away_by_a_killed_build_comes_back(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    corpus.build([inputs / "a.md"], out)
    before = files(out)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    out.rename(tmp_path / f".out.building-{gone.pid}-x-old")
    (tmp_path / "bad.txt").write_text("", encoding="utf-8")
    corpus._sweep(out)
    assert files(out) == before


def test_what_lies_beside_the_graph_stays(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    corpus.build([inputs / "a.md"], out)
    (out / "graph.html").write_text("mine", encoding="utf-8")
    corpus.build([inputs / "b.txt"], out)
    assert (out / "graph.html").read_text(encoding="utf-8") == "mine"
    assert [p.name for p in (out / "texts").iterdir()] == ["990101-2023.txt"]


def test_a_folder_of_other_things_is_not_overwritten(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.doc").write_text("dear", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        corpus.build([inputs], other)
    with pytest.raises(UsageError, match="is a file"):
        corpus.build([inputs], inputs / "a.md")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="the folder you are in"):
        corpus.build([inputs], Path())


def test_reports_are_found_in_folders_but_not_in_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.TXT", "a.pdf", "sub/c.docx", ".hidden/d.txt", ".e.txt", "f.jpg"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")
    found = corpus.find_reports([tmp_path, tmp_path / "a.pdf"])
    assert [os.fspath(f.relative_to(tmp_path)) for f in found] == ["a.pdf", "b.TXT", "sub/c.docx"]
    with pytest.raises(UsageError, match="no such file"):
        corpus.find_reports([tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no report in this folder"):
        corpus.find_reports([tmp_path / "empty"])
