"""The HTTP side of the record store: xAPI resources, and the launch for the LMS page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from scorm_export.lms import documents
from scorm_export.lms.alternate import unpacked
from scorm_export.lms.cmi5_rules import Json, dig
from scorm_export.lms.lrs import Session, Store
from scorm_export.lms.units import Unit
from scorm_export.lms.wsgi import Request, Response, as_json, plain

_VERSION = {"X-Experience-API-Version": "1.0.3"}
_MODES = ("Normal", "Browse", "Review")
_MOST_LISTED = 100


def answer(
    store: Store, units: tuple[Unit, ...], path: str, request: Request
) -> Response:
    """The answer to a request below `xapi/`."""
    path = re.sub("/+", "/", path).strip(
        "/"
    )  # ADL's cmi5 examples ask for xapi//activities/state
    if path == "launch":
        return _launch(store, units, request)
    if path == "log":
        return _log(store, request)
    if path == "fetch":
        return _fetch(store, request)
    meant = unpacked(request)
    if isinstance(meant, Response):
        return _versioned(meant)
    return _versioned(_resource(store, path, meant))


def _versioned(response: Response) -> Response:
    """Every answer of a record store says its version (xAPI 3.3)."""
    return replace(response, headers=_VERSION | response.headers)


def _resource(store: Store, path: str, request: Request) -> Response:
    if path == "about":
        return as_json({"version": ["1.0.3"]})
    session = store.session(request.headers.get("authorization", ""))
    if session is None:
        return plain(401, "This session is not open.")
    if not re.match(
        r"1\.0(\.\d+)?\Z", request.headers.get("x-experience-api-version", "")
    ):
        return plain(
            400, "The header X-Experience-API-Version is missing, or not one of 1.0."
        )
    if request.method == "HEAD":
        request = replace(request, method="GET")
    resource = _RESOURCES.get(path)
    if resource is None:
        return plain(404, "There is no such resource.")
    return resource(store, session, request)


def _fetch(store: Store, request: Request) -> Response:
    if request.method != "POST":
        return plain(405, "The token is fetched by POST (cmi5 8.2.1).")
    token = store.fetch(request.query.get("code", ""))
    if token is None:
        return as_json({"error-code": "1", "error-text": "This code was used before."})
    return as_json({"auth-token": token})


def _launch(store: Store, units: tuple[Unit, ...], request: Request) -> Response:
    wanted = _json(request)
    if request.method != "POST" or not isinstance(wanted, dict):
        return plain(400, "Send the unit, the registration and the mode.")
    unit = next((unit for unit in units if unit.id == wanted.get("unit")), None)
    mode = wanted.get("mode")
    if unit is None or mode not in _MODES:
        return plain(400, "There is no such unit or mode.")
    session = store.launch(unit, str(wanted.get("registration", "")), mode)
    given = {
        name: session.launch[name] for name in ("actor", "registration", "activityId")
    }
    return as_json({"code": session.code} | given)


def _log(store: Store, request: Request) -> Response:
    registration = store.registration(request.query.get("registration", ""))
    if registration is None:
        return plain(404, "There is no such registration.")
    recorded, text = registration.recorded(), registration.text
    return as_json({"log": registration.log, "recorded": recorded, "text": text})


def _statements(store: Store, session: Session, request: Request) -> Response:
    if request.method == "GET":
        return _list(session, request.query)
    if request.method not in ("PUT", "POST"):
        return plain(405, "Statements are sent by PUT or POST, and read by GET.")
    body = _json(request)
    statements: list[Any] = body if isinstance(body, list) else [body]
    if not all(isinstance(one, dict) for one in statements):
        return plain(400, "A statement is a JSON object.")
    given = request.query.get("statementId", "")
    if request.method == "PUT" and (refused := _misnamed(statements, given)):
        return refused
    status, wrong = store.add(session, statements)
    if status != 204:
        return plain(status, wrong)
    return (
        Response(204)
        if request.method == "PUT"
        else as_json([one["id"] for one in statements])
    )


def _misnamed(statements: list[Json], given: str) -> Response | None:
    """A PUT names its one statement in the query (xAPI 2.1.1)."""
    if len(statements) != 1 or not given:
        return plain(400, "A PUT sends one statement, and names it by statementId.")
    if statements[0].setdefault("id", given) != given:
        return plain(400, "The id of the statement is not its statementId.")
    return None


def _list(session: Session, query: dict[str, str]) -> Response:
    """The newest first, of this registration only: a unit sees nothing of others."""
    held = session.registration.statements
    if wanted := query.get("statementId"):
        found = [one for one in held if one["id"] == wanted]
        return as_json(found[0]) if found else plain(404, "There is no such statement.")
    listed = [one for one in reversed(held) if _wanted(one, query)]
    limit = int(query["limit"]) if query.get("limit", "").isdigit() else 0
    return as_json({"statements": listed[: limit or _MOST_LISTED], "more": ""})


_FILTERS = {
    "verb": ("verb", "id"),
    "activity": ("object", "id"),
    "registration": ("context", "registration"),
}


def _wanted(statement: Json, query: dict[str, str]) -> bool:
    asked = {name: query[name] for name in _FILTERS if name in query}
    return all(
        dig(statement, *_FILTERS[name]) == value for name, value in asked.items()
    )


def _state(_store: Store, session: Session, request: Request) -> Response:
    registration, name = session.registration, request.query.get("stateId", "")
    if wrong := _misplaced(session, request.query):
        return wrong
    held = registration.documents
    if request.method == "GET":
        found = documents.read(held, name)
        if name:
            told = "found" if found.status == 200 else "nothing there"
            registration.note(f"read {name}", "", told, [])
        return found
    if request.method not in ("PUT", "POST", "DELETE"):
        return plain(405, "A state can be read, written and removed here.")
    if not name:
        return plain(400, "The stateId is missing.")
    if documents.stale(held, name, request):
        return plain(412, "The document has changed since it was read.")
    problem = documents.write(held, name, request)
    value = (request.body or b"").decode("utf-8", "replace")
    call = f"remove {name}" if request.method == "DELETE" else f"write {name}"
    if problem:
        registration.note(call, value, "refused", [problem])
        return plain(400, f"This document was not kept: {problem}.")
    registration.note(call, value, "kept", [])
    return Response(204)


def _misplaced(session: Session, query: dict[str, str]) -> Response | None:
    """A document belongs to the unit, the learner and the registration of the launch (cmi5 8.1)."""
    launch = session.launch
    if query.get("activityId") != launch["activityId"]:
        return plain(400, "The activityId is missing, or not the one of the launch.")
    if query.get("registration") != launch["registration"]:
        return plain(400, "The registration is missing, or not the one of the launch.")
    return _foreign(session, query)


def _foreign(session: Session, query: dict[str, str]) -> Response | None:
    try:
        agent = json.loads(query.get("agent", ""))
    except (ValueError, RecursionError):
        return plain(400, "The agent is missing, or not JSON.")
    if agent != session.launch["actor"]:
        return plain(403, "The agent is not the one of the launch.")
    return None


def _profile(_store: Store, session: Session, request: Request) -> Response:
    """An LMS may refuse a change with 403, which is no error to a unit (cmi5 11.0)."""
    if refused := _foreign(session, request.query):
        return refused
    if request.method != "GET":
        return plain(403, "This LMS takes no changes of the learner's preferences.")
    session.launch["prepared"] = True
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
