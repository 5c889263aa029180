"""Where the package's data files lie: bundled in the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the path of a shipped file, e.g. ``path("data", "lexicon", "units.tsv")``.

    An installed wheel carries ``ontology/``, ``data/`` and ``queries/`` in ``_bundled``;
    a checkout has them two folders up.
    """
    bundled = _PACKAGE / "_bundled"
    root = bundled if bundled.is_dir() else _PACKAGE.parents[1]
    return root.joinpath(*parts)
