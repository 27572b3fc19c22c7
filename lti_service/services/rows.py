"""Statements about rows: get-or-create that two processes can run at once, and changes.

`store` and `insert` write at once. On the ways that every learner takes they stand for the
session's own unit of work, whose book-keeping costs several times as much as the statement.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import (
    Connection,
    CursorResult,
    Delete,
    Insert,
    Select,
    Update,
    bindparam,
    select,
)
from sqlalchemy import insert as insert_into
from sqlalchemy import update as update_of
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from lti_service.errors import RefusedError
from lti_service.models import Base
from lti_service.models.base import table_of

MOST_ROWS = 2**31 - 1
"""The largest number that a row's id can have: PostgreSQL refuses to compare with a larger one."""
Row = TypeVar("Row", bound=Base)
Seen = TypeVar("Seen", bound=NamedTuple)
"""A row at a glance: columns of a table, those of its key among them."""


def get_or_create(
    session: Session,
    model: type[Row],
    unique: dict[str, Any],
    first: dict[str, Any],
) -> Row:
    """The row whose columns equal `unique`; `first` fills the other columns when it is made now."""
    given = {name: value for name, value in unique.items() if value is not None}
    query = _by_columns(model, tuple(unique), tuple(given))
    found: Row | None = session.scalar(query, given)
    if found is not None:
        return found
    insert_unless_there(session, model, {**unique, **first})
    made: Row = session.scalars(query, given).one()
    return made


@functools.cache
def _by_columns(
    model: type[Row],
    names: tuple[str, ...],
    given: tuple[str, ...],
) -> Select[Any]:
    """The row whose columns equal the parameters of their names; those not given are NULL."""
    query = select(model)
    for name in names:
        column = getattr(model, name)
        if name in given:
            query = query.where(column == bindparam(name))
        else:
            query = query.where(column.is_(None))
    return query


def change(
    database: Session | Connection,
    statement: Update | Delete,
    values: dict[str, Any] | None = None,
) -> int:
    """Carry out an UPDATE or DELETE; how many rows it met. `values`: of its parameters.

    Objects that a session has already read stay as they are.
    """
    options = {"synchronize_session": False}
    result = database.execute(statement, values, execution_options=options)
    return int(cast(CursorResult[Any], result).rowcount)


def store(session: Session, row: Base, **values: Any) -> bool:
    """Write those columns of a stored row that differ from what it holds; whether any did.

    Raises RefusedError (too-busy) for a row that somebody has deleted since it was read.
    """
    changed = differing(row, values)
    if not changed:
        return False
    _write(session, type(row), row, changed)
    for name, value in changed.items():
        set_committed_value(row, name, value)
    return True


def kept(
    database: Session | Connection, model: type[Base], row: Seen, **values: Any
) -> Seen:
    """The same for a row that was seen at a glance, as it is afterwards.

    Raises RefusedError (too-busy), as `store`.
    """
    changed = differing(row, values)
    if not changed:
        return row
    _write(database, model, row, changed)
    return row._replace(**changed)


def _write(
    database: Session | Connection,
    model: type[Base],
    row: object,
    changed: dict[str, Any],
) -> None:
    """Raises RefusedError (too-busy)."""
    statement, keys = _update_one(model)
    of_row = {OF + name: getattr(row, name) for name in keys}
    if change(database, statement, {**changed, **of_row}) != 1:
        raise RefusedError("too-busy", f"a row of {model.__tablename__} is gone")


def differing(row: object, values: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that a row, whole or seen at a glance, does not hold."""
    changed = {}
    for name, value in values.items():
        if getattr(row, name) != value:
            changed[name] = value
    return changed


def insert(
    database: Session | Connection,
    model: type[Base],
    values: dict[str, Any],
) -> None:
    """Write a new row."""
    database.execute(_insert_one(model), values)


OF = "of_"
"""Before the name of a column that is looked for, which may not be called as one that is set."""


@functools.cache
def _update_one(model: type[Base]) -> tuple[Update, tuple[str, ...]]:
    """Updates the row of a key, which is named too. The columns set are those that are given."""
    table = table_of(model)
    statement = update_of(table)
    for column in table.primary_key:
        statement = statement.where(column == bindparam(OF + column.name))
    names = tuple(column.name for column in table.primary_key)
    return statement, names


@functools.cache
def _insert_one(model: type[Base]) -> Insert:
    return insert_into(table_of(model))


def insert_unless_there(
    session: Session,
    model: type[Base],
    values: dict[str, Any],
) -> bool:
    """Write a new row, unless one with its key is there already; whether it is new."""
    dialect = session.get_bind().dialect.name
    # SQLAlchemy keeps the driver's count for UPDATE and DELETE, and for INSERT where it is told to.
    options = {"preserve_rowcount": True}
    statement = _insert_new(model, dialect)
    made = session.execute(statement, values, execution_options=options)
    return cast(CursorResult[Any], made).rowcount == 1


@functools.cache
def _insert_new(model: type[Base], dialect: str) -> Insert:
    """Inline: it asks for no key back, so that the driver counts the rows that were written."""
    table = table_of(model)
    if dialect == "postgresql":
        return postgresql.insert(table).inline().on_conflict_do_nothing()
    return sqlite.insert(table).inline().on_conflict_do_nothing()
