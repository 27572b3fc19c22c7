"""Eight clients at once over real HTTP: answers of stories, and launches with their logins."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from bench.lti.lms import LOGIN, Lms
from bench.lti.stored import Place
from olw_core import content
from olw_core.engine import engine

CLIENTS = 8
ONCE = {"Connection": "close"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Work = TypeVar("Work")
Times = list[float]
"""Seconds until each answer was there."""


class Caller:
    """A connection for each call, as the web server in front of ours makes it.

    nginx's `proxy_pass` in docs/lms-admins/lti.md keeps none open.
    """

    def __init__(self, bind: str) -> None:
        self._connection = HTTPConnection(bind)
        self.cookies: dict[str, str] = {}
        self.times: Times = []

    def post(self, path: str, body: str, headers: dict[str, str], status: int) -> str:
        """The address that the answer leads to, "" for none. Raises AssertionError."""
        if self.cookies:
            pairs = [f"{name}={value}" for name, value in self.cookies.items()]
            headers = {**headers, "Cookie": "; ".join(pairs)}
        began = time.perf_counter()
        self._connection.request("POST", path, body, {**headers, **ONCE})
        answer = self._connection.getresponse()
        told = answer.read()
        self.times.append(time.perf_counter() - began)
        assert answer.status == status, told[:500]
        for set_cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.headers.get("Location") or ""

    def close(self) -> None:
        """No more calls."""
        self._connection.close()


def play(bind: str, places: Sequence[Place]) -> tuple[float, Times]:
    """Every learner plays a story to its end: how many seconds that took, and the times."""
    bodies = _bodies()

    def one(caller: Caller, place: Place) -> None:
        headers = {
            "Authorization": f"Bearer {place.token}",
            "Content-Type": "application/json",
        }
        for body in bodies:
            caller.post(f"/api/attempts/{place.key}/respond", body, headers, 200)

    return _at_once(bind, places, one)


def call(bind: str, how_many: int) -> tuple[float, Times]:
    """Calls of the floor (`floor.py`), which know nobody."""

    def one(caller: Caller, _number: int) -> None:
        caller.post("/respond", "{}", {"Content-Type": "application/json"}, 200)

    return _at_once(bind, range(how_many), one)


def launch(bind: str, lms: Lms, how_many: int) -> tuple[float, Times]:
    """Logins and launches, each of a learner and browser of its own."""

    def one(caller: Caller, learner: str) -> None:
        caller.cookies.clear()
        sent_on = caller.post("/login", urlencode(LOGIN), FORM, 302)
        form = lms.form(urlsplit(sent_on).query, learner)
        caller.post("/launch", urlencode(form), FORM, 200)

    learners = [f"learner-{number}" for number in range(how_many)]
    return _at_once(bind, learners, one)


def _bodies() -> list[str]:
    """The answers of one way through a story, which is the same for everyone."""
    module = content.load("kind")
    record = engine.start(module)
    bodies = []
    while "item" in (view := engine.view(module, record, "score")):
        answer = view["item"]["options"][0]["id"]
        body = {"attempt": 1, "step": view["step"], "response": answer}
        bodies.append(json.dumps(body))
        record = engine.respond(module, record, 1, view["step"], answer)
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
        times = [took for taken in pool.map(client, range(CLIENTS)) for took in taken]
    return time.perf_counter() - began, times
