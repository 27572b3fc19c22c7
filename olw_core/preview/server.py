"""Serves the preview on this machine only, from the standard library.

Every request looks at the files anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from olw_core.content import source_hash
from olw_core.errors import OlwError
from olw_core.page import pages
from olw_core.player import MORE, bundle
from olw_core.player import STYLE as PLAYER_STYLE
from olw_core.preview.pages import PLAYER, RELOAD, SHEET, preview_page

_SCRIPT = Path(__file__).resolve().with_name(RELOAD)
_TYPES = {".js": "text/javascript", ".css": "text/css"}


@dataclass(frozen=True)
class _Answer:
    """What a request gets. `kind`: the media type, without its charset."""

    status: int
    kind: str
    body: bytes


class PreviewServer(ThreadingHTTPServer):
    """One module's preview at http://127.0.0.1:<server_port>/."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        super().__init__(("127.0.0.1", port), _Handler)

    def version(self) -> str:
        """Changes when a source file changes; also when it cannot be read."""
        try:
            found = source_hash(self.folder)
        except OSError:
            return "unreadable"
        return hashlib.sha256(found.encode()).hexdigest()[:16]


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].lstrip("/")
        try:
            answer = self._answer(name)
        except OlwError as error:
            answer = _text(500, str(error))
        self._send(answer)

    def _answer(self, name: str) -> _Answer:
        if not name:
            page = preview_page(self.server.folder, self.server.version())
            return _Answer(200, "text/html", page.encode())
        if name == "version":
            return _text(200, self.server.version())
        if name == RELOAD:
            return _file(name, _SCRIPT.read_bytes())
        if name == SHEET:
            return _file(name, pages.STYLE.read_bytes())
        if name in (PLAYER, MORE, PLAYER_STYLE):
            return _file(name, bundle(name))
        return _text(404, "There is no such page.")

    def _send(self, answer: _Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_args: object) -> None:
        """Leave the terminal to the author."""


def _text(status: int, words: str) -> _Answer:
    return _Answer(status, "text/plain", words.encode())


def _file(name: str, body: bytes) -> _Answer:
    return _Answer(200, _TYPES[Path(name).suffix], body)
