"""A learning record store for one package, in memory: what a cmi5 unit needs to be launched, keep state and report.

Registrations that were not used for longest are dropped; every request is kept in a log for the LMS page.
"""

from __future__ import annotations

import json
import uuid
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from scorm_export.lms.cmi5_rules import CATEGORY, SESSION, Json, problems, verb
from scorm_export.lms.units import Unit

MAX_REGISTRATIONS = 50
MAX_STATEMENTS = 1000
MAX_LOG = 2000
ACTOR: Json = {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "learner-1"}}


@dataclass
class Session:
    """One launch: its one-time fetch code, its token, and its statements in order."""

    launch: Json
    registration: Registration
    code: str = field(default_factory=lambda: uuid.uuid4().hex)
    token: str = ""
    statements: list[Json] = field(default_factory=list)


@dataclass
class Registration:
    """One learner's enrolment in one unit: documents of the State API and everything that was sent."""

    id: str
    documents: dict[str, Any] = field(default_factory=dict)
    statements: list[Json] = field(default_factory=list)
    log: list[Json] = field(default_factory=list)

    def note(self, call: str, value: str, answer: str, wrong: list[str]) -> None:
        """One line of the log."""
        if len(self.log) < MAX_LOG:
            self.log.append({"call": call, "value": value, "answer": answer, "problems": wrong})

    def recorded(self) -> Json:
        """What the LMS knows: {completed, passed, score, durations}."""
        said = {verb(one): one for one in self.statements}
        passed = said.get("passed", {}).get("result", {}).get("score", {})
        ended = [one["result"]["duration"] for one in self.statements if verb(one) == "terminated" and "result" in one]
        return {
            "completed": "completed" in said,
            "passed": "passed" in said,
            "score": passed.get("raw"),
            "durations": ended,
        }


class Store:
    """All registrations of one package."""

    def __init__(self) -> None:
        self._registrations: OrderedDict[str, Registration] = OrderedDict()
        self._codes: dict[str, Session] = {}
        self._tokens: dict[str, Session] = {}

    def launch(self, unit: Unit, registration_id: str, mode: str) -> Session:
        """A new session; an unknown registration id starts a new registration."""
        registration = self.registration(registration_id) or self._enrol()
        earlier = [verb(one) for one in registration.statements]
        launch: Json = {
            "actor": ACTOR,
            "registration": registration.id,
            "activityId": f"https://lms.example/units/{quote(unit.id, safe='')}",
            "session": uuid.uuid4().hex,
            "mode": mode,
            "earlier": earlier,
            "mastery": _number(unit.mastery),
        }
        session = Session(launch, registration)
        registration.documents["LMS.LaunchData"] = _launch_data(unit, launch)
        self._codes[session.code] = session
        return session

    def registration(self, registration_id: str) -> Registration | None:
        """The registration of this id, now the most recently used."""
        if registration_id in self._registrations:
            self._registrations.move_to_end(registration_id)
        return self._registrations.get(registration_id)

    def _enrol(self) -> Registration:
        registration = Registration(str(uuid.uuid4()))
        self._registrations[registration.id] = registration
        while len(self._registrations) > MAX_REGISTRATIONS:
            gone = self._registrations.popitem(last=False)[1]
            self._codes = {code: s for code, s in self._codes.items() if s.registration is not gone}
            self._tokens = {token: s for token, s in self._tokens.items() if s.registration is not gone}
        return registration

    def fetch(self, code: str) -> str | None:
        """The authorisation token, once for each code."""
        session = self._codes.pop(code, None)
        if session is None:
            return None
        session.token = uuid.uuid4().hex
        self._tokens[session.token] = session
        return session.token

    def session(self, authorization: str) -> Session | None:
        """The session of an Authorization header."""
        return self._tokens.get(authorization.removeprefix("Basic "))

    def add(self, session: Session, statement: Json) -> int:
        """Keeps a statement; the HTTP status: 204 kept or known, 409 another one of this id, 413 too many."""
        held = session.registration.statements
        same = [one for one in held if one["id"] == statement["id"]]
        if same:
            return 204 if same[0] == statement else 409
        if len(held) >= MAX_STATEMENTS:
            return 413
        wrong = problems(statement, session.statements, session.launch)
        session.registration.note(verb(statement), _brief(statement.get("result")), "kept", wrong)
        session.statements.append(statement)
        held.append(statement)
        return 204


def _brief(result: object) -> str:
    return json.dumps(result, ensure_ascii=False) if result else ""


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _launch_data(unit: Unit, launch: Json) -> Json:
    data: Json = {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": unit.id or f"{CATEGORY}unit"}]},
            "extensions": {SESSION: launch["session"]},
        },
        "launchMode": launch["mode"],
        "moveOn": unit.move_on or "NotApplicable",
    }
    return data | ({"masteryScore": launch["mastery"]} if launch["mastery"] is not None else {})
