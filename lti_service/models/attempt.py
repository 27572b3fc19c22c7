"""A learner's way through one module at one resource link.

The attempt record and what is derived from it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.learner import Learner
from lti_service.models.resource_link import ResourceLink


class Attempt(Base):
    """`record` is the one state (formats.md, 5), sealed like `card_log`.

    Read both through services.sealed.

    `progress`, `best` (percent) and the times only ever grow. `best` is None before the first
    ending and where only completion is reported.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint(
            "learner_id",
            "resource_link_id",
            "module",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
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
    changed_at: Mapped[datetime]

    learner: Mapped[Learner] = relationship()
    resource_link: Mapped[ResourceLink] = relationship()
