"""Where a launch ends up: the cohort page, the player, or the list of modules."""

from __future__ import annotations

from flask import Response, make_response

from lti_service import cookies
from lti_service.messages.roles import FACILITATOR
from lti_service.models import LaunchSession
from lti_service.secret import fingerprint
from lti_service.services import launch_sessions
from lti_service.views import cohort, learn
from lti_service.wiring import wiring


def land(token: str) -> Response:
    """The page that the session of `token` begins with.

    It comes whole, so that no further round trip is needed.
    """
    here = wiring()
    page = ""
    with here.database.writing() as session:
        owner = launch_sessions.find(session, token, here.clock())
        key = owner.resource_link.key
        leads = _leads(owner)
        if not leads:
            page = learn.start_page(session, owner, token)
    if leads:
        page = cohort.page(token, key, token)
    response = make_response(page)
    cookies.write(response, cookies.SEAT, fingerprint(token), None)
    if leads:
        cookies.write(response, cookies.SESSION + key, token, None)
    return response


def _leads(owner: LaunchSession) -> bool:
    """Whether there is a group for this person to see."""
    if owner.role != FACILITATOR:
        return False
    return owner.resource_link.context is not None
