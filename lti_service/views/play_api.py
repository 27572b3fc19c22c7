"""The play API (formats.md, section 7). A 200 means that the answer is committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify
from marshmallow import Schema
from sqlalchemy.orm import Session

from lti_service.models import Attempt, LaunchSession
from lti_service.schemas import play as schemas
from lti_service.services import attempts, courses, grades, outcomes, stops
from lti_service.views import sessions
from lti_service.views.bodies import body_of
from lti_service.views.content import module_of
from lti_service.wiring import wiring
from olw_core.errors import Conflict, OlwError, ResponseError
from olw_core.formats.compiled import Module
from olw_core.play.room import Outcome, Room
from olw_core.play.statuses import status_of

blueprint = Blueprint("api", __name__, url_prefix="/api/attempts/<key>")
SECONDS_PER_DAY = 86_400

Action = Callable[[Room], Outcome]
Following = Callable[[Session, LaunchSession, str], str]
"""What follows from an action on a module that was taken; words for the learner, or ""."""


@blueprint.post("/respond")
def respond(key: str) -> Response:
    """One answer."""
    body = body_of(schemas.Respond)
    return _played(key, lambda room: room.respond(**body))


@blueprint.post("/retry")
def retry(key: str) -> Response:
    """Another way from here."""
    body = body_of(schemas.Retry)
    return _played(key, lambda room: room.retry(**body))


@blueprint.post("/plan")
def plan(key: str) -> Response:
    """The if-then plan; with what would stop the learner, where they ask to have it counted.

    In one call, so that no log of requests tells who asked.
    """
    body = body_of(schemas.PlanCall)
    stop = body.pop("stop")

    def count(session: Session, owner: LaunchSession, module: str) -> str:
        return stops.count(session, owner, module, stop) if stop else ""

    return _played(key, lambda room: room.plan(**body), count)


@blueprint.post("/card")
def card(key: str) -> Response:
    """A return card."""
    body = body_of(schemas.Card)
    here = wiring()
    today = int(here.clock().timestamp()) // SECONDS_PER_DAY
    with here.database.writing() as session:
        owner, attempt = sessions.at_attempt(session, key, to_change=True)
        module = module_of(attempt, owner)
        try:
            outcome = attempts.meet_card(attempt, module, body, today)
        except ResponseError as error:
            return _refusal(error)
    return _answer(schemas.CardShown, {"card": outcome.view})


def problem(status: int, code: str, message: str, **more: Any) -> Response:
    """The shape of every refusal of the API."""
    told = {"error": {"code": code, "message": message}, **more}
    response = _answer(schemas.Refused, told)
    response.status_code = status
    return response


def _answer(schema: type[Schema], told: dict[str, Any]) -> Response:
    """A body in the shape of its schema."""
    return jsonify(schemas.dump(schema, told))


def _refusal(error: OlwError, **more: Any) -> Response:
    """A refusal of the engine or the play room, with its own code and words."""
    return problem(status_of(error), error.code, str(error), **more)


def _nothing(_session: Session, _owner: LaunchSession, _module: str) -> str:
    """Most actions are told by the View alone."""
    return ""


def _played(
    key: str,
    action: Action,
    following: Following = _nothing,
) -> Response:
    """Act on the attempt's record, and keep what comes of it with the score that follows.

    A refusal is an answer too: the session that was prolonged by asking is committed with it.
    """
    with wiring().database.writing() as session:
        owner, attempt = sessions.at_attempt(session, key, to_change=True)
        module = module_of(attempt, owner)
        report = courses.reported(session, owner.resource_link, attempt.module)
        room = attempts.room_of(attempt, module, report)
        try:
            outcome = action(room)
        except Conflict as error:
            return _refusal(error, view=room.show().view)
        except ResponseError as error:
            return _refusal(error)
        _keep(session, owner, attempt, module, outcome, report)
        notice = following(session, owner, attempt.module) or outcome.notice
    told: dict[str, Any] = {"view": outcome.view}
    if notice:
        told["notice"] = notice
    return _answer(schemas.Played, told)


def _keep(
    session: Session,
    owner: LaunchSession,
    attempt: Attempt,
    module: Module,
    outcome: Outcome,
    report: str,
) -> None:
    """The new state and, in the same unit, what follows: first answers, plan, score.

    Only an ending can change a score. `report`: what is reported of the story in this course.
    """
    here = wiring()
    now = here.clock()
    outcomes.keep(session, attempt, owner.role, module, outcome, report, now)
    if not outcome.has_just_ended:
        return
    modules = list(here.library.modules)
    link = owner.resource_link
    grades.note(session, owner.learner, link, owner.role, modules, now)
