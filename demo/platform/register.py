"""Makes the tool know the demo LMS, as an admin would by `olw lti platforms add`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.platform.config import PlatformConfig
from lti_service.models import Registration
from lti_service.services.platforms import registrations
from lti_service.services.platforms.new_platforms import NewPlatform


def register(session: Session, config: PlatformConfig, now: datetime) -> Registration:
    """The tool's registration of this platform, made when it is the first time."""
    known = select(Registration).filter_by(
        issuer=config.issuer,
        client_id=config.client_id,
    )
    found = session.scalar(known)
    if found is not None:
        return found
    platform = NewPlatform(
        name=config.name,
        issuer=config.issuer,
        client_id=config.client_id,
        login_url=config.public_url + "/auth",
        token_url=config.token_url,
        keys_url=config.public_url + "/jwks",
        deployments={config.deployment_id: "score"},
        allow_private=True,
        support=[
            {
                "label": "Someone to talk to at Copse Valley",
                "url": config.public_url + "/",
            }
        ],
    )
    return registrations.add(session, platform, now)
