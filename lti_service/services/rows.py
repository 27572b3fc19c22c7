"""Statements about rows: get-or-create that two processes can run at once, and counted changes."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, Delete, Update, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lti_service.models import Base

MOST_ROWS = 2**31 - 1
"""The largest number that a row's id can have: PostgreSQL refuses to compare with a larger one."""
Row = TypeVar("Row", bound=Base)


def get_or_create(
    session: Session,
    model: type[Row],
    unique: dict[str, Any],
    first: dict[str, Any],
) -> Row:
    """The row whose columns equal `unique`; `first` fills the other columns when it is made now."""
    query = select(model).filter_by(**unique)
    found = session.scalar(query)
    if found is not None:
        return found
    _insert_unless_there(session, model, {**unique, **first})
    return session.scalars(query).one()


def change(session: Session, statement: Update | Delete) -> int:
    """Carry out an UPDATE or DELETE; how many rows it met.

    Objects that the session has already read stay as they are.
    """
    options = {"synchronize_session": False}
    result = session.execute(statement, execution_options=options)
    return int(cast(CursorResult[Any], result).rowcount)


def _insert_unless_there(
    session: Session,
    model: type[Base],
    values: dict[str, Any],
) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            postgresql.insert(model).values(values).on_conflict_do_nothing()
        )
    else:
        session.execute(sqlite.insert(model).values(values).on_conflict_do_nothing())
