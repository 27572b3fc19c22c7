"""Eight clients at once over real HTTP: answers of stories, and launches with their logins."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from bench.lti.lms import LOGIN, Lms
from bench.lti.stored import AttemptKey
from bench.lti.wire import Answer, Wire
from olw_core import content
from olw_core.engine import engine

CLIENTS = 8
FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
}
JSON = {
    "Content-Type": "application/json",
}
Work = TypeVar("Work")
Times = list[float]
"""Seconds until each answer was there."""


class Caller:
    """A browser with its cookies. `times`: of its calls."""

    def __init__(self, bind: str) -> None:
        self._wire = Wire(bind)
        self.cookies: list[str] = []
        self.times: Times = []

    def post(
        self,
        path: str,
        body: str,
        headers: dict[str, str],
        status: int,
    ) -> str:
        """The address that the answer leads to, "" for none. Raises AssertionError."""
        sent = {
            **headers,
            "Cookie": "; ".join(self.cookies),
        }
        began = time.perf_counter()
        answer = self._wire.post(path, body, sent)
        taken = time.perf_counter() - began
        self.times.append(taken)
        assert answer.status == status, answer.body[:500]
        self._keep(answer)
        return answer.header("location")

    def _keep(self, answer: Answer) -> None:
        """The cookies that an answer sets."""
        for cookie in answer.headers("set-cookie"):
            pair, _, _ = cookie.partition(";")
            self.cookies.append(pair)

    def close(self) -> None:
        """No more calls."""
        self._wire.close()


def play(bind: str, places: Sequence[AttemptKey]) -> tuple[float, Times]:
    """Every learner plays a story to its end: how many seconds that took, and the times."""
    bodies = _bodies()

    def one(caller: Caller, place: AttemptKey) -> None:
        path = f"/api/attempts/{place.key}/respond"
        headers = {
            **JSON,
            "Authorization": f"Bearer {place.token}",
        }
        for body in bodies:
            caller.post(
                path,
                body,
                headers,
                200,
            )

    return _at_once(bind, places, one)


def call(bind: str, how_many: int) -> tuple[float, Times]:
    """Calls of the floor (`floor.py`), which know nobody."""

    def one(caller: Caller, _number: int) -> None:
        caller.post("/respond", "{}", JSON, 200)

    return _at_once(bind, range(how_many), one)


def launch(bind: str, lms: Lms, how_many: int) -> tuple[float, Times]:
    """Logins and launches, each of a learner and browser of its own."""

    def one(caller: Caller, learner: str) -> None:
        caller.cookies.clear()
        begun = urlencode(LOGIN)
        sent_on = caller.post("/login", begun, FORM, 302)
        query = urlsplit(sent_on).query
        form = urlencode(lms.form(query, learner))
        caller.post("/launch", form, FORM, 200)

    learners = [f"learner-{number}" for number in range(how_many)]
    return _at_once(bind, learners, one)


def _bodies() -> list[str]:
    """The answers of one way through a story, which is the same for everyone."""
    module = content.load("kind")
    record = engine.start(module)
    view = engine.view(module, record, "score")
    bodies = []
    while "item" in view:
        step = view["step"]
        first = view["item"]["options"][0]
        answer = first["id"]
        body = {
            "attempt": 1,
            "step": step,
            "response": answer,
        }
        bodies.append(json.dumps(body))
        record = engine.respond(module, record, 1, step, answer)
        view = engine.view(module, record, "score")
    return bodies


def _at_once(
    bind: str,
    work: Sequence[Work],
    one: Callable[[Caller, Work], None],
) -> tuple[float, Times]:
    """The clients share the work; each has its own connection."""

    def client(number: int) -> Times:
        caller = Caller(bind)
        for part in work[number::CLIENTS]:
            one(caller, part)
        caller.close()
        return caller.times

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        times: Times = []
        for taken in pool.map(client, range(CLIENTS)):
            times += taken
    seconds = time.perf_counter() - began
    return seconds, times
