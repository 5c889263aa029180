"""Reads the tab-separated vocabulary files: comments with #, one header line, equal columns."""

from __future__ import annotations

from collections.abc import Sequence

from gwr_graph import resources
from gwr_graph.errors import DataError


def rows(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of ``data/lexicon/<name>`` as column → text; raise DataError where broken.

    Cells missing at the end of a line are empty; the header must be ``columns``.
    """
    path = resources.path("data", "lexicon", name)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{path.name}: cannot be read ({error.strerror}); reinstall") from error
    found: list[dict[str, str]] = []
    header_seen = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header_seen:
            if cells != list(columns):
                raise DataError(f"{path.name}:{number}: header must be {' '.join(columns)}")
            header_seen = True
            continue
        if len(cells) > len(columns) or not cells[0].strip():
            raise DataError(
                f"{path.name}:{number}: want {len(columns)} cells, the first not empty; "
                f"found {len(cells)}; correct the line"
            )
        cells += [""] * (len(columns) - len(cells))
        found.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    return found
