"""One OIDC login on its way: state, nonce and target in one row that can be used once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.registration import Registration


class Login(Base):
    """Fingerprints of state, nonce and browser secret.

    The hints are kept to restart the login in a new window.
    `framed_by`: the origin in whose frame it began, "" where the browser did not say.
    `used_at`: the launch came.
    `launch`: its checked claims while the browser has yet to prove itself.
    `proved_at`: it did.
    """

    __tablename__ = "login"

    state_hash: Mapped[str] = mapped_column(primary_key=True)
    nonce_hash: Mapped[str]
    browser_hash: Mapped[str]
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    target_link_uri: Mapped[str]
    login_hint: Mapped[str]
    message_hint: Mapped[str] = mapped_column(default="")
    deployment_hint: Mapped[str] = mapped_column(default="")
    storage_target: Mapped[str] = mapped_column(default="")
    framed_by: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    launch: Mapped[dict[str, Any] | None]

    registration: Mapped[Registration] = relationship()
