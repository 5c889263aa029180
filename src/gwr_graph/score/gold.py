"""Gold annotations and numbered texts, read from their files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gwr_graph.errors import UsageError

Gold = Mapping[str, Any]
"""One gold record: sid, stance, entities, measures, who_where, as the annotation guide says."""


def read_gold(file: Path) -> dict[int, Gold]:
    """Return gold records by sentence number. Raise UsageError naming file and line."""
    gold: dict[int, Gold] = {}
    for number, line in _lines(file):
        try:
            record = json.loads(line)
            gold[record["sid"]] = record
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{file}:{number}: no gold record: a JSON object with sid") from None
    return gold


def read_sentences(file: Path) -> dict[int, str]:
    """Return the sentences of a numbered text (``sid<TAB>sentence`` lines, ``#`` comments)."""
    sentences: dict[int, str] = {}
    for number, line in _lines(file):
        if line.startswith("#"):
            continue
        sid, tab, text = line.partition("\t")
        if not tab or not sid.strip().isdigit():
            raise UsageError(f"{file}:{number}: write number, tab, sentence")
        sentences[int(sid)] = text
    return sentences


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise UsageError(f"{file}: {reason}") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")
