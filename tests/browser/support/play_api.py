"""The play protocol (formats.md, section 7) over the Python engine, with one record in memory.

It can be told to fail.
"""

from __future__ import annotations

from typing import Any

from olw_core.engine import cards, engine
from olw_core.engine.record import Record
from olw_core.errors import Conflict, OlwError
from olw_core.formats.card import CardView
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from olw_core.play.room import open_room
from olw_core.play.statuses import status_of

Answer = tuple[int, dict[str, Any]]


class PlayApi:
    """Answers respond, retry, plan, card.

    `fail`: statuses for the next calls; 0 is a broken connection, and a web server in front
    answers 502 and 504 in its own words (tests/browser/support/site.py).
    """

    def __init__(self, module: Module, report: str = "score") -> None:
        self.module = module
        self.report = report
        self.record = engine.start(module)
        self.fail: list[int] = []
        self.seen: list[tuple[str, dict[str, Any]]] = []
        self.headers: dict[str, str] = {}

    def view(self) -> View:
        stored = engine.write(self.record, self.report)
        return open_room(self.module, stored, self.report).show().view

    def post(self, name: str, body: dict[str, Any], headers: dict[str, str]) -> Answer:
        self.seen.append((name, body))
        self.headers = headers
        if self.fail and (status := self.fail.pop(0)) != 200:
            return status, {
                "error": {
                    "code": "test",
                    "message": "The server is being mended. Try again in a minute.",
                }
            }
        try:
            return self._answer(name, body)
        except Conflict as error:
            return 409, {
                "error": {"code": error.code, "message": str(error)},
                "view": self.view(),
            }
        except OlwError as error:
            return status_of(error), {
                "error": {"code": error.code, "message": str(error)}
            }

    def _answer(self, name: str, body: dict[str, Any]) -> Answer:
        if name == "card":
            return 200, {"card": self._card(body)}
        moves = {"respond": self._respond, "retry": self._retry, "plan": self._plan}
        self.record = moves[name](body)
        return 200, {"view": self.view()}

    def _respond(self, body: dict[str, Any]) -> Record:
        return engine.respond(
            self.module, self.record, body["attempt"], body["step"], body["response"]
        )

    def _retry(self, body: dict[str, Any]) -> Record:
        return engine.retry(self.module, self.record, body["attempt"], body["step"])

    def _plan(self, body: dict[str, Any]) -> Record:
        return engine.keep_plan(self.module, self.record, body)

    def _card(self, body: dict[str, Any]) -> CardView:
        variant = body.get("variant", "a")
        if "response" in body:
            return cards.card_answer(
                self.module, body["card"], variant, body["response"]
            )
        return cards.card_view(self.module, body["card"], variant)
