"""The outbox: one row per learner and line item.

It holds the score that the platform should have.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.learner import Learner
from lti_service.models.resource_link import ResourceLink

PARKED = text("state = 'parked'")
WAITING = text("state = 'waiting'")
NOT_DONE = text("state != 'done'")
AS_PARKED: ColumnElement[str] = literal_column("'parked'")
AS_WAITING: ColumnElement[str] = literal_column("'waiting'")
AS_DONE: ColumnElement[str] = literal_column("'done'")
"""States as they stand in statements: a database that knows a state only as a parameter uses none
of the indexes over some of the rows. SQLite never does, PostgreSQL not once it has a plan for all
values (PREPARE, "generic plan"). Nearly all rows are done.
"""


class ScoreDelivery(Base):
    """`score` is 0..100 and only grows.

    `sent` is what the platform has taken, None before the first time.
    `state`: waiting, done or parked (the platform says it never will: `problem` tells why).
    `stamped_at` is the newest timestamp used, in whole seconds: platforms refuse a score that is
    not later (Moodle counts whole seconds).
    `since`: from when on the score has not arrived; of one that is done, when it did.
    `lease` and `leased_until` mark the worker at it; a crash frees the row when the time is over.
    """

    __tablename__ = "score_delivery"
    __table_args__ = (
        UniqueConstraint("learner_id", "resource_link_id"),
        Index(
            "ix_score_delivery_due",
            "due_at",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index(
            "ix_score_delivery_parked",
            "resource_link_id",
            sqlite_where=PARKED,
            postgresql_where=PARKED,
        ),
        Index(
            "ix_score_delivery_not_done",
            "resource_link_id",
            "state",
            sqlite_where=NOT_DONE,
            postgresql_where=NOT_DONE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    resource_link_id: Mapped[int] = mapped_column(
        ForeignKey("resource_link.id"),
        index=True,
    )
    score: Mapped[int]
    sent: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="waiting")
    problem: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    stamped_at: Mapped[datetime | None]
    lease: Mapped[str] = mapped_column(default="")
    leased_until: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    since: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
    resource_link: Mapped[ResourceLink] = relationship()
