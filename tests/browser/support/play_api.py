"""A server door in miniature, for the player: one learner, one module, one day.

Real are the bodies, the room, the cards and the statuses of `olw_core.play`, which both server
doors use too. Stood for are what the doors keep and check by themselves: the record and the log of
cards lie in memory, nobody signs in, and the door can be told to fail.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from marshmallow import Schema

from olw_core.engine import engine
from olw_core.errors import Conflict, OlwError
from olw_core.formats.card import CardView
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from olw_core.play import bodies
from olw_core.play.cards import meet
from olw_core.play.read_body import read_body
from olw_core.play.room import Outcome, Room, open_room
from olw_core.play.statuses import status_of

LIMIT = 10_000
TODAY = 20_000
"""Days since 1970-01-01."""
BODIES: dict[str, type[Schema]] = {
    "respond": bodies.Respond,
    "retry": bodies.Retry,
    "plan": bodies.Plan,
    "card": bodies.Card,
}

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
        self.log = ""  # of cards
        self.fail: list[int] = []
        self.seen: list[tuple[str, dict[str, Any]]] = []
        self.headers: dict[str, str] = {}

    def room(self) -> Room:
        stored = engine.write(self.record, self.report)
        return open_room(self.module, stored, self.report)

    def view(self) -> View:
        return self.room().show().view

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
            return 200, self._answer(name, body)
        except Conflict as error:
            return 409, {
                "error": {"code": error.code, "message": str(error)},
                "view": self.view(),
            }
        except OlwError as error:
            return status_of(error), {
                "error": {"code": error.code, "message": str(error)}
            }

    def _answer(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        fields = read_body(BODIES[name], json.dumps(body).encode(), LIMIT)
        if name == "card":
            return {"card": self._card(fields)}
        room = self.room()
        moves: dict[str, Callable[..., Outcome]] = {
            "respond": room.respond,
            "retry": room.retry,
            "plan": room.plan,
        }
        outcome = moves[name](**fields)
        self.record = outcome.record
        return {"view": outcome.view}

    def _card(self, fields: dict[str, Any]) -> CardView:
        outcome = meet(self.module, self.log, today=TODAY, **fields)
        self.log = outcome.text
        return outcome.view
