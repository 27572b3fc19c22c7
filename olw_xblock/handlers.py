"""The play protocol over XBlock handlers: respond, retry, plan (docs/developers/formats.md, section 7).

Every answer is JSON. Errors are coded; a step played elsewhere in between gives 409 with the View as it is now.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from marshmallow import Schema
from webob import Response
from xblock.core import XBlock

from olw_core import engine, protocol
from olw_core.errors import Conflict, ContentError, ContentMissing, ResponseError
from olw_core.record import Record
from olw_core.story import LEAVE
from olw_xblock import events, schemas
from olw_xblock.completion import CompletionMixin
from olw_xblock.errors import RefusedError, XBlockDoorError
from olw_xblock.wire import answer, read_json, refusal

Handler = Callable[..., Response]
Action = Callable[[Any, dict[str, Any]], dict[str, Any]]


def play_handler(schema: type[Schema]) -> Callable[[Action], Handler]:
    """Make a handler of a method that takes validated fields and returns the answer."""

    def decorate(action: Action) -> Handler:
        @functools.wraps(action)
        def handle(block: Any, request: Any, suffix: str = "") -> Response:
            return _guarded(block, lambda: action(block, schemas.load(schema, read_json(request))))

        marked: Handler = XBlock.handler(handle)
        return marked

    return decorate


def _guarded(block: HandlersMixin, act: Callable[[], dict[str, Any]]) -> Response:
    try:
        if not block.has_learner():
            raise RefusedError("no-learner", 403, block.gettext("Sign in to take part."))
        return answer(act())
    except XBlockDoorError as error:
        return refusal(error, error.status)
    except Conflict as error:
        return refusal(error, 409, view=block.view_of(block.reading().record))
    except ResponseError as error:
        return refusal(error, 400)
    except (ContentMissing, ContentError):
        return refusal(block.unavailable(), 404)


class HandlersMixin(CompletionMixin):
    """The three handlers of the story."""

    @play_handler(protocol.Respond)
    def respond(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take an answer; reports what it brought about. The same answer sent twice counts once."""
        before, notice = self._opened()
        after = engine.respond(self.compiled(), before, data["attempt"], data["step"], data["response"])
        view = self.view_of(after)
        if after != before:
            self._decided(before, after, view)
        return _with_notice(view, notice)

    @play_handler(protocol.Retry)
    def retry(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin the next attempt from an ending, if the attempts limit allows one."""
        before, notice = self._opened()
        after = engine.retry(self.compiled(), before, data["attempt"], data["step"])
        if self.attempts_left() == 0:
            message = self.gettext("You have used all the attempts this course allows. Your result is kept.")
            raise RefusedError("attempts-used", 403, message)
        self.keep(after)
        self.tell(events.RETRIED, after.version, attempt=after.attempt)
        return _with_notice(self.view_of(after), notice)

    @play_handler(protocol.Plan)
    def plan(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the learner's plan. Nothing about a plan is ever reported."""
        before, notice = self._opened()
        after = engine.keep_plan(self.compiled(), before, data)
        self.keep(after)
        return _with_notice(self.view_of(after), notice)

    def unavailable(self) -> RefusedError:
        """What a learner is told when the module cannot be loaded; the reason is for authors only."""
        message = self.gettext("This activity is not available just now. Please tell the people who run this course.")
        return RefusedError("module-unavailable", 404, message)

    def _opened(self) -> tuple[Record, str]:
        reading = self.reading()
        if reading.notice:
            self.tell(events.RECOVERED, reading.record.version, notice=reading.notice)
        return reading.record, reading.notice

    def _decided(self, before: Record, after: Record, view: dict[str, Any]) -> None:
        self.keep(after)
        step = len(before.steps)
        if step == 0:
            self.tell(events.STARTED, after.version, attempt=after.attempt)
        scene, response = (view["history"][step][name] for name in ("scene", "answer"))
        if response != LEAVE:
            self.tell(events.DECIDED, after.version, attempt=after.attempt, step=step, scene=scene, response=response)
        if "ending" in view:
            self.finish(after, view)


def _with_notice(view: dict[str, Any], notice: str) -> dict[str, Any]:
    return {"view": view, **({"notice": notice} if notice else {})}
