"""Alembic migrations, shipped inside the package.

`upgrade(database)` brings any database to the newest revision.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from lti_service.database import Database


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

    `allow_private`: what the first edition allowed to all its platforms alike, they keep.
    """
    with database.engine.begin() as connection:
        made = config(connection)
        made.attributes["allow_private"] = allow_private
        command.upgrade(made, "head")


def is_current(database: Database) -> bool:
    """Whether the database stands at the newest revision."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        return context.get_current_revision() == head
