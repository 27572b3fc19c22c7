"""A notice that a platform has sent: each counts once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class NoticeSeen(Base):
    """`nonce_hash`: fingerprint of its nonce. `until`: no token of that age is taken any more."""

    __tablename__ = "notice_seen"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id"),
        primary_key=True,
    )
    nonce_hash: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime] = mapped_column(index=True)
