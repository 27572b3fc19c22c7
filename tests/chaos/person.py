"""A learner who does not give up: sends an answer until it is taken, and remembers what was."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx2

from demo import loopback
from tests.integration.lti_service.playing import Learner, best_answers, worst_answers
from tests.integration.lti_service.site import Site, config_of, launch

WAYS = (best_answers("kind"), worst_answers("kind"))
PAUSE = 0.05
"""Seconds between two tries."""


@dataclass
class Person:
    """`taken`: per attempt the answers that the service said it had saved."""

    site: Site
    number: int
    taken: dict[int, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    finished: int = 0

    def plays_until(self, over: threading.Event) -> None:
        """One story after another, best way and worst way by turns; the last one to its end."""
        learner = self.arrives()
        attempt = 1
        while True:
            for step, answer in enumerate(WAYS[(attempt - 1) % 2]):
                self._answers(learner, attempt, step, answer)
            self.finished += 1
            if over.is_set():
                return
            self._tries_again(learner, attempt)
            attempt += 1

    def arrives(self) -> Learner:
        """Through both servers; again where one of them was away."""
        while True:
            with suppress(httpx2.TransportError, AssertionError):
                return self._launched()
            time.sleep(PAUSE)

    def _launched(self) -> Learner:
        """Raises AssertionError where a page is not the one that should come."""
        who = self.site.learner(self.number)
        with loopback.Client() as browser:
            page = launch(self.site, who, client=browser)
        return Learner(self.site, config_of(page.text))

    def _answers(self, learner: Learner, attempt: int, step: int, answer: str) -> None:
        body = {"attempt": attempt, "step": step, "response": answer}
        told = self._sends(learner, "respond", body)
        if told.status_code == 200:
            self.taken.setdefault(attempt, []).append(answer)
        else:
            self.refused.append(told.text)

    def _tries_again(self, learner: Learner, attempt: int) -> None:
        """A second try that was already taken is a conflict that shows where one is."""
        told = self._sends(learner, "retry", {"attempt": attempt, "step": 0})
        if told.status_code != 200 and _attempt_in(told) != attempt + 1:
            self.refused.append(told.text)

    def _sends(self, learner: Learner, name: str, body: Any) -> httpx2.Response:
        """Until there is an answer to it: not the web server's own, nor that it came too soon."""
        while True:
            pause = PAUSE
            with suppress(httpx2.TransportError):
                told = learner.call(name, body)
                if told.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                    pause = float(told.headers["Retry-After"])
                elif told.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    return told
            time.sleep(pause)


def _attempt_in(told: httpx2.Response) -> int:
    view: dict[str, Any] = told.json().get("view", {})
    return int(view.get("attempt", 0))
