"""A small real HTTP site for the player:
pages by name, the built player files, and a play API over the Python engine.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from olw_core import player
from tests.browser.support.play_api import PlayApi

TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "html": "text/html",
    "svg": "image/svg+xml",
    "json": "application/json",
}

PROXY = {502: "502 Bad Gateway", 504: "504 Gateway Time-out"}
"""What nginx says, in HTML, of a service behind it that is away or starts again
(ngx_http_special_response.c; seen with nginx 1.22)."""


class Site:
    """`pages`: path -> text, may be changed while it runs; `api`:
    what answers POSTs to /api/<name>.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, str] = {}
        self.api: PlayApi | None = None
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self.query = ""  # of the latest POST

    def add(self, path: str, text: str) -> str:
        """Serve `text` at `path`; the whole address."""
        self.pages[path] = text
        return f"{self.address}/{path}"


@contextmanager
def running() -> Iterator[Site]:
    """A site on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        site: Site = self.server.site
        site.asked.append(path)
        if path in site.pages:
            self._send(200, site.pages[path].encode(), path)
        elif path in player.BUNDLES:
            self._send(200, player.bundle(path), path)
        elif path == "favicon.ico":
            self._send(204, b"", path)
        else:
            self._send(404, b"", path)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.server.site.api is not None
        path, _, self.server.site.query = self.path.partition("?")
        name = path.rsplit("/", 1)[1]
        status, answer = self.server.site.api.post(name, body, dict(self.headers))
        if status == 0:
            self.close_connection = True  # the network fails: no answer at all
            self.connection.close()
            return
        if status in PROXY:
            self._send(status, f"<h1>{PROXY[status]}</h1>".encode(), "x.html")
            return
        self._send(status, json.dumps(answer).encode(), "x.json")

    def _send(self, status: int, body: bytes, path: str) -> None:
        self.send_response(status)
        self.send_header(
            "Content-Type",
            f"{TYPES.get(path.rsplit('.', 1)[-1], 'text/html')}; charset=utf-8",
        )
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.server.site.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
