"""The audit log: who looked at other people's data, where and when. Never what they saw."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class AuditEvent(Base):
    """`people` is how many rows about others were on the page.

    `actor_id` is None once the actor was forgotten.
    """

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("learner.id"),
        index=True,
    )
    action: Mapped[str]
    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"), index=True)
    people: Mapped[int]
