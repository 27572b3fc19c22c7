"""The block played in Chromium in the real workbench: by keyboard, at three widths, and in two tabs."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from olw_core import content, engine
from tests.browser.xblock.conftest import Open
from tests.browser.xblock.keyboard import Keyboard
from tests.integration.olw_xblock.workbench import Workbench

pytestmark = pytest.mark.browser

SIZES = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "360": {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True},
    "320": {"viewport": {"width": 320, "height": 640}},
}


def stored(bench: Workbench, learner: str) -> Any:
    """The learner's state of the story block, from the workbench's database."""
    query = (
        "select state from workbench_xblockstate where user_id = ? and scope = 'usage' and tag = 'olw' and scenario = ?"
    )
    with sqlite3.connect(bench.var / "workbench.db") as database:
        (state,) = database.execute(query, (learner, "our-leadership-way-one-story")).fetchone()
    return json.loads(state)


@pytest.mark.parametrize("size", SIZES)
def test_the_story_to_its_end_by_keyboard(bench: Workbench, visit: Open, size: str) -> None:
    before = len(bench.events())
    hands = Keyboard(visit(f"keys{size}", **SIZES[size]))
    hands.player.get_by_role("button", name="Continue").wait_for()
    assert hands.active()["tag"] == "BODY"
    hands.look()
    hands.press("Continue")  # nothing chosen yet
    hands.player.get_by_text("There is a problem").wait_for()
    hands.look()
    answers = []
    while not hands.ended():
        answers.append(hands.answer())
        hands.player.get_by_role("heading", name="What happens next").wait_for()
        hands.look()
        hands.press("Continue")
        hands.look()
    module = content.load("kind")
    record = engine.start(module)
    for step, answer in enumerate(answers):
        record = engine.respond(module, record, 1, step, answer)
    assert record.done is not None
    share = record.done.percent / 100
    state = stored(bench, f"keys{size}")
    assert (state["record"], state["attempts"], state["raw_earned"]) == (engine.write(record), 1, share)
    told = bench.events()[before:]
    assert [event for event, _data in told] == ["olw.module.started", "completion", "grade", "olw.module.completed"]
    assert told[1:3] == [
        ("completion", {"completion": 1.0}),
        ("grade", {"value": share, "max_value": 1.0, "only_if_higher": True}),
    ]


def test_a_reload_in_the_middle_goes_on_where_it_was(visit: Open) -> None:
    page = visit("reload")
    hands = Keyboard(page)
    hands.go_on()
    hands.go_on()
    scene = hands.player.get_by_role("heading", name="Scene 3").inner_text()
    page.reload()
    hands.player.get_by_text("Welcome back.").wait_for()
    assert hands.player.get_by_role("heading", name="Scene 3").inner_text() == scene
    hands.look()
    hands.go_on()
    assert "Scene 4" in hands.heading()


def test_a_reload_at_the_end_shows_the_end_and_reports_nothing_new(bench: Workbench, visit: Open) -> None:
    page = visit("ending")
    hands = Keyboard(page)
    while not hands.ended():
        hands.go_on()
    told = bench.events()
    page.reload()
    hands.player.get_by_text("You have finished this story.").wait_for()
    hands.look()
    assert bench.events() == told


def test_two_tabs_lose_nothing(bench: Workbench, visit: Open) -> None:
    first = Keyboard(visit("tabs"))
    second = Keyboard(visit("tabs"))
    given = first.go_on()
    second.tab_to("INPUT", kind="radio")
    second.page.keyboard.press("ArrowDown")
    second.press("Continue")
    second.player.get_by_role("heading", name="Scene 2").wait_for()
    second.look()
    record = stored(bench, "tabs")["record"]
    assert engine.read(content.load("kind"), record).record.steps[0][1] == given
    while not second.ended():
        second.go_on()
    assert stored(bench, "tabs")["record"].startswith(record.rsplit(".", 3)[0])


def test_two_blocks_on_a_page_do_not_mix(visit: Open) -> None:
    page = visit("both", "olw.1")
    players = page.locator("olw-player")
    players.nth(1).get_by_text("I’ve got this today").wait_for()
    cards = players.nth(1).evaluate("(player) => player.shadowRoot.querySelector('.screen').innerText")
    hands = Keyboard(page)
    hands.go_on()
    assert "Scene 2" in hands.heading()
    assert players.nth(1).evaluate("(player) => player.shadowRoot.querySelector('.screen').innerText") == cards
    hands.look()


def test_a_visitor_can_read(visit: Open) -> None:
    page = visit("visitor", view="public_view/")
    assert page.locator("olw-player").count() == 0
    assert page.get_by_text("Sign in to the course to make the first choice.").is_visible()
