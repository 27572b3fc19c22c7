"""Serves the preview and the form on this machine only, from the standard library.

Every request looks at the files anew. `guard.py` says whom it answers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

from olw_core.content import source_hash
from olw_core.errors import OlwError
from olw_core.page import pages
from olw_core.player import MORE_PACKAGED, bundle
from olw_core.player import STYLE as PLAYER_STYLE
from olw_core.preview.form import requests
from olw_core.preview.form.desk import Desk
from olw_core.preview.form.pages import Form
from olw_core.preview.guard import is_ours, may_change
from olw_core.preview.pages import PLAYER, RELOAD, SHEET, preview_page

_SCRIPT = Path(__file__).resolve().with_name(RELOAD)
_TYPES = {".js": "text/javascript", ".css": "text/css"}
MAX_BODY = 1_000_000
"""Bytes of a form; a module may have no more."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""No other site may frame the pages, or load what they load."""


@dataclass(frozen=True)
class _Answer:
    """What a request gets. `kind`: the media type, without its charset."""

    status: int
    kind: str
    body: bytes
    to: str = ""
    """The address to go on to."""


class PreviewServer(ThreadingHTTPServer):
    """One module's preview at http://127.0.0.1:<server_port>/."""

    daemon_threads = True

    def __init__(
        self,
        folder: Path,
        port: int,
        token: str,
    ) -> None:
        """`token`: a secret that only our own pages know."""
        self.folder = folder
        self.form = Form(
            folder,
            Desk(folder),
            token,
        )
        super().__init__(("127.0.0.1", port), _Handler)

    def version(self) -> str:
        """Changes when a source file changes; also when it cannot be read."""
        try:
            found = source_hash(self.folder)
        except OSError:
            return "unreadable"
        return hashlib.sha256(found.encode()).hexdigest()[:16]


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Pages and what they load."""
        name, _, asked = self.path.partition("?")
        try:
            answer = self._answer(name.lstrip("/"), _fields(asked))
        except OlwError as error:
            answer = _text(404, str(error))
        self._send(answer)

    def do_POST(self) -> None:
        """Changes of the story."""
        try:
            answer = self._change()
        except OlwError as error:
            answer = _text(422, str(error))
        self._send(answer)

    def _answer(self, name: str, asked: dict[str, str]) -> _Answer:
        """What an address shows."""
        if not is_ours(self.headers, self.server.server_port):
            return _text(
                403, "Open the preview at the address that `olw preview` says."
            )
        if not name:
            page = preview_page(self.server.folder, self.server.version())
            return _html(200, page)
        if name == requests.ADDRESS:
            return _replied(requests.shown(self.server.form, asked))
        return self._file(name)

    def _file(self, name: str) -> _Answer:
        """What pages load."""
        if name == "version":
            return _text(200, self.server.version())
        if name == RELOAD:
            return _file(name, _SCRIPT.read_bytes())
        if name == SHEET:
            return _file(name, pages.STYLE.read_bytes())
        if name in (PLAYER, MORE_PACKAGED, PLAYER_STYLE):
            return _file(name, bundle(name))
        return _text(404, "There is no such page.")

    def _change(self) -> _Answer:
        """What a form asks for; refused unless one of our own pages sent it."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            return _text(413, "The form is too long. Write in the file.")
        body = self.rfile.read(int(length))
        typed = _fields(body.decode("utf-8", "replace"))
        port = self.server.server_port
        token = self.server.form.token
        ours = is_ours(self.headers, port)
        if not ours or not may_change(
            self.headers, port, token, typed.get("token", "")
        ):
            return _text(
                403,
                "Nothing was changed: the form was not sent by a page of this preview."
                " Load the page again.",
            )
        if self.path != f"/{requests.ADDRESS}":
            return _text(404, "There is no such page.")
        return _replied(requests.done(self.server.form, typed))

    def _send(self, answer: _Answer) -> None:
        """Send an answer with what every answer has."""
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if answer.to:
            self.send_header("Location", answer.to)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_args: object) -> None:
        """Leave the terminal to the author."""


def _fields(encoded: str) -> dict[str, str]:
    """The fields of a form; those that stand several times joined by spaces."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        found[name] = f"{found[name]} {value}".strip() if name in found else value
    return found


def _replied(reply: requests.Reply) -> _Answer:
    """A reply of the form."""
    page = _html(reply.status, reply.page)
    return replace(page, to=reply.to)


def _html(status: int, page: str) -> _Answer:
    """A page."""
    return _Answer(
        status,
        "text/html",
        page.encode(),
    )


def _text(status: int, words: str) -> _Answer:
    """A line for people, or for a script."""
    return _Answer(
        status,
        "text/plain",
        words.encode(),
    )


def _file(name: str, body: bytes) -> _Answer:
    """What a page loads; its name says of what kind it is."""
    return _Answer(
        200,
        _TYPES[Path(name).suffix],
        body,
    )
