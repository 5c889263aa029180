"""The command line: thin commands, each in its own module, loaded only when it is called."""

from __future__ import annotations

import contextlib
import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from gwr_graph import __version__
from gwr_graph.errors import GwrError

COMMANDS = {
    "build": "Build the graph of reports; without argument, of the shipped one.",
    "query": "Ask a named query, a query file or - (standard input).",
    "ask": "Answer a question in Chinese or English, with the words that prove it.",
    "show": "Show all that is known of an entity, with quotes.",
    "path": "Show how two things are connected, each step with its quote.",
    "view": "Write the graph as one page that opens in any browser.",
    "track": "Tell what became of commitments: done, carried on, changed, dropped, no evidence.",
    "export": "Write the graph for other tools.",
    "serve": "Serve the graph over HTTP: a workbench of pages and a read-only SPARQL endpoint.",
    "mcp": "Offer the graph to a language model as tools, over standard input and output.",
    "load": "Push the graph to a SPARQL 1.1 store.",
    "check": "Check a built graph: shapes, and every quote against its text.",
    "score": "Measure a built graph against gold annotations.",
}
"""Command → its help in one line; the command is ``command`` in the module of its name."""

INTERRUPTED = 130


class _ReaderGoneError(Exception):
    """Whoever read the output has seen enough. (click ends with 1 on a BrokenPipeError.)"""


class LazyGroup(click.Group):
    """Commands are imported when called, so that help costs nothing."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"gwr_graph.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else "`gwr --help` lists the commands"
            raise click.UsageError(f"no command {args[0]!r}: {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="gwr")
def app() -> None:
    """Government work reports as a graph in which every fact carries its exact words.

    政府工作报告 → 知识图谱，每个事实都附原文。
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 wrong usage, 4 no endpoint."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        done = app.main(args=argv, prog_name="gwr", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        _complain(_with_hint(error))
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        _complain(error.format_message())
        return 1
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted")
        return INTERRUPTED
    except GwrError as error:
        _complain(str(error))
        return error.exit_code
    except (_ReaderGoneError, BrokenPipeError):
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        _complain(_failed(error))
        return 1
    except Exception as error:
        if os.environ.get("GWR_DEBUG"):
            raise
        kind = type(error).__name__
        _complain(f"internal error: {kind}: {error} (GWR_DEBUG=1 shows where; please report it)")
        return 1
    return done if isinstance(done, int) else 0


def _drop_output() -> None:
    """Keep the interpreter from complaining when it flushes what can no longer be written."""
    with contextlib.suppress(OSError, ValueError):  # no real stream behind it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: OSError) -> str:
    """Return what the system refused, and for which file."""
    reason = error.strerror or str(error)
    return f"{error.filename or 'the output'}: {reason}"


def _complain(message: str) -> None:
    lines = [line for line in message.splitlines() if line.strip()] or ["failed"]
    click.echo(f"gwr: {lines[0]}", err=True)
    for line in lines[1:]:
        click.echo(f"  {line}", err=True)


def _with_hint(error: click.UsageError) -> str:
    message = error.format_message().replace("\n", " ").rstrip(".")
    message = message[:1].lower() + message[1:]
    path = error.ctx.command_path if error.ctx else "gwr"
    helpful = "--help" in message or "did you mean" in message.lower()
    return message if helpful else f"{message} (see {path} --help)"
