"""Get-or-create that two processes can run at once: insert unless it is there, then read."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lti_service.models import Base

Row = TypeVar("Row", bound=Base)


def get_or_create(
    session: Session, model: type[Row], unique: dict[str, Any], first: dict[str, Any]
) -> Row:
    """The row whose columns equal `unique`; `first` fills the other columns when it is made now."""
    found = session.scalar(select(model).filter_by(**unique))
    if found is not None:
        return found
    insert = (
        postgresql.insert
        if session.get_bind().dialect.name == "postgresql"
        else sqlite.insert
    )
    session.execute(insert(model).values(**unique, **first).on_conflict_do_nothing())
    return session.scalars(select(model).filter_by(**unique)).one()
