"""Sealing anew, under the newest secret, what lies sealed in columns of any table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from lti_service.database import Database, keyring_of
from olw_core.play.sealing import SealError

SealedColumn = InstrumentedAttribute[str]


@dataclass(frozen=True)
class Resealed:
    """How many texts were sealed anew, and how many were left because no secret opens them."""

    done: int
    left: int

    def __add__(self, other: Resealed) -> Resealed:
        return Resealed(self.done + other.done, self.left + other.left)


def anew(database: Database, columns: Iterable[SealedColumn]) -> Resealed:
    """Whatever these columns hold, one column in a unit of work."""
    total = Resealed(0, 0)
    for column in columns:
        total += _column(database, column)
    return total


def _column(database: Database, column: SealedColumn) -> Resealed:
    name = column.key
    query = select(column.class_).where(column != "").with_for_update()
    done = left = 0
    with database.writing() as session:
        seal = keyring_of(session).records
        for row in session.scalars(query):
            sealed = getattr(row, name)
            try:
                text = seal.open(sealed)
            except SealError:
                left += 1
                continue
            closed = seal.close(text)
            setattr(row, name, closed)
            done += 1
    return Resealed(done, left)
