"""Bring what the web workbench takes from npm: its SPARQL editor, and for the tests axe-core.

The editor's files are copied to where ``gwr serve`` finds them, with the licences of all that is
bundled in them; axe-core stays in ``node_modules``. Without npm or a network the workbench has a
plain text area instead, so that is told in one line and is no error.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATIC = Path("src", "gwr_graph", "web", "static", "npm")
EDITOR = Path("node_modules", "@zazuko", "yasgui", "build")
FILES = ("yasgui.min.js", "yasgui.min.css")
NOTICE = "LICENSES.txt"
STAMP = "stamp"
_ASKED = ("package.json", "package-lock.json")
_PATIENCE = 180.0


def bring(root: Path = ROOT, *, tests: bool = True) -> str:
    """Bring the files unless they are there, for the ``tests`` too if so asked.

    Return why they could not be brought, "" where they are there now.
    """
    stamp = hashlib.sha256(b"".join((root / name).read_bytes() for name in _ASKED)).hexdigest()
    if _there(root, stamp, tests=tests):
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    reason = _installed(npm, root, tests=tests)
    if reason:
        return f"npm could not fetch it ({reason})"
    made = root / STATIC
    made.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        # the source map stays behind, and the browser must not look for it
        text = (root / EDITOR / name).read_text("utf-8").partition("//# sourceMappingURL=")[0]
        (made / name).write_text(text, encoding="utf-8")
    (made / NOTICE).write_text(_licences(root), encoding="utf-8")
    (made / STAMP).write_text(f"{stamp}\n", encoding="utf-8")
    return ""


def _there(root: Path, stamp: str, *, tests: bool) -> bool:
    made = root / STATIC
    if tests and not (root / "node_modules" / "axe-core" / "axe.min.js").is_file():
        return False
    if not all((made / name).is_file() for name in (*FILES, NOTICE, STAMP)):
        return False
    return (made / STAMP).read_text(encoding="utf-8").strip() == stamp


def _installed(npm: str, root: Path, *, tests: bool) -> str:
    """Install the locked packages into ``node_modules``; return what went wrong, "" for nothing."""
    command = [npm, "ci", "--loglevel=error"]
    command += ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=20000"]
    if not tests:
        command.append("--omit=dev")
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {_PATIENCE:g} s"
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return ""
    lines = [line.removeprefix("npm error ") for line in done.stderr.splitlines() if line.strip()]
    return lines[0] if lines else f"exit {done.returncode}"


def _licences(root: Path) -> str:
    """Return name, version and licence of every package of the editor, with their texts."""
    packages = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    parts = ["Licences of the packages that are bundled in the files beside this one.\n"]
    for place, facts in sorted(packages.items()):
        if not place or facts.get("dev"):
            continue
        name = place.rpartition("node_modules/")[2]
        texts = sorted(
            path
            for path in (root / place).iterdir()
            if path.is_file() and path.stem.lower() in ("license", "licence", "copying", "notice")
        )
        head = f"{name} {facts['version']}: {facts.get('license', 'see its text')}"
        parts += ["=" * 72, f"{head}\n", *(path.read_text("utf-8", "replace") for path in texts)]
    return "\n".join(parts)


def main() -> int:
    reason = bring()
    if reason:
        print(f"without the SPARQL editor: {reason}; /query has a plain text area", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
