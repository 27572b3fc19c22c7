"""Our own service on SQLite: the application, and how often it asks its database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from bench.lti.lms import CLIENT_ID, DEPLOYMENT_ID, ISSUER, Lms
from lti_service import migrations
from lti_service.app import create_app
from lti_service.clock import utc_now
from lti_service.services import registrations, tool_keys
from lti_service.services.new_platforms import NewPlatform
from lti_service.settings import Settings
from lti_service.wiring import wiring_of

BEARER = re.compile(r'"bearer":"([^"]+)"')
RETRY = re.compile(r'"retry":"([^"]+)"')
RESPOND = re.compile(r'"respond":"([^"]+)"')


@dataclass
class Asked:
    """Of the database, without what begins and ends a transaction."""

    transactions: int = 0
    statements: int = 0


def create_service(folder: Path, lms: Lms) -> Flask:
    """The service, which knows the LMS."""
    settings = Settings(
        secret_key="for the bench alone, 32 characters",
        database_url=f"sqlite:///{folder / 'lti.sqlite'}",
        log_level="ERROR",
    )
    app = create_app(settings)
    database = wiring_of(app).database
    migrations.upgrade(database)
    platform = NewPlatform(
        name="Bench",
        issuer=ISSUER,
        client_id=CLIENT_ID,
        login_url=ISSUER + "/auth",
        token_url=ISSUER + "/token",
        keys_url=lms.keys_url,
        deployments={DEPLOYMENT_ID: "score"},
        allow_private=True,
    )
    with database.writing() as session:
        tool_keys.ensure(session, utc_now())
        registrations.add(session, platform, utc_now())
    return app


@contextmanager
def counted(app: Flask) -> Iterator[Asked]:
    """What the database is asked meanwhile."""
    engine = wiring_of(app).database.engine
    asked = Asked()

    def statement(_connection: object, _cursor: object, text: str, *_: object) -> None:
        asked.statements += not text.startswith("BEGIN")

    def transaction(_connection: object) -> None:
        asked.transactions += 1

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", transaction)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", transaction)


def first_of(pattern: re.Pattern[str], page: str) -> str:
    """What a page's configuration says. Raises AssertionError."""
    found = pattern.search(page)
    assert found is not None, page[:500]
    return found[1]
