"""Open edX's xblock-sdk workbench as one command:
`python -m demo.workbench --port 8001 --var var/workbench`.

Sets up its database below `--var`, serves until Ctrl-C or SIGTERM, and writes what the block
publishes (grade, completion, events) to `events.jsonl` there, because the workbench itself only
logs it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import threading
from importlib.metadata import entry_points
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

EVENTS = "events.jsonl"


class EventsFile(logging.Handler):
    """Turns the workbench's two log lines for a published event into one JSON line.

    It is {event, usage, data}.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = Path(path)
        self.named = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        """The first line names event and block, the second, on the same thread, is the data.

        Called under the handler's lock.
        """
        if isinstance(record.msg, dict):
            event, usage = getattr(self.named, "last", ("", ""))
            told = {"event": event, "usage": usage, "data": record.msg}
            line = json.dumps(told, default=str)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        elif record.msg.startswith("XBlock event") and isinstance(record.args, tuple):
            self.named.last = (record.args[0], record.args[2])


def settings_for(var: Path) -> dict[str, Any]:
    """The workbench's own Django settings, with everything it writes kept below `var`."""
    from workbench import settings as given

    values = {name: getattr(given, name) for name in dir(given) if name.isupper()}
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(var / "workbench.db"),
        "OPTIONS": {"timeout": 20},
    }
    others = {entry.name for entry in entry_points(group="xblock.v1")} - {"olw"}
    handlers = {
        "file": {
            "class": "logging.FileHandler",
            "filename": str(var / "workbench.log"),
            "delay": True,
        },
        "events": {"()": "demo.workbench.EventsFile", "path": str(var / EVENTS)},
    }
    loggers = {
        "workbench.runtime": {
            "handlers": ["events"],
            "level": "INFO",
            "propagate": False,
        },
        "django": {"handlers": ["file"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["file"], "level": "WARNING", "propagate": False},
    }
    return {
        **values,
        "DATABASES": {"default": database},
        "EXCLUDED_XBLOCKS": others,
        "TIME_ZONE": "UTC",
        "DJFS": {
            "type": "osfs",
            "directory_root": str(var / "djpyfs"),
            "url_root": "/static/djpyfs",
        },
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": handlers,
            "loggers": loggers,
        },
    }


def prepare(var: Path) -> None:
    """Configure Django and bring the database up to date. Once per process."""
    var.mkdir(parents=True, exist_ok=True)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.configure(**settings_for(var))
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def serve(host: str, port: int) -> None:
    """Answer requests until the process is told to stop."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import WSGIServer, run
    from django.core.wsgi import get_wsgi_application

    sys.stdout.write(f"Open edX workbench: http://{host}:{port}/\n")
    sys.stdout.flush()
    run(
        host,
        port,
        StaticFilesHandler(get_wsgi_application()),
        threading=True,
        server_cls=WSGIServer,
    )


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """SIGTERM ends the workbench as Ctrl-C does."""
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and serve.

    0 when stopped, 1 with a plain sentence when the port is taken.
    """
    parser = argparse.ArgumentParser(
        prog="python -m demo.workbench",
        description="The Open edX workbench with our block.",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: this machine only)",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=8001,
        help="port to listen on (default: 8001)",
    )
    parser.add_argument(
        "--var",
        type=Path,
        default=Path("var/workbench"),
        help="folder for its database and log",
    )
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        prepare(options.var.resolve())
        serve(options.host, options.port)
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        sys.stderr.write(
            f"Port {options.port} cannot be used: {error.strerror}. "
            "Choose another with --port.\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
