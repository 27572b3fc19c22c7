"""The play API (formats.md, section 7). A 200 means that the answer is committed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, request
from marshmallow import Schema, ValidationError
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import Attempt, LaunchSession
from lti_service.schemas import play as schemas
from lti_service.services import attempts, grades
from lti_service.services.attempts import Change
from lti_service.views import sessions
from lti_service.views.content import module_of
from lti_service.wiring import wiring
from olw_core.engine import engine
from olw_core.errors import Conflict, ResponseError

blueprint = Blueprint("api", __name__, url_prefix="/api/attempts/<key>")
SECONDS_PER_DAY = 86_400


@blueprint.post("/respond")
def respond(key: str) -> Response:
    """One answer."""
    body = _body(schemas.Respond())
    return _played(
        key, lambda record, of: engine.respond(module_of(of), record, **body)
    )


@blueprint.post("/retry")
def retry(key: str) -> Response:
    """Another way from here."""
    body = _body(schemas.Retry())
    return _played(key, lambda record, of: engine.retry(module_of(of), record, **body))


@blueprint.post("/plan")
def plan(key: str) -> Response:
    """The if-then plan."""
    body = _body(schemas.Plan())
    return _played(
        key, lambda record, of: engine.keep_plan(module_of(of), record, body)
    )


@blueprint.post("/card")
def card(key: str) -> Response:
    """A return card."""
    body, here = _body(schemas.Card()), wiring()
    today = int(here.clock().timestamp()) // SECONDS_PER_DAY
    with here.database.writing() as session:
        attempt = attempts.find(
            session, key, sessions.by_bearer(session), to_change=True
        )
        try:
            shown = attempts.card(attempt, module_of(attempt), body, today)
        except ResponseError as error:
            return problem(422, error.code, str(error))
    return jsonify(schemas.dump(schemas.CardShown(), {"card": shown}))


def problem(status: int, code: str, message: str, **more: Any) -> Response:
    """The shape of every refusal of the API."""
    body = schemas.dump(
        schemas.Refused(), {"error": {"code": code, "message": message}, **more}
    )
    return make_response(jsonify(body), status)


def _played(key: str, step: Callable[[Any, Attempt], Any]) -> Response:
    here = wiring()
    with here.database.writing() as session:
        owner = sessions.by_bearer(session)
        attempt = attempts.find(session, key, owner, to_change=True)
        try:
            shown = _apply(
                session, owner, attempt, lambda record: step(record, attempt)
            )
        except Conflict as error:
            view = attempts.show(
                attempt, module_of(attempt), owner.resource_link.reported
            ).view
            return problem(409, error.code, str(error), view=view)
        except ResponseError as error:
            return problem(422, error.code, str(error))
    notice = {"notice": shown.notice} if shown.notice else {}
    return jsonify(schemas.dump(schemas.Played(), {"view": shown.view, **notice}))


def _apply(
    session: Session, owner: LaunchSession, attempt: Attempt, step: Change
) -> attempts.Shown:
    """The new state and, in the same unit, the score that follows from it."""
    here = wiring()
    shown = attempts.change(
        attempt, module_of(attempt), step, owner.resource_link.reported, here.clock()
    )
    session.flush()
    grades.note(
        session,
        owner.learner,
        owner.resource_link,
        owner.role,
        list(here.library.modules),
        here.clock(),
    )
    return shown


def _body(schema: Schema) -> dict[str, Any]:
    try:
        data = json.loads(request.get_data(cache=False).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RefusedError("body-not-json", type(error).__name__) from error
    if not isinstance(data, dict):
        raise RefusedError("body-malformed", "the body is not an object")
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        raise RefusedError(
            "body-malformed", f"fields {sorted(map(str, error.messages_dict))}"
        ) from error
    return loaded
