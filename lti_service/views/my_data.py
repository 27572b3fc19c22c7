"""A learner's own data: read it, keep a copy, delete it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.models import Attempt, LaunchSession, ResourceLink
from lti_service.services.launching import launch_sessions
from lti_service.services.personal_data import my_data, person
from lti_service.services.personal_data.person import PersonTold
from lti_service.services.play import learners_attempts
from lti_service.views import learn, left_out, open_pages, scripts
from lti_service.views.speech import gettext, mark
from lti_service.wiring import wiring

blueprint = Blueprint("my_data", __name__)
NAME = mark("My data")
STORED = (
    *(mark("learner"), mark("facilitator"), mark("other")),
    *(mark("waiting"), mark("done"), mark("parked")),
)
"""Roles, and states of a score, as they are stored: my_data.txt translates them."""


@blueprint.get("/data/<key>")
def show(key: str) -> str:
    """The shell; its script brings the data. `key` names the placement."""
    return learn.shell(ResourceLink, key)


@blueprint.get("/data/<key>/content")
def content(key: str) -> str:
    """All that is stored about the learner who asks. Raises RefusedError."""
    with wiring().database.writing() as session:
        return _page(session, learn.owner_at(session, key), key)


def _page(session: Session, owner: LaunchSession, key: str) -> str:
    told = _told(session, owner)
    return render_template(
        "data.html",
        title=gettext(NAME),
        told=told,
        text=_text(told, learners_attempts.of_learner(session, owner.learner)),
        home=addresses.local("learn.home", key=key),
        action=addresses.local("my_data.forget", key=key),
        end=addresses.local("my_data.end", key=key),
        open=open_pages.of(session, owner),
        idle=scripts.idle_seconds(owner),
    )


def _text(told: PersonTold, work: Sequence[Attempt]) -> str:
    """All of it, to be read and to be kept as a file. `work`: the attempts that are told."""
    modules = wiring().library.modules
    room = told["room_figures"]
    stories = []
    for stored, attempt in zip(told["attempts"], work, strict=True):
        module = modules.get(attempt.module)
        stories.append(my_data.story_told(stored, attempt, module))
    return render_template(
        "my_data.txt",
        told=told,
        stories=stories,
        ways=my_data.ways_told(room["first_ways"], modules),
        talk=my_data.talk_told(room["talk_about"], modules),
        stopping=my_data.titles(room["stops_counted_for"] or [], modules),
    )


def _told(session: Session, owner: LaunchSession) -> PersonTold:
    """Without what no secret opens, which is named; the log has a line of it."""
    told = person.told(session, owner.learner)
    if not told["is_whole"]:
        detail = f"learner {owner.learner_id}: texts of theirs, on their own page"
        left_out.note(detail)
    return told


@blueprint.post("/data/<key>/end")
def end(key: str) -> str:
    """End one of the sessions of the learner who asks; the page without it. Raises RefusedError."""
    with wiring().database.writing() as session:
        owner = learn.owner_at(session, key)
        number = request.form.get("number", type=int)
        if number is None or number == owner.id:
            raise RefusedError("bad-request", "no other session was named")
        now = wiring().clock()
        launch_sessions.end_one_of(session, owner, number, now)
        return _page(session, owner, key)


@blueprint.post("/data/<key>/forget")
def forget(key: str) -> Response:
    """Delete everything about the learner who asks, once they have ticked that they mean it."""
    with wiring().database.writing() as session:
        owner = learn.owner_at(session, key)
        if request.form.get("sure") != "yes":
            raise RefusedError("bad-request", "the deletion was not confirmed")
        person.forget(session, owner.learner)
    return make_response("", 204)
