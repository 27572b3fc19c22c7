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

from olw_core import protocol
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.engine.story import LEAVE
from olw_core.errors import Conflict, ContentError, ContentMissing, ResponseError
from olw_core.play.sealing import SealError
from olw_xblock import events, schemas
from olw_xblock.completion import CompletionMixin
from olw_xblock.errors import XBlockDoorError
from olw_xblock.platform import PAGE_OF
from olw_xblock.wire import answer, read_json, refusal

Handler = Callable[..., Response]
Action = Callable[[Any, dict[str, Any]], dict[str, Any]]


def play_handler(schema: type[Schema]) -> Callable[[Action], Handler]:
    """Make a handler of a method that takes validated fields and returns the answer."""

    def decorate(action: Action) -> Handler:
        @functools.wraps(action)
        def handle(block: Any, request: Any, suffix: str = "") -> Response:
            def act() -> dict[str, Any]:
                block.check_page(request)
                return action(block, schemas.load(schema, read_json(request)))

            return _guarded(block, act)

        marked: Handler = XBlock.handler(handle)
        return marked

    return decorate


def _guarded(block: HandlersMixin, act: Callable[[], dict[str, Any]]) -> Response:
    try:
        if not block.has_learner():
            raise block.no_learner()
        return answer(act())
    except XBlockDoorError as error:
        return refusal(error, error.status)
    except Conflict as error:
        return refusal(error, 409, view=block.view_of(block.reading().record))
    except ResponseError as error:
        return refusal(error, 400)
    except (ContentMissing, ContentError, SealError) as error:
        refused = block.refused(error)
        return refusal(refused, refused.status)


class HandlersMixin(CompletionMixin):
    """The three handlers of the story. Each saves before it answers."""

    def check_page(self, request: Any) -> None:
        """Raises RefusedError (other-learner) for a page that was made for somebody else.

        An address without the learner in it is taken: apps ask for handlers by themselves. A
        platform may give the value back as a list with one entry, written out
        (openedx/core/djangoapps/xblock/runtime/runtime.py, handler_url: parse_qs).
        """
        page = request.GET.get(PAGE_OF, "")
        if page and self.page_of() not in page:
            raise self.other_learner()

    @play_handler(protocol.Respond)
    def respond(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take an answer; reports what it brought about. The same answer sent twice counts once."""
        before, notice = self._opened()
        after = engine.respond(
            self.compiled(), before, data["attempt"], data["step"], data["response"]
        )
        if after != before:
            self._take(before, after)
        return self._answer(after, notice)

    @play_handler(protocol.Retry)
    def retry(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin the next attempt from an ending, if the attempts limit allows one."""
        before, notice = self._opened()
        after = engine.retry(self.compiled(), before, data["attempt"], data["step"])
        if self.is_closed():
            raise self.attempts_used()
        self.keep(after)
        self.secure()
        if not self.past_due():
            self.tell(events.RETRIED, after.version, attempt=after.attempt)
        return self._answer(after, notice)

    @play_handler(protocol.Plan)
    def plan(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the learner's plan. Nothing about a plan is ever reported."""
        before, notice = self._opened()
        after = engine.keep_plan(self.compiled(), before, data)
        self.keep(after)
        self.secure()
        return self._answer(after, notice)

    def _opened(self) -> tuple[Record, str]:
        """What is played on, and what is to be said of it: a code, or words where practice begins.

        First the platform is told what an earlier request could not.
        """
        self.settle(self.counted())
        reading = self.reading()
        if reading.notice and not self.past_due():
            self.tell(events.RECOVERED, reading.record.version, notice=reading.notice)
        begins = "" if self.practice else self.practice_words()
        return reading.record, begins or reading.notice

    def _take(self, before: Record, after: Record) -> None:
        """Keep a new step, then tell of it. After the due date it is only kept."""
        counts = not self.past_due()
        view = engine.view(self.compiled(), after, self.report)
        ended = "ending" in view
        self.keep(after)
        if counts and ended:
            self.count(after)
        self.secure()
        if not counts:
            return
        self._tell_step(len(before.steps), after, view)
        if ended:
            self.tell_ending(after, view)

    def _tell_step(self, step: int, after: Record, view: dict[str, Any]) -> None:
        if step == 0:
            self.tell(events.STARTED, after.version, attempt=after.attempt)
        scene, response = (view["history"][step][name] for name in ("scene", "answer"))
        if response != LEAVE:
            told = {
                "attempt": after.attempt,
                "step": step,
                "scene": scene,
                "response": response,
            }
            self.tell(events.DECIDED, after.version, **told)

    def _answer(self, record: Record, notice: str) -> dict[str, Any]:
        """The View as it is now, and the notice where there is one."""
        told: dict[str, Any] = {"view": self.view_of(record)}
        if notice:
            told["notice"] = notice
        return told
