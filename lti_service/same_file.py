"""A database file that was taken away or replaced while the service runs.

Connections would go on in the file that they opened, which nobody finds any more: what is saved
there is gone at the next start (SQLite, "How To Corrupt An SQLite Database File", 2.5).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from lti_service.errors import LtiServiceError


class DatabaseFileReplacedError(LtiServiceError):
    """Another file has the name of the one that was opened, or none. The log says this name."""

    def __init__(self) -> None:
        super().__init__("too-busy", "")


def watch(engine: Engine, file: Path) -> None:
    """Let the engine work only while its file is the one that it opened first.

    Else a unit ends with OperationalError. Nothing is opened anew: no empty file is made, and no
    other is read with the old one's log beside it (`-wal`). With the old file back at its place
    all goes on.
    """
    opened: list[tuple[int, int] | None] = []

    def check() -> None:
        if opened and _identity(file) != opened[0]:
            raise OperationalError(None, None, DatabaseFileReplacedError())

    @event.listens_for(engine, "do_connect")
    def before_connect(*_: Any) -> None:
        check()

    @event.listens_for(engine, "connect")
    def on_connect(*_: Any) -> None:
        if not opened:
            opened.append(_identity(file))

    @event.listens_for(engine, "checkout")
    def on_checkout(*_: Any) -> None:
        check()


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
