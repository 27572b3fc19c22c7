"""Where a launch ends up: the cohort page, the player, or the list of modules."""

from __future__ import annotations

from flask import Response, make_response

from lti_service import cookies
from lti_service.messages.roles import FACILITATOR
from lti_service.models import LaunchSession
from lti_service.services import launch_sessions
from lti_service.views import cohort, learn
from lti_service.wiring import wiring


def land(token: str) -> Response:
    """The page that the session of `token` begins with, whole, so that no further round trip is needed."""
    here = wiring()
    with here.database.writing() as session:
        owner = launch_sessions.find(session, token, here.clock())
        if owner.standing == FACILITATOR and owner.resource_link.context is not None:
            page = cohort.page(session, owner, token)
        else:
            page = learn.start_page(session, owner, token)
        response = make_response(page)
        _keep(response, owner, token)
    return response


def _keep(response: Response, owner: LaunchSession, token: str) -> None:
    if owner.standing == FACILITATOR:
        cookies.write(response, cookies.SESSION + owner.resource_link.key, token, wiring().settings.session_life)
