"""Running the application in one threaded process, for trying things out."""

from __future__ import annotations

import logging
import threading

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from lti_service import logs
from lti_service.app import create_app
from lti_service.errors import CommandError
from lti_service.settings import Settings
from lti_service.wiring import wiring_of

logger = logging.getLogger("lti_service.server")


def start_worker(app: Flask) -> threading.Event:
    """Deliver scores from a thread of this process; set the returned event to stop it."""
    stop = threading.Event()
    thread = threading.Thread(
        target=wiring_of(app).worker().run,
        args=(stop,),
        name="olw-lti-worker",
        daemon=True,
    )
    thread.start()
    return stop


def run_dev(settings: Settings, bind: str) -> None:
    """Serve from threads of this process, with a worker, until Ctrl-C."""
    host, port = split(bind)
    app = create_app(settings)
    logs.set_up_process(settings.log_level)
    server = make_server(host, port, app, threaded=True, request_handler=_QuietHandler)
    stop = start_worker(app)
    ready = f"Serving {settings.public_url} at http://{bind}. Press Ctrl-C to stop."
    print(ready, flush=True)  # noqa: T201
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.server_close()
        wiring_of(app).close()


class _QuietHandler(WSGIRequestHandler):
    """We log requests ourselves.

    The development server's own lines hold whole addresses, with hints in them.
    """

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""

    def log_error(self, format: str, *args: object) -> None:
        """That there was one; its text quotes the request."""
        logger.warning("request could not be read")


def split(bind: str) -> tuple[str, int]:
    """Address and port. Raises CommandError (bind)."""
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        told = f"--bind {bind!r} is not address:port, for example 127.0.0.1:8000."
        raise CommandError("bind", told)
    return host, int(port)
