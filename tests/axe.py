"""axe-core over a page in the browser: what keeps people from reading or using it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
_RUN = "axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations)"


def serious_faults(page: Any) -> list[str]:
    """Return the serious and critical faults of an open page, each with the elements it is about.

    Where axe-core is not there the test is skipped, or fails where CI=true.
    """
    if not SCRIPT.is_file():
        reason = "axe-core is not there: `make assets` brings it where npm exists"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # as the debugger does, so that the page's own policy stays as it is
    page.evaluate(f"() => {{ {SCRIPT.read_text('utf-8')} }}")
    found = page.evaluate(_RUN)
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:160] for node in fault['nodes']][:4]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
