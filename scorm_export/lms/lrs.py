"""A learning record store for one package, in memory: what a cmi5 unit needs to be launched, keep
state and report.

Registrations that were not used for longest are dropped; every request is kept in a log for the
LMS page.
"""

from __future__ import annotations

import json
import uuid
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from scorm_export.lms.cmi5_rules import problems
from scorm_export.lms.documents import LAUNCH_DATA, of_json
from scorm_export.lms.registrations import ALWAYS, Registration, UnitSession
from scorm_export.lms.statements import CATEGORY, SESSION, Json, said, verb
from scorm_export.lms.units import Unit

# Kept in memory; the one not used for longest makes room.
MAX_REGISTRATIONS = 50
MAX_STATEMENTS = 1000
ACTOR: Json = {
    "objectType": "Agent",
    "account": {"homePage": "https://lms.example", "name": "learner-1"},
}


class StatementsOutcome(NamedTuple):
    """What became of statements: an HTTP status, and what is wrong in one sentence."""

    status: int
    wrong: str = ""


class Store:
    """All registrations of one package."""

    def __init__(self) -> None:
        self._registrations: OrderedDict[str, Registration] = OrderedDict()
        self._codes: dict[str, UnitSession] = {}
        self._tokens: dict[str, UnitSession] = {}

    def launch(self, unit: Unit, registration_id: str, mode: str) -> UnitSession:
        """A new session; an unknown registration id starts a new registration."""
        registration = self.registration(registration_id) or self._enrol()
        registration.move_on = unit.move_on or ALWAYS
        registration.activity = f"https://lms.example/units/{quote(unit.id, safe='')}"
        for one in registration.sessions:
            one.abandon()
        launch = _launched(unit, registration, mode)
        session = UnitSession(launch, registration)
        registration.sessions.append(session)
        registration.documents[LAUNCH_DATA] = of_json(_launch_data(unit, launch))
        self._codes[session.code] = session
        return session

    def registration(self, registration_id: str) -> Registration | None:
        """The registration of this id, now the most recently used."""
        if registration_id in self._registrations:
            self._registrations.move_to_end(registration_id)
        return self._registrations.get(registration_id)

    def _enrol(self) -> Registration:
        """A new registration, in the place of those that were not used for longest."""
        registration = Registration(str(uuid.uuid4()))
        self._registrations[registration.id] = registration
        while len(self._registrations) > MAX_REGISTRATIONS:
            _, gone = self._registrations.popitem(last=False)
            self._forget(gone)
        return registration

    def _forget(self, gone: Registration) -> None:
        """Its sessions are open no more."""
        for session in gone.sessions:
            self._codes.pop(session.code, None)
            self._tokens.pop(session.token, None)

    def fetch(self, code: str) -> str | None:
        """The authorisation token, once for each code."""
        session = self._codes.pop(code, None)
        if session is None:
            return None
        session.token = uuid.uuid4().hex
        self._tokens[session.token] = session
        return session.token

    def session(self, authorization: str) -> UnitSession | None:
        """The session of an Authorization header; the scheme in any case, as HTTP has it."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "basic":
            return None
        return self._tokens.get(token.strip())

    def add(
        self, session: UnitSession, statements: Sequence[Json]
    ) -> StatementsOutcome:
        """Keeps statements, all or none (xAPI 2.1.2).

        204 kept or known, 403 against a rule of cmi5, 409 another one of this id, 413 too many.
        """
        registration = session.registration
        fresh: list[Json] = []
        for statement in statements:
            same = _of_id(registration.statements, statement.get("id"))
            if same == statement:
                continue
            if same is not None:
                return StatementsOutcome(409, "There is another statement of this id.")
            wrong = problems(statement, [*session.statements, *fresh], session.launch)
            if wrong:
                _note(registration, statement, "refused", wrong)
                return StatementsOutcome(403, f"{verb(statement)}: {'; '.join(wrong)}.")
            fresh.append(statement)
        if len(registration.statements) + len(fresh) > MAX_STATEMENTS:
            return StatementsOutcome(
                413, "There are too many statements in this registration."
            )
        for statement in fresh:
            _note(registration, statement, "kept", [])
        session.statements.extend(fresh)
        registration.statements.extend(fresh)
        return StatementsOutcome(204)


def _launched(unit: Unit, registration: Registration, mode: str) -> Json:
    """What a session knows of its launch; `problems` in cmi5_rules.py reads it."""
    return {
        "actor": ACTOR,
        "registration": registration.id,
        "activityId": registration.activity,
        "session": uuid.uuid4().hex,
        "mode": mode,
        "earlier": [said(one) for one in registration.statements],
        "mastery": _number(unit.mastery),
        "prepared": False,
        "abandoned": False,
    }


def _of_id(held: Sequence[Json], wanted: object) -> Json | None:
    """The first statement of this id; None for none."""
    for one in held:
        if one["id"] == wanted:
            return one
    return None


def _note(
    registration: Registration,
    statement: Json,
    answer: str,
    wrong: list[str],
) -> None:
    """A line of the log for a statement: its verb and its result."""
    result = statement.get("result")
    brief = json.dumps(result, ensure_ascii=False) if result else ""
    registration.note(verb(statement), brief, answer, wrong)


def _number(text: str) -> float | None:
    """A mastery score; None for none, or for what is no number."""
    try:
        return float(text)
    except ValueError:
        return None


def _launch_data(unit: Unit, launch: Json) -> Json:
    """What the unit reads first (10.0)."""
    group = {"objectType": "Activity", "id": unit.id or f"{CATEGORY}unit"}
    data: Json = {
        "contextTemplate": {
            "contextActivities": {"grouping": [group]},
            "extensions": {SESSION: launch["session"]},
        },
        "launchMode": launch["mode"],
        "moveOn": unit.move_on or ALWAYS,
    }
    if unit.launch_data:
        data["launchParameters"] = unit.launch_data
    if launch["mastery"] is not None:
        data["masteryScore"] = launch["mastery"]
    return data
