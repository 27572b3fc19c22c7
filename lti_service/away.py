"""Which errors say that the database cannot work now: what was asked may be asked again.

All others are faults of ours, which would come again at each further try.
"""

from __future__ import annotations

from sqlalchemy.exc import OperationalError, SQLAlchemyError, TimeoutError

_KINDS = (OperationalError, TimeoutError)
"""It is locked or away, or there is no connection to it left."""
_READ_ONLY = "25006"
"""PostgreSQL's read_only_sql_transaction: so refuses a server that has just become the second."""


def is_away(error: Exception) -> bool:
    """Whether the database that raised the error cannot work now."""
    if not isinstance(error, SQLAlchemyError):
        return False
    is_read_only = getattr(_cause(error), "sqlstate", "") == _READ_ONLY
    return is_read_only or isinstance(error, _KINDS)


def kind_of(error: Exception) -> str:
    """What the driver calls it, for example SQLITE_FULL: a word for a log, which names nobody."""
    cause = _cause(error)
    name: str = getattr(cause, "sqlite_errorname", "")
    return name or type(cause).__name__


def _cause(error: Exception) -> BaseException:
    """The driver's own error, where there is one."""
    cause: BaseException | None = getattr(error, "orig", None)
    return cause or error
