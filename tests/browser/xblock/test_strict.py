"""A learner on the strict platform: the last attempt, due date, lost secret, failing save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from olw_core import content
from tests.browser.conftest import NewPage
from tests.browser.support import axe, checks, shots
from tests.browser.support import site as sites
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.story import SIZES, path
from tests.browser.xblock.lms import Unit
from tests.support.django_settings import configure

pytestmark = pytest.mark.browser

USED = "You have used all the attempts this course allows. Your result is kept."
WIDER = "document.documentElement.scrollWidth - innerWidth"
DUE = "The due date has passed. You can still play this story for practice:"


@pytest.fixture
def unit() -> Iterator[Unit]:
    with sites.running() as site:
        yield Unit(site)


def hands_on(page: Page) -> Keyboard:
    """Hands on the first player of the page, once it is drawn."""
    hands = Keyboard(page)
    hands.player = page.locator("olw-player .olw:not(.olw-first)").first
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


def look_at_every_size(page: Page, name: str, hold: Callable[[Page], None]) -> None:
    """One visit is seen at all widths; a phone's touch is tried where stories are played
    (tests/browser/xblock/test_play.py).
    """
    for size, options in SIZES.items():
        width, height = options["width"], options["height"]
        page.set_viewport_size({"width": width, "height": height})
        hold(page)
        shots.take(page, f"xblock-{name}-{size}")


def holds_in(selector: str) -> Callable[[Page], None]:
    """What must hold for what is no player."""

    def hold(page: Page) -> None:
        assert axe.faults(page, selector) == []
        assert page.evaluate(WIDER) <= 0

    return hold


def test_the_last_attempt_offers_no_other(unit: Unit, new_page: NewPage) -> None:
    usage = unit.add(module="kind", max_attempts=1)
    page = new_page()
    page.goto(unit.open())
    hands = hands_on(page)
    finish(hands)
    hands.player.get_by_text(USED).wait_for()
    assert hands.player.get_by_role("button", name="Start again").count() == 0
    assert hands.player.get_by_role("button", name="Try another way").count() == 0
    assert "A new try never lowers" not in hands.player.inner_text()
    look_at_every_size(page, "attempts-used", look)
    unit.reset_attempts(usage)
    page.goto(unit.open())
    hands.player.get_by_role("button", name="Start again").wait_for()
    assert hands.player.get_by_text(USED).count() == 0


def test_after_the_due_date(unit: Unit, new_page: NewPage) -> None:
    usage = unit.add(module="kind")
    unit.store.inherited = {"due": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}
    page = new_page()
    page.goto(unit.open())
    hands = hands_on(page)
    notice = hands.player.locator(".notice")
    notice.wait_for()
    assert notice.inner_text().startswith(DUE)

    def hold(page: Page) -> None:
        told = notice.bounding_box()
        question = hands.player.locator(".q").bounding_box()
        assert told is not None and question is not None
        assert told["y"] < question["y"]
        look(page)

    look_at_every_size(page, "past-due", hold)
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
    cards.locator(".q button").first.wait_for()
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
    hands.player.locator(".q button").first.wait_for()
    unit.store.failing_saves = ["record"]
    hands.answer(path()[0][0])
    hands.player.get_by_text("This could not be saved.").first.wait_for()
    assert "Saved." not in hands.player.inner_text()
    hands.press("Continue")
    hands.player.locator(".told").first.wait_for()


def test_who_was_signed_out_signs_in_again_and_loses_nothing(
    unit: Unit, new_page: NewPage
) -> None:
    """The platform's 403 is plain text, and a new login brings a new CSRF cookie.

    edx-platform, courseware/block_render.py, handle_xblock_callback: HttpResponseForbidden.
    """
    usage = unit.add(module="kind")
    page = new_page()
    page.goto(unit.open())
    hands = hands_on(page)
    hands.player.locator(".q button").first.wait_for()
    page.route(
        "**/api/**",
        lambda route: route.fulfill(status=403, body="Unauthenticated"),
    )
    hands.answer(path()[0][0])
    hands.player.get_by_text("You have been signed out.").first.wait_for()
    assert hands.player.locator(".q input:checked").count() > 0
    look(page)
    shots.take(page, "xblock-signed-out")
    page.unroute("**/api/**")
    page.context.add_cookies(
        [{"name": "csrftoken", "value": "of-the-new-login", "url": page.url}]
    )
    with page.expect_request("**/api/**") as sent:
        hands.press("Continue")
    assert sent.value.headers["x-csrftoken"] == "of-the-new-login"
    hands.player.locator(".told").first.wait_for()
    assert unit.row(usage).state != "{}"


def test_a_course_that_shows_no_results(unit: Unit, new_page: NewPage) -> None:
    unit.add(module="kind", max_attempts=2)
    unit.store.inherited = {"show_correctness": "never"}
    page = new_page()
    page.goto(unit.open())
    hands = hands_on(page)
    hands.player.get_by_text("2 more times").wait_for()
    finish(hands)
    hands.player.get_by_text("does not show results").wait_for()
    hands.player.get_by_text("finish this story once more").wait_for()
    hands.player.get_by_role("button", name="Start again").wait_for()
    assert "Your result" not in hands.player.inner_text()
    look_at_every_size(page, "no-results", look)


def test_staff_look_at_the_course_as_a_learner(unit: Unit, new_page: NewPage) -> None:
    usage = unit.add(module="kind", report="answers")
    unit.post(usage, "respond", {"attempt": 1, "step": 0, "response": path()[0][0]})
    with unit.logged_in("staff", masquerading=True):
        address = unit.open()
    page = new_page()
    page.goto(address)
    page.get_by_text("You are looking at the course as another person.").wait_for()
    assert page.locator("button, input, olw-player").count() == 0
    look_at_every_size(page, "masquerade", holds_in(".olw-preview"))


def test_the_map_of_a_course(unit: Unit, new_page: NewPage) -> None:
    unit.add(module="kind")
    unit.add(module="inclusive")
    cards = unit.add(module="kind", show="cards")
    unit.add(show="map")
    card = content.load("kind")["cards"][0]
    first = sorted(card["variants"])[0]
    option = card["variants"][first]["item"]["options"][0]["id"]
    told = {"card": card["id"], "variant": first, "response": option}
    assert unit.post(cards, "card", told)[0] == 200
    unit.in_course()
    page = new_page()
    page.goto(unit.open())
    shown = page.locator(".olw-map")
    assert shown.get_by_role("heading", level=3).all_inner_texts() == [
        "Heart · Compassionate",
        "Head · Curious",
        "Hands · Collaborative",
        "Cards to come back to",
    ]
    assert "back from" in shown.inner_text()
    look_at_every_size(page, "map", holds_in(".olw-map"))
