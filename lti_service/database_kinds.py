"""What a database calls its own error: a word for a log, which names nobody."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError


def kind_of(error: SQLAlchemyError) -> str:
    """SQLITE_FULL, SQLITE_READONLY, 53300 ...; where it has no name of its own, the error's kind.

    A number is PostgreSQL's ("PostgreSQL Error Codes" in its manual).
    """
    cause = getattr(error, "orig", None) or error
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return name or type(cause).__name__
