"""Room figures: sums of steps (olw_core.cohort.step). Nobody is in them, so they are never changed
when somebody is forgotten.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class CourseFigures(Base):
    """Of one module in one course. `moved_at`: of the newest step.

    `people`: in all steps; it is used for the rule on plans, and shown nowhere. `plans`: how many
    of them had a plan at the newest step, as it may be told.
    """

    __tablename__ = "course_figures"

    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"), primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    counts: Mapped[dict[str, Any]]
    people: Mapped[int]
    plans: Mapped[int]
    moved_at: Mapped[datetime]


class TrustFigures(Base):
    """Of one module in all courses of one platform."""

    __tablename__ = "trust_figures"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id"),
        primary_key=True,
    )
    module: Mapped[str] = mapped_column(primary_key=True)
    counts: Mapped[dict[str, Any]]
    moved_at: Mapped[datetime]
