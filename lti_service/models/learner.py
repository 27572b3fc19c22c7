"""A learner: the platform's opaque `sub` within one registration.

No name and no address is ever stored.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.registration import Registration


class Learner(Base):
    """(issuer, client_id, sub).

    `last_seen_at`: to the hour (services/launching/coming.py).
    `locale`: the language of the platform at the newest launch; `lang`: what the learner chose on
    a page; each "" where unknown.

    Facilitators have a row too; `Membership` says who is what, and where.
    """

    __tablename__ = "learner"
    __table_args__ = (UniqueConstraint("registration_id", "sub"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    sub: Mapped[str]
    anonymous: Mapped[bool] = mapped_column(default=False)
    last_seen_at: Mapped[datetime]
    locale: Mapped[str] = mapped_column(default="", server_default="")
    lang: Mapped[str] = mapped_column(default="", server_default="")

    registration: Mapped[Registration] = relationship()
