"""The HTTP side of the record store: the xAPI resources that cmi5 units use, and the launch for the LMS page."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from scorm_export.lms.lrs import Session, Store
from scorm_export.lms.units import Unit
from scorm_export.lms.wsgi import Request, Response, as_json, plain

_VERSION = {"X-Experience-API-Version": "1.0.3"}
_MODES = ("Normal", "Browse", "Review")


def answer(store: Store, units: tuple[Unit, ...], path: str, request: Request) -> Response:
    """The answer to a request below `xapi/`."""
    if path == "launch":
        return _launch(store, units, request)
    if path == "log":
        return _log(store, request)
    if path == "fetch":
        token = store.fetch(request.query.get("code", ""))
        return as_json(
            {"auth-token": token} if token else {"error-code": "1", "error-text": "This code was used before."}
        )
    session = store.session(request.headers.get("authorization", ""))
    if session is None:
        return plain(401, "This session is not open.")
    if "x-experience-api-version" not in request.headers:
        return plain(400, "The header X-Experience-API-Version is missing.")
    resource = _RESOURCES.get(path)
    return resource(store, session, request) if resource else plain(404, "There is no such resource.")


def _launch(store: Store, units: tuple[Unit, ...], request: Request) -> Response:
    wanted = _json(request)
    if request.method != "POST" or not isinstance(wanted, dict):
        return plain(400, "Send the unit, the registration and the mode.")
    unit = next((unit for unit in units if unit.id == wanted.get("unit")), None)
    mode = wanted.get("mode")
    if unit is None or mode not in _MODES:
        return plain(400, "There is no such unit or mode.")
    session = store.launch(unit, str(wanted.get("registration", "")), mode)
    return as_json(
        {"code": session.code} | {name: session.launch[name] for name in ("actor", "registration", "activityId")}
    )


def _log(store: Store, request: Request) -> Response:
    registration = store.registration(request.query.get("registration", ""))
    if registration is None:
        return plain(404, "There is no such registration.")
    text = registration.documents.get("olw-record", {}).get("text", "")
    return as_json({"log": registration.log, "recorded": registration.recorded(), "text": text})


def _statements(store: Store, session: Session, request: Request) -> Response:
    body = _json(request)
    statements: list[Any] = body if isinstance(body, list) else [body]
    if request.method not in ("PUT", "POST"):
        return plain(405, "Statements can only be sent here.")
    if not all(isinstance(one, dict) for one in statements):
        return plain(400, "A statement is a JSON object.")
    for one in statements:
        one.setdefault("id", request.query.get("statementId") or str(uuid.uuid4()))
    status = max(store.add(session, one) for one in statements)
    if status == 204 and request.method == "POST":
        return Response(200, json.dumps([one["id"] for one in statements]).encode(), "application/json", _VERSION)
    return Response(status, headers=_VERSION)


def _state(_store: Store, session: Session, request: Request) -> Response:
    documents, name = session.registration.documents, request.query.get("stateId", "")
    if request.query.get("registration") != session.registration.id or not name:
        return plain(400, "The registration or the stateId is missing.")
    if request.method == "GET":
        known = name in documents
        session.registration.note(f"read {name}", "", "found" if known else "nothing there", [])
        return (
            Response(200, json.dumps(documents[name]).encode(), "application/json", _VERSION)
            if known
            else plain(404, "Nothing there.")
        )
    if request.method not in ("PUT", "POST"):
        return plain(405, "A state can be read and written here.")
    wrong = ["a unit may not change LMS.LaunchData (10.0)"] if name == "LMS.LaunchData" else []
    body = _json(request)
    if wrong or body is None or len(documents) > 20:
        session.registration.note(f"write {name}", "", "refused", wrong or ["the document is not JSON"])
        return plain(400, "This document was not kept.")
    documents[name] = body
    session.registration.note(f"write {name}", json.dumps(body), "kept", [])
    return Response(204, headers=_VERSION)


def _profile(_store: Store, _session: Session, _request: Request) -> Response:
    return plain(404, "This learner has set no preferences.")


def _json(request: Request) -> Any:
    try:
        return json.loads(request.body or b"null")
    except (ValueError, RecursionError):
        return None


_RESOURCES: dict[str, Callable[[Store, Session, Request], Response]] = {
    "statements": _statements,
    "activities/state": _state,
    "agents/profile": _profile,
}
