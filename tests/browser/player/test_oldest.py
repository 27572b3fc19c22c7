"""With no more than the oldest promised browsers have, a story is played to its end. Where they
cannot read its script at all, the page says what to do.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from olw_core.formats.compiled import Module
from olw_core.page import element as markup
from olw_core.page.player_words import words
from tests.browser.conftest import NewPage
from tests.browser.player.configs import TRUST, local_config
from tests.browser.player.states import choose_plan, play, unfold
from tests.browser.support import axe
from tests.browser.support.oldest import OLDEST, TOO_YOUNG, past_waiting
from tests.browser.support.site import Site

TOO_OLD = words("en-GB")["tooOld"]
BRAND = "#7c2855"


def opened(page: Page, site: Site, module: Module, **changes: object) -> Page:
    config = local_config([module], **changes)
    page.goto(site.add("oldest.html", markup.page(config, scripts=["player-local.js"])))
    return page


def test_a_story_is_played_to_its_end_and_planned(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    page = new_page()
    page.add_init_script(OLDEST)
    opened(page, site, kind)
    play(page)
    unfold(page, "Your plan")
    choose_plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").click()
    page.locator(".take .hint", has_text="7, 30, 90").wait_for()


def test_a_trusts_colour_is_seen(site: Site, new_page: NewPage, kind: Module) -> None:
    page = new_page()
    page.add_init_script(OLDEST)
    opened(page, site, kind, trust={**TRUST, "colour": BRAND})
    sent = page.locator(".q .btn")
    sent.wait_for()
    look = (
        "(el) => [getComputedStyle(el).backgroundColor, getComputedStyle(el).boxShadow]"
    )
    colour = "rgb(124, 40, 85)"
    assert sent.evaluate(look) == [
        colour,
        f"rgba(0, 0, 0, 0.5) 0px 4px 0px 0px, {colour} 0px 4px 0px 0px",
    ]
    header = page.locator(".olw:not(.olw-first) header")
    assert header.evaluate(look)[0] == colour


@pytest.mark.parametrize(
    ("shown", "seen"),
    [("story", "What do you do first?"), ("cards", "")],
)
def test_where_the_script_cannot_be_read_the_page_says_what_to_do(
    site: Site, browser: Browser, kind: Module, shown: str, seen: str
) -> None:
    """In Chromium 78 the scripts were not read: "Unexpected token '?'"."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.route("**/*.js", lambda route: route.fulfill(body=TOO_YOUNG))
    opened(page, site, kind, show=shown)
    told = page.get_by_text(TOO_OLD)
    assert (told.count(), told.is_visible()) == (1, False)
    past_waiting(page)
    assert told.is_visible()
    assert page.locator("legend").all_inner_texts() == [seen][: bool(seen)]
    assert axe.faults(page) == []
    context.close()


def test_who_is_waiting_for_the_script_is_not_alarmed(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    """The words come after ten seconds, and go when the player comes. Nothing moves."""
    page = new_page(360)
    page.route("**/*.js", lambda route: route.abort())
    opened(page, site, kind)
    waited = page.locator(".late")
    room = (
        "(el) => [getComputedStyle(el).visibility, el.getBoundingClientRect().height]"
    )
    assert waited.evaluate(room) == ["hidden", 44]
    delay = "(el) => el.getAnimations()[0].effect.getTiming().delay"
    assert waited.evaluate(delay) == 10_000
    page.unroute_all()
    page.reload()
    page.locator(".q input").first.wait_for()
    assert waited.count() == 0
