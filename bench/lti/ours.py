"""Our own service on SQLite: the application, and how often it asks its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event

from bench.lti.lms import TOOL, Lms
from bench.lti.stored import prepare
from lti_service.app import create_app
from lti_service.settings import Settings
from lti_service.wiring import wiring_of


@dataclass
class Asked:
    """Of the database. `transactions`: that write, a statement that is one by itself included.

    `statements`: without those that begin and end a transaction, which no event tells.
    """

    transactions: int = 0
    statements: int = 0


def create_service(folder: Path, lms: Lms) -> Flask:
    """The service, which knows the LMS."""
    settings = Settings(
        secret_key="for the bench alone, 32 characters",
        database_url=f"sqlite:///{folder / 'lti.sqlite'}",
        public_url=TOOL,
        log_level="ERROR",
    )
    app = create_app(settings)
    prepare(wiring_of(app).database, lms)
    return app


WROTE = "olw_bench_wrote"
"""Whether the unit at hand on a connection has written."""


@contextmanager
def counted(app: Flask) -> Iterator[Asked]:
    """What the database is asked meanwhile."""
    engine = wiring_of(app).database.engine
    asked = Asked()

    def statement(
        connection: Connection, _cursor: object, text: str, *_: object
    ) -> None:
        asked.statements += 1
        if text.startswith("SELECT"):
            return
        if _is_in_unit(connection):
            connection.info[WROTE] = True
        else:
            asked.transactions += 1

    def transaction(connection: Connection) -> None:
        asked.transactions += connection.info.pop(WROTE, False)

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", transaction)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", transaction)


def _is_in_unit(connection: Connection) -> bool:
    """Whether a statement is carried out in a transaction, and is not one by itself."""
    driver: Any = connection.connection.dbapi_connection
    return bool(driver.in_transaction)
