"""The engine: a compiled module and a record in, a View or a new record out. Pure functions, no state, no clock.

Twin of olw_core/player/src/engine/; both must give equal Views, records and errors (tests/golden/vectors).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeGuard

from olw_core import record as records
from olw_core.errors import Conflict, ResponseError
from olw_core.record import STOPS, Done, Notice, Plan, Record
from olw_core.story import LEAVE, Module, Walk, check, percent, walk
from olw_core.view import View, view_of

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
        notice = "record-older" if record.version < module["version"] else "record-damaged"
    kept = replace(record, version=module["version"], steps=record.steps[:valid], plan=plan)
    return Reading(_settled(module, kept), notice)


def write(record: Record) -> str:
    """The record as text, the same in every packaging."""
    return records.write(record)


def view(module: Module, record: Record, report: str = "score") -> View:
    """What the learner may see now; percentages only where `report` sends a score."""
    here, _ = walk(module, record.steps)
    return view_of(module, record, here, scores=report != "completion")


def respond(module: Module, record: Record, attempt: object, step: object, response: object) -> Record:
    """Take one answer. The next step is appended; a past step with the same answer changes nothing.

    Raises Conflict (step-conflict) for any other step or attempt, ResponseError for an answer that cannot be taken.
    """
    here, _ = walk(module, record.steps)
    if not _whole(attempt, record.attempt, record.attempt) or not _whole(step, 0, len(record.steps)):
        raise _conflict()
    if step < len(record.steps):
        if not _same(module, record, step, response):
            raise _conflict()
        return record
    if here.ended:
        raise ResponseError("story-ended", "This story has ended. You can try another way from any decision.")
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
        "step-conflict", "You have already gone on from here, perhaps in another window. This is where you are now."
    )


def retry(module: Module, record: Record, attempt: object, step: object) -> Record:
    """Begin the next attempt from an ending, keeping the first `step` decisions (0 = from the start).

    The result so far is kept: a later attempt can only raise it. Raises ResponseError (not-ended), Conflict.
    """
    here, _ = walk(module, record.steps)
    if not _whole(attempt, record.attempt, record.attempt) or not _whole(step, 0, max(0, len(record.steps) - 1)):
        raise _conflict()
    if not here.ended:
        raise ResponseError("not-ended", "You can try another way once you have reached an ending.")
    return _settled(module, replace(record, attempt=min(record.attempt + 1, MAX_ATTEMPTS), steps=record.steps[:step]))


def keep_plan(module: Module, record: Record, choice: Mapping[str, object]) -> Record:
    """Keep the plan {cue, action, stop, before, now}; every part is optional. Raises ResponseError."""
    here, _ = walk(module, record.steps)
    if not here.ended:
        raise ResponseError("not-ended", "The plan comes after the story.")
    words = {name: choice.get(name, "") for name in ("cue", "action", "stop")}
    numbers = {name: choice.get(name, 0) for name in ("before", "now")}
    good = all(isinstance(w, str) for w in words.values()) and all(
        type(n) is int and 0 <= n <= 5 for n in numbers.values()
    )
    plan = Plan(**words, **numbers) if good else None  # type: ignore[arg-type]
    if plan is None or plan.stop not in STOPS or _known_plan(module, plan) != plan:
        raise ResponseError("plan-unknown", "This plan has a part that is not on the list. Choose from the list.")
    return replace(record, plan=plan)


def _known_plan(module: Module, plan: Plan) -> Plan:
    cues = {c["id"] for c in module["plan"]["cues"]}
    actions = {a["id"] for a in module["plan"]["actions"]}
    return replace(plan, cue=plan.cue if plan.cue in cues else "", action=plan.action if plan.action in actions else "")


def _settled(module: Module, record: Record) -> Record:
    """The record with its result frozen when it stands at an ending; the best attempt counts."""
    here: Walk = walk(module, record.steps)[0]
    if not here.ended:
        return record
    reached = Done(module["version"], percent(module, here.total))
    if record.done is None or reached.percent > record.done.percent:
        return replace(record, done=reached)
    return record


__all__ = ["LEAVE", "Reading", "keep_plan", "read", "respond", "retry", "start", "view", "write"]
