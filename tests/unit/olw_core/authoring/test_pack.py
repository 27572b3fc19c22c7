"""The session pack: it plays as the story does, tells no weights, and its run sheets add up."""

from __future__ import annotations

import json
import re

import pytest

from olw_core import content
from olw_core.authoring.pack import LENGTHS, pack_page, room_of, run_sheets
from olw_core.errors import ContentMissing
from tests.support.modules import golden

KEYS = {"place", "html", "prompt", "options", "go", "questions", "ending"}


@pytest.mark.parametrize("module_id", content.module_ids())
def test_the_room_is_the_story_without_what_it_counts(module_id: str) -> None:
    module = content.load(module_id)
    guide = module.get("guide")
    assert guide is not None
    room = room_of(module, guide)
    assert [node["go"] for node in room["nodes"]] == [
        node["go"] for node in module["story"]["nodes"]
    ]
    assert {frozenset(node) for node in room["nodes"]} == {frozenset(KEYS)}
    options = [option for node in room["nodes"] for option in node["options"]]
    assert {frozenset(one) for one in options} == {
        frozenset({"id", "letter", "html", "told"})
    }
    assert all(bool(node["ending"]) != bool(node["options"]) for node in room["nodes"])


@pytest.mark.parametrize("module_id", content.module_ids())
def test_the_page_is_one_file(module_id: str) -> None:
    page = pack_page(content.load(module_id))
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert re.findall("https?://", page) == []
    found = re.search(r'id="room-data">(.*?)</script>', page, re.S)
    assert found is not None
    assert json.loads(found[1])["nodes"]


@pytest.mark.parametrize("module_id", content.module_ids())
def test_run_sheets_fill_their_time_and_name_decisions(module_id: str) -> None:
    sheets = run_sheets(content.load(module_id))
    assert [sheet.minutes for sheet in sheets] == list(LENGTHS)
    for sheet in sheets:
        ends = [slot.start + slot.minutes for slot in sheet.slots]
        assert [slot.start for slot in sheet.slots] == [0, *ends[:-1]]
        assert ends[-1] == sheet.minutes
        assert all(slot.minutes > 0 for slot in sheet.slots)
        read = [slot for slot in sheet.slots if "read aloud" in slot.what]
        assert len(read) == LENGTHS[sheet.minutes]


def test_the_first_decision_opens_every_session() -> None:
    for sheet in run_sheets(content.load("kind")):
        assert sheet.slots[1].what.startswith("Ambulance garage (")


def test_a_module_without_a_guide_is_refused() -> None:
    with pytest.raises(ContentMissing) as told:
        pack_page(golden("one_scene"))
    assert told.value.code == "guide-missing"
