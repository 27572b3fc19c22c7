"""Leaving: a person ends what they opened, or stays a while longer.

Or is told why a page was closed.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_anyone_to_frame
from lti_service.messages.roles import FACILITATOR
from lti_service.services.launching import launch_sessions
from lti_service.views import who_asks
from lti_service.views.speech import gettext, mark
from lti_service.wiring import wiring

blueprint = Blueprint("leaving", __name__)
SEE_OTHER = 303


HEADINGS = {
    "finished": mark("You have finished here"),
    "signed-out": mark("You are signed out"),
    "timed-out": mark("We closed this page"),
    "replaced": mark("We closed this page"),
    "deleted": mark("Your data is deleted"),
}


@blueprint.post("/leave")
def leave() -> Response:
    """End all sessions of the person who asks, in every tab, and show a page without them."""
    key = request.form.get("link", "")
    with wiring().database.writing() as session:
        ended = launch_sessions.end_by_token(session, who_asks.cookie_or_field(key))
    leads = ended is not None and ended.role == FACILITATOR
    reason = "signed-out" if leads else "finished"
    where = addresses.local("leaving.closed", reason=reason)
    response = make_response(redirect(where, SEE_OTHER))
    for name in (cookies.SEAT, cookies.SESSION + key):
        if cookies.read(name):
            cookies.take_away(response, name)
    return response


@blueprint.post("/stay")
def stay() -> Response:
    """Someone is still there: their session lasts as long again from now. Raises RefusedError."""
    key = request.form.get("link", "")
    with wiring().database.writing() as session:
        who_asks.known(session, who_asks.cookie_or_field(key))
    return make_response("", 204)


@blueprint.get("/closed/<reason>")
def closed(reason: str) -> str:
    """What stands where a person's page was."""
    if reason not in HEADINGS:
        raise RefusedError("not-found", "no such reason")
    allow_anyone_to_frame()
    return render_template(
        "closed.html", reason=reason, heading=gettext(HEADINGS[reason])
    )
