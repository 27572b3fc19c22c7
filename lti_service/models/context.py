"""A context: one course of a platform, the frame of every cohort."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.registration import Deployment


class Context(Base):
    """`key` names it in our addresses.

    `memberships_url` is its roster service (NRPS), `groups_url` and `group_sets_url` are its groups
    service; "" if there is none. `copied_from`: the platform's ids of courses whose content, all or
    some, was copied into it, the nearest first. `noticed_at`: when a notice named it last, None for
    never.
    """

    __tablename__ = "context"
    __table_args__ = (UniqueConstraint("deployment_id", "context_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"))
    context_id: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    memberships_url: Mapped[str] = mapped_column(default="")
    groups_url: Mapped[str] = mapped_column(default="")
    group_sets_url: Mapped[str] = mapped_column(default="", server_default="")
    copied_from: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    noticed_at: Mapped[datetime | None] = mapped_column(index=True)

    # Read with it: the roster is asked for outside a unit of work.
    deployment: Mapped[Deployment] = relationship(lazy="joined")
