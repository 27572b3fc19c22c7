"""The little that the LMS page needs of WSGI (PEP 3333): a request, a response, and their headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]

MAX_BODY = 1_000_000
_REASONS = {
    200: "OK",
    204: "No Content",
    301: "Moved Permanently",
    303: "See Other",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    412: "Precondition Failed",
    413: "Content Too Large",
}
_TYPES = {
    "html": "text/html; charset=utf-8", "htm": "text/html", "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8", "json": "application/json", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "ico": "image/x-icon",
    "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "mp3": "audio/mpeg", "mp4": "video/mp4",
    "webm": "video/webm", "vtt": "text/vtt", "xml": "application/xml", "xsd": "application/xml",
    "dtd": "application/xml-dtd", "txt": "text/plain; charset=utf-8", "pdf": "application/pdf",
}  # fmt: skip


@dataclass(frozen=True)
class Request:
    """`path` is below the mount point, without its first slash; `body` at most MAX_BODY bytes, None when longer."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes | None
    root: str

    @classmethod
    def read(cls, environ: Environ) -> Request:
        """The request of a WSGI environment."""
        # PEP 3333: the path comes as bytes decoded as latin-1
        path = (
            str(environ.get("PATH_INFO", ""))
            .encode("latin-1")
            .decode("utf-8", "replace")
        )
        query = {
            name: values[0]
            for name, values in parse_qs(
                str(environ.get("QUERY_STRING", "")), keep_blank_values=True
            ).items()
        }
        headers = {
            name[5:].replace("_", "-").lower(): str(value)
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        headers["content-type"] = str(environ.get("CONTENT_TYPE") or "")
        return cls(
            str(environ["REQUEST_METHOD"]),
            path.removeprefix("/"),
            query,
            headers,
            _body(environ),
            str(environ.get("SCRIPT_NAME", "")),
        )


def _body(environ: Environ) -> bytes | None:
    length = str(environ.get("CONTENT_LENGTH") or "0")
    size = int(length) if length.isdigit() else 0
    if size > MAX_BODY:
        return None
    return bytes(environ["wsgi.input"].read(size)) if size else b""


@dataclass(frozen=True)
class Response:
    """A whole answer in memory."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, start: Start, *, head: bool) -> list[bytes]:
        """Starts the WSGI answer and gives its body; `head` leaves the body out."""
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        } | self.headers
        if self.status != 204:
            headers |= {
                "Content-Type": self.content_type,
                "Content-Length": str(len(self.body)),
            }
        start(f"{self.status} {_REASONS[self.status]}", list(headers.items()))
        return [] if head else [self.body]


def content_type(name: str) -> str:
    """By the file's ending; a fixed table, so that every machine serves the same."""
    return _TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")


def as_json(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(
        status, json.dumps(value, ensure_ascii=False).encode(), "application/json"
    )


def plain(status: int, sentence: str) -> Response:
    """A refusal in one sentence."""
    return Response(status, f"{sentence}\n".encode())
