"""The engine: a compiled module and a record in, a View or a new record out. Twin of
olw_core/player/src/engine/engine.ts.

Pure functions, no state, no clock. Both must give equal Views, records and errors
(tests/golden/vectors).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from olw_core.engine import record as records
from olw_core.engine.record import Done, Notice, Plan, Record
from olw_core.engine.story import (
    Walk,
    answer_of,
    check,
    follow,
    percent,
    scene_at,
    walk,
)
from olw_core.engine.view import history, view_of
from olw_core.errors import Conflict, ResponseError
from olw_core.formats.common import Line
from olw_core.formats.compiled import Module
from olw_core.formats.view import Past, View

MAX_ATTEMPTS = 9999
"""As many as the record has digits for."""


@dataclass(frozen=True)
class Reading:
    """What a stored text gave."""

    record: Record
    """As far as it still plays."""
    notice: Notice
    """For the learner, where something was unusual."""


def start(module: Module) -> Record:
    """The record of a learner who has done nothing yet."""
    record = Record(module["id"], module["version"])
    return _settled(module, record, _here(module, record))


def read(module: Module, text: str) -> Reading:
    """Read a stored record against today's content; it keeps the longest prefix that plays.

    Never raises.
    """
    found, unusual = records.parse(text, module["id"], module["version"])
    here, valid = walk(module, found.steps)
    kept = replace(
        found,
        version=module["version"],
        steps=found.steps[:valid],
        plan=_known_plan(module, found.plan.cue, found.plan.action),
    )
    notice = unusual or _notice(found, kept)
    return Reading(_settled(module, kept, here), notice)


def _notice(found: Record, kept: Record) -> Notice:
    """What to say of a record of which today's content keeps this."""
    if found.steps == kept.steps and found.plan == kept.plan:
        return ""
    if found.version < kept.version:
        return "record-older"
    return "record-damaged"


def write(record: Record, report: str = "score") -> str:
    """The record as text, the same in every packaging.

    `report`: no percentage is written where none is sent.
    """
    return records.write(record, report)


def view(
    module: Module,
    record: Record,
    report: str = "score",
) -> View:
    """What the learner may see now; percentages only where `report` sends a score."""
    here = _here(module, record)
    return view_at(module, record, here, report)


def met(module: Module, record: Record) -> list[Past]:
    """The decisions that count, as the learner met them, oldest first."""
    return history(module, _here(module, record))


def view_at(module: Module, record: Record, here: Walk, report: str) -> View:
    """The same for who knows already where the record stands."""
    scores = report != "completion"
    return view_of(module, record, here, scores=scores)


def _here(module: Module, record: Record) -> Walk:
    """The way to where a record stands."""
    here, _ = walk(module, record.steps)
    return here


def respond(
    module: Module,
    record: Record,
    attempt: object,
    step: object,
    response: object,
) -> Record:
    """Take one answer.

    The next step is appended; a past step with the same answer changes nothing. Raises Conflict
    (step-conflict) for any other step or attempt, ResponseError (story-ended, answer-...) for an
    answer that cannot be taken.
    """
    last = len(record.steps)
    at = _known_step(record, attempt, step, last)
    if at < last:
        _check_repeated(module, record, at, response)
        return record
    here = _here(module, record)
    if here.ended:
        raise ResponseError(
            "story-ended",
            "This story has ended. You can try another way from any decision.",
        )
    answer = check(module, here, response)
    scene = scene_at(module, here.node)
    steps = (*record.steps, (scene["tag"], answer))
    after = follow(module, here, answer)
    return _settled(module, replace(record, steps=steps), after)


def _check_repeated(
    module: Module,
    record: Record,
    step: int,
    response: object,
) -> None:
    """A past step may be sent again with the same answer only. Raises Conflict."""
    before, _ = walk(module, record.steps[:step])
    _, answer = record.steps[step]
    if answer_of(module, before, response) != answer:
        raise _conflict()


def _known_step(
    record: Record,
    attempt: object,
    step: object,
    last: int,
) -> int:
    """The step, if it is one of this attempt up to `last`. Raises Conflict.

    JSON's true and 1.0 are equal to 1 and are no numbers of steps.
    """
    if type(attempt) is not int or attempt != record.attempt:
        raise _conflict()
    if type(step) is not int or not 0 <= step <= last:
        raise _conflict()
    return step


def _conflict() -> Conflict:
    """The player shows these words beside the View as it is now."""
    return Conflict(
        "step-conflict",
        "You have already gone on from here, perhaps in another window. "
        "This is where you are now.",
    )


def retry(
    module: Module,
    record: Record,
    attempt: object,
    step: object,
) -> Record:
    """Begin the next attempt from an ending, keeping the first `step` decisions.

    0 = from the start. The result so far is kept: a later attempt can only raise it. Raises
    ResponseError (not-ended), Conflict.
    """
    last = max(0, len(record.steps) - 1)
    at = _known_step(record, attempt, step, last)
    here = _here(module, record)
    if not here.ended:
        raise ResponseError(
            "not-ended",
            "You can try another way once you have reached an ending.",
        )
    again = replace(
        record,
        attempt=_next(record),
        steps=record.steps[:at],
    )
    return _settled(module, again, _here(module, again))


def leave(module: Module, record: Record) -> Record:
    """What a door without a server keeps when the learner goes.

    An ended attempt loses its steps: resuming does not need them. Result and plan stay, and the
    next visit begins a new attempt (docs/decisions/0007-what-is-stored.md). A story that is not
    finished is kept as it stands.
    """
    here = _here(module, record)
    if not here.ended or not record.steps:
        return record
    return replace(record, attempt=_next(record), steps=())


def _next(record: Record) -> int:
    """The number of the attempt after this one."""
    return min(record.attempt + 1, MAX_ATTEMPTS)


def keep_plan(
    module: Module,
    record: Record,
    choice: Mapping[str, object],
) -> Record:
    """Keep the plan {cue, action} of a story that was finished once; each part is optional.

    Raises ResponseError (not-ended, plan-unknown).
    """
    if record.done is None:
        raise ResponseError("not-ended", "The plan comes after the story.")
    cue = choice.get("cue", "")
    action = choice.get("action", "")
    plan = _known_plan(module, cue, action)
    if (plan.cue, plan.action) != (cue, action):
        raise ResponseError(
            "plan-unknown",
            "This plan has a part that is not on the list. Choose from the list.",
        )
    return replace(record, plan=plan)


def _known_plan(
    module: Module,
    cue: object,
    action: object,
) -> Plan:
    """The parts of a plan that stand in the module's lists."""
    lines = module["plan"]
    return Plan(
        cue=_known(lines["cues"], cue),
        action=_known(lines["actions"], action),
    )


def _known(lines: Sequence[Line], line_id: object) -> str:
    """The id if one of these lines has it, else ""."""
    for line in lines:
        if line["id"] == line_id:
            return line["id"]
    return ""


def _settled(module: Module, record: Record, here: Walk) -> Record:
    """The record with its result frozen when it stands at an ending; the best attempt counts.

    `here`: where it stands. A result whose percentage was not kept counts in full, so nothing is
    better.
    """
    if not here.ended:
        return record
    reached = percent(here)
    before = record.done
    if before is not None and before.counted >= reached:
        return record
    done = Done(module["version"], reached)
    return replace(record, done=done)
