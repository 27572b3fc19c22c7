"""The xAPI resources that a cmi5 unit uses: statements, its state, the learner's preferences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from webob import Response

from scorm_export.lms import documents
from scorm_export.lms.cmi5_rules import Json, dig
from scorm_export.lms.lrs import Session, Store
from scorm_export.lms.web import Request, as_json, json_body, nothing, plain, query

Query = Mapping[str, str]
_MOST_LISTED = 100
_FILTERS = {
    "verb": ("verb", "id"),
    "activity": ("object", "id"),
    "registration": ("context", "registration"),
}
"""Parameter of a list -> where its value stands in a statement."""


def statements(store: Store, session: Session, request: Request) -> Response:
    """Statements are kept all or none; the list holds those of this registration."""
    asked = query(request)
    if request.method == "GET":
        return _list(session, asked)
    if request.method not in ("PUT", "POST"):
        return plain(405, "Statements are sent by PUT or POST, and read by GET.")
    sent = json_body(request)
    given: list[Any] = sent if isinstance(sent, list) else [sent]
    if not all(isinstance(one, dict) for one in given):
        return plain(400, "A statement is a JSON object.")
    if request.method == "PUT":
        refused = _misnamed(given, asked.get("statementId", ""))
        if refused:
            return refused
    status, wrong = store.add(session, given)
    if status != 204:
        return plain(status, wrong)
    if request.method == "PUT":
        return nothing()
    return as_json([one["id"] for one in given])


def _misnamed(given: list[Json], name: str) -> Response | None:
    """A PUT names its one statement in the query (xAPI 2.1.1)."""
    if len(given) != 1 or not name:
        return plain(400, "A PUT sends one statement, and names it by statementId.")
    if given[0].setdefault("id", name) != name:
        return plain(400, "The id of the statement is not its statementId.")
    return None


def _list(session: Session, asked: Query) -> Response:
    """The newest first, of this registration only: a unit sees nothing of others."""
    held = session.registration.statements
    wanted = asked.get("statementId")
    if wanted:
        return _one(held, wanted)
    listed = [one for one in reversed(held) if _matches(one, asked)]
    limit = asked.get("limit", "")
    most = int(limit) if limit.isdigit() else 0
    return as_json({"statements": listed[: most or _MOST_LISTED], "more": ""})


def _one(held: list[Json], wanted: str) -> Response:
    for one in held:
        if one["id"] == wanted:
            return as_json(one)
    return plain(404, "There is no such statement.")


def _matches(statement: Json, asked: Query) -> bool:
    filters = [name for name in _FILTERS if name in asked]
    return all(dig(statement, *_FILTERS[name]) == asked[name] for name in filters)


def state(_store: Store, session: Session, request: Request) -> Response:
    """A document of the unit, in this registration."""
    asked = query(request)
    wrong = _misplaced(session, asked)
    if wrong:
        return wrong
    name = asked.get("stateId", "")
    if request.method == "GET":
        return _read(session, name)
    if request.method not in ("PUT", "POST", "DELETE"):
        return plain(405, "A state can be read, written and removed here.")
    if not name:
        return plain(400, "The stateId is missing.")
    if documents.stale(session.registration.documents, name, request):
        return plain(412, "The document has changed since it was read.")
    return _write(session, name, request)


def _read(session: Session, name: str) -> Response:
    registration = session.registration
    found = documents.read(registration.documents, name)
    if name:
        told = "found" if found.status_code == 200 else "nothing there"
        registration.note(f"read {name}", "", told, [])
    return found


def _write(session: Session, name: str, request: Request) -> Response:
    registration = session.registration
    value = request.body.decode("utf-8", "replace")
    verb = "remove" if request.method == "DELETE" else "write"
    problem = documents.write(registration.documents, name, request)
    if problem:
        registration.note(f"{verb} {name}", value, "refused", [problem])
        return plain(400, f"This document was not kept: {problem}.")
    registration.note(f"{verb} {name}", value, "kept", [])
    return nothing()


def _misplaced(session: Session, asked: Query) -> Response | None:
    """A document belongs to the unit, the learner and the registration of the launch (8.1)."""
    launch = session.launch
    if asked.get("activityId") != launch["activityId"]:
        return plain(400, "The activityId is missing, or not the one of the launch.")
    if asked.get("registration") != launch["registration"]:
        return plain(400, "The registration is missing, or not the one of the launch.")
    return _foreign(session, asked)


def _foreign(session: Session, asked: Query) -> Response | None:
    try:
        agent = json.loads(asked.get("agent", ""))
    except (ValueError, RecursionError):
        return plain(400, "The agent is missing, or not JSON.")
    if agent != session.launch["actor"]:
        return plain(403, "The agent is not the one of the launch.")
    return None


def profile(_store: Store, session: Session, request: Request) -> Response:
    """An LMS may refuse a change with 403, which is no error to a unit (cmi5 11.0)."""
    refused = _foreign(session, query(request))
    if refused:
        return refused
    if request.method != "GET":
        return plain(403, "This LMS takes no changes of the learner's preferences.")
    session.launch["prepared"] = True
    return plain(404, "This learner has set no preferences.")
