"""The engine: a compiled module and a record in, a View or a new record out. Pure functions, no state, no clock.

Twin of olw_core/player/src/engine/; both must give equal Views, records and errors (tests/golden/vectors).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeGuard

from olw_core.engine import record as records
from olw_core.engine.record import Done, Notice, Plan, Record
from olw_core.engine.story import LEAVE, Module, Walk, check, percent, walk
from olw_core.engine.view import View, view_of
from olw_core.errors import Conflict, ResponseError

MAX_ATTEMPTS = 9999


@dataclass(frozen=True)
class Reading:
    """What a stored text gave: the record, and a notice for the learner where something was unusual."""

    record: Record
    notice: Notice


def start(module: Module) -> Record:
    """The record of a learner who has done nothing yet."""
    return _settled(module, Record(module["id"], module["version"]))


def read(module: Module, text: str) -> Reading:
    """Read a stored record against today's content. Never raises; keeps the longest prefix that still plays."""
    record, notice = records.parse(text, module["id"], module["version"])
    _, valid = walk(module, record.steps)
    plan = _known_plan(module, record.plan)
    if not notice and (valid < len(record.steps) or plan != record.plan):
        notice = (
            "record-older" if record.version < module["version"] else "record-damaged"
        )
    kept = replace(
        record, version=module["version"], steps=record.steps[:valid], plan=plan
    )
    return Reading(_settled(module, kept), notice)


def write(record: Record, report: str = "score") -> str:
    """The record as text, the same in every packaging; no percentage where `report` sends none."""
    return records.write(record, report)


def view(module: Module, record: Record, report: str = "score") -> View:
    """What the learner may see now; percentages only where `report` sends a score."""
    here, _ = walk(module, record.steps)
    return view_of(module, record, here, scores=report != "completion")


def respond(
    module: Module, record: Record, attempt: object, step: object, response: object
) -> Record:
    """Take one answer. The next step is appended; a past step with the same answer changes nothing.

    Raises Conflict (step-conflict) for any other step or attempt, ResponseError for an answer that cannot be taken.
    """
    here, _ = walk(module, record.steps)
    if not _whole(attempt, record.attempt, record.attempt) or not _whole(
        step, 0, len(record.steps)
    ):
        raise _conflict()
    if step < len(record.steps):
        if not _same(module, record, step, response):
            raise _conflict()
        return record
    if here.ended:
        raise ResponseError(
            "story-ended",
            "This story has ended. You can try another way from any decision.",
        )
    answer = check(module, here, response)
    tag = module["story"]["scenes"][here.node["scene"]]["tag"]
    return _settled(module, replace(record, steps=(*record.steps, (tag, answer))))


def _whole(value: object, low: int, high: int) -> TypeGuard[int]:
    return type(value) is int and low <= value <= high


def _same(module: Module, record: Record, step: int, response: object) -> bool:
    before, _ = walk(module, record.steps[:step])
    try:
        return check(module, before, response) == record.steps[step][1]
    except ResponseError:
        return False


def _conflict() -> Conflict:
    return Conflict(
        "step-conflict",
        "You have already gone on from here, perhaps in another window. This is where you are now.",
    )


def retry(module: Module, record: Record, attempt: object, step: object) -> Record:
    """Begin the next attempt from an ending, keeping the first `step` decisions (0 = from the start).

    The result so far is kept: a later attempt can only raise it. Raises ResponseError (not-ended), Conflict.
    """
    here, _ = walk(module, record.steps)
    if not _whole(attempt, record.attempt, record.attempt) or not _whole(
        step, 0, max(0, len(record.steps) - 1)
    ):
        raise _conflict()
    if not here.ended:
        raise ResponseError(
            "not-ended", "You can try another way once you have reached an ending."
        )
    again = replace(record, attempt=_next_attempt(record), steps=record.steps[:step])
    return _settled(module, again)


def leave(module: Module, record: Record) -> Record:
    """What a door without a server keeps when the learner goes: an ended attempt loses its steps.

    Resuming does not need them. Result and plan stay, and the next visit begins a new attempt
    (docs/decisions/0007-what-is-stored.md). A story that is not finished is kept as it stands.
    """
    here, _ = walk(module, record.steps)
    if not here.ended or not record.steps:
        return record
    return replace(record, attempt=_next_attempt(record), steps=())


def _next_attempt(record: Record) -> int:
    return min(record.attempt + 1, MAX_ATTEMPTS)


def keep_plan(module: Module, record: Record, choice: Mapping[str, object]) -> Record:
    """Keep the plan {cue, action} of a story that was finished once; each part is optional.

    Raises ResponseError (not-ended, plan-unknown).
    """
    if record.done is None:
        raise ResponseError("not-ended", "The plan comes after the story.")
    plan = Plan(choice.get("cue", ""), choice.get("action", ""))  # type: ignore[arg-type]
    if _known_plan(module, plan) != plan:
        unknown = "This plan has a part that is not on the list. Choose from the list."
        raise ResponseError("plan-unknown", unknown)
    return replace(record, plan=plan)


def _known_plan(module: Module, plan: Plan) -> Plan:
    cues = [line["id"] for line in module["plan"]["cues"]]
    actions = [line["id"] for line in module["plan"]["actions"]]
    return Plan(_known(cues, plan.cue), _known(actions, plan.action))


def _known(ids: list[str], chosen: str) -> str:
    return chosen if chosen in ids else ""


def _settled(module: Module, record: Record) -> Record:
    """The record with its result frozen when it stands at an ending; the best attempt counts.

    A result whose percentage was not kept counts in full, so nothing is better.
    """
    here: Walk = walk(module, record.steps)[0]
    if not here.ended:
        return record
    reached = Done(module["version"], percent(module, here.total))
    if record.done is None or reached.counted > record.done.counted:
        return replace(record, done=reached)
    return record


__all__ = [
    "LEAVE",
    "Reading",
    "keep_plan",
    "leave",
    "read",
    "respond",
    "retry",
    "start",
    "view",
    "write",
]
