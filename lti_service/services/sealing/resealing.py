"""Sealing anew, under the newest secret, what lies sealed in columns of any table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, inspect, not_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from lti_service.database import Database, keyring_of
from lti_service.models import Base
from lti_service.models.base import table_of
from olw_core.play.sealing import MARK, SealError

SealedColumn = InstrumentedAttribute[str]
BATCH = 500


@dataclass(frozen=True)
class Resealed:
    """How many texts were sealed anew, and how many were left because no secret opens them."""

    done: int
    left: int

    def __add__(self, other: Resealed) -> Resealed:
        return Resealed(self.done + other.done, self.left + other.left)


def anew(
    database: Database,
    columns: Iterable[SealedColumn],
    *,
    only_clear: bool = False,
) -> Resealed:
    """Whatever these columns hold, a few hundred rows in a unit of work.

    `only_clear`: only what lies there in clear.
    """
    total = Resealed(0, 0)
    for column in columns:
        which = _is_clear(column) if only_clear else column != ""
        total += _column(database, column, which)
    return total


def _column(
    database: Database,
    column: SealedColumn,
    which: ColumnElement[bool],
) -> Resealed:
    total = Resealed(0, 0)
    last: tuple[Any, ...] = ()
    while True:
        with database.writing() as session:
            found = _after(session, column, which, last)
            total += _seal(session, found, column.key)
        if len(found) < BATCH:
            return total
        last = inspect(found[-1]).identity or ()


def _after(
    session: Session,
    column: SealedColumn,
    which: ColumnElement[bool],
    last: tuple[Any, ...],
) -> Sequence[Base]:
    """The next rows in the order of their key. `last`: the key of the one before, () for none."""
    model = cast(type[Base], column.class_)
    key = table_of(model).primary_key
    query = select(model).where(which).order_by(*key).limit(BATCH).with_for_update()
    if last:
        query = query.where(tuple_(*key) > last)
    return session.scalars(query).all()


def _is_clear(column: SealedColumn) -> ColumnElement[bool]:
    """Holds a text, and that text is not sealed."""
    is_sealed = column.startswith(MARK, autoescape=True)
    return and_(column != "", not_(is_sealed))


def _seal(session: Session, found: Sequence[Base], name: str) -> Resealed:
    """Closes what these rows hold in a column with the newest secret."""
    seal = keyring_of(session).records
    done = left = 0
    for row in found:
        try:
            text = seal.open(getattr(row, name))
        except SealError:
            left += 1
            continue
        setattr(row, name, seal.close(text))
        done += 1
    return Resealed(done, left)
