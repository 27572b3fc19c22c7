"""What a person is in a course, as the newest launch said.

Rosters disagree with launches (Moodle), launches win.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class Membership(Base):
    """`role`: learner, facilitator or other (Mentor, Administrator only, no known role).

    `seen_at`: to the hour (services/launching/coming.py).
    """

    __tablename__ = "membership"

    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id"),
        primary_key=True,
        index=True,
    )
    role: Mapped[str]
    seen_at: Mapped[datetime]
