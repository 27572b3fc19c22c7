"""A platform registration and its deployments: one LMS (issuer) that knows us under one client id.

Trusts are apart because these are. The two tables know each other, so they stand in one file.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base

USUAL_ALGORITHM = "RS256"
"""What every platform must be able to sign with (Security Framework 1.0, 5.1.1)."""


def usual_algorithms() -> list[str]:
    """How launches are signed unless an administrator says otherwise."""
    return [USUAL_ALGORITHM]


class Registration(Base):
    """`frame_ancestors`: origins that may frame us besides the issuer's and the login page's.

    `framed_by`: origins in whose frames those who lead courses launched, each with its days of the
    last weeks, apart by blanks.
    `token_audience`: what the token endpoint wants as `aud` where it is not its own address
    (Brightspace).
    `algorithms`: how its launches may be signed.
    `trusted_audiences`: other values allowed in a token's `aud` list (Security Framework 5.1.3
    step 3).
    `allow_anonymous`: accept launches without `sub`; nothing is kept for the next time then.
    `allow_private`: it may have private addresses or no TLS, for an LMS inside a trust's own
    network.
    `family`: which kind of LMS it is (services.platforms.platform_families), "" where nobody said.
    `usual_report`: what a new deployment is told unless the administrator says otherwise.
    """

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("issuer", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    issuer: Mapped[str]
    client_id: Mapped[str]
    login_url: Mapped[str]
    token_url: Mapped[str]
    keys_url: Mapped[str]
    token_audience: Mapped[str] = mapped_column(default="")
    algorithms: Mapped[list[str]] = mapped_column(default=usual_algorithms)
    trusted_audiences: Mapped[list[str]] = mapped_column(default=list)
    frame_ancestors: Mapped[list[str]] = mapped_column(default=list)
    framed_by: Mapped[dict[str, str] | None]
    allow_anonymous: Mapped[bool] = mapped_column(default=False)
    allow_private: Mapped[bool] = mapped_column(default=False)
    support: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    family: Mapped[str] = mapped_column(default="")
    usual_report: Mapped[str] = mapped_column(default="score")
    created_at: Mapped[datetime]

    deployments: Mapped[list[Deployment]] = relationship(
        back_populates="registration",
        order_by="Deployment.id",
    )


class Deployment(Base):
    """One place inside a platform where the tool was installed (LTI Core 3.1.3).

    `report` is what the LMS is told unless a placement says otherwise: completion, score or
    answers. `notices_url`: where it takes our address for notices, "" where it takes none;
    `notices_handler`: the address that we named there last, `notices_tried_at`: when,
    `notices_named_at`: when that address was taken last.
    """

    __tablename__ = "deployment"
    __table_args__ = (UniqueConstraint("registration_id", "deployment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    deployment_id: Mapped[str]
    report: Mapped[str] = mapped_column(default="score")
    notices_url: Mapped[str] = mapped_column(default="", server_default="")
    notices_handler: Mapped[str] = mapped_column(default="", server_default="")
    notices_tried_at: Mapped[datetime | None]
    notices_named_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship(back_populates="deployments")
