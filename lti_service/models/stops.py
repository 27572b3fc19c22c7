"""What would stop people from doing what they plan, counted for those who asked for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class StopFigures(Base):
    """Of one module in all courses of one platform. Nothing in it is about anybody.

    `waiting`: how many named what since the newest step, as JSON, sealed; "" for none. `counts`:
    the sum of all steps. `moved_at`: of the newest step; None before the first.
    """

    __tablename__ = "stop_figures"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id"),
        primary_key=True,
    )
    module: Mapped[str] = mapped_column(primary_key=True)
    waiting: Mapped[str]
    counts: Mapped[dict[str, Any]]
    moved_at: Mapped[datetime | None]


class StopsCounted(Base):
    """For which modules a learner had it counted, so that it is counted once.

    `modules`: with commas between, sealed. What was named is not in it.
    """

    __tablename__ = "stops_counted"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    modules: Mapped[str]
