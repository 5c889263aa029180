"""The command as a whole: help, suggestions, exit codes, one clear line for every error."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import gwr_graph.cli
from gwr_graph.cli import COMMANDS, app, main
from gwr_graph.errors import EndpointError, GwrError

RUN = [sys.executable, "-c", "import sys; from gwr_graph.cli import main; sys.exit(main())"]


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> None:
    src = str(Path(gwr_graph.cli.__file__).resolve().parents[2])
    monkeypatch.setenv("PYTHONPATH", src)


@pytest.mark.usefixtures("env")
def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from gwr_graph.cli import main; main(['--help']);"
        "print(sorted({'pyoxigraph', 'rdflib', 'networkx', 'docx', 'yaml'} & set(sys.modules)))"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert time.perf_counter() - start < 2  # far above what it takes: the machine may be busy
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_the_line_that_is_listed(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert (command.help or "").startswith(COMMANDS[name])
    assert main([name, "--help"]) == 0
    assert "Usage: gwr" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["biuld"], "did you mean build?"),
        (["zzz"], "`gwr --help` lists the commands"),
        (["build", "--wrokers", "2"], "--workers"),
        (["build", "--workers", "0"], "gwr build --help"),
        (["export"], "gwr export --help"),
        (["query"], "gwr query --list"),
    ],
)
def test_wrong_usage_is_one_line_and_two(
    args: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err.startswith("gwr: ")
    assert caught.err.count("\n") == 1
    assert says in caught.err


def test_without_arguments_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gwr, version ")


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (GwrError("x.txt: is odd\nsecond line"), 1, "gwr: x.txt: is odd\n  second line\n"),
        (EndpointError("refused"), 4, "gwr: refused\n"),
        (KeyboardInterrupt(), 130, "gwr: interrupted\n"),
        (ZeroDivisionError("oh"), 1, "gwr: internal error: ZeroDivisionError: oh (GWR_DEBUG=1"),
    ],
)
def test_every_error_is_a_line_and_a_code(
    error: BaseException,
    code: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(app, "main", fail)
    assert main([]) == code
    assert capsys.readouterr().err.startswith(says)


@pytest.mark.usefixtures("env")
def test_a_reader_that_stops_early_is_no_error(data: Path) -> None:
    with subprocess.Popen(
        [*RUN, "export", "-f", "nq", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.usefixtures("env")
def test_output_is_utf8_whatever_the_locale(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    done = subprocess.run(
        [*RUN, "show", "东岭", "--data", str(data)], capture_output=True, check=True
    )
    assert "东岭园区".encode() in done.stdout
