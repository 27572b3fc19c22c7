"""The newest key set fetched from a platform, shared by all processes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class PlatformKeys(Base):
    """`document` is the JWKS.

    `asked_at` also counts failed fetches, so that forged kids cannot make us hammer.
    """

    __tablename__ = "platform_keys"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id"),
        primary_key=True,
    )
    document: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
