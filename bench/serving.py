"""Files over real HTTP on a free port, gzipped as an LMS would."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type


class _Handler(BaseHTTPRequestHandler):
    """Answers from the server's own files."""

    server: _Server
    """It holds the files."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].lstrip("/")
        body = self.server.files.get(name)
        if body is None:
            self.send_error(404)
            return
        kind = guess_type(name)[0] or "text/html"
        packed = gzip.compress(body)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *_args: object) -> None:
        """Stay quiet."""


class _Server(ThreadingHTTPServer):
    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = files


@contextmanager
def served(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve files by path; yields the address."""
    server = _Server(files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
