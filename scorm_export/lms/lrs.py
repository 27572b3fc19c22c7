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
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from scorm_export.lms.cmi5_rules import (
    CATEGORY,
    SESSION,
    Json,
    dig,
    problems,
    said,
    verb,
)
from scorm_export.lms.documents import LAUNCH_DATA, Documents, of_json
from scorm_export.lms.units import Unit

MAX_REGISTRATIONS = 50
MAX_STATEMENTS = 1000
MAX_LOG = 2000
ACTOR: Json = {
    "objectType": "Agent",
    "account": {"homePage": "https://lms.example", "name": "learner-1"},
}
_ALWAYS = "NotApplicable"
"""The moveOn of a unit that asks for nothing."""


class Outcome(NamedTuple):
    """What became of statements: an HTTP status, and what is wrong in one sentence."""

    status: int
    wrong: str = ""


@dataclass
class Session:
    """One launch: its one-time fetch code, its token, and its statements in order."""

    launch: Json
    registration: Registration
    code: str = field(default_factory=lambda: uuid.uuid4().hex)
    token: str = ""
    statements: list[Json] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether the unit has said its last words."""
        return "terminated" in map(said, self.statements)

    def abandon(self) -> None:
        """A later launch ends it, unless it has ended already (9.3.6)."""
        if self.ended or self.launch["abandoned"]:
            return
        self.launch["abandoned"] = True
        self.registration.note("abandoned", "", "by the LMS", [])


@dataclass
class Registration:
    """One learner's enrolment in one unit: documents of the State API and all that was sent."""

    id: str
    activity: str = ""
    move_on: str = _ALWAYS
    documents: Documents = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    statements: list[Json] = field(default_factory=list)
    log: list[Json] = field(default_factory=list)

    def note(self, call: str, value: str, answer: str, wrong: list[str]) -> None:
        """One line of the log."""
        line = {"call": call, "value": value, "answer": answer, "problems": wrong}
        if len(self.log) < MAX_LOG:
            self.log.append(line)

    @property
    def text(self) -> str:
        """The attempt record, when the unit is one of ours."""
        document = self.documents.get("olw-record")
        if document is None:
            return ""
        text = dig(document.value, "text")
        return text if isinstance(text, str) else ""

    def recorded(self) -> Json:
        """What the LMS knows: {completed, passed, satisfied, score, best, answers, durations}.

        `score` is that of passed, as a gradebook takes it; `best` the highest told of the unit.
        """
        known = {said(one): one for one in self.statements}
        verbs = [verb(one) for one in self.statements]
        ends = [one for one in self.statements if said(one) == "terminated"]
        return {
            "completed": "completed" in known,
            "passed": "passed" in known,
            "satisfied": _satisfied(self.move_on, set(known)),
            "score": _raw(known.get("passed", {})),
            "best": self._best(),
            "answers": verbs.count("answered"),
            "durations": [dig(one, "result", "duration") for one in ends],
        }

    def _best(self) -> float | None:
        scores = []
        for one in self.statements:
            raw = _raw(one)
            if raw is not None and dig(one, "object", "id") == self.activity:
                scores.append(raw)
        return max(scores, default=None)


def _raw(statement: Json) -> float | None:
    """The score as a number of points; in hundredths where only the scaled one is given."""
    score = dig(statement, "result", "score")
    raw, scaled = dig(score, "raw"), dig(score, "scaled")
    if isinstance(raw, int | float):
        return raw
    if isinstance(scaled, int | float):
        return round(scaled * 100, 2)
    return None


def _satisfied(move_on: str, known: set[str]) -> bool:
    """The moveOn criterion of a unit (13.1.4)."""
    completed, passed = "completed" in known, "passed" in known
    criteria = {
        "Passed": passed,
        "Completed": completed,
        "CompletedAndPassed": completed and passed,
        "CompletedOrPassed": completed or passed,
    }
    return criteria.get(move_on, True)


class Store:
    """All registrations of one package."""

    def __init__(self) -> None:
        self._registrations: OrderedDict[str, Registration] = OrderedDict()
        self._codes: dict[str, Session] = {}
        self._tokens: dict[str, Session] = {}

    def launch(self, unit: Unit, registration_id: str, mode: str) -> Session:
        """A new session; an unknown registration id starts a new registration."""
        registration = self.registration(registration_id) or self._enrol()
        registration.move_on = unit.move_on or _ALWAYS
        registration.activity = f"https://lms.example/units/{quote(unit.id, safe='')}"
        for one in registration.sessions:
            one.abandon()
        launch: Json = {
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
        session = Session(launch, registration)
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
        registration = Registration(str(uuid.uuid4()))
        self._registrations[registration.id] = registration
        while len(self._registrations) > MAX_REGISTRATIONS:
            _, gone = self._registrations.popitem(last=False)
            self._forget(gone)
        return registration

    def _forget(self, gone: Registration) -> None:
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

    def session(self, authorization: str) -> Session | None:
        """The session of an Authorization header; the scheme in any case, as HTTP has it."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "basic":
            return None
        return self._tokens.get(token.strip())

    def add(self, session: Session, statements: Sequence[Json]) -> Outcome:
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
                return Outcome(409, "There is another statement of this id.")
            wrong = problems(statement, [*session.statements, *fresh], session.launch)
            if wrong:
                _note(registration, statement, "refused", wrong)
                return Outcome(403, f"{verb(statement)}: {'; '.join(wrong)}.")
            fresh.append(statement)
        if len(registration.statements) + len(fresh) > MAX_STATEMENTS:
            return Outcome(413, "There are too many statements in this registration.")
        for statement in fresh:
            _note(registration, statement, "kept", [])
        session.statements.extend(fresh)
        registration.statements.extend(fresh)
        return Outcome(204)


def _of_id(held: Sequence[Json], wanted: object) -> Json | None:
    """The first statement of this id; None for none."""
    for one in held:
        if one["id"] == wanted:
            return one
    return None


def _note(
    registration: Registration, statement: Json, answer: str, wrong: list[str]
) -> None:
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
        "moveOn": unit.move_on or _ALWAYS,
    }
    if unit.launch_data:
        data["launchParameters"] = unit.launch_data
    if launch["mastery"] is not None:
        data["masteryScore"] = launch["mastery"]
    return data
