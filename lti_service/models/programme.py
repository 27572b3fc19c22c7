"""A programme: courses of one platform whose room figures an administrator joins on one page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.context import Context
from lti_service.models.registration import Registration


class Programme(Base):
    """`is_open`: facilitators of its courses may open its page; else administrators alone."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("registration_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    name: Mapped[str]
    is_open: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship(lazy="joined")


class ProgrammeCourse(Base):
    """A course is in one programme at most."""

    __tablename__ = "programme_course"

    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)

    course: Mapped[Context] = relationship(lazy="joined")


class ProgrammeFigures(Base):
    """Of one module: sums of the steps that people of several courses were counted in together.

    Those of its courses' own steps are not in it. Columns as in `CourseFigures`.
    """

    __tablename__ = "programme_figures"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id"),
        primary_key=True,
    )
    module: Mapped[str] = mapped_column(primary_key=True)
    counts: Mapped[dict[str, Any]]
    people: Mapped[int]
    plans: Mapped[int]
    moved_at: Mapped[datetime]
