"""A learner's way through one module in one course.

The attempt record and what is derived from it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.learner import Learner
from lti_service.models.resource_link import ResourceLink

OUTSIDE_COURSES = text("context_id IS NULL")


class Attempt(Base):
    """`record` is the one state (formats.md, 5), sealed like `card_log`.

    Read both through services.sealing.sealed.

    In a course there is one for each learner and module, whatever placement it was opened from:
    `resource_link` is the first. Outside courses (`context_id` None) each placement has its own.
    `progress`, `best` (percent) and the times only ever grow. `best` is None before the first
    ending and where only completion is reported. `settled_at`: the learner has said whether a
    result from another course counts here. `shared_way`: sealed, a fingerprint of the way that they
    let those who lead the course see, "" for none; it fits no other (services/play/sharing.py).
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("learner_id", "context_id", "module"),
        Index(
            "uq_attempt_outside_courses",
            "learner_id",
            "resource_link_id",
            "module",
            unique=True,
            sqlite_where=OUTSIDE_COURSES,
            postgresql_where=OUTSIDE_COURSES,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    context_id: Mapped[int | None] = mapped_column(ForeignKey("context.id"), index=True)
    resource_link_id: Mapped[int] = mapped_column(
        ForeignKey("resource_link.id"),
        index=True,
    )
    module: Mapped[str]
    record: Mapped[str] = mapped_column(default="")
    card_log: Mapped[str] = mapped_column(default="")
    progress: Mapped[int] = mapped_column(default=0)
    best: Mapped[int | None]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    shared_way: Mapped[str] = mapped_column(default="")

    learner: Mapped[Learner] = relationship()
    resource_link: Mapped[ResourceLink] = relationship()
