"""A platform registration: one LMS (issuer) that knows us under one client id. Trusts are apart because these are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.deployment import Deployment

USUAL_ALGORITHM = "RS256"
"""What every platform must be able to sign with (Security Framework 1.0, 5.1.1)."""


class Registration(Base):
    """`frame_ancestors`: origins that may frame us besides the issuer's and the login page's.

    `token_audience`: what the token endpoint wants as `aud` where it is not its own address
    (Brightspace). `algorithms`: how its launches may be signed. `trusted_audiences`: other values
    allowed in a token's `aud` list (Security Framework 5.1.3 step 3). `allow_anonymous`: accept
    launches without `sub`; nothing is kept for the next time then. `allow_private`: it may have
    private addresses or no TLS, for an LMS inside a trust's own network.
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
    algorithms: Mapped[list[str]] = mapped_column(default=lambda: [USUAL_ALGORITHM])
    trusted_audiences: Mapped[list[str]] = mapped_column(default=list)
    frame_ancestors: Mapped[list[str]] = mapped_column(default=list)
    allow_anonymous: Mapped[bool] = mapped_column(default=False)
    allow_private: Mapped[bool] = mapped_column(default=False)
    support: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    created_at: Mapped[datetime]

    deployments: Mapped[list[Deployment]] = relationship(
        back_populates="registration", order_by="Deployment.id"
    )
