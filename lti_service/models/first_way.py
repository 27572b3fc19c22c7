"""A learner's first way through a module, from its ending until it is counted.

Rows stay as long as the learner's data; what was answered is deleted once it is counted.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base

UNCOUNTED = text("counted_at IS NULL")


class FirstWay(Base):
    """`record`: as it stood at the first ending, sealed; "" once counted.

    One for each person and module, wherever else they play it. `counted_at`: None while waiting.
    `planned`: a plan was kept since. `is_pooled`: it was counted with other courses of a programme,
    and not in its own course.
    """

    __tablename__ = "first_way"
    __table_args__ = (
        UniqueConstraint("learner_id", "module"),
        Index("ix_first_way_counted", "context_id", "counted_at", "module"),
        Index(
            "ix_first_way_uncounted",
            "context_id",
            "module",
            sqlite_where=UNCOUNTED,
            postgresql_where=UNCOUNTED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"))
    module: Mapped[str]
    record: Mapped[str]
    planned: Mapped[bool] = mapped_column(default=False)
    is_pooled: Mapped[bool] = mapped_column(default=False)
    finished_at: Mapped[datetime]
    counted_at: Mapped[datetime | None]
