"""Questions written without sight of how they are answered: how many are answered right.

The floors are a little below what scripts/measure_questions.py gives.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gwr_graph import documents

ROOT = Path(__file__).resolve().parents[2]
ASKED = sorted((ROOT / "tests" / "questions" / "asked").glob("*.jsonl"))
RIGHT = {
    "01-lanpu": 0.80,
    "02-elesu": 0.93,
    "03-liuqiao": 0.82,
    "04-xiyan": 0.97,
    "05-suifeng": 0.77,
    "06-chengxi": 0.80,
    "07-longjin": 0.89,
    "08-shuquan": 0.82,
    "09-shalan": 0.75,
    "10-fudong": 0.84,
    "jintai-2023": 0.90,
}
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
    assert right >= RIGHT[path.stem]
    assert invented <= MOST_INVENTED


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.stem)
def test_what_an_answer_must_say_stands_in_its_report(script: ModuleType, path: Path) -> None:
    text = script._flat(documents.read(script.report_of(path)).text)
    missing = [
        must
        for one in script.load(path)
        for must in one["must"]
        if not any(
            script._flat(word) in text for word in (must, *one.get("also", {}).get(must, ()))
        )
    ]
    assert missing == []
