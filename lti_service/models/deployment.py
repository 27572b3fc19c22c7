"""A deployment: one place inside a platform where the tool was installed (LTI Core 3.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base

if TYPE_CHECKING:
    from lti_service.models.registration import Registration


class Deployment(Base):
    """`report` is what the LMS is told unless a placement says otherwise: completion, score or answers."""

    __tablename__ = "deployment"
    __table_args__ = (UniqueConstraint("registration_id", "deployment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    deployment_id: Mapped[str]
    report: Mapped[str] = mapped_column(default="score")

    registration: Mapped[Registration] = relationship(back_populates="deployments")
