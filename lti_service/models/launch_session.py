"""What a launch opened: one person at one resource link in one role.

It lasts until a while after the last use (`Settings.idle`), and never longer than
`Settings.longest`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.learner import Learner
from lti_service.models.registration import Registration
from lti_service.models.resource_link import ResourceLink


class LaunchSession(Base):
    """Found by the fingerprint of its token.

    That is a bearer token for the player, a cookie for facilitators' pages. `role`: see
    messages.roles. `expires_at` moves on with each use, up to `ends_at`.
    """

    __tablename__ = "launch_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    resource_link_id: Mapped[int] = mapped_column(ForeignKey("resource_link.id"))
    role: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]

    learner: Mapped[Learner] = relationship()
    resource_link: Mapped[ResourceLink] = relationship()

    @property
    def platform(self) -> Registration:
        """The one that sent this person."""
        return self.learner.registration
