"""Leaving: a person ends what they opened, stays a while longer, or is told why a page was closed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_anyone_to_frame
from lti_service.messages.roles import FACILITATOR
from lti_service.services import launch_sessions
from lti_service.views import sessions
from lti_service.wiring import wiring

blueprint = Blueprint("leaving", __name__)
SEE_OTHER = 303


@dataclass(frozen=True)
class Farewell:
    """A page that holds nothing personal: its heading and its first words."""

    heading: str
    words: str


STORY = "Your place in the story is saved. To go on, open the activity again from your course."
GROUP = "To see your group again, open the activity from your course."
FAREWELLS = {
    "finished": Farewell("You have finished here", STORY),
    "signed-out": Farewell("You are signed out", GROUP),
    "timed-out": Farewell(
        "We closed this page",
        "Nobody used it for a while, and someone else may use this computer. "
        "What was saved stays saved. To go on, open the activity again from your course.",
    ),
    "replaced": Farewell(
        "We closed this page",
        "Someone else opened an activity in this browser. "
        "What was saved stays saved. To go on, open the activity again from your course.",
    ),
}


@blueprint.post("/leave")
def leave() -> Response:
    """End all sessions of the person who asks, in every tab, and show a page without them."""
    key = request.form.get("link", "")
    with wiring().database.writing() as session:
        ended = launch_sessions.end_by_token(session, sessions.cookie_or_field(key))
    leads = ended is not None and ended.standing == FACILITATOR
    where = addresses.local("leaving.closed", reason="signed-out" if leads else "finished")
    response = make_response(redirect(where, SEE_OTHER))
    for name in (cookies.SEAT, cookies.SESSION + key):
        if cookies.read(name):
            cookies.take_away(response, name)
    return response


@blueprint.post("/stay")
def stay() -> Response:
    """Someone is still there: their session lasts as long again from now. Raises RefusedError."""
    with wiring().database.writing() as session:
        sessions.known(session, sessions.cookie_or_field(request.form.get("link", "")))
    return make_response("", 204)


@blueprint.get("/closed/<reason>")
def closed(reason: str) -> str:
    """What stands where a person's page was."""
    farewell = FAREWELLS.get(reason)
    if farewell is None:
        raise RefusedError("not-found", "no such reason")
    allow_anyone_to_frame()
    return render_template("closed.html", farewell=farewell)
