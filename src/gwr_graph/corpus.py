"""Many reports to one dataset: read, extract, resolve, compare, write, check; all of it or nothing.

Everything is written into a folder beside the target, checked there, and put in the target's place
by one exchange, so that a build that fails or is killed leaves the earlier dataset whole.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from gwr_graph import __version__, compare, documents, extraction, rdf, resolution, validation
from gwr_graph.errors import GraphError, GwrError, UsageError
from gwr_graph.model import Document, Issue, Resolution, Stance
from gwr_graph.store import GRAPH, MANIFEST, STORE, TEXTS, EmbeddedStore

SUFFIXES = tuple(sorted(documents.SUFFIXES))
_OURS = {GRAPH, MANIFEST, TEXTS, STORE}

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all files, and the name of the last one."""


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that gave no report, and why in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What one report gave: counts by the ontology's local names, the keys of the entities that it
    names, and what was odd about it."""

    key: str
    title: str
    jurisdiction: str
    year: int
    source: str
    sha256: str
    counts: dict[str, int]
    entities: frozenset[str]
    warnings: tuple[str, ...]
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One report turned into the lines of its graph and what it adds to the shared graphs."""

    source: str
    text: str
    summary: ReportSummary
    lines: tuple[str, ...]
    shared: rdf.Summary

    @property
    def key(self) -> str:
        return self.summary.key


@dataclass(frozen=True, slots=True)
class Build:
    """What a build wrote and found; ``issues`` are those below a violation."""

    out: Path
    reports: tuple[ReportSummary, ...]
    bad: tuple[BadFile, ...]
    issues: tuple[Issue, ...]
    triples: int
    entities: dict[str, int]


def build(
    paths: Sequence[Path],
    out: Path,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Build:
    """Build the reports in ``paths`` (files and folders) into the dataset folder ``out``.

    Files that give no report are listed in the result. Raise GwrError, and leave ``out`` as it was,
    where no file gives a report or the graph breaks a shape. ``executor`` is any
    ``concurrent.futures.Executor`` (one whose processes are not forks of this one, or were started
    before anything was checked here); without one, ``workers`` > 1 starts that many processes.
    """
    _check_target(out)
    files = find_reports(paths)
    with _pool(executor, min(workers, len(files))) as pool:
        readings, bad = _sorted_out(_read_all(files, pool, progress))
        if not readings:
            raise GraphError(_nothing_built(bad))
        with _aside(out) as folder:
            lines, issues = _write(readings, folder, pool)
    return Build(
        out=out,
        reports=tuple(reading.summary for reading in readings),
        bad=bad,
        issues=issues,
        triples=len(lines),
        entities=_entity_counts(readings),
    )


def find_reports(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files named, and every report-like file in the folders named (hidden ones not).

    Raise UsageError where a path does not exist or a folder holds no such file.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(f for f in _walk(path) if f.suffix.lower() in SUFFIXES or f.is_dir())
            if not found:
                kinds = ", ".join(s[1:] for s in SUFFIXES)
                raise UsageError(f"{path}: no report in this folder (looked for {kinds})")
            files += found
        elif path.exists():
            files.append(path)
        else:
            raise UsageError(f"{path}: no such file or folder")
    return tuple(dict.fromkeys(files))


def read_report(path: Path) -> Reading | BadFile:
    """Return one file's report as graph lines, or the reason why it gives none."""
    return _reading(path, lambda: documents.read(path))


def read_file(path: Path) -> tuple[Reading | BadFile, ...]:
    """Return every report in a file as :func:`read_report` does: one, or one a row of a csv."""
    if path.suffix.lower() != ".csv":
        return (read_report(path),)
    return tuple(_reading(path, partial(_raised, row)) for row in documents.read_all(path))


def _raised(found: Document | GwrError) -> Document:
    if isinstance(found, GwrError):
        raise found
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the search for cyclic garbage: reading makes none, and the search took a sixth of it."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _reading(path: Path, read: Callable[[], Document]) -> Reading | BadFile:
    try:
        document = read()
        with _uncollected():
            resolved = resolution.resolve(extraction.extract(document))
            lines = tuple(rdf.quads(resolved, compare.continuations(resolved)))
        return Reading(
            source=str(path.with_name(document.source)),
            text=document.text,
            summary=_summary(resolved),
            lines=lines,
            shared=rdf.summary(resolved),
        )
    except GwrError as error:
        return _bad(path, error)
    except Exception as error:  # one report's fault must not lose the others
        if os.environ.get("GWR_DEBUG"):
            raise
        reason = f"internal error: {type(error).__name__}: {error} (please report it)"
        return BadFile(str(path), f"{path}: {reason}")


def _bad(path: Path, error: GwrError) -> BadFile:
    """Return why a file gave no report; a reader that knows its name only gets the folder too."""
    reason = str(error)
    if path.parent != Path() and reason.startswith(path.name):
        reason = f"{path.parent}{os.sep}{reason}"
    return BadFile(str(path), reason)


def _walk(folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Yield the files below a folder, and folders in it that cannot be listed."""
    real = folder.resolve()
    if real in above:  # a link that leads back up
        return
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, above | {real})
        else:
            yield path


@contextmanager
def _pool(executor: Executor | None, workers: int) -> Iterator[Executor | None]:
    """Give the executor there is, or as many processes as are wanted; None to work in this one.

    They are started afresh: the SHACL engine keeps threads, which a fork of this process loses.
    """
    if executor is not None or workers <= 1:
        yield executor
    else:
        with ProcessPoolExecutor(
            workers, get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),)
        ) as pool:
            yield pool


def _read_all(
    files: Sequence[Path], pool: Executor | None, progress: Progress | None
) -> Iterator[Reading | BadFile]:
    """Yield the results in the order of ``files``."""

    def told(results: Iterable[tuple[Reading | BadFile, ...]]) -> Iterator[Reading | BadFile]:
        for done, (file, found) in enumerate(zip(files, results, strict=True), start=1):
            if progress:
                progress(done, len(files), str(file))
            yield from found

    yield from told(_submitted(pool, files) if pool else map(read_file, files))


def _end_with(parent: int) -> None:
    """End this process soon after the one that started it: a killed build leaves none behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _submitted(pool: Executor, files: Sequence[Path]) -> Iterator[tuple[Reading | BadFile, ...]]:
    futures: list[Future[tuple[Reading | BadFile, ...]]] = [
        pool.submit(read_file, file) for file in files
    ]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _sorted_out(
    results: Iterable[Reading | BadFile],
) -> tuple[tuple[Reading, ...], tuple[BadFile, ...]]:
    """Part readings from bad files; a second file of the same report is a bad one."""
    readings: dict[str, Reading] = {}
    bad: list[BadFile] = []
    for result in results:
        if isinstance(result, BadFile):
            bad.append(result)
        elif (first := readings.get(result.key)) is not None:
            reason = f"the same report ({result.key}) as {first.source}: keep one of the two"
            bad.append(BadFile(result.source, f"{result.source}: {reason}"))
        else:
            readings[result.key] = result
    return tuple(readings[key] for key in sorted(readings)), tuple(bad)


def _nothing_built(bad: Sequence[BadFile]) -> str:
    if len(bad) == 1:
        return bad[0].reason
    return "no file gave a report, nothing was written:\n" + "\n".join(b.reason for b in bad)


def _write(
    readings: Sequence[Reading], folder: Path, pool: Executor | None
) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Write the dataset into ``folder`` and check it; return its lines and the lesser issues."""
    unique = {_line(line) for reading in readings for line in reading.lines}
    unique.update(_line(line) for line in rdf.shared_quads(r.shared for r in readings))
    unique.update(_line(line) for line in rdf.fixed_quads())
    lines = tuple(sorted(unique))
    (folder / GRAPH).write_text("".join(lines), encoding="utf-8", newline="\n")
    texts = folder / TEXTS
    texts.mkdir()
    for reading in readings:
        (texts / f"{reading.key}.txt").write_text(reading.text, encoding="utf-8", newline="\n")
    issues = tuple(validation.validate(lines, {r.key: r.text for r in readings}, pool))
    broken = [issue for issue in issues if issue.severity == "violation"]
    if broken:
        shown = "\n".join(f"{i.where}: {i.message_zh} | {i.message_en}" for i in broken[:10])
        raise GraphError(f"{len(broken)} violations, nothing was replaced:\n{shown}")
    manifest = {
        "tool": {"name": "gwr-graph", "version": __version__},
        "triples": len(lines),
        "entities": _entity_counts(readings),
        "reports": [_manifest_entry(reading.summary) for reading in readings],
    }
    (folder / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    with EmbeddedStore(folder / STORE) as store:
        store.load(folder / GRAPH)
        store.flush()
    return lines, issues


def _line(line: str) -> str:
    return line if line.endswith("\n") else line + "\n"


def _summary(resolved: Resolution) -> ReportSummary:
    read = resolved.extraction
    document = read.document
    stances = Counter(statement.stance for statement in read.statements)
    counts = {stance.value: stances[stance] for stance in Stance}
    counts["Goal"] = sum(statement.goal for statement in read.statements)
    counts["Mention"] = len(read.mentions)
    counts["Measure"] = len(read.measures)
    counts["Involvement"] = len(read.involvements)
    counts["Unread"] = len(read.unread)
    return ReportSummary(
        key=document.key,
        title=document.header.title,
        jurisdiction=document.header.jurisdiction,
        year=document.header.year,
        source=document.source,
        sha256=document.sha256,
        counts=counts,
        entities=frozenset(resolved.refers),
        warnings=document.warnings,
        unread=tuple((document.sentences[u.sentence].text, u.reason) for u in read.unread),
    )


def _manifest_entry(summary: ReportSummary) -> dict[str, object]:
    return {
        "key": summary.key,
        "title": summary.title,
        "jurisdiction": summary.jurisdiction,
        "year": summary.year,
        "source": summary.source,
        "sha256": summary.sha256,
        "counts": summary.counts,
        "warnings": list(summary.warnings),
    }


def _entity_counts(readings: Sequence[Reading]) -> dict[str, int]:
    """Count the entities that reports name, each once, by its first type."""
    named = {
        entity.key: entity.types[0].value
        for reading in readings
        for entity in reading.shared.entities
        if entity.types and entity.key in reading.summary.entities
    }
    return dict(sorted(Counter(named.values()).items()))


def _check_target(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; name a folder with --out")
    above = next((p for p in out.resolve().parents if p.exists()), None)
    if above is not None and not above.is_dir():
        raise UsageError(f"{out}: {above.name} is a file, no folder; name another with --out")
    if out.resolve() == Path.cwd().resolve() or out.resolve() in Path.cwd().resolve().parents:
        raise UsageError(f"{out}: is the folder you are in; name another with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise UsageError(f"{out}: holds other files and no built graph; name another with --out")


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """Give a new folder beside the target; put it in the target's place when all is done."""
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        prefix = f".{target.name}.building-{os.getpid()}-"
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    except OSError as error:
        raise GraphError(f"{out}: cannot be written: {error.strerror}") from None
    try:
        folder.chmod(0o755)
        yield folder
        _put_in_place(folder, target)
    except OSError as error:
        raise GraphError(f"{out}: cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, target: Path) -> None:
    """Put ``folder`` in the target's place; then it holds what was there before, if anything."""
    if not target.exists():
        folder.rename(target)
        return
    if not _exchange(folder, target):
        old = folder.with_name(folder.name + "-old")
        target.rename(old)
        folder.rename(target)
        old.rename(folder)
    for other in folder.iterdir():  # what the user keeps beside the graph stays
        if other.name not in _OURS:
            other.rename(target / other.name)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux); say whether it was done."""
    if sys.platform != "linux":
        return False
    at_cwd, exchange = -100, 2
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        done: int = libc.renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange)
    except (OSError, AttributeError):
        return False
    return done == 0


def _sweep(target: Path) -> None:
    """Remove what killed builds left beside the target, and bring back a folder they moved away."""
    for left in target.parent.glob(f".{target.name}.building-*"):
        pid = left.name.removeprefix(f".{target.name}.building-").split("-")[0]
        if pid.isdigit() and _alive(int(pid)):
            continue
        if left.name.endswith("-old") and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # no harmless way to ask
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
