"""Style sheets and scripts of the pages: the files of ``static/``, each under the hash of its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

FOLDER = Path(__file__).resolve().parent / "static"
MEDIA = MappingProxyType(
    {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".json": "application/json",
        ".woff2": "font/woff2",
        ".png": "image/png",
        ".txt": "text/plain; charset=utf-8",
    }
)
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class File:
    path: Path
    media: str
    version: str


@cache
def files() -> Mapping[str, File]:
    """Return what is served: path below ``static/`` → file."""
    return MappingProxyType(
        {
            path.relative_to(FOLDER).as_posix(): File(path, MEDIA[path.suffix], _version(path))
            for path in sorted(FOLDER.rglob("*"))
            if path.is_file() and path.suffix in MEDIA
        }
    )


def url(name: str) -> str:
    """Return the address of a file, with the hash of its bytes. Raise KeyError where there is none."""
    return f"/static/{name}?v={files()[name].version}"


def router() -> APIRouter:
    made = APIRouter()

    @made.api_route("/static/{name:path}", methods=["GET", "HEAD"], response_model=None)
    def static(request: Request, name: str) -> Response:
        file = files().get(name)
        if file is None:
            raise HTTPException(404, "no such file")
        headers = {"ETag": f'"{file.version}"', "Content-Type": file.media}
        known = request.query_params.get("v") == file.version
        headers["Cache-Control"] = _FOREVER if known else "no-cache"
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(file.path.read_bytes(), headers=headers)

    return made


def _version(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]
