"""What the package tester says and takes over HTTP, in WebOb's terms."""

from __future__ import annotations

import json
from typing import Any

import webob
from webob import Response

# Bytes.
MAX_BODY = 1_000_000
JSON_TYPE = "application/json"
PLAIN = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
_TYPES = {
    "css": "text/css; charset=utf-8",
    "dtd": "application/xml-dtd",
    "gif": "image/gif",
    "htm": "text/html",
    "html": HTML,
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": JSON_TYPE,
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": PLAIN,
    "vtt": "text/vtt",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "xsd": "application/xml",
}


class Request(webob.Request):
    """A request; its body stays in memory, since MAX_BODY is little."""

    request_body_tempfile_limit = MAX_BODY


def content_type(name: str) -> str:
    """By the file's ending; a fixed table, so that every machine serves the same."""
    ending = name.rpartition(".")[2].lower()
    return _TYPES.get(ending, "application/octet-stream")


def query(request: Request) -> dict[str, str]:
    """The parameters of the address, the first of each name."""
    found: dict[str, str] = {}
    for name, value in request.GET.items():
        found.setdefault(name, value)
    return found


def json_body(request: Request) -> Any:
    """The value that was sent; None for no body or for what is no JSON."""
    try:
        return json.loads(request.body or b"null")
    except (ValueError, RecursionError):
        return None


def answer(status: int, body: bytes, kind: str, **headers: str) -> Response:
    """A whole answer in memory. `kind`: its Content-Type, just as it is sent.

    `headers`: further ones, with `_` for `-`.
    """
    response = nothing(status)
    response.headers["Content-Type"] = kind
    response.body = body
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def nothing(status: int = 204) -> Response:
    """An answer without content."""
    return Response(status=status, headerlist=list(_ALWAYS.items()))


def moved(status: int, address: str) -> Response:
    """The browser is to go to another address of this site."""
    return answer(status, b"", PLAIN, Location=address)


def file(name: str, body: bytes) -> Response:
    """A file of this name, which a browser asks for again each time."""
    return answer(200, body, content_type(name), Cache_Control="no-cache")


def as_json(value: object) -> Response:
    """A JSON answer."""
    return answer(200, json.dumps(value, ensure_ascii=False).encode(), JSON_TYPE)


def sentence(status: int, words: str) -> Response:
    """A refusal in one sentence."""
    return answer(status, f"{words}\n".encode(), PLAIN)
