"""A service below a path, whatever the web server in front does with the path: strip it or pass it
on.
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
        self._inner, self._path, self._addresses = inner, path, addresses

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """One request."""
        given = environ.get("PATH_INFO", "")
        if self._path and given.startswith(self._path + "/"):
            shorter = given[len(self._path) :]
            if self._is_ours(environ, shorter):
                script = environ.get("SCRIPT_NAME", "") + self._path
                environ = {**environ, "SCRIPT_NAME": script, "PATH_INFO": shorter}
        return self._inner(environ, start_response)

    def _is_ours(self, environ: WSGIEnvironment, path: str) -> bool:
        decoded = path.encode("latin-1", "replace").decode("utf-8", "replace")
        return bool(self._addresses.bind_to_environ(environ).allowed_methods(decoded))
