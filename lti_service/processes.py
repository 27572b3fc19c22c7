"""Running the application in production: gunicorn's processes, where there is gunicorn.

It needs what Windows does not have (fcntl, pwd: gunicorn/util.py), so nothing else imports this.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from lti_service import logs
from lti_service.app import create_app
from lti_service.database import AT_HAND
from lti_service.gunicorn_worker import REQUEST_LINE, PlainWorker, allow_long_logins
from lti_service.open_connections import Table
from lti_service.server import split
from lti_service.settings import Settings

THREADS = AT_HAND
"""Of a web process: each has a connection to the database. `wiring.WEB_TURNS` says how many of them
may wait for platforms.
"""
KEEP_OPEN = 150
"""Seconds for which a connection stays open that nobody uses.

To make one anew for each answer takes a fifth of its time (docs/developers/benchmarks.md). The web
server in front has to close first: what it sends while we close is lost. nginx does after 60
seconds (ngx_http_upstream_module, keepalive_timeout), Caddy after 120.
"""

SWITCH_SECONDS = 0.01
"""How long a thread may run while others wait for the interpreter (Python's own choice: 0.005).

An answer takes two or three milliseconds of it: to hand it over in between costs each of eight
threads more (docs/developers/benchmarks.md). It is not
longer, since a large group's page runs for most of a second.
"""
NO_CONTROL = "control_socket_disable"
"""Newer versions of gunicorn take commands at a socket in the home folder: nobody asked for it."""


def run_gunicorn(settings: Settings, bind: str, workers: int) -> None:
    """Serve with gunicorn.

    Each process builds its own application, so that no connection is shared.
    """
    split(bind)
    logs.set_up_process(settings.log_level)
    allow_long_logins()
    sys.setswitchinterval(SWITCH_SECONDS)
    # With it gunicorn answers 500 to every path that the server in front has stripped
    # (gunicorn/http/wsgi.py, create). OLW_PUBLIC_URL has our path, and BelowPath moves it.
    os.environ.pop("SCRIPT_NAME", None)
    connections = Table()
    options = {
        "bind": bind,
        "workers": workers,
        "threads": THREADS,
        "keepalive": KEEP_OPEN,
        "worker_class": PlainWorker,
        "timeout": 60,
        "limit_request_line": REQUEST_LINE,
        "logger_class": _JsonLogger,
        "pre_fork": connections.give,
        "child_exit": connections.clear,
    }
    _Gunicorn(settings, options).run()


class _JsonLogger(Logger):  # type: ignore[misc]
    """gunicorn's own lines as JSON."""

    def setup(self, cfg: Any) -> None:
        """As gunicorn sets it up, then with our handler."""
        super().setup(cfg)
        self.error_log.handlers[:] = [logs.handler()]


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)
        if NO_CONTROL in self.cfg.settings:
            self.cfg.set(NO_CONTROL, True)

    def load(self) -> Flask:
        return create_app(self.settings)
