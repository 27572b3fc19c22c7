"""What a sign-in link opened: an administrator at the pages under /admin."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class AdminSession(Base):
    """Found by the fingerprint of its cookie.

    `expires_at` moves on with each use, up to `ends_at`.
    """

    __tablename__ = "admin_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
