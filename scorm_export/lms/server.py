"""Serves one package on this machine: what `olw scorm play` runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import click

from scorm_export.errors import ScormError
from scorm_export.lms.app import lms_app
from scorm_export.lms.assets import ready
from scorm_export.lms.package import open_package

HOST = "127.0.0.1"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the page shows the calls that matter."""


def slug(path: Path) -> str:
    """A name for the address, from the file's name."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem)
    return name.strip("-._")[:100] or "package"


def start(packages: Mapping[str, Path], port: int = 0) -> tuple[WSGIServer, str]:
    """A server that is not running yet, and its address. Port 0 takes a free one.

    Raises ScormError lms-port.
    """
    app = lms_app(packages)
    try:
        server = make_server(
            HOST,
            port,
            app,
            server_class=_Server,
            handler_class=_Quiet,
        )
    except OSError as error:
        raise ScormError(
            "lms-port",
            f"port {port}",
            f"It cannot be used ({error.strerror}).",
            "Choose another with --port.",
        ) from None
    return server, f"http://{HOST}:{server.server_port}/"


def serve(
    zip_path: Path,
    port: int = 0,
    say: Callable[[str], object] = click.echo,
) -> None:
    """Plays a package until Ctrl-C.

    Raises ScormError when the zip is no package, or the build has not run.
    """
    package = open_package(zip_path)
    package.archive.close()
    if not ready():
        raise ScormError(
            "lms-bundle-missing",
            "The LMS page",
            "Its scripts are not built.",
            "Run make build first.",
        )
    server, address = start({slug(zip_path): zip_path}, port)
    say(f"{package.title} ({package.label}) is at {address}")
    say("Press Ctrl-C to stop.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        server.server_close()
