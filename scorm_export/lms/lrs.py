"""A learning record store for one package, in memory: what a cmi5 unit needs to be launched, keep state and report.

Registrations that were not used for longest are dropped; every request is kept in a log for the LMS page.
"""

from __future__ import annotations

import json
import uuid
from collections import OrderedDict
from dataclasses import dataclass, field
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


@dataclass
class Registration:
    """One learner's enrolment in one unit: documents of the State API and everything that was sent."""

    id: str
    activity: str = ""
    move_on: str = "NotApplicable"
    documents: Documents = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    statements: list[Json] = field(default_factory=list)
    log: list[Json] = field(default_factory=list)

    def note(self, call: str, value: str, answer: str, wrong: list[str]) -> None:
        """One line of the log."""
        if len(self.log) < MAX_LOG:
            self.log.append(
                {"call": call, "value": value, "answer": answer, "problems": wrong}
            )

    @property
    def text(self) -> str:
        """The attempt record, when the unit is one of ours."""
        document = self.documents.get("olw-record")
        value = document.value if document else None
        text = value.get("text") if isinstance(value, dict) else None
        return text if isinstance(text, str) else ""

    def recorded(self) -> Json:
        """What the LMS knows: {completed, passed, satisfied, score, best, answers, durations}.

        `score` is that of passed, as a gradebook takes it; `best` the highest told of the unit.
        """
        known = {said(one): one for one in self.statements}
        whole = [
            one for one in self.statements if dig(one, "object", "id") == self.activity
        ]
        scores = [raw for one in whole if (raw := _raw(one)) is not None]
        ends = [one for one in self.statements if said(one) == "terminated"]
        return {
            "completed": "completed" in known,
            "passed": "passed" in known,
            "satisfied": _satisfied(self.move_on, set(known)),
            "score": _raw(known.get("passed", {})),
            "best": max(scores, default=None),
            "answers": [verb(one) for one in self.statements].count("answered"),
            "durations": [dig(one, "result", "duration") for one in ends],
        }


def _raw(statement: Json) -> int | float | None:
    """The score as a number of points; in hundredths where only the scaled one is given."""
    raw, scaled = (
        dig(statement, "result", "score", name) for name in ("raw", "scaled")
    )
    if isinstance(raw, int | float):
        return raw
    return round(scaled * 100, 2) if isinstance(scaled, int | float) else None


def _satisfied(move_on: str, known: set[str]) -> bool:
    """The moveOn criterion of a unit (13.1.4)."""
    both = {"completed", "passed"}
    return {
        "Passed": "passed" in known,
        "Completed": "completed" in known,
        "CompletedAndPassed": both <= known,
        "CompletedOrPassed": bool(both & known),
    }.get(move_on, True)


class Store:
    """All registrations of one package."""

    def __init__(self) -> None:
        self._registrations: OrderedDict[str, Registration] = OrderedDict()
        self._codes: dict[str, Session] = {}
        self._tokens: dict[str, Session] = {}

    def launch(self, unit: Unit, registration_id: str, mode: str) -> Session:
        """A new session; an unknown registration id starts a new registration."""
        registration = self.registration(registration_id) or self._enrol()
        registration.move_on = unit.move_on or "NotApplicable"
        registration.activity = f"https://lms.example/units/{quote(unit.id, safe='')}"
        for one in registration.sessions:
            if not one.ended and not one.launch["abandoned"]:
                one.launch["abandoned"] = True
                registration.note("abandoned", "", "by the LMS", [])
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
            gone = self._registrations.popitem(last=False)[1]
            self._codes = {
                code: s for code, s in self._codes.items() if s.registration is not gone
            }
            self._tokens = {
                token: s
                for token, s in self._tokens.items()
                if s.registration is not gone
            }
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
        """The session of an Authorization header; the scheme in any case, as HTTP has it."""
        scheme, _, token = authorization.strip().partition(" ")
        return self._tokens.get(token.strip()) if scheme.lower() == "basic" else None

    def add(self, session: Session, statements: list[Json]) -> tuple[int, str]:
        """Keeps statements, all or none (xAPI 2.1.2); (HTTP status, what is wrong in one sentence).

        204 kept or known, 403 against a rule of cmi5, 409 another one of this id, 413 too many.
        """
        held = session.registration.statements
        fresh: list[Json] = []
        for statement in statements:
            same = [one for one in held if one["id"] == statement.get("id")]
            if same and same[0] != statement:
                return 409, "There is another statement of this id."
            if same:
                continue
            wrong = problems(statement, [*session.statements, *fresh], session.launch)
            if wrong:
                brief = _brief(statement.get("result"))
                session.registration.note(verb(statement), brief, "refused", wrong)
                return 403, f"{verb(statement)}: {'; '.join(wrong)}."
            fresh.append(statement)
        if len(held) + len(fresh) > MAX_STATEMENTS:
            return 413, "There are too many statements in this registration."
        for statement in fresh:
            session.registration.note(
                verb(statement), _brief(statement.get("result")), "kept", []
            )
        session.statements.extend(fresh)
        held.extend(fresh)
        return 204, ""


def _brief(result: object) -> str:
    return json.dumps(result, ensure_ascii=False) if result else ""


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _launch_data(unit: Unit, launch: Json) -> Json:
    """What the unit reads first (10.0)."""
    data: Json = {
        "contextTemplate": {
            "contextActivities": {
                "grouping": [
                    {"objectType": "Activity", "id": unit.id or f"{CATEGORY}unit"}
                ]
            },
            "extensions": {SESSION: launch["session"]},
        },
        "launchMode": launch["mode"],
        "moveOn": unit.move_on or "NotApplicable",
    }
    if unit.launch_data:
        data["launchParameters"] = unit.launch_data
    if launch["mastery"] is not None:
        data["masteryScore"] = launch["mastery"]
    return data
