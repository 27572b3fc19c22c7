"""The play protocol over XBlock handlers: respond, retry, plan (formats.md, section 7).

Each saves before it answers, and tells the platform afterwards. Every answer is JSON. Errors are
coded; a step played elsewhere in between gives 409 with the View as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from marshmallow import Schema
from webob import Response

from olw_core.errors import Conflict, OlwError
from olw_core.formats.answers import Played
from olw_core.formats.calls import PlanCall, RespondCall, RetryCall
from olw_core.play import bodies
from olw_core.play.happened import Ended
from olw_core.play.room import Outcome
from olw_xblock import (
    events,
    exam,
    masquerade,
    owed,
    platform,
    refusals,
    saving,
    swap,
)
from olw_xblock.attempt_limit import is_closed
from olw_xblock.block_protocol import Block
from olw_xblock.shown import before_the_first, view_of
from olw_xblock.visit import Visit
from olw_xblock.wire import answer, read_fields, refusal

Call = TypeVar("Call")
Action = Callable[[Visit, Call], Mapping[str, object]]
"""What a call of the play protocol does, and its answer."""


def respond(block: Block, request: Any) -> Response:
    """Take an answer; reports what it brought about."""
    return _in_story(block, request, bodies.Respond, _respond)


def retry(block: Block, request: Any) -> Response:
    """Begin the next attempt from an ending, if the attempts limit allows one."""
    return _in_story(block, request, bodies.Retry, _retry)


def plan(block: Block, request: Any) -> Response:
    """Keep the learner's plan."""
    return _in_story(block, request, bodies.Plan, _plan)


def _in_story(
    block: Block,
    request: Any,
    schema: type[Schema],
    act: Action[Call],
) -> Response:
    """What counts is taken from a page that said so, and practice from one that said that."""

    def act_as_told(visit: Visit, call: Call) -> Mapping[str, object]:
        _check_the_date(visit, request)
        return act(visit, call)

    return handle(block, request, schema, act_as_told)


def handle(
    block: Block,
    request: Any,
    schema: type[Schema],
    act: Action[Call],
) -> Response:
    """Do what a page asks, or say in words and with a code why not."""
    visit = Visit(block)
    try:
        _admit(block, request)
        swap.settle(visit)
        return answer(act(visit, read_fields(request, schema)))
    except Conflict as error:
        return refusal(error, view_of(visit, visit.played.show()))
    except OlwError as error:
        return refusal(refusals.in_words(block, error))


def _admit(block: Block, request: Any) -> None:
    """Raises NotAllowedError (no-learner, other-learner, read-only, module-changed)."""
    if not platform.has_learner(block):
        raise refusals.no_learner(block)
    if platform.is_other_page(block, request):
        raise refusals.other_learner(block)
    if masquerade.is_on(block):
        raise refusals.read_only(block)
    if platform.is_page_of_other_module(block, request):
        raise refusals.module_changed(block)


def _check_the_date(visit: Visit, request: Any) -> None:
    """Raises NotAllowedError: nobody practises, or counts, unawares.

    past-due, due-extended, exam-over.
    """
    practising = platform.is_practice_page(request)
    if visit.past_due and not practising:
        raise refusals.past_due(visit.block)
    if practising and not visit.past_due:
        raise refusals.due_extended(visit.block)
    if not visit.past_due and exam.is_over(visit.block):
        raise refusals.exam_over(visit.block)


def _respond(visit: Visit, call: RespondCall) -> Played:
    notice = _arrive(visit)
    outcome = visit.played.respond(**call)
    if not outcome.changed:
        return _told(visit, outcome, notice)
    return _taken(visit, outcome, notice)


def _retry(visit: Visit, call: RetryCall) -> Played:
    notice = _arrive(visit)
    outcome = visit.played.retry(**call)
    if is_closed(visit):
        raise refusals.attempts_used(visit.block)
    return _taken(visit, outcome, notice)


def _plan(visit: Visit, call: PlanCall) -> Played:
    notice = _arrive(visit)
    outcome = visit.played.plan(cue=call["cue"], action=call["action"])
    return _taken(visit, outcome, notice)


def _arrive(visit: Visit) -> str:
    """What is to be said of what is played on: a notice code, or "".

    First the platform is told what an earlier request could not.
    """
    block = visit.block
    owed.settle(block, visit.counted.record)
    reading = visit.played.reading
    if reading.notice and not visit.past_due:
        events.tell_recovered(block, reading.record.version, reading.notice)
    return reading.notice


def _taken(
    visit: Visit,
    outcome: Outcome,
    notice: str,
) -> Played:
    """Keep what came of a request, tell of it, and answer."""
    visit.keep(outcome.text)
    if visit.past_due:
        saving.secure(visit.block)
    else:
        _count(visit.block, outcome)
    return _told(visit, outcome, notice)


def _count(block: Block, outcome: Outcome) -> None:
    """What was done in time counts, and the platform is told of it once it is saved."""
    record = outcome.record
    if outcome.has_just_ended:
        owed.count_ending(block, record)
    saving.secure(block)
    for happened in outcome.happened:
        if isinstance(happened, Ended):
            owed.settle(block, record)
        events.tell(block, record.version, happened)


def _told(
    visit: Visit,
    outcome: Outcome,
    notice: str,
) -> Played:
    """The View as it is now, and the notice where there is one."""
    told: Played = {"view": view_of(visit, outcome)}
    notice = notice or before_the_first(visit, outcome)
    if notice:
        told["notice"] = notice
    return told
