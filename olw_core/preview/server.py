"""Serves the preview on this machine only, from the standard library; every request looks at the files anew."""

from __future__ import annotations

import hashlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from olw_core.content import source_hash
from olw_core.errors import OlwError
from olw_core.player import MORE, STYLE, bundle
from olw_core.preview.pages import PANEL, RELOAD, preview_page

_HERE = Path(__file__).resolve().parent
_TYPES = {".js": "text/javascript", ".css": "text/css"}


class PreviewServer(ThreadingHTTPServer):
    """One module's preview at http://127.0.0.1:<server_port>/."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        super().__init__(("127.0.0.1", port), _Handler)

    def version(self) -> str:
        """Changes when a source file changes; also when it cannot be read."""
        try:
            return hashlib.sha256(source_hash(self.folder).encode()).hexdigest()[:16]
        except OSError:
            return "unreadable"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].lstrip("/")
        try:
            status, kind, body = self._answer(name)
        except OlwError as error:
            status, kind, body = 500, "text/plain", str(error).encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, name: str) -> tuple[int, str, bytes]:
        if not name:
            return (
                200,
                "text/html",
                preview_page(self.server.folder, self.server.version()).encode(),
            )
        if name == "version":
            return 200, "text/plain", self.server.version().encode()
        if name in (RELOAD, PANEL):
            return 200, _TYPES[Path(name).suffix], (_HERE / name).read_bytes()
        if name in ("player-local.js", MORE, STYLE):
            return 200, _TYPES[Path(name).suffix], bundle(name)
        return 404, "text/plain", b"There is no such page."

    def log_message(self, *_args: object) -> None:
        """Leave the terminal to the author."""
