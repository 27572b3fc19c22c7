"""A new database with the newest tables per site: SQLite or PostgreSQL.

The migrations run once per process and kind; each site gets what is like a copy. That they lead
from any revision to the newest is for test_databases.py to show.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, select
from sqlalchemy.orm import Session

from lti_service import migrations
from lti_service.database import Database
from lti_service.models import ToolKey
from lti_service.secret import Keyring
from lti_service.services.keys import tool_keys
from tests.integration.lti_service.postgresql import Databases

SECRET = "a secret for tests only, 32 characters or more"
USUAL = os.environ.get("OLW_TEST_DATABASE", "sqlite")
"""What sites are kept in whose test does not say it: "sqlite" or "postgresql"."""


def postgresql_url() -> str:
    """The address of a database that is as new on the server of this process."""
    return _postgresql().url(_postgresql().lend())


def give_back(url: URL) -> None:
    """No test will use it again. A file goes with its folder."""
    if url.database and url.get_backend_name() == "postgresql":
        _postgresql().give_back(url.database)


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
    if kind == "postgresql":
        return _postgresql().url(_postgresql().empty())
    return f"sqlite:///{folder}/empty.sqlite"


@functools.cache
def _postgresql() -> Databases:
    return Databases(_migrate)


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
