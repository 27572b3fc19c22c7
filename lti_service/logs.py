"""Structured logs: one JSON object a line, with a request id and no personal data.

Only the path is logged, never a query string, a body, a token or an address of the caller. In the
processes that `olw lti serve` and `worker` start, everything that other libraries log comes in the
same form.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request

from lti_service.secret import new_key

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
}
ExcInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)
"""As `sys.exc_info()` gives it."""
UNREADABLE = re.compile("Invalid request from ip=")  # gunicorn/workers/base.py
QUERY = re.compile(r"\?\S+")
logger = logging.getLogger("lti_service.requests")


class JsonLines(logging.Formatter):
    """Formats a record as JSON.

    Time (UTC), level, event, request id, and what was given as `extra`.
    """

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        seconds = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        milliseconds = f"{int(record.msecs):03d}"
        line: dict[str, Any] = {
            "at": f"{seconds}.{milliseconds}Z",
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        for name, value in vars(record).items():
            if name not in STANDARD:
                line[name] = value
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=True)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (logging's name)
        """Places and kinds of an error and of what led to it, the newest first.

        Without their texts: PostgreSQL's quote the row that it refused ("Key (sub)=(...) already
        exists"), a KeyError its key, and either may be a person's id or a token.
        """
        _, error, _ = ei
        told: list[str] = []
        while error is not None:
            told += traceback.format_tb(error.__traceback__)
            told.append(f"{type(error).__module__}.{type(error).__qualname__}\n")
            error = _led_to(error)
        return "".join(told)


def _led_to(error: BaseException) -> BaseException | None:
    """What a traceback of Python's tells with an error."""
    if error.__suppress_context__:
        return error.__cause__
    return error.__cause__ or error.__context__


class Discreet(logging.Filter):
    """Takes out what the web server quotes of a request.

    That is the caller's address, and queries with hints in them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, changed where need be."""
        message = record.getMessage()
        if UNREADABLE.match(message):
            record.msg = "request could not be read"
            record.args = ()
        elif QUERY.search(message):
            record.msg = QUERY.sub("", message)
            record.args = ()
        return True


def handler() -> logging.Handler:
    """JSON lines on standard error, as discreet as our own."""
    made = logging.StreamHandler(sys.stderr)
    made.setFormatter(JsonLines())
    made.addFilter(Discreet())
    return made


def set_up_process(level: str) -> None:
    """For a process of our own: whatever is logged, by anyone, is a JSON line.

    Warnings of Python too.
    """
    set_up(level)
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.handlers[:] = [handler()]
    root.setLevel(logging.WARNING)


def set_up(level: str) -> None:
    """Send the service's logs to standard error as JSON lines.

    httpx2 would log whole addresses: it is kept quiet.
    """
    root = logging.getLogger("lti_service")
    root.handlers[:] = [handler()]
    root.propagate = False
    root.setLevel(level)
    logging.getLogger("httpx2").setLevel(logging.WARNING)


def log_requests(app: Flask) -> None:
    """Give each request an id (sent back as X-Request-Id) and log its end."""

    @app.before_request
    def begin() -> None:
        g.request_id = new_key()
        g.began = time.monotonic()

    @app.after_request
    def end(response: Response) -> Response:
        now = time.monotonic()
        seconds = now - g.get("began", now)
        request_id = g.get("request_id", "")
        response.headers["X-Request-Id"] = request_id
        details = {
            "request": request_id,
            "method": request.method,
            "path": _path(),
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
        }
        logger.info("request", extra=details)
        return response


def _path() -> str:
    """The path of this request; where a token stands in it, the form of the address instead."""
    if request.url_rule is not None and "token" in (request.view_args or {}):
        return request.url_rule.rule
    return request.path[:200]
