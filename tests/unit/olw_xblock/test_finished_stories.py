"""What other blocks may take for finished: no more than is kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.openedx import OpenEdx
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, WORST, play


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def finished(edx: OpenEdx, usage: Any) -> Any:
    """What a block tells its learner of all blocks."""
    return edx.post(usage, "student_view_user_state", method="GET")[1]["modules_done"]


def test_deleted_state_is_no_longer_finished_anywhere(edx: OpenEdx) -> None:
    first, other = edx.add(module="desk"), edx.add(module="short", show="cards")
    play(edx, first, *MIDDLE)
    assert finished(edx, other) == ["desk"]
    edx.delete_state(first)
    assert finished(edx, other) == []
    edx.visit(first)
    assert edx.block(first).done_modules == {}


def test_what_is_finished_in_two_blocks_stays_with_the_other(edx: OpenEdx) -> None:
    first, other = edx.add(module="desk"), edx.add(module="desk")
    play(edx, first, *MIDDLE)
    play(edx, other, *WORST)
    edx.delete_state(first)
    assert finished(edx, first) == ["desk"]
    edx.delete_state(other)
    assert finished(edx, first) == []


def test_an_entry_of_the_first_edition_is_believed(edx: OpenEdx) -> None:
    usage, cards = edx.add(module="desk"), edx.add(module="desk", show="cards")
    edx.visit(usage)
    block = edx.block(usage)
    block.done_modules = {"short": 3, "desk": 3}
    block.save()
    assert finished(edx, cards) == ["desk", "short"]
    play(edx, usage, *MIDDLE)
    assert edx.block(usage).done_modules["desk"] == {"": 3, str(usage): 3}


def test_a_story_put_by_is_still_finished(edx: OpenEdx) -> None:
    first, other = edx.add(module="desk"), edx.add(module="short", show="cards")
    play(edx, first, *MIDDLE)
    edx.author(first, module="short")
    edx.visit(first)
    assert finished(edx, other) == ["desk"]


def test_a_service_that_fails_hides_nothing(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = edx.add(module="desk"), edx.add(module="short", show="cards")
    play(edx, first, *MIDDLE)

    def fails(_name: str, _usage: str) -> dict[str, Any]:
        raise RuntimeError("no database")

    states = edx._services["user_state"]
    monkeypatch.setattr(states, "get_state_as_dict", fails)
    assert finished(edx, other) == ["desk"]
