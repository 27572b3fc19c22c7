"""A resource link: one activity that a course author placed.

With its grade service and its module, if it names one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.context import Context
from lti_service.models.registration import Deployment
from olw_core.report import Report


def told_by(switch: str) -> Report:
    """What the LMS is told where the switch of a placement or deployment stands so.

    LTI has no message for single answers, so `answers` tells what `score` does.
    """
    return "completion" if switch == "completion" else "score"


class ResourceLink(Base):
    """`module` is "" when the activity offers the whole map, or `shows` something else.

    `shows`: "" for stories, else `cards` or `group` (messages/placement.py). `placed_as`: the name
    that our picker gave the placement, "" for one made by hand.

    Addresses and scopes are those of the newest launch.

    `report` is "" when the placement leaves it to the deployment. `lang`: the language that its
    author asks for, "" for none. `line_item_leased_until` keeps
    two workers from creating the same line item. `line_item_asked_at`: one was asked for and its
    address is not known yet.
    """

    __tablename__ = "resource_link"
    __table_args__ = (UniqueConstraint("deployment_id", "resource_link_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"))
    context_id: Mapped[int | None] = mapped_column(ForeignKey("context.id"), index=True)
    resource_link_id: Mapped[str]
    module: Mapped[str] = mapped_column(default="")
    shows: Mapped[str] = mapped_column(default="")
    placed_as: Mapped[str] = mapped_column(default="")
    report: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="", server_default="")
    line_item_url: Mapped[str] = mapped_column(default="")
    line_items_url: Mapped[str] = mapped_column(default="")
    grade_scopes: Mapped[list[str]] = mapped_column(default=list)
    line_item_leased_until: Mapped[datetime | None]
    line_item_asked_at: Mapped[datetime | None]

    deployment: Mapped[Deployment] = relationship()
    context: Mapped[Context | None] = relationship()

    @property
    def reported(self) -> Report:
        """What the LMS is told."""
        return told_by(self.report or self.deployment.report)
