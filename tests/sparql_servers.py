"""Real SPARQL servers on this machine for tests, and a fake one that answers as it is told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VIRTUOSO_USER = "dba"
"""The user of a fresh Virtuoso, and its password."""

_PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


@contextmanager
def oxigraph(*, union: bool) -> Iterator[str]:
    """Run an Oxigraph server in memory; give the URL before /query, /update and /store."""
    program = Path(sys.executable).with_name("oxigraph")
    port = free_port()
    options = ["--union-default-graph"] if union else []
    with subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


_VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = vt.db
TransactionFile = vt.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run a Virtuoso 7 server with its files in ``folder``; give the URL before /sparql.

    Its user is VIRTUOSO_USER, the password the same. Where Virtuoso is not installed, the test is skipped; it
    fails where CI is set.
    """
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or client is None:
        missing = "Virtuoso is not installed: apt-get install virtuoso-opensource-7"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(_VIRTUOSO.format(sql=sql, http=http), encoding="ascii")
    with subprocess.Popen(
        [program, "+foreground", "+configfile", "v.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(http)
            grant = "EXEC=user_grant_role('dba','SPARQL_UPDATE',0);"
            subprocess.run(
                [client, f"127.0.0.1:{sql}", VIRTUOSO_USER, VIRTUOSO_USER, grant],
                check=True,
                capture_output=True,
            )
            yield f"http://127.0.0.1:{http}"
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


class Fake:
    """A server that gives its prepared answers in turn, the last one again and again."""

    def __init__(self, *answers: bytes, hang: float = 0) -> None:
        self.requests: list[bytes] = []
        self._answers = list(answers)
        self._hang = hang
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                self.requests.append(_request(connection))
                answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                try:
                    connection.sendall(answer)
                    time.sleep(self._hang)
                except OSError:
                    pass


def _request(connection: socket.socket) -> bytes:
    """Return a request's head and body."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def http(
    status: str, kind: str, body: str | bytes, *, length: int | None = None, more: str = ""
) -> bytes:
    """Return an HTTP answer; ``length`` may lie."""
    data = body.encode() if isinstance(body, str) else body
    size = len(data) if length is None else length
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n"
        f"{more}Connection: close\r\n\r\n"
    )
    return head.encode() + data
