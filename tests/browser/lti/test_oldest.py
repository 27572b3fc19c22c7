"""Learners' pages with no more than the oldest promised browsers have."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from olw_core.page.player_words import words
from tests.browser.conftest import NewPage
from tests.browser.lti.conftest import Strict
from tests.browser.lti.test_frames import answer_one, framed, storing
from tests.browser.lti.test_play import wait_for_player
from tests.browser.support.oldest import OLDEST, TOO_YOUNG, past_waiting
from tests.integration.lti_service.playing import best_answers
from tests.integration.lti_service.site import Site
from tests.integration.lti_service.test_following import come, player

__all__ = ["storing"]


@pytest.mark.parametrize(
    ("pressed", "seen"),
    [("Bring that result here", 1), ("Play it again", 0)],
)
def test_the_button_that_was_pressed_is_told(
    site: Site, strict_browser: Strict, pressed: str, seen: int
) -> None:
    """Chromium 109, the last for Windows 7, sends a form without its button."""
    before = come(site, person=site.learner(5), course="before", link="before")
    player(site, before).play(best_answers("kind"))
    page = strict_browser().new_page()
    page.add_init_script(OLDEST)
    page.goto(f"{site.platform}/start/kind/{site.learner(5)}")
    page.get_by_role("button", name=pressed).click()
    shown = wait_for_player(page).player
    expect(shown.get_by_text("You have finished")).to_have_count(seen)


def test_no_cookies_at_all_but_platform_storage(
    storing: Site, strict_browser: Strict
) -> None:
    page = strict_browser(cookies=False).new_page()
    page.add_init_script(OLDEST)
    page.goto(f"{storing.platform}/open/kind/{storing.learner()}")
    answer_one(framed(page))


def test_the_page_that_tries_a_browser_comes_to_a_verdict(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.add_init_script(OLDEST)
    page.goto(f"{site.tool}/here")
    page.get_by_text("Activities open here.").wait_for()


def test_a_page_whose_script_cannot_be_read_says_what_to_do(
    site: Site, strict_browser: Strict
) -> None:
    page: Page = strict_browser().new_page()
    page.goto(f"{site.platform}/start/kind/{site.learner(6)}")
    wait_for_player(page)
    page.route("**/*.js*", lambda route: route.fulfill(body=TOO_YOUNG))
    page.reload()
    page.get_by_text("Your page is loading").wait_for()
    past_waiting(page)
    assert page.get_by_text(words("en-GB")["tooOld"]).is_visible()
