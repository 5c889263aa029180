"""At the wheel's build: bring the SPARQL editor of the workbench, where npm can."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Assets(BuildHookInterface[Any]):
    """Runs ``scripts/assets.py``; a wheel without the editor is told, and whole without it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if version == "editable":
            return  # in a checkout `make` brings it
        sys.path.insert(0, str(Path(self.root, "scripts")))
        from assets import bring

        reason = bring(Path(self.root), tests=False)
        if reason:
            self.app.display_warning(f"without the SPARQL editor: {reason}")
