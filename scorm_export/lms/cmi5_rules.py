"""The rules of cmi5 (Quartz, sections 7 to 9) for a unit's statements, as sentences for the log of the LMS page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

VERBS = "http://adlnet.gov/expapi/verbs/"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
_NEEDS_DURATION = ("completed", "passed", "failed", "terminated")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z\Z")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?\Z")

Json = dict[str, Any]


def verb(statement: Json) -> str:
    """The last part of the verb's id, like "completed"."""
    return str(_dig(statement, "verb", "id")).removeprefix(VERBS)


def _dig(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _categories(statement: Json) -> set[str]:
    listed = _dig(statement, "context", "contextActivities", "category") or []
    return {str(_dig(one, "id")).removeprefix(CATEGORY) for one in listed}


def problems(statement: Json, before: list[Json], launch: Json) -> list[str]:
    """What is wrong with a statement after those `before` it in the session.

    `launch` = {actor, registration, activityId, session, mode, mastery?, earlier: verbs of earlier sessions}.
    """
    return [*_form(statement, launch), *_order(statement, before, launch), *_result(statement, launch)]


def _form(statement: Json, launch: Json) -> Iterator[str]:
    if not _UUID.match(str(statement.get("id"))):
        yield "the statement id is no UUID"
    if not _STAMP.match(str(statement.get("timestamp"))):
        yield "the timestamp is not in UTC (9.7)"
    if statement.get("actor") != launch["actor"]:
        yield "the actor is not the one of the launch (9.2)"
    if _dig(statement, "context", "registration") != launch["registration"]:
        yield "the registration is not the one of the launch (9.6.1)"
    if _dig(statement, "context", "extensions", SESSION) != launch["session"]:
        yield "the session id is missing (9.6.3.1)"
    if not _dig(statement, "context", "contextActivities", "grouping"):
        yield "the grouping of the context template is missing (9.6.2)"
    if verb(statement) in DEFINED and _dig(statement, "object", "id") != launch["activityId"]:
        yield "the object is not the unit (9.4)"


def _order(statement: Json, before: list[Json], launch: Json) -> Iterator[str]:
    names = [verb(one) for one in before]
    name = verb(statement)
    if (name == "initialized") != (not names):
        yield "initialized must be the first statement, once (9.3.2)"
    if "terminated" in names:
        yield "nothing may follow terminated (9.3.8)"
    if name in ("completed", "passed") and name in [*names, *launch.get("earlier", [])]:
        yield f"{name} was sent before in this registration (9.3)"
    if launch["mode"] != "Normal" and name in ("completed", "passed", "failed"):
        yield f"{name} may not be sent in launch mode {launch['mode']} (10.0)"


def _result(statement: Json, launch: Json) -> Iterator[str]:
    name, result, categories = verb(statement), statement.get("result") or {}, _categories(statement)
    judged = "success" in result or "completion" in result
    if name in DEFINED and "cmi5" not in categories:
        yield "the cmi5 category is missing (9.6.2.1)"
    if ("moveon" in categories) != (name in DEFINED and judged):
        yield "the moveOn category belongs to completed, passed and failed alone (9.6.2.2)"
    if name in _NEEDS_DURATION and not _DURATION.match(str(result.get("duration"))):
        yield "the duration is missing or malformed (9.5.4)"
    if (name == "completed") != (result.get("completion") is True):
        yield "completion belongs to completed (9.5.3)"
    if name in DEFINED and "score" in result and name not in ("passed", "failed"):
        yield "score belongs to passed and failed (9.5.1)"
    if name == "passed":
        yield from _passed(statement, result, launch)


def _passed(statement: Json, result: Json, launch: Json) -> Iterator[str]:
    if result.get("success") is not True:
        yield "passed needs success (9.5.2)"
    mastery, scaled = launch.get("mastery"), _dig(result, "score", "scaled")
    if mastery is not None and _dig(statement, "context", "extensions", MASTERY) != mastery:
        yield "passed must carry the mastery score (9.6.3.2)"
    if mastery is not None and isinstance(scaled, int | float) and scaled < mastery:
        yield "passed with a score below the mastery score (9.3.4)"
