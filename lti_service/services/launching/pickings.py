"""Authors' visits to the picker, and the signed answer that their choice becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from joserfc import jwt
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.messages.content_items import Answer, Chosen, response
from lti_service.messages.deep_linking import DeepLinking
from lti_service.models import Picking, Registration
from lti_service.secret import fingerprint, new_key, new_token
from lti_service.services.keys import tool_keys
from lti_service.services.platforms import registrations

PICKING_LIFE = timedelta(hours=2)
"""Long enough to read the stories before choosing."""


def begin(
    session: Session,
    registration: Registration,
    asked: DeepLinking,
    now: datetime,
) -> str:
    """A new visit; its token. Raises RefusedError for a deployment that is not registered."""
    deployment = registrations.find_deployment(registration, asked.deployment_id)
    token = new_token()
    visit = Picking(
        token_hash=fingerprint(token),
        deployment_id=deployment.id,
        asked=asdict(asked),
        expires_at=now + PICKING_LIFE,
    )
    session.add(visit)
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> Picking:
    """The visit of a token. Raises RefusedError (session-missing, session-ended)."""
    if not token:
        raise RefusedError(
            "session-missing", "the picker's form came without its token"
        )
    query = select(Picking).where(Picking.token_hash == fingerprint(token))
    found = session.scalar(query)
    if found is None or found.expires_at <= now:
        raise RefusedError("session-ended", "the picker's token is unknown or too old")
    return found


def asked_of(visit: Picking) -> DeepLinking:
    """What the platform asked for."""
    return DeepLinking(**visit.asked)


def answer(
    session: Session,
    visit: Picking,
    chosen: Sequence[Chosen],
    now: datetime,
) -> str:
    """The signed answer for the platform (Security Framework 1.0, 5.2)."""
    registration = visit.deployment.registration
    to = Answer(
        issuer=registration.issuer,
        client_id=registration.client_id,
        deployment_id=visit.deployment.deployment_id,
        now=now,
        nonce=new_key(),
    )
    asked = asked_of(visit)
    claims = response(to, chosen, asked.data)
    kid, key = tool_keys.signing(session, now)
    header = {"alg": "RS256", "kid": kid}
    return jwt.encode(header, claims, key)


def forget_old(session: Session, now: datetime) -> None:
    """Delete visits that have ended."""
    session.execute(delete(Picking).where(Picking.expires_at <= now))
