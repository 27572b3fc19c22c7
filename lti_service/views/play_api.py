"""The play API (formats.md, section 7). A 200 means that the answer is committed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify
from marshmallow import Schema
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.schemas import play as schemas
from lti_service.services.figures import stops
from lti_service.services.glances import Owner
from lti_service.services.play import attempts, outcomes
from lti_service.services.play.attempts import Acted
from lti_service.services.scores import courses, grades
from lti_service.views import who_asks
from lti_service.views.bodies import body_of
from lti_service.views.content import module_of
from lti_service.wiring import wiring
from olw_core.errors import Conflict, OlwError, ResponseError
from olw_core.formats.answers import CardShown, Played, Refused
from olw_core.formats.calls import CardCall, PlanCall, RespondCall, RetryCall
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from olw_core.play.room import Outcome, Room, open_room
from olw_core.play.statuses import status_of

blueprint = Blueprint("api", __name__, url_prefix="/api/attempts/<key>")
SECONDS_PER_DAY = 86_400
TRIES = 10
"""Of calls that write to one attempt at the same time, one is through at each try."""

Action = Callable[[Room], Outcome]
Following = Callable[[Session, Owner, str], str]
"""What follows from an action on a module that was taken; words for the learner, or ""."""


@blueprint.post("/respond")
def respond(key: str) -> Response:
    """One answer."""
    body: RespondCall = body_of(schemas.Respond)
    return _played(key, lambda room: room.respond(**body))


@blueprint.post("/retry")
def retry(key: str) -> Response:
    """Another way from here."""
    body: RetryCall = body_of(schemas.Retry)
    return _played(key, lambda room: room.retry(**body))


@blueprint.post("/plan")
def plan(key: str) -> Response:
    """The if-then plan; with what would stop the learner, where they ask to have it counted.

    In one call, so that no log of requests tells who asked.
    """
    body: PlanCall = body_of(schemas.PlanCall)
    stop = body.get("stop")

    def count(session: Session, owner: Owner, module: str) -> str:
        return stops.count(session, owner, module, stop) if stop else ""

    def keep(room: Room) -> Outcome:
        return room.plan(cue=body["cue"], action=body["action"])

    return _played(key, keep, count)


@blueprint.post("/card")
def card(key: str) -> Response:
    """A return card."""
    body: CardCall = body_of(schemas.Card)
    here = wiring()
    today = int(here.clock().timestamp()) // SECONDS_PER_DAY
    with here.database.writing() as session:
        owner, attempt = who_asks.at_attempt(session, key, to_change=True)
        module = module_of(attempt, owner)
        try:
            outcome = attempts.meet_card(attempt, module, body, today)
        except ResponseError as error:
            return _refusal(error)
    shown: CardShown = {"card": outcome.view}
    return _answer(schemas.CardShown, shown)


def problem(
    status: int,
    code: str,
    message: str,
    view: View | None = None,
) -> Response:
    """The shape of every refusal of the API. `view`: where the learner is, for a conflict."""
    told: Refused = {"error": {"code": code, "message": message}}
    if view is not None:
        told["view"] = view
    response = _answer(schemas.Refused, told)
    response.status_code = status
    return response


def _answer(schema: type[Schema], told: Played | CardShown | Refused) -> Response:
    """A body in the shape of its schema."""
    return jsonify(schemas.dump(schema, told))


def _refusal(error: OlwError, view: View | None = None) -> Response:
    """A refusal of the engine or the play room, with its own code and words."""
    return problem(status_of(error), error.code, str(error), view)


def _played(key: str, action: Action, following: Following | None = None) -> Response:
    """Act on the attempt's record, and keep what comes of it with the score that follows.

    Nothing is locked while the engine works. Where another call has written the record meanwhile,
    this one acts anew on what it finds. A refusal is an answer too.
    """
    for _ in range(TRIES):
        response = _tried(key, action, following)
        if response is not None:
            return response
    raise RefusedError("too-busy", "other calls kept writing to the attempt")


def _tried(key: str, action: Action, following: Following | None) -> Response | None:
    """None where another call has written the record meanwhile."""
    here = wiring()
    keyring = here.database.keyring
    with here.database.singly() as connection:
        owner, attempt = who_asks.glance(connection, key)
        module = module_of(attempt, owner)
        report = courses.reported(connection, owner.resource_link, attempt.module)
        seen = attempts.open_record(keyring, attempt)
        room = open_room(module, seen.text, report)
        try:
            outcome = action(room)
        except Conflict as error:
            return _refusal(error, room.show().view)
        except ResponseError as error:
            return _refusal(error)
        acted = Acted(seen, outcome, report)
        if following is None and outcomes.is_of_the_record(outcome):
            now = here.clock()
            with here.database.in_turn():
                is_kept = attempts.replace(connection, keyring, acted, now)
            return _told(outcome) if is_kept else None
    return _all_kept(owner, module, acted, following)


def _all_kept(
    owner: Owner,
    module: Module,
    acted: Acted,
    following: Following | None,
) -> Response | None:
    """The record and all that follows from it, in one unit."""
    here = wiring()
    now = here.clock()
    notice = ""
    with here.database.writing() as session:
        if not outcomes.keep(session, acted, owner.role, module, now):
            return None
        if acted.outcome.has_just_ended:
            _grade(session, owner, module["id"], now)
        if following is not None:
            notice = following(session, owner, module["id"])
    return _told(acted.outcome, notice)


def _grade(session: Session, owner: Owner, ended: str, now: datetime) -> None:
    """What an ending means for the platform's columns; nothing else can change a score."""
    modules = list(wiring().library.modules)
    link = owner.resource_link
    grades.note(session, owner.learner, link, owner.role, modules, now, ended)


def _told(outcome: Outcome, notice: str = "") -> Response:
    """Where the learner stands now, with a notice in place of the engine's if there is one."""
    told: Played = {"view": outcome.view}
    said = notice or outcome.notice
    if said:
        told["notice"] = said
    return _answer(schemas.Played, told)
