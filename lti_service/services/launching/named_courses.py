"""A course becomes known here: by a launch from it, or by a notice that names it.

Those that notices alone have named go when nobody has come to them for long. What hangs on a course
is read from the tables' foreign keys, so a table that is added later counts as well.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, delete, exists
from sqlalchemy.orm import Session

from lti_service.models import Base, Context
from lti_service.models.base import table_of
from lti_service.secret import new_key
from lti_service.services import rows


class KnownCourse(NamedTuple):
    """Columns of a `Context`."""

    id: int
    title: str
    memberships_url: str
    groups_url: str
    group_sets_url: str
    copied_from: list[str]


def known_from_now(
    session: Session,
    deployment_id: int,
    context_id: str,
    title: str = "",
) -> Context:
    """The course that the platform calls so. `title`: of one that nobody has named before."""
    place = {"deployment_id": deployment_id, "context_id": context_id}
    first = {
        "key": new_key(),
        "title": title,
        "memberships_url": "",
        "groups_url": "",
        "group_sets_url": "",
        "copied_from": [],
    }
    return rows.get_or_create(session, Context, place, first)


def forget_unopened(session: Session, before: datetime) -> None:
    """Delete courses that no notice has named since, and on which nothing hangs."""
    unopened = delete(Context).where(Context.noticed_at <= before)
    for column in _naming_courses():
        unopened = unopened.where(~exists().where(column == Context.id))
    rows.change(session, unopened)


def _naming_courses() -> list[Column[int]]:
    """The columns of all tables that say of which course a row is."""
    course = table_of(Context).c.id
    tables = Base.metadata.sorted_tables
    return [
        key.parent for one in tables for key in one.foreign_keys if key.column is course
    ]
