"""Where a launch ends up: the cohort page, the player, or the list of modules."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, make_response
from sqlalchemy.orm import Session

from lti_service import cookies
from lti_service.messages.roles import FACILITATOR
from lti_service.secret import fingerprint
from lti_service.services.glances import AnyVisitor
from lti_service.services.launching import launch_sessions
from lti_service.views import cohort, learn
from lti_service.wiring import wiring


@dataclass(frozen=True)
class Landing:
    """Where a session begins.

    `page`: whole, so that no further round trip is needed; "" for the group's page of the placement
    `key`, which asks the platform and so is made when no unit is open.
    """

    token: str
    key: str
    page: str


def prepare(session: Session, owner: AnyVisitor, token: str) -> Landing:
    """What a session begins with, from what the unit that began it has at hand."""
    key = owner.resource_link.key
    if _leads(owner):
        return Landing(token, key, "")
    return Landing(token, key, learn.start_page(session, owner, token))


def land(landing: Landing) -> Response:
    """The answer to the browser."""
    token = landing.token
    page = landing.page or cohort.page(token, landing.key, token)
    response = make_response(page)
    cookies.write(response, cookies.SEAT, fingerprint(token), None)
    if not landing.page:
        cookies.write(response, cookies.SESSION + landing.key, token, None)
    return response


def again(token: str) -> Response:
    """The page of a session that began elsewhere. Raises RefusedError."""
    here = wiring()
    with here.database.writing() as session:
        owner = launch_sessions.find(session, token, here.clock())
        landing = prepare(session, owner, token)
    return land(landing)


def _leads(owner: AnyVisitor) -> bool:
    """Whether there is a group for this person to see."""
    if owner.role != FACILITATOR:
        return False
    return owner.resource_link.context_id is not None
