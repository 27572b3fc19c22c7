"""A link by which one administrator of this service may sign in, once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class AdminLink(Base):
    """Found by the fingerprint of its token. `name`: who signs in with it, for the log."""

    __tablename__ = "admin_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
