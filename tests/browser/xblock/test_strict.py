"""A learner on the strict platform: the last attempt, due date, lost secret, failing save."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.support import axe, checks, shots
from tests.browser.support import site as sites
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.story import SIZES, path
from tests.browser.xblock.lms import Unit
from tests.support.django_settings import configure

pytestmark = pytest.mark.browser

USED = "You have used all the attempts this course allows. Your result is kept."
DUE = "The due date has passed. You can still play this story for practice:"


@pytest.fixture
def unit() -> Iterator[Unit]:
    with sites.running() as site:
        yield Unit(site)


def hands_on(page: Page) -> Keyboard:
    """Hands on the first player of the page, once it is drawn."""
    hands = Keyboard(page)
    hands.player = page.locator("olw-player .olw").first
    return hands


def finish(hands: Keyboard) -> None:
    """Play the story of the page to its end."""
    for answer in path()[0]:
        hands.go_on(answer)
    hands.player.get_by_role("heading", name="Looking back").wait_for()


def look(page: Page) -> None:
    """What must hold in every state."""
    assert axe.faults(page, "olw-player") == []
    assert checks.faults(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_last_attempt_offers_no_other(
    unit: Unit, new_page: NewPage, size: str
) -> None:
    usage = unit.add(module="kind", max_attempts=1)
    page = new_page(**SIZES[size])
    page.goto(unit.open())
    hands = hands_on(page)
    finish(hands)
    hands.player.get_by_text(USED).wait_for()
    assert hands.player.get_by_role("button", name="Start again").count() == 0
    assert hands.player.get_by_role("button", name="Try another way").count() == 0
    assert "A new try never lowers" not in hands.player.inner_text()
    look(page)
    shots.take(page, f"xblock-attempts-used-{size}")
    unit.reset_attempts(usage)
    page.goto(unit.open())
    hands.player.get_by_role("button", name="Start again").wait_for()
    assert hands.player.get_by_text(USED).count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_after_the_due_date(unit: Unit, new_page: NewPage, size: str) -> None:
    usage = unit.add(module="kind")
    unit.store.inherited = {"due": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}
    page = new_page(**SIZES[size])
    page.goto(unit.open())
    hands = hands_on(page)
    notice = hands.player.locator(".notice")
    notice.wait_for()
    assert notice.inner_text().startswith(DUE)
    told, question = notice.bounding_box(), hands.player.locator(".q").bounding_box()
    assert told is not None and question is not None
    assert told["y"] < question["y"]
    look(page)
    shots.take(page, f"xblock-past-due-{size}")
    finish(hands)
    assert (unit.published, unit.completions, unit.row(usage).grade) == ([], {}, None)


def test_cards_on_a_page_take_neither_focus_nor_scroll(
    unit: Unit, new_page: NewPage
) -> None:
    unit.add(module="kind")
    unit.add(module="kind", show="cards")
    page = new_page()
    page.goto(unit.open())
    cards = page.locator("olw-player").nth(1)
    cards.get_by_text("I’ve got this today").wait_for()
    assert page.evaluate("[document.activeElement.tagName, scrollY]") == ["BODY", 0]
    cards.locator(".rows .row").first.click()
    cards.locator(".q").wait_for()
    cards.get_by_role("button", name="All cards").click()
    cards.get_by_text("I’ve got this today").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "OLW-PLAYER"


def test_a_lost_secret(
    unit: Unit,
    new_page: NewPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit.add(module="kind")
    configure(monkeypatch, SECRET_KEY="first")
    page = new_page()
    page.goto(unit.open())
    hands = hands_on(page)
    hands.go_on(path()[0][0])
    configure(monkeypatch, SECRET_KEY="second")
    hands.answer(path()[0][1])
    hands.player.get_by_text("Nothing is lost").first.wait_for()
    page.goto(unit.open())
    assert page.get_by_text("Nothing is lost").is_visible()
    shots.take(page, "xblock-sealed")
    configure(monkeypatch, SECRET_KEY="second", SECRET_KEY_FALLBACKS=["first"])
    page.goto(unit.open())
    hands.player.get_by_role("heading", name="Scene 2").wait_for()


def test_a_save_that_fails_is_said_and_can_be_tried_again(
    unit: Unit, new_page: NewPage
) -> None:
    unit.add(module="kind")
    page = new_page()
    page.goto(unit.open())
    hands = hands_on(page)
    hands.player.locator(".q").wait_for()
    unit.store.failing_saves = ["record"]
    hands.answer(path()[0][0])
    hands.player.get_by_text("This could not be saved.").first.wait_for()
    assert "Saved." not in hands.player.inner_text()
    hands.press("Continue")
    hands.player.locator(".told").first.wait_for()
