"""A learner at the play API: what a test needs to play a module to its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx2

from demo import loopback
from lti_service.library import Library
from olw_core.authoring.compiler.items import answers
from olw_core.engine.scoring import gain
from olw_core.formats.compiled import Node
from tests.integration.lti_service.site import Site, config_of, launch

MODULES = Library.load().modules


def best_answers(module_id: str) -> list[str]:
    """Answers on a path that reaches the module's maximum."""
    return path(module_id, best=True)


def worst_answers(module_id: str) -> list[str]:
    """Answers on a path that reaches the module's minimum."""
    return path(module_id, best=False)


def path(module_id: str, *, best: bool) -> list[str]:
    story = MODULES[module_id]["story"]
    node = story["nodes"][story["start"]]
    found: list[str] = []
    while node["item"] is not None:
        item = story["items"][node["item"]]
        totals = {}
        for answer in answers(item):
            following = node["go"].get(answer, node["go"].get(""))
            if following is not None:
                totals[answer] = gain(item, answer) + bound(
                    story["nodes"][following], best
                )
        found.append(
            next(
                answer for answer, total in totals.items() if total == bound(node, best)
            )
        )
        node = story["nodes"][following_of(node, found[-1])]
    return found


def bound(node: Node, best: bool) -> int:
    """The most or the least that can still be earned from here."""
    return node["best"] if best else node["worst"]


def following_of(node: Node, answer: str) -> int:
    """The node that an answer leads to."""
    go = node["go"]
    return go[answer] if answer in go else go[""]


@dataclass
class Learner:
    """`config` is the player's configuration of the newest launch."""

    site: Site
    config: dict[str, Any]

    def call(self, name: str, body: Any, **more: Any) -> httpx2.Response:
        origin = self.site.tool.rsplit("/lti", 1)[0]
        headers = {"Authorization": f"Bearer {self.config['auth']['bearer']}"}
        sent = {"json": body, "headers": headers, **more}
        return loopback.post(origin + self.config["urls"][name], **sent)

    def respond(self, step: int, answer: str, attempt: int = 1) -> httpx2.Response:
        return self.call(
            "respond", {"attempt": attempt, "step": step, "response": answer}
        )

    def play(
        self, answers: list[str], attempt: int = 1, first: int = 0
    ) -> dict[str, Any]:
        """Answer everything; returns the last View."""
        view: dict[str, Any] = {}
        for step, answer in enumerate(answers[first:], first):
            told = self.respond(step, answer, attempt)
            assert told.status_code == 200, told.text
            view = told.json()["view"]
        return view


def arrive(site: Site, number: int = 0, activity: str = "kind") -> Learner:
    return Learner(site, config_of(launch(site, site.learner(number), activity).text))
