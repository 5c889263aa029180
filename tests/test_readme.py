"""The documentation is true: its commands print what it shows, its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(
    p.relative_to(ROOT).as_posix() for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def run(script: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), *args],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_the_tour_prints_what_it_shows() -> None:
    done = run("tour.py", "--check")
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n`make tour` writes it anew"


def test_the_reference_is_up_to_date() -> None:
    done = run("make_reference.py", "--check")
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n`make reference` writes it anew"


def test_both_readmes_take_the_same_tour() -> None:
    tours = [CONSOLE.findall(read(page)) for page in READMES]
    assert len(tours[0]) >= 8
    assert tours[0] == tours[1]


def test_both_readmes_have_the_same_parts() -> None:
    shapes = [re.findall(r"^#+(?= )", read(page), re.MULTILINE) for page in READMES]
    assert shapes[0] == shapes[1]
    links = [set(LINK.findall(read(page))) - set(READMES) for page in READMES]
    assert links[0] == links[1]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for link in LINK.findall(read(page)):
        target, _, anchor = link.partition("#")
        if target.startswith(("http:", "https:")):
            continue
        file = (ROOT / page).parent / target if target else ROOT / page
        assert file.exists(), f"{page}: {link}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, f"{page}: {link}"
