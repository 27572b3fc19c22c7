"""A link by which one LMS may register itself, once (LTI Dynamic Registration 1.0)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class RegistrationLink(Base):
    """Found by the fingerprint of its token.

    `name`: whom it is for, and what the platform is called afterwards.
    `family`: see services.platforms.platform_families; "" lets the platform say.
    `report`: what its deployments are told.
    `allow_private`: as in `models.Registration`.
    `used_at`: somebody is using it or has; `registration_id` is what came of it.
    """

    __tablename__ = "registration_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    family: Mapped[str] = mapped_column(default="")
    report: Mapped[str] = mapped_column(default="score")
    allow_private: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"))
