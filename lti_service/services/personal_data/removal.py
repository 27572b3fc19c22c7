"""Removing a platform with all that came from it: the people, their records and their scores.

Which rows those are is read from the tables' foreign keys, so a table that is added later is met
as well. One person alone: person.py.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Column, ColumnElement, Table, delete, func, or_, select
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.models import Attempt, Base, Learner, Registration
from lti_service.services.personal_data import person

Rows = ColumnElement[bool]
"""A condition that rows of a table fulfil."""


class Belongings(NamedTuple):
    """What goes with a platform."""

    people: int
    attempts: int


def belongings(
    session: Session,
    registration: Registration,
) -> Belongings:
    """How much there is of a platform, for the question before it is removed."""
    theirs = Learner.registration_id == registration.id
    count = select(func.count())
    learners = count.select_from(Learner)
    attempts = count.select_from(Attempt).join(Learner)
    return Belongings(
        people=session.scalar(learners.where(theirs)) or 0,
        attempts=session.scalar(attempts.where(theirs)) or 0,
    )


def remove(database: Database, registration_id: int) -> None:
    """Delete a platform and everything that belongs to it.

    People go first, in small units: nobody else waits long for the database. Whoever launches
    meanwhile goes with the rest.
    """
    while person.forget_some_of(database, registration_id):
        continue
    with database.writing() as session:
        for table, theirs in reversed(_theirs(registration_id)):
            session.execute(delete(table).where(theirs))


def _theirs(registration_id: int) -> list[tuple[Table, Rows]]:
    """Each table that has rows of a platform, and which they are; owners before their rows."""
    home = Base.metadata.tables[Registration.__tablename__]
    found: dict[Table, Rows] = {
        home: home.c.id == registration_id,
    }
    for table in Base.metadata.sorted_tables:
        ways = _ways(table, found)
        if ways:
            found[table] = or_(*ways)
    return list(found.items())


def _ways(
    table: Table,
    found: dict[Table, Rows],
) -> list[Rows]:
    """Its rows that are tied to those found so far, by each column that ties them."""
    ways = []
    for column in table.columns:
        tied = _through(column, found)
        if tied is not None:
            ways.append(tied)
    return ways


def _through(
    column: Column[object],
    found: dict[Table, Rows],
) -> Rows | None:
    """The rows that a foreign key ties to those found so far; None for any other column."""
    for key in column.foreign_keys:
        owner = key.column
        if owner.table in found:
            owners = select(owner).where(found[owner.table])
            return column.in_(owners)
    return None
