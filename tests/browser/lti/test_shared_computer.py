"""A ward computer with one browser for everybody:
Back, old tabs and the history show nothing of the last person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.lti.test_play import go_on, settled, wait_for_player
from tests.browser.support import axe, shots
from tests.browser.support.story import path
from tests.integration.lti_service.site import Site, start_site

NAMES = re.compile("Abena Mensah|Bronwen Pugh|Callum Reid")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One of its own: nobody has been here yet."""
    running = start_site(tmp_path_factory.mktemp("ward"))
    yield running
    running.stop()


@pytest.fixture
def ward(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def words(page: Page) -> str:
    """Everything that can be read on the page, the player's shadow included."""
    found: str = page.evaluate(
        "() => document.documentElement.hidden ? '' : document.body.innerText"
        " + (document.querySelector('olw-player')?.shadowRoot?.textContent ?? '')"
    )
    return found


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "() => Object.keys(sessionStorage).concat(Object.keys(localStorage))"
    )
    return found


def begin(ward: BrowserContext, site: Site, person: str) -> Page:
    page = ward.new_page()
    page.goto(site.platform + "/")
    page.goto(f"{site.platform}/start/kind/{person}")
    wait_for_player(page)
    return page


def test_finished_here_then_back_shows_nothing(
    site: Site, ward: BrowserContext
) -> None:
    page = begin(ward, site, site.learner(0))
    address = page.url
    go_on(page, path()[0][0])
    page.get_by_text(
        "What you decided so far"
    ).wait_for()  # comes with the second script
    page.get_by_role("button", name="I’m finished here").click()
    page.get_by_role("heading", name="You have finished here").wait_for()
    shots.take(page, "lti-finished")
    assert (axe.faults(page), kept(page)) == ([], [])
    for _ in range(2):
        page.go_back()
        page.wait_for_load_state("networkidle")
        assert "decided so far" not in words(page)
        assert "Copse Lane" not in words(page)
    page.goto(address)
    page.get_by_role("heading", name="We could not open this page").wait_for()
    assert "session-missing" in words(page)


def test_a_facilitator_signs_out_then_back_shows_no_name(
    site: Site, ward: BrowserContext
) -> None:
    page = ward.new_page()
    page.goto(site.platform + "/")
    page.goto(f"{site.platform}/start/kind/{site.facilitator()}")
    page.wait_for_url("**/cohort/*")
    address = page.url
    assert NAMES.search(words(page))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="You are signed out").wait_for()
    assert axe.faults(page) == []
    for _ in range(2):
        page.go_back()
        page.wait_for_load_state("networkidle")
        # The platform's own course page has the names: it is the LMS's to keep them.
        assert page.url.startswith(site.platform) or not NAMES.search(words(page))
    other = ward.new_page()
    other.goto(address)
    assert not NAMES.search(words(other))
    assert [one["name"] for one in ward.cookies() if "session" in one["name"]] == []


def test_back_from_another_page_asks_the_server_again(
    site: Site, ward: BrowserContext
) -> None:
    """The browser's own memory of the page is not shown: the session may have ended meanwhile."""
    page = begin(ward, site, site.learner(1))
    go_on(page, path()[0][0])
    page.goto(site.platform + "/")
    from lti_service.models import LaunchSession

    with site.wiring.database.writing() as session:
        session.query(LaunchSession).delete()
    page.go_back()
    page.get_by_role("heading", name="We could not open this page").wait_for()
    assert "decided so far" not in words(page)


def test_two_people_one_after_another(site: Site, ward: BrowserContext) -> None:
    first = begin(ward, site, site.learner(2))
    go_on(first, path()[0][0])
    second = begin(ward, site, site.learner(3))
    assert "decided so far" not in words(second)
    first.get_by_role("heading", name="We closed this page").wait_for()
    assert "Someone else opened an activity in this browser" in words(first)
    assert kept(first) == []
    first.go_back()
    first.wait_for_load_state("networkidle")
    assert "decided so far" not in words(first)
    third = begin(ward, site, site.learner(2))
    third.wait_for_function(
        "() => document.querySelector('olw-player')?.shadowRoot?.textContent.includes('Scene 2')"
    )


def test_two_people_in_one_tab(site: Site, ward: BrowserContext) -> None:
    page = begin(ward, site, site.learner(4))
    go_on(page, path()[0][0])
    old = page.url
    page.goto(f"{site.platform}/start/kind/{site.learner(5)}")
    wait_for_player(page)
    settled(page)
    assert "decided so far" not in words(page)
    assert old.rsplit("/", 1)[1] not in str(kept(page))
    page.goto(old)
    page.get_by_role("heading", name="We could not open this page").wait_for()


def test_an_old_tab_is_closed_where_tabs_cannot_talk(
    site: Site, ward: BrowserContext
) -> None:
    ward.add_init_script("delete window.BroadcastChannel")
    first = begin(ward, site, site.learner(6))
    begin(ward, site, site.learner(7))
    first.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    first.get_by_role("heading", name="We closed this page").wait_for()


@pytest.mark.parametrize("leads", [False, True])
def test_an_unused_page_warns_and_then_closes(
    site: Site, ward: BrowserContext, leads: bool
) -> None:
    minutes = 20 if leads else 60
    page = ward.new_page()
    page.clock.install()
    person = site.facilitator() if leads else site.learner(8)
    page.goto(f"{site.platform}/start/kind/{person}")
    address = "**/cohort/*" if leads else "**/play/*"
    page.wait_for_url(address)
    page.wait_for_load_state("networkidle")
    nearly = (minutes - 1) * 60_000
    asked = page.get_by_role("alert").get_by_text("Are you still there?")
    page.clock.fast_forward(nearly)
    asked.wait_for()
    shown = "group" if leads else "story"
    shots.take(page, f"lti-still-there-{shown}")
    assert axe.faults(page) == []
    # It presses a key, and whoever does so is there.
    asked.wait_for(state="hidden")
    page.clock.fast_forward(nearly)
    asked.wait_for()
    page.get_by_role("button", name="I am still here").click()
    asked.wait_for(state="hidden")
    page.clock.fast_forward(nearly)
    asked.wait_for()
    page.clock.fast_forward(2 * 60_000)
    page.get_by_role("heading", name="We closed this page").wait_for()
    assert "Nobody used it for a while" in words(page)
    assert kept(page) == []
