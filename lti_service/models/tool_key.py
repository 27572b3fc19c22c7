"""Our own signing keys: published in our key set, sealed under the service's secret."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class ToolKey(Base):
    """Signs from `signs_from` until a later key does.

    Published until `retires_at` (None = no end set).
    """

    __tablename__ = "tool_key"

    kid: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[str]
    signs_from: Mapped[datetime]
    retires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
