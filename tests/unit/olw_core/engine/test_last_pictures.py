"""What endings draw is told by no page of a server before the ending, and by every ending."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from olw_core import content
from olw_core.engine import engine
from olw_core.engine.last_pictures import early_pictures, late_pictures
from olw_core.page import element
from olw_core.play.room import open_room
from tests.support.play import random_path

PICTURES = {name: {"svg": "<svg/>", "alt": name} for name in ("room", "door", "mug")}


def module(*nodes: tuple[Any, Any]) -> Any:
    """A story of nodes, each of an item and what is drawn there."""
    drawn = [{"item": item, "picture": picture} for item, picture in nodes]
    return {"pictures": PICTURES, "story": {"nodes": drawn}}


# nodes, pictures that may be known before the end
STORIES = [
    ([(0, "room"), (None, "door")], {"room"}),
    ([(0, "room"), (None, "room")], {"room"}),  # nothing that was not seen already
    ([(0, ""), (None, "")], set()),
    ([(0, "room"), (1, "mug"), (None, "door")], {"room", "mug"}),
    ([(0, [{"file": "room", "when": [["s.a"]]}, {"file": "mug"}])], {"room", "mug"}),
    ([(0, "room"), (None, [{"file": "room"}, {"file": "mug"}])], {"room"}),
]


@pytest.mark.parametrize(("nodes", "early"), STORIES)
def test_what_may_be_known_before_the_end(nodes: Any, early: set[str]) -> None:
    assert set(early_pictures(module(*nodes))) == early


# an ending's picture, what was spent, pictures that come with it
ENDINGS = [
    ("door", "room", ["door"]),
    ("", "room", []),
    ("door", "mug", ["door", "mug"]),
]


@pytest.mark.parametrize(("picture", "spent", "brought"), ENDINGS)
def test_an_ending_brings_what_it_draws_and_no_other(
    picture: str, spent: str, brought: list[str]
) -> None:
    story = module((0, "room"), (None, "door"), (None, "mug"))
    view: Any = {"picture": picture, "spent": spent}
    expected = {name: PICTURES[name] for name in brought}
    assert late_pictures(story, view) == expected


@pytest.mark.parametrize("module_id", content.module_ids())
def test_a_story_that_ships_keeps_its_endings_to_itself(module_id: str) -> None:
    story = content.load(module_id)
    cover = element.server_cover(story)
    told = json.dumps(cover)
    kept = [p for name, p in story["pictures"].items() if name not in cover["pictures"]]
    assert len(kept) >= 6  # every ending has its own
    for picture in kept:
        assert picture["svg"] not in told
        assert not picture["alt"] or picture["alt"] not in told
    record = random_path(story, random.Random(1))
    view = open_room(story, engine.write(record), "score").show().view
    shown = cover["pictures"] | view["pictures"]
    assert shown[view["picture"]] == story["pictures"][view["picture"]]
    assert shown[view["spent"]] == story["pictures"][view["spent"]]
