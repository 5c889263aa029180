"""What npm brings: with it, without it, and when it cannot."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"


def _loaded(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


assets = _loaded(ROOT / "scripts" / "assets.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def npm_that(monkeypatch: pytest.MonkeyPatch, code: int, stderr: str = "") -> list[list[str]]:
    """Put a npm in place that ends with ``code``, and brings the packages where it is 0."""
    asked: list[list[str]] = []

    def run(command: list[str], *, cwd: Path, **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        if code == 0:
            for place, facts in json.loads(LOCK.read_text("utf-8"))["packages"].items():
                if place and not ("--omit=dev" in command and facts.get("dev")):
                    (cwd / place).mkdir(parents=True, exist_ok=True)
                    (cwd / place / "LICENSE").write_text(f"terms of {place}", "utf-8")
            (cwd / assets.EDITOR).mkdir(parents=True)
            for name in assets.FILES:
                text = "code\n//# sourceMappingURL=yasgui.map"
                (cwd / assets.EDITOR / name).write_text(text, "utf-8")
            if "--omit=dev" not in command:
                (cwd / "node_modules/axe-core/axe.min.js").write_text("", "utf-8")
        return subprocess.CompletedProcess(command, code, "", stderr)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", run)
    return asked


def test_without_npm_that_is_told_and_nothing_else_happens(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert assets.bring(checkout) == "npm is not installed"
    assert not (checkout / assets.STATIC).exists()
    monkeypatch.setattr(assets, "bring", lambda: "npm is not installed")
    assert assets.main() == 0
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_network_npm_s_own_reason_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(monkeypatch, 1, "npm error code ENOTFOUND\nnpm error network\n")
    assert assets.bring(checkout) == "npm could not fetch it (code ENOTFOUND)"


def test_the_files_are_brought_once_with_their_licences(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = npm_that(monkeypatch, 0)
    assert assets.bring(checkout) == ""
    made = checkout / assets.STATIC
    assert {path.name for path in made.iterdir()} == {*assets.FILES, assets.NOTICE, assets.STAMP}
    assert (made / "yasgui.min.js").read_text("utf-8") == "code\n"
    licences = (made / assets.NOTICE).read_text("utf-8")
    assert "terms of node_modules/@zazuko/yasgui" in licences
    assert "axe-core" not in licences
    assert assets.bring(checkout) == ""
    assert len(asked) == 1
    (checkout / "package-lock.json").open("a").write("\n")
    shutil.rmtree(checkout / "node_modules")
    assert assets.bring(checkout, tests=False) == ""
    assert "--omit=dev" in asked[1]


def test_what_is_asked_for_is_locked_and_names_no_registry() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert wanted["dependencies"] == {"@zazuko/yasgui": "4.6.2"}
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    assert packages["node_modules/@zazuko/yasgui"]["version"] == "4.6.2"
    del packages[""]
    for place, facts in packages.items():
        assert facts["integrity"].startswith("sha512-"), place
        assert "resolved" not in facts
        assert "GPL" not in facts.get("license", "")
