"""The rules of cmi5 (Quartz, sections 7 to 10) for a unit's statements, as sentences for the log.

A statement that breaks one is refused, as 6.3 has it and ADL's player does. What that asks beyond
the text was seen in adlnet/CATAPULT, player/service/plugins/routes/lrs.js.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from scorm_export.lms.stamps import is_duration, moment
from scorm_export.lms.statements import (
    DEFINED,
    MASTERY,
    SESSION,
    Json,
    categories,
    dig,
    said,
    verb,
)

# Verbs that tell a judgement, that can fulfil moveOn, and that need a duration.
_JUDGED = ("passed", "failed")
_MOVE_ON = ("completed", "passed", "failed")
_NEEDS_DURATION = (*_MOVE_ON, "terminated")
_SUCCESS = {"passed": True, "failed": False}
_OF_THE_LAUNCH = {
    "actor": (
        ("actor",),
        "the actor is not the one of the launch (9.2)",
    ),
    "registration": (
        ("context", "registration"),
        "the registration is not the one of the launch (9.6.1)",
    ),
    "session": (
        ("context", "extensions", SESSION),
        "the session id is missing (9.6.3.1)",
    ),
}
"""What a statement repeats of its launch: where it stands, and what is wrong if it does not."""
# As RFC 4122 writes it.
_UUID = re.compile(
    r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z"
)

Wrong = Iterator[str]
"""What breaks a rule: a sentence each, with the section of cmi5 that it breaks."""


def problems(statement: Json, before: Sequence[Json], launch: Json) -> list[str]:
    """What is wrong with a statement after those `before` it in the session.

    `launch` = {actor, registration, activityId, session, mode, mastery?, earlier: verbs of earlier
    sessions, prepared: the preferences were read, abandoned: a later launch has ended this one}.
    """
    return [
        *_form(statement, launch),
        *_subject(statement, launch["activityId"]),
        *_order(statement, before, launch),
        *_result(statement, launch),
    ]


def _form(statement: Json, launch: Json) -> Wrong:
    """What every statement has, whatever it says."""
    if not _UUID.match(str(statement.get("id"))):
        yield "the statement has no id, or one that is no UUID (9.1)"
    if moment(statement.get("timestamp")) is None:
        yield "the timestamp is not in UTC (9.7)"
    for name, (place, sentence) in _OF_THE_LAUNCH.items():
        if dig(statement, *place) != launch[name]:
            yield sentence
    if not dig(statement, "context", "contextActivities", "grouping"):
        yield "the grouping of the context template is missing (9.6.2)"


def _subject(statement: Json, unit: str) -> Wrong:
    """What a statement is about, and whether cmi5 defines it."""
    name = said(statement)
    about = dig(statement, "object", "id") == unit
    if name and not about:
        yield "the object is not the unit (9.4)"
    if name and name not in DEFINED:
        yield (
            f"{name} is no verb of cmi5: "
            "its statement may not have the cmi5 category (9.3)"
        )
    if not name and about and verb(statement) in DEFINED:
        yield "the cmi5 category is missing (9.6.2.1)"


def _order(statement: Json, before: Sequence[Json], launch: Json) -> Wrong:
    """What may be said now, after what was said before."""
    names = [said(one) for one in before]
    name = said(statement)
    if launch.get("abandoned"):
        yield "the unit was launched again, and this session is abandoned (9.3.6)"
    if not launch.get("prepared", True):
        yield "the learner's preferences were not read before the first statement (11.0)"
    if (name == "initialized") != (not names):
        yield "initialized must be the first statement, once (9.3.2)"
    if "terminated" in names:
        yield "nothing may follow terminated (9.3.8)"
    if before and _is_earlier(statement, before[0]):
        yield "the timestamp is earlier than that of initialized (9.3)"
    yield from _once(name, names, launch.get("earlier", []))
    if launch["mode"] != "Normal" and name in _MOVE_ON:
        yield f"{name} may not be sent in launch mode {launch['mode']} (10.0)"


def _is_earlier(one: Json, other: Json) -> bool:
    """Whether both have a timestamp, and the first one's comes before."""
    first = moment(one.get("timestamp"))
    second = moment(other.get("timestamp"))
    if first is None or second is None:
        return False
    return first < second


def _once(name: str, names: Sequence[str], earlier: Sequence[str]) -> Wrong:
    """What is said once, in the session (`names`) or in the registration (`earlier` too)."""
    known = [*names, *earlier]
    if name in ("completed", "passed") and name in known:
        yield f"{name} was sent before in this registration (9.3)"
    if name == "failed" and "passed" in known:
        yield "failed may not follow passed in a registration (9.3)"
    if name in _JUDGED and "failed" in names:
        yield "failed was sent before in this session (9.3)"


def _result(statement: Json, launch: Json) -> Wrong:
    """Whether the result is one that the verb may have."""
    name = said(statement)
    result = statement.get("result")
    if not isinstance(result, dict):
        result = {}
    if ("moveon" in categories(statement)) != _judges(name, result):
        yield "the moveOn category belongs to completed, passed and failed alone (9.6.2.2)"
    if name in DEFINED:
        yield from _defined(name, result)
    if name in _JUDGED:
        yield from _mastery(statement, result, launch)


def _judges(name: str, result: Collection[str]) -> bool:
    """Whether a statement of cmi5 says that the unit is completed, passed or failed (9.6.2.2)."""
    if name not in DEFINED:
        return False
    return "success" in result or "completion" in result


def _defined(name: str, result: Json) -> Wrong:
    """Which parts of a result each verb has (9.5)."""
    if name in _NEEDS_DURATION and not is_duration(result.get("duration")):
        yield "the duration is missing or malformed (9.5.4)"
    if (name == "completed") != (result.get("completion") is True):
        yield "completion belongs to completed (9.5.3)"
    if result.get("success") is not _SUCCESS.get(name):
        yield "success is true in passed, false in failed, and nowhere else (9.5.2)"
    score = result.get("score")
    if score is None:
        return
    if name not in _JUDGED:
        yield "score belongs to passed and failed (9.5.1)"
    raw, least, most = (dig(score, part) for part in ("raw", "min", "max"))
    if raw is not None and None in (least, most):
        yield "a raw score needs min and max (9.5.1)"


def _mastery(statement: Json, result: Json, launch: Json) -> Wrong:
    """What the LMS's mastery score asks of passed and failed."""
    mastery = launch.get("mastery")
    if mastery is None:
        return
    name = said(statement)
    if dig(statement, "context", "extensions", MASTERY) != mastery:
        yield f"{name} must carry the mastery score (9.6.3.2)"
    scaled = dig(result, "score", "scaled")
    if not isinstance(scaled, int | float):
        return
    if name == "passed" and scaled < mastery:
        yield "passed with a score below the mastery score (9.3.4)"
    if name == "failed" and scaled >= mastery:
        yield "failed with a score that reaches the mastery score (9.3.5)"
