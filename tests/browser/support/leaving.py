"""A page that goes away, and the moment after which nothing of it can come any more.

Its last frame tells a listener of the test's own when it goes. In Chromium a page's pagehide comes
before those of the frames in it, and those come in the order of the tree (held by
tests/browser/shared/test_leaving.py): so whatever the page and its other frames do on their way
out was done before.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Page

from tests.browser.support import waits

LAST_FRAME = """([address, tell]) => {
    const last = document.createElement("iframe");
    last.hidden = true;
    document.body.append(last);
    const { contentWindow } = last;
    contentWindow.addEventListener("pagehide", () => {
        contentWindow.navigator.sendBeacon(address, String(eval(tell)));
    });
}"""


class _Listener(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        words = self.rfile.read(length).decode()
        self.send_response(204)
        self.end_headers()
        self.server.heard.append(words)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def _listening() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Listener)
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def leave(page: Page, tell: str = "''") -> str:
    """To an empty page, once the page at hand has had its last words.

    `tell`: an expression of that page; what it came to when everything else had been said.
    """
    with _listening() as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        page.evaluate(LAST_FRAME, [address, tell])
        page.goto("about:blank")
        waits.until(page, lambda: bool(server.heard))
        (words,) = server.heard
    return str(words)
