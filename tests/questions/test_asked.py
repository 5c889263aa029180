"""Questions written without sight of how they are answered: how many are answered right.

The floors are a little below what scripts/measure_questions.py gives.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKED = sorted((ROOT / "tests" / "questions" / "asked").glob("*.jsonl"))
RIGHT = {"jintai-2023": 0.90}
LEAST_RIGHT = 0.75
MOST_INVENTED = 0.015


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "scripts" / "measure_questions.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.stem)
def test_most_are_right_and_next_to_none_invented(
    script: ModuleType, path: Path, tmp_path: Path
) -> None:
    judged = script.measure(path, tmp_path)
    right = sum(one.right for one in judged) / len(judged)
    invented = sum(one.invented for one in judged) / len(judged)
    assert right >= RIGHT.get(path.stem, LEAST_RIGHT)
    assert invented <= MOST_INVENTED


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.stem)
def test_what_an_answer_must_say_stands_in_its_report(script: ModuleType, path: Path) -> None:
    text = script._flat(script.report_of(path).read_text(encoding="utf-8"))
    missing = [
        must
        for line in path.read_text(encoding="utf-8").splitlines()
        for must in json.loads(line)["must"]
        if script._flat(must) not in text
    ]
    assert len(missing) <= len(script.load(path)) // 20, missing
