"""The HTTP side of the record store: the launch for the LMS page, and the xAPI resources."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from webob import Response

from scorm_export.lms import resources
from scorm_export.lms.alternate import unpacked
from scorm_export.lms.lrs import Store
from scorm_export.lms.registrations import UnitSession
from scorm_export.lms.units import Unit
from scorm_export.lms.web import Request, as_json, json_body, query, sentence

_VERSION = "1.0.3"
# Any patch of 1.0 may be sent (xAPI 3, 3.3).
_KNOWN_VERSION = re.compile(r"1\.0(\.\d+)?\Z")
_MODES = ("Normal", "Browse", "Review")


def answer(
    store: Store,
    units: Sequence[Unit],
    path: str,
    request: Request,
) -> Response:
    """The answer to a request below `xapi/`."""
    # ADL's cmi5 examples ask for xapi//activities/state.
    path = re.sub("/+", "/", path).strip("/")
    if path == "launch":
        return _launch(store, units, request)
    if path == "log":
        return _log(store, request)
    if path == "fetch":
        return _fetch(store, request)
    response = _meant(store, path, request)
    # Every answer of a record store says its version (xAPI 3.3).
    response.headers["X-Experience-API-Version"] = _VERSION
    return response


def _meant(store: Store, path: str, request: Request) -> Response:
    """The answer of a resource, once the request shows a session and a version (xAPI 3.3)."""
    meant = unpacked(request)
    if isinstance(meant, Response):
        return meant
    if path == "about":
        return as_json({"version": [_VERSION]})
    headers = meant.headers
    session = store.session(headers.get("Authorization", ""))
    if session is None:
        return sentence(401, "This session is not open.")
    if not _KNOWN_VERSION.match(headers.get("X-Experience-API-Version", "")):
        return sentence(
            400,
            "The header X-Experience-API-Version is missing, or not one of 1.0.",
        )
    if meant.method == "HEAD":
        meant = meant.copy_get()
    resource = _RESOURCES.get(path)
    if resource is None:
        return sentence(404, "There is no such resource.")
    return resource(store, session, meant)


def _launch(store: Store, units: Sequence[Unit], request: Request) -> Response:
    """Starts a session for the LMS page: {unit, registration, mode} in, {code, actor,
    registration, activityId} out."""
    wanted = json_body(request)
    if request.method != "POST" or not isinstance(wanted, dict):
        return sentence(400, "Send the unit, the registration and the mode.")
    unit, mode = _unit(units, wanted.get("unit")), wanted.get("mode")
    if unit is None or mode not in _MODES:
        return sentence(400, "There is no such unit or mode.")
    registration = str(wanted.get("registration", ""))
    session = store.launch(unit, registration, mode)
    told = {"code": session.code}
    for name in ("actor", "registration", "activityId"):
        told[name] = session.launch[name]
    return as_json(told)


def _unit(units: Sequence[Unit], wanted: object) -> Unit | None:
    """The unit of this id."""
    for unit in units:
        if unit.id == wanted:
            return unit
    return None


def _log(store: Store, request: Request) -> Response:
    """What the LMS page shows of a registration: {log, recorded, text}."""
    wanted = query(request).get("registration", "")
    registration = store.registration(wanted)
    if registration is None:
        return sentence(404, "There is no such registration.")
    told = {
        "log": registration.log,
        "recorded": registration.recorded(),
        "text": registration.text,
    }
    return as_json(told)


def _fetch(store: Store, request: Request) -> Response:
    """The authorisation token, once for each code; an error is told with status 200 (8.2.3)."""
    if request.method != "POST":
        return sentence(405, "The token is fetched by POST (cmi5 8.2.1).")
    token = store.fetch(query(request).get("code", ""))
    if token is None:
        return as_json({"error-code": "1", "error-text": "This code was used before."})
    return as_json({"auth-token": token})


_RESOURCES: dict[str, Callable[[Store, UnitSession, Request], Response]] = {
    "statements": resources.statements,
    "activities/state": resources.state,
    "agents/profile": resources.profile,
}
