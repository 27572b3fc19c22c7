"""One local site for these tests:
the LMS page with every package, the misbehaving LMS, and a request that takes two seconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import WSGIApplication as App

from scorm_export.lms import lms_app
from scorm_export.lms.web import content_type
from tests.browser.scorm import moodle

ADVERSARIAL = Path(__file__).parent / "adversarial"
MADE = {f"/adversarial/{name}": name for name in ("moodle.html", "moodle-app.html")}
"""Pages that hold what a launch is given."""
HOST = "lms.test"
"""Not localhost: the player takes an LMS on its own machine for reachable without a network."""


def _own_file(name: str) -> bytes:
    path = ADVERSARIAL / name
    return path.read_bytes() if path.parent == ADVERSARIAL and path.is_file() else b""


def _site(lms: App) -> App:
    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        if path == "/slow":
            time.sleep(2)
        elif path.startswith("/moodle/"):
            return moodle.answer(environ, start)
        elif path in MADE:
            return moodle.player(environ, start, _own_file(MADE[path]))
        elif path.startswith("/adversarial/"):
            name = path.removeprefix("/adversarial/")
            start(
                "200 OK",
                [("Content-Type", content_type(name)), ("Cache-Control", "no-cache")],
            )
            return [_own_file(name)]
        else:
            return lms(environ, start)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"slow"]

    return app


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def running(packages: Mapping[str, Path]) -> Iterator[str]:
    """The address of the site while it runs."""
    server = make_server(
        "127.0.0.1",
        0,
        _site(lms_app(packages)),
        server_class=_Server,
        handler_class=_Quiet,
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
