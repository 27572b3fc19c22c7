"""The log of what administrators did, by command or on a page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class AdminEvent(Base):
    """`by`: the name of the sign-in link, or the command line.

    `about`: the platform's name, or whatever it was done to. Never a person's id.
    """

    __tablename__ = "admin_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    action: Mapped[str]
    about: Mapped[str] = mapped_column(default="")

    @property
    def told(self) -> str:
        """Who did what to which platform, in one line."""
        about = f" ({self.about})" if self.about else ""
        return f"{self.by}: {self.action}{about}"
