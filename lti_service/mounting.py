"""A service below a path.

Whatever the web server in front does with the path: strip it or pass it on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.routing import Map

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class BelowPath:
    """Moves `path` from the request's path to its script name, where it is still there (PEP 3333).

    `addresses` decides: only when one of our own pages has the shorter address. So a service that
    is mounted at /play behind a server that strips the path still answers at its own /play/<key>.
    """

    def __init__(self, inner: WSGIApplication, path: str, addresses: Map) -> None:
        self._inner = inner
        self._path = path
        self._addresses = addresses

    def __call__(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """One request."""
        given = environ.get("PATH_INFO", "")
        if self._path and given.startswith(self._path + "/"):
            shorter = given.removeprefix(self._path)
            if self._is_ours(environ, shorter):
                environ = self._moved(environ, shorter)
        return self._inner(environ, start_response)

    def _moved(self, environ: WSGIEnvironment, shorter: str) -> WSGIEnvironment:
        script = environ.get("SCRIPT_NAME", "")
        return {
            **environ,
            "SCRIPT_NAME": script + self._path,
            "PATH_INFO": shorter,
        }

    def _is_ours(self, environ: WSGIEnvironment, path: str) -> bool:
        sent = path.encode("latin-1", "replace")
        decoded = sent.decode("utf-8", "replace")
        addresses = self._addresses.bind_to_environ(environ)
        return bool(addresses.allowed_methods(decoded))
