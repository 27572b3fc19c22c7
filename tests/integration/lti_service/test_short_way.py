"""The short way over real HTTP, and words that an ending alone may tell."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from lti_service.models import Attempt
from lti_service.services.play import attempts
from olw_core.engine import engine
from olw_core.engine.story import LEAVE
from tests.integration.lti_service.playing import MODULES, arrive, best_answers
from tests.integration.lti_service.site import Site

BEST = best_answers("kind")
KIND = MODULES["kind"]


def stored(site: Site) -> tuple[str, int, bool]:
    """Record, progress, and whether it is completed, of the only attempt."""
    with site.wiring.database.reading() as session:
        row = session.query(Attempt).one()
        return attempts.record_of(row), row.progress, row.completed_at is not None


def expected(answers: list[str]) -> str:
    record = engine.start(KIND)
    for step, answer in enumerate(answers):
        record = engine.respond(KIND, record, 1, step, answer)
    return engine.write(record)


@pytest.mark.parametrize("before", [0, 1, 5])
def test_leaving_is_kept_though_nothing_is_told_of_it(
    own_site: Site, before: int
) -> None:
    way = [*BEST[:before], LEAVE]
    learner = arrive(own_site)
    view = learner.play(way)
    assert view["scene"] == "_way1"
    assert stored(own_site) == (expected(way), view["progress"], False)
    assert arrive(own_site).config["view"] == view
    again = learner.respond(before, LEAVE)
    assert (again.status_code, again.json()["view"]) == (200, view)
    other = learner.respond(before, "a")
    assert (other.status_code, other.json()["view"]) == (409, view)


def test_the_short_way_completes_with_its_own_score(own_site: Site) -> None:
    way = [*BEST[:2], LEAVE]
    learner = arrive(own_site)
    view = learner.play(way)
    while "item" in view:
        way.append(view["item"]["options"][0]["id"])
        view = learner.respond(len(way) - 1, way[-1]).json()["view"]
    assert len(way) == 6
    assert stored(own_site) == (expected(way), 100, True)
    ending = KIND["story"]["scenes"]["_way_end"]["ending"]
    assert ending is not None
    assert view["ending"]["title"] == ending["title"]
    own_site.wiring.worker().work()
    given = own_site.parts.store.items["kind"].grades[own_site.learner()].given
    assert given == view["result"]["percent"]


def words_of_the_end() -> set[str]:
    """Every echo, every part of the other chair and every part that depends on the way."""
    story = KIND["story"]
    found = {echo["html"] for item in story["items"] for echo in _echoes(item)}
    for text in story["texts"]:
        if isinstance(text, list):
            found.update(part["html"] for part in text)
    return found


def _echoes(item: Any) -> list[Any]:
    """The echoes of an item's options, or of its bands."""
    if item["type"] != "choose":
        return [one for band in item.get("echo", {}).values() for one in band]
    return [one for option in item["options"] for one in option.get("echo", [])]


def shown_of(words: set[str], told: Any) -> set[str]:
    """Which of the words stand in what was told, as JSON or in a page."""
    text = html.unescape(json.dumps(told, ensure_ascii=False).replace('\\"', '"'))
    return {one for one in words if html.unescape(one) in text}


def test_words_of_the_end_wait_for_it(own_site: Site) -> None:
    words = words_of_the_end()
    assert len(words) > 60
    learner = arrive(own_site)
    assert shown_of(words, learner.config) == set()
    for step, answer in enumerate(BEST[:-1]):
        told = learner.respond(step, answer).json()
        assert shown_of(words, told) == set(), step
        assert shown_of(words, arrive(own_site).config) == set(), step
    last = len(BEST) - 1
    told = learner.respond(last, BEST[last]).json()
    met = shown_of(words, told)
    assert {echo["html"] for echo in told["view"]["echoes"]} <= met
    assert len(met) < len(words) / 3
    assert shown_of(words, arrive(own_site).config) == met
