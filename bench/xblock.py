"""The Open edX block: its own time for a learner's page and for an answer, and what a page fetches.

A platform's time is its own: the runtime here is XBlock's, with everything in memory. Records are
sealed, as on a platform. Processor time, median of several rounds.
"""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from webob import Request
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

from bench.core import median_ms
from bench.goals import Goal, goal_for, line
from olw_core import content
from olw_core.engine import engine
from olw_xblock.assets import FRAME, MORE, PLAYER, STYLE, open_public
from olw_xblock.block import OlwXBlock

MODULE = "kind"
RUNS = 40


class Platform(TestRuntime):  # type: ignore[misc]
    """One block and one learner, nothing of whom was stored before."""

    def __init__(self) -> None:
        self.store = DictKeyValueStore()
        super().__init__(services={"field-data": KvsFieldData(self.store)})
        definition = self.id_generator.create_definition("olw")
        usage = self.id_generator.create_usage(definition)
        self.ids = ScopeIds("learner", "olw", definition, usage)

    def handler_url(self, _block: Any, handler_name: str, **_named: Any) -> str:
        return f"/{handler_name}"

    def local_resource_url(self, _block: Any, uri: str) -> str:
        return f"/{uri}"

    def publish(self, _block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """Nobody is told."""

    def block(self) -> Any:
        """As for one request."""
        return self.construct_xblock_from_class(OlwXBlock, self.ids)


def view() -> None:
    """A learner's page at the first scene."""
    Platform().block().student_view()


@lru_cache(maxsize=1)
def first_answer() -> bytes:
    """What a page sends at the first scene."""
    module = content.load(MODULE)
    first = engine.view(module, engine.start(module), "score")
    answer = first["item"]["options"][0]["id"]
    body = {
        "attempt": 1,
        "step": 0,
        "response": answer,
    }
    return json.dumps(body).encode()


def respond() -> None:
    """The first answer of a story."""
    platform = Platform()
    request = Request.blank("/", method="POST", body=first_answer())
    response = platform.handle(platform.block(), "respond", request)
    assert response.status_code == 200, response.text


def kilobytes(*names: str) -> float:
    """What these files weigh together, each packed by gzip."""
    total = 0
    for name in names:
        with open_public(name) as file:
            packed = gzip.compress(file.read(), 9, mtime=0)
        total += len(packed)
    return total / 1000


def until_the_choice(module_id: str) -> float:
    """What a story's page must have fetched before its first question can be answered, in kB.

    The second script comes later, but where the question has its controls there.
    """
    module = content.load(module_id)
    record = engine.start(module)
    item = engine.view(module, record)["item"]
    needed = [PLAYER, STYLE, FRAME]
    is_sorted = item["type"] in ("rank", "rate")
    if is_sorted or item.get("say"):
        needed.append(MORE)
    return kilobytes(*needed)


def main() -> list[Goal]:
    """Measure, print and give the goals."""
    if not settings.configured:
        settings.configure(SECRET_KEY="for the bench alone", USE_I18N=False)
    view()
    figures = {
        "view": median_ms(RUNS, view),
        "respond": median_ms(RUNS, respond),
        "choice": max(until_the_choice(one) for one in content.module_ids()),
        "page": kilobytes(PLAYER, MORE, STYLE, FRAME),
        "first": kilobytes(PLAYER),
    }
    goals = []
    for name, figure in figures.items():
        goal = goal_for(f"xblock-{name}", figure)
        print(line(goal))
        goals.append(goal)
    return goals
