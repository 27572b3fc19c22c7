"""What all commands need: faults told in one plain line, and the database with its secret."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from lti_service import migrations
from lti_service.cli.printing import harmless
from lti_service.clock import utc_now
from lti_service.database import Database
from lti_service.secret import Keyring
from lti_service.services import admin_log
from lti_service.services.keys import tool_keys
from lti_service.services.sealing import secrets
from lti_service.settings import Settings
from olw_core.errors import OlwError

Given = ParamSpec("Given")


def plainly(command: Callable[Given, None]) -> Callable[Given, None]:
    """Run a command so that known faults are one line and exit status 1."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except OlwError as error:
            told = harmless(f"{error} [{error.code}]")
            raise click.ClickException(told) from error
        except SQLAlchemyError as error:
            told = harmless(_told(error))
            raise click.ClickException(told) from error

    return run


def of_platform(command: Callable[Given, None]) -> Callable[Given, None]:
    """The option that decides between platforms of one name."""
    words = "Its client id, where several platforms have the name or issuer."
    return click.option("--client-id", default="", help=words)(command)


def or_blank(
    _context: click.Context, _option: click.Parameter, given: str | None
) -> str:
    """For an option with choices: "" where nothing was chosen, which is no choice itself."""
    return given or ""


def open_database() -> tuple[Settings, Database]:
    """Settings and database as they are; the end of the command closes it. Raises SettingsError."""
    settings = Settings.from_env(os.environ)
    database = Database(settings.database_url, Keyring(settings.secrets))
    click.get_current_context().call_on_close(database.close)
    return settings, database


def ready_database() -> tuple[Settings, Database]:
    """The database with all its tables, a signing key, and the secret it is sealed under.

    Raises SettingsError.
    """
    settings, database = open_database()
    migrations.upgrade(database, allow_private=settings.allow_private_platforms)
    with database.writing() as session:
        secrets.check(session, utc_now())
        tool_keys.ensure(session, utc_now())
    return settings, database


def note(session: Session, action: str, about: str) -> None:
    """Put what a command did into the administrators' log, in the unit that does it."""
    admin_log.note(session, admin_log.COMMAND_LINE, action, about, utc_now())


def _told(error: SQLAlchemyError) -> str:
    """The first line of what the database itself said."""
    cause = getattr(error, "orig", error)
    told = str(cause).splitlines()[0]
    return f"The database did not do it: {told}. See OLW_DATABASE_URL."
