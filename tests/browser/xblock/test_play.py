"""The block played in Chromium in the real workbench: by keyboard, at three widths, in two tabs."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.engine import engine
from tests.browser.support import axe, checks, shots
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.story import SIZES, path
from tests.browser.xblock.conftest import Visit
from tests.integration.olw_xblock.workbench import Workbench, unsealed

pytestmark = pytest.mark.browser

OVERFLOW = (
    "(player) => player.shadowRoot.firstElementChild.scrollWidth - player.clientWidth"
)
SCREEN = "(player) => player.shadowRoot.querySelector('.screen').innerText"


def hands_on(page: Page) -> Keyboard:
    """Hands on the drawn player.

    The scene that stood there before its script ran is still in the page, unseen.
    """
    hands = Keyboard(page)
    hands.player = page.locator("olw-player .olw:not(.olw-first)").first
    return hands


def look(page: Page) -> None:
    """What must hold in every state.

    The workbench's own page is not fit for 320 pixels, so width is the player's.
    """
    assert axe.faults(page, "olw-player") == []
    assert [
        fault
        for fault in checks.faults(page)
        if not fault.startswith("wider than its place")
    ] == []
    assert checks.player_of(page).evaluate(OVERFLOW) <= 0


def stored(bench: Workbench, learner: str) -> Any:
    """The learner's state of the story block, from the workbench's database."""
    query = (
        "select state from workbench_xblockstate where user_id = ? "
        "and scope = 'usage' and tag = 'olw' and scenario = ?"
    )
    with closing(sqlite3.connect(bench.var / "workbench.db")) as database:
        (state,) = database.execute(
            query, (learner, "our-leadership-way-one-story")
        ).fetchone()
    stored = json.loads(state)
    return {**stored, "record": unsealed(stored["record"])}


@pytest.mark.parametrize("size", SIZES)
def test_the_story_to_its_end_by_keyboard(
    bench: Workbench, visit: Visit, size: str
) -> None:
    answers, record = path()
    before = len(bench.events())
    page = visit(f"keys{size}", **SIZES[size])
    hands = hands_on(page)
    hands.player.get_by_role("button", name="Continue").wait_for()
    assert hands.active()["tag"] == "BODY"
    look(page)
    hands.press("Continue")  # nothing chosen yet
    hands.player.get_by_text("There is a problem").wait_for()
    look(page)
    for answer in answers:
        hands.go_on(answer)
        look(page)
    hands.player.get_by_role("heading", name="Looking back").wait_for()
    assert record.done is not None
    assert record.done.percent is not None
    share = record.done.percent / 100
    state = stored(bench, f"keys{size}")
    assert (state["record"], state["attempts"], state["raw_earned"]) == (
        engine.write(record),
        1,
        share,
    )
    told = bench.events()[before:]
    names = [event for event, _data in told]
    assert names == [
        "olw.module.started",
        "grade",
        "completion",
        "olw.module.completed",
    ]
    assert told[1:3] == [
        ("grade", {"value": share, "max_value": 1.0, "only_if_higher": False}),
        ("completion", {"completion": 1.0}),
    ]


def test_a_reload_in_the_middle_goes_on_where_it_was(visit: Visit) -> None:
    answers, _record = path()
    page = visit("reload")
    hands = hands_on(page)
    hands.go_on(answers[0])
    hands.go_on(answers[1])
    heading = hands.scene()
    page.reload()
    hands.player.get_by_text("Welcome back.").wait_for()
    assert hands.scene() == heading
    look(page)
    hands.go_on(answers[2])
    assert "Scene 4" in hands.scene()


def test_a_reload_at_the_end_shows_the_end_and_reports_nothing_new(
    bench: Workbench, visit: Visit
) -> None:
    page = visit("ending")
    hands = hands_on(page)
    for answer in path()[0]:
        hands.go_on(answer)
    told = bench.events()
    page.reload()
    hands.player.get_by_role("heading", name="Looking back").wait_for()
    look(page)
    assert bench.events() == told


def test_another_way_from_the_end(bench: Workbench, visit: Visit) -> None:
    hands = hands_on(visit("again"))
    for answer in path()[0]:
        hands.go_on(answer)
    best = stored(bench, "again")["raw_earned"]
    hands.press("Start again")
    hands.player.locator(".q button").first.wait_for()
    assert "Scene 1" in hands.active()["text"]
    state = stored(bench, "again")
    assert (
        state["record"].split(".")[3:5],
        state["attempts"],
        state["raw_earned"],
    ) == (["2", ""], 1, best)


def test_two_tabs_lose_nothing(bench: Workbench, visit: Visit) -> None:
    answers, _record = path()
    other = next(letter for letter in "abc" if letter != answers[0])
    first, second = hands_on(visit("tabs")), hands_on(visit("tabs"))
    second.player.locator(".q button").first.wait_for()
    first.go_on(answers[0])
    second.answer(other)
    second.player.get_by_role("heading", name="Scene 2").wait_for()
    record = stored(bench, "tabs")["record"]
    assert engine.read(content.load("kind"), record).record.steps[0][1] == answers[0]
    for answer in answers[1:]:
        second.go_on(answer)
    assert (
        engine.read(content.load("kind"), stored(bench, "tabs")["record"]).record.steps
        == path()[1].steps
    )


def test_two_blocks_on_a_page_do_not_mix(visit: Visit) -> None:
    page = visit("both", "olw.1")
    players = page.locator("olw-player")
    players.nth(1).get_by_text("I’ve got this today").wait_for()
    cards = players.nth(1).evaluate(SCREEN)
    assert page.evaluate("[document.activeElement.tagName, scrollY]") == ["BODY", 0]
    hands = hands_on(page)
    hands.go_on(path()[0][0])
    assert "Scene 2" in hands.scene()
    assert players.nth(1).evaluate(SCREEN) == cards
    shots.take(page, "xblock-both")
    assert axe.faults(page, "olw-player") == []


def test_a_card(visit: Visit) -> None:
    page = visit("cards", "olw.2")
    hands = hands_on(page)
    moment = content.load("kind")["cards"][0]["moment"]
    hands.player.get_by_text("I’ve got this today").wait_for()
    hands.press(moment)
    hands.player.locator(".q button").first.wait_for()
    look(page)
    hands.answer("a")
    hands.player.get_by_text("Words to try").first.wait_for()
    look(page)


def test_a_visitor_can_read(visit: Visit) -> None:
    page = visit("visitor", view="public_view/")
    assert page.locator("olw-player").count() == 0
    assert page.get_by_text(
        "Sign in to the course to make the first choice."
    ).is_visible()
