"""A deployment that launched before anybody had approved it (LTI Core 1.3, 3.1.3).

It is a table of its own, so that no query about deployments can take one for approved.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.registration import Registration


class PendingDeployment(Base):
    """`tries`: how many launches came so far. `refused_at`: an administrator said no."""

    __tablename__ = "pending_deployment"
    __table_args__ = (UniqueConstraint("registration_id", "deployment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    deployment_id: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    refused_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()
