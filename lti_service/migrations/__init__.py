"""Alembic migrations, shipped inside the package.

`upgrade(database)` brings any database to the newest revision.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from lti_service.database import Database
from lti_service.errors import LtiServiceError

Age = Literal["current", "older", "newer"]
"""A database without tables is older."""
NEWER = (
    "The tables are of a newer version than this program. Nothing was changed. Install the newer "
    "version again, or restore the back-up that was made before it. See OLW_DATABASE_URL."
)
_WITHOUT_LIMIT = text("SET LOCAL lock_timeout = 0")
"""However long the first takes with years of rows."""
_WAIT_FOR_TURN = text("SELECT pg_advisory_xact_lock(7302263)")
"""PostgreSQL frees it at the end of the unit. The number is ours alone ("olw", in ASCII)."""


def config(connection: Connection | None = None) -> Config:
    """The Alembic configuration.

    There is no alembic.ini because the service's own settings name the database.
    """
    folder = Path(__file__).parent
    made = Config()
    made.set_main_option("script_location", str(folder))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def upgrade(database: Database, *, allow_private: bool = False) -> None:
    """Create or update every table, in one transaction where the database can.

    `serve` and `worker` may start together: one does it, the others wait until it is done.
    `allow_private`: what the first edition allowed to all its platforms alike, they keep.
    Raises LtiServiceError (database-newer).
    """
    with database.writing() as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(_WITHOUT_LIMIT)
            connection.execute(_WAIT_FOR_TURN)
        if _age(connection) == "newer":
            raise LtiServiceError("database-newer", NEWER)
        made = config(connection)
        made.attributes["allow_private"] = allow_private
        command.upgrade(made, "head")


def age(database: Database) -> Age:
    """How old the database's tables are beside those of this version."""
    with database.engine.connect() as connection:
        return _age(connection)


def _age(connection: Connection) -> Age:
    scripts = _scripts()
    revision = _revision(connection)
    if revision == scripts.get_current_head():
        return "current"
    known = {script.revision for script in scripts.walk_revisions()}
    is_known = revision is None or revision in known
    return "older" if is_known else "newer"


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())
