"""One sealed value that tells whether the service was started with the right secret.

That is the one that this database is sealed under.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class SecretCheck(Base):
    """A single row, with the id 1."""

    __tablename__ = "secret_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[str]
    sealed_at: Mapped[datetime]
