"""Decisions that learners wish to talk about, and who stays out of the room figures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lti_service.models.base import Base


class TalkFlags(Base):
    """What one learner flagged in one module.

    `scenes`: with commas between, sealed: which scenes somebody met tells how they decided.
    """

    __tablename__ = "talk_flags"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"), primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    scenes: Mapped[str]


class ListedDecision(Base):
    """A decision that enough people of a course flagged: listed from then on, without a number."""

    __tablename__ = "listed_decision"

    context_id: Mapped[int] = mapped_column(ForeignKey("context.id"), primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    scene: Mapped[str] = mapped_column(primary_key=True)


class StayingOut(Base):
    """A learner who is in no room figures.

    They left nothing in them that could be taken out: figures are about nobody.
    """

    __tablename__ = "staying_out"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    since: Mapped[datetime]
