"""What the record store keeps of a learner in a unit: the sessions of a registration, its documents
and its statements, and what an LMS makes of them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from scorm_export.lms.documents import Documents
from scorm_export.lms.statements import Json, dig, said, verb

# Lines; what comes later is not noted.
MAX_LOG = 2000
ALWAYS = "NotApplicable"
"""The moveOn of a unit that asks for nothing."""


@dataclass
class UnitSession:
    """One launch: its one-time fetch code, its token, and its statements in order."""

    launch: Json
    """What the rules must know of it (cmi5_rules.py)."""
    registration: Registration
    """Whose launch it is."""
    code: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Good for one call of the fetch address."""
    token: str = ""
    """Given for the code; "" before."""
    statements: list[Json] = field(default_factory=list)
    """Those that were kept."""

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
    """A UUID."""
    activity: str = ""
    """The id of the unit."""
    move_on: str = ALWAYS
    """What makes it satisfied (cmi5 13.1.4)."""
    documents: Documents = field(default_factory=dict)
    """State documents by their id."""
    sessions: list[UnitSession] = field(default_factory=list)
    """In the order of the launches."""
    statements: list[Json] = field(default_factory=list)
    """Of all its sessions, in the order they were kept."""
    log: list[Json] = field(default_factory=list)
    """What was called and what was answered, for the workbench's page."""

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
        if not isinstance(text, str):
            return ""
        return text

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
        """The highest score of the unit as a whole, not of a decision in it."""
        scores = []
        for one in self.statements:
            raw, about = _raw(one), dig(one, "object", "id")
            if raw is not None and about == self.activity:
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
