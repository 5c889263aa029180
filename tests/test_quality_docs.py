"""The page on quality is made by its script; the script counts what it says it counts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"
PAGE = ROOT / "docs" / "quality.md"
START = "<!-- measured: scripts/measure_quality.py -->"
END = "<!-- end of what is measured -->"


def in_scripts(code: str) -> str:
    """Run code that imports the scripts, as they import each other; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{SCRIPTS}", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def measured() -> str:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(START) == 1
    assert page.count(END) == 1
    return page.split(START)[1].split(END)[0]


def test_the_page_holds_every_table() -> None:
    part = measured()
    for heading in ("Figures", "By class", "Kinds of error", "By confidence", "Indicators"):
        assert f"## {heading}\n" in part
    for fold in (
        "Jintai",
        "written 01–05",
        "written 06–10",
        "江苏 四川",
        "unseen provinces",
        "unseen counties",
    ):
        assert f"**{fold}**" in part


def test_every_table_of_the_page_is_whole() -> None:
    tables = [line for line in measured().splitlines() if line.startswith("|")]
    assert len(tables) > 40
    before = ""
    for line in measured().splitlines():
        if line.startswith("|") and before.startswith("|"):
            assert line.count("|") == before.count("|"), line
        before = line


def test_headline_measures_find_their_indicator() -> None:
    rows = [
        row for row in measured().splitlines() if row.startswith(("| 12 ", "| 10 ", "| Jintai |"))
    ]
    shares = [float(row.split("(")[1].split("%")[0]) for row in rows if "headline" not in row]
    assert len(shares) == 3
    assert min(shares) >= 90


def test_only_readings_of_a_band_are_kept() -> None:
    code = """
from quality_fold import within
from gwr_graph.rdf import terms as t
def conf(s, x): return f'{s} {t.CONFIDENCE} "{x}"^^<d> <g> .'
lines = [
    f"<m1> {t.REFERS_TO} <e1> <g> .", f"<m1> {t.STATED_IN} <s> <g> .", conf("<m1>", 0.95),
    f"<m2> {t.REFERS_TO} <e1> <g> .", f"<m2> {t.STATED_IN} <s> <g> .", conf("<m2>", 0.5),
    f"<m3> {t.REFERS_TO} <e2> <g> .", f"<m3> {t.STATED_IN} <s> <g> .", conf("<m3>", 0.7),
    f"<s> {t.MENTIONS} <e1> <g> .", f"<s> {t.MENTIONS} <e2> <g> .",
    f"<s> {t.HAS_MEASURE} <q> <g> .", conf("<q>", 0.85),
    f"<i> {t.A} {t.INVOLVEMENT} <g> .", f"<i> {t.STATED_IN} <s> <g> .", conf("<i>", 0.65),
]
for low, high, what in ((0.9, 1.01, "names"), (0.6, 0.8, "names"), (0.8, 0.9, "facts"), (0, 0.8, "facts")):
    gone = [x.split()[0] + x.split()[2] for x in lines if x not in set(within(lines, low, high, what))]
    print(*gone)
"""
    assert in_scripts(code).splitlines() == [
        "<s><e2>",
        "<s><e1>",
        "<i><https://w3id.org/gwr-graph/ontology#Involvement>",
        "<s><q>",
    ]


def test_kinds_of_error() -> None:
    code = """
from quality_fold import kinds_of_error
import json
print(json.dumps(kinds_of_error([
    "3 missed Project 云溪河治理工程", "3 spurious Project/Site 河治理工程",
    "3 missed Enterprise 天宝银楼", "3 spurious Site 天宝银楼",
    "4 missed Site 云溪桥", "4 missed link (sentence) 云溪桥 -> 白水镇",
    "5 missed link (context) 甲厂 -> 乙园", "5 spurious link (clause) ['甲厂'] -> ['丙园']",
    "5 spurious Programme 三合一", "6 measure 6% wrong ['bound', 'what']: got ['x'] level exact 2024",
    "6 missed measure 3座 = 3 座 新建桥梁", "6 spurious measure 3.0 个 ['x'] 3个",
])))
"""
    found = json.loads(in_scripts(code))
    assert found == {
        "name: border": 1,
        "name: class": 1,
        "name: missed": 1,
        "name: no name": 1,
        "link: missed, as one of its names is": 1,
        "link: missed, names found": 1,
        "link: not so": 1,
        "measure: bound, what": 1,
        "measure: missed": 1,
        "measure: spurious": 1,
    }


def test_only_the_measured_part_is_replaced() -> None:
    code = f"""
from measure_quality import with_part
print(with_part("head\\n{START}\\nold\\n{END}\\ntail", "new"))
"""
    assert in_scripts(code) == f"head\n{START}\n\nnew\n\n{END}\ntail"


@pytest.mark.shared
def test_shares_are_told_without_sentences(shared: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            str(SCRIPTS / "indicator_share.py"),
            f"Jintai={ROOT / 'data' / 'reports' / 'jintai-2023.txt'}",
            f"安徽={shared / 'reports' / 'provinces-2026' / '安徽省.txt'}",
        ],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"Jintai"' in done.stdout
    assert '"concepts"' in done.stdout
