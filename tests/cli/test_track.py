"""gwr track: rows, formats and errors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import two_years
from cli.conftest import Gwr


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_years.dataset(tmp_path_factory.mktemp("track"))


def test_from_one_report_to_the_next(gwr: Gwr, two: Path) -> None:
    ran = gwr("track", "青麓县2024", "青麓县2025", "--data", str(two), "-f", "csv")
    assert (ran.code, ran.err) == (0, "")
    rows = {row["quote"]: row for row in csv.DictReader(io.StringIO(ran.out, newline=""))}
    done = rows["新增停车位500个"]
    assert (done["fate"], done["part"], done["foundNumber"]) == ("done", "Achievement", "520个")
    assert (done["report"], done["foundReport"]) == ("青麓县-2024", "青麓县-2025")
    texts = {
        k: (two / "texts" / f"{k}.txt").read_text("utf-8") for k in ("青麓县-2024", "青麓县-2025")
    }
    for row in rows.values():
        assert texts[row["report"]][int(row["start"]) : int(row["end"])] == row["quote"]
        if row["foundQuote"]:
            at = slice(int(row["foundStart"]), int(row["foundEnd"]))
            assert texts[row["foundReport"]][at] == row["foundQuote"]
    silent = rows["建成档案馆新馆"]
    assert (silent["fate"], silent["foundQuote"], silent["foundReport"]) == ("no evidence", "", "")
    gdp = rows["地区生产总值增长6%"]
    assert (gdp["fate"], gdp["planNumber"]) == ("not reached", "5.5%")
    dropped = [row["quote"] for row in rows.values() if row["fate"] == "dropped"]
    assert dropped == ["实施云台小镇项目"]


def test_table_and_markdown_have_both_quotes_and_offsets(gwr: Gwr, two: Path) -> None:
    ran = gwr("track", "青麓县2024", "青麓县2025", "--data", str(two))
    head, _, first, *_ = ran.out.splitlines()
    assert head.split() == "fate number quote at foundNumber foundQuote foundAt why".split()
    assert "地区生产总值增长6%" in first
    assert "全县地区生产总值增长5.6%" in first
    assert ran.err.startswith("13 rows: 4 done, 2 not reached, 3 carried on, 1 changed number")
    told = gwr("track", "青麓县2024", "青麓县2025", "--data", str(two), "-f", "md").out
    assert told.splitlines()[0].startswith("| fate | number | quote | at |")


def test_inside_reports(gwr: Gwr, two: Path) -> None:
    every = gwr("track", "--data", str(two), "-f", "jsonl").out.splitlines()
    rows = [json.loads(line) for line in every]
    assert {row["report"] for row in rows} == {"青麓县-2024", "青麓县-2025"}
    assert {row["fate"] for row in rows} == {"new", "carried on", "changed number"}
    assert not any("planQuote" in row for row in rows)
    one = gwr("track", "青麓县2025", "--data", str(two), "-f", "csv").out
    assert "青麓县-2024" not in one
    goals = gwr("track", "青麓县2025", "--data", str(two), "--goals", "-f", "csv").out
    assert 0 < len(goals.splitlines()) < len(one.splitlines())


def test_only_some_fates_and_none(gwr: Gwr, two: Path) -> None:
    some = gwr("track", "青麓县2024", "青麓县2025", "--fate", "dropped", "--data", str(two))
    assert len(some.out.splitlines()) == 3
    none = gwr("track", "青麓县2024", "--fate", "dropped", "--data", str(two))
    assert none.err == "no rows: no such commitment\n"
    assert none.code == 0


def test_wrong_usage_is_one_line(gwr: Gwr, two: Path) -> None:
    for args, said in (
        (("a", "b", "c"), "name one report, or two"),
        (("青麓县2025", "青麓县2024"), "青麓县-2025 is not before 青麓县-2024"),
    ):
        ran = gwr("track", *args, "--data", str(two))
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err
    ran = gwr("track", "nowhere2024", "青麓县2025", "--data", str(two))
    assert (ran.code, ran.err) == (1, "gwr: no report is called 'nowhere2024'\n")
