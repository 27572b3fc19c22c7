"""The xAPI resources that a cmi5 unit uses: statements, its state, the learner's preferences."""

from __future__ import annotations

import json
from collections.abc import Mapping

from webob import Response

from scorm_export.lms import documents
from scorm_export.lms.lrs import Store
from scorm_export.lms.registrations import UnitSession
from scorm_export.lms.statements import Json, dig
from scorm_export.lms.web import Request, as_json, json_body, nothing, query, sentence

Query = Mapping[str, str]
# Statements in one answer.
_MOST_LISTED = 100
_NO_OBJECT = "A statement is a JSON object."
_ONE = "A PUT sends one statement, and names it by statementId."
_FILTERS = {
    "verb": ("verb", "id"),
    "activity": ("object", "id"),
    "registration": ("context", "registration"),
}
"""Parameter of a list -> where its value stands in a statement."""


def statements(store: Store, session: UnitSession, request: Request) -> Response:
    """Statements are kept all or none; the list holds those of this registration."""
    if request.method == "GET":
        return _list(session, query(request))
    if request.method == "POST":
        return _posted(store, session, request)
    if request.method == "PUT":
        return _put(store, session, request)
    return sentence(405, "Statements are sent by PUT or POST, and read by GET.")


def _posted(store: Store, session: UnitSession, request: Request) -> Response:
    """One statement or a list of them; answered with their ids."""
    given = _objects(request)
    if given is None:
        return sentence(400, _NO_OBJECT)
    refused = _refusal(store, session, given)
    if refused:
        return refused
    ids = [one["id"] for one in given]
    return as_json(ids)


def _put(store: Store, session: UnitSession, request: Request) -> Response:
    """One statement, which the query names (xAPI 2.1.1)."""
    given = _objects(request)
    if given is None:
        return sentence(400, _NO_OBJECT)
    name = query(request).get("statementId")
    if len(given) != 1 or not name:
        return sentence(400, _ONE)
    statement = given[0]
    if statement.setdefault("id", name) != name:
        return sentence(400, "The id of the statement is not its statementId.")
    return _refusal(store, session, given) or nothing()


def _objects(request: Request) -> list[Json] | None:
    """The statements that were sent; None where one of them is no JSON object."""
    sent = json_body(request)
    given = sent if isinstance(sent, list) else [sent]
    for one in given:
        is_object = isinstance(one, dict)
        if not is_object:
            return None
    return given


def _refusal(store: Store, session: UnitSession, given: list[Json]) -> Response | None:
    """Why the store does not keep them; None when it does."""
    outcome = store.add(session, given)
    if outcome.status == 204:
        return None
    return sentence(outcome.status, outcome.wrong)


def _list(session: UnitSession, asked: Query) -> Response:
    """The newest first, of this registration only: a unit sees nothing of others."""
    held = session.registration.statements
    wanted = asked.get("statementId")
    if wanted:
        return _one(held, wanted)
    newest_first = reversed(held)
    listed = [one for one in newest_first if _matches(one, asked)]
    most = _most_listed(asked)
    answer = {"statements": listed[:most], "more": ""}
    return as_json(answer)


def _most_listed(asked: Query) -> int:
    """As many as are asked for; a limit of 0 leaves it to the store (xAPI 2.1.3)."""
    limit = asked.get("limit", "")
    most = int(limit) if limit.isdigit() else 0
    return most or _MOST_LISTED


def _one(held: list[Json], wanted: str) -> Response:
    """The statement of this id."""
    for one in held:
        if one["id"] == wanted:
            return as_json(one)
    return sentence(404, "There is no such statement.")


def _matches(statement: Json, asked: Query) -> bool:
    """Whether it has each value that is asked for."""
    for name, place in _FILTERS.items():
        if name not in asked:
            continue
        found = dig(statement, *place)
        if found != asked[name]:
            return False
    return True


def state(_store: Store, session: UnitSession, request: Request) -> Response:
    """A document of the unit, in this registration."""
    asked = query(request)
    wrong = _misplaced(session, asked)
    if wrong:
        return wrong
    name = asked.get("stateId", "")
    if request.method == "GET":
        return _read(session, name)
    if request.method not in ("PUT", "POST", "DELETE"):
        return sentence(405, "A state can be read, written and removed here.")
    if not name:
        return sentence(400, "The stateId is missing.")
    kept = session.registration.documents
    if documents.stale(kept, name, request):
        return sentence(412, "The document has changed since it was read.")
    return _write(session, name, request)


def _read(session: UnitSession, name: str) -> Response:
    """A document, noted in the log; the list of all without a note."""
    registration = session.registration
    found = documents.read(registration.documents, name)
    is_there = found.status_code == 200
    told = "found" if is_there else "nothing there"
    if name:
        registration.note(f"read {name}", "", told, [])
    return found


def _write(session: UnitSession, name: str, request: Request) -> Response:
    """Keeps or removes a document, and notes it in the log."""
    registration = session.registration
    verb = "remove" if request.method == "DELETE" else "write"
    call = f"{verb} {name}"
    value = request.body.decode("utf-8", "replace")
    kept = registration.documents
    problem = documents.write(kept, name, request)
    if problem:
        registration.note(call, value, "refused", [problem])
        return sentence(400, f"This document was not kept: {problem}.")
    registration.note(call, value, "kept", [])
    return nothing()


def _misplaced(session: UnitSession, asked: Query) -> Response | None:
    """A document belongs to the unit, the learner and the registration of the launch (8.1)."""
    for name in ("activityId", "registration"):
        if asked.get(name) != session.launch[name]:
            wrong = f"The {name} is missing, or not the one of the launch."
            return sentence(400, wrong)
    return _foreign(session, asked)


def _foreign(session: UnitSession, asked: Query) -> Response | None:
    """A refusal of a request about another learner than the one of the launch."""
    sent = asked.get("agent", "")
    try:
        agent = json.loads(sent)
    except (ValueError, RecursionError):
        return sentence(400, "The agent is missing, or not JSON.")
    if agent != session.launch["actor"]:
        return sentence(403, "The agent is not the one of the launch.")
    return None


def profile(_store: Store, session: UnitSession, request: Request) -> Response:
    """An LMS may refuse a change with 403, which is no error to a unit (cmi5 11.0)."""
    refused = _foreign(session, query(request))
    if refused:
        return refused
    if request.method != "GET":
        return sentence(403, "This LMS takes no changes of the learner's preferences.")
    session.launch["prepared"] = True
    return sentence(404, "This learner has set no preferences.")
