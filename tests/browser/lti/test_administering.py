"""Administrators in Chromium: connecting an LMS by clicking, their pages, and trying a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.lti.conftest import Strict
from tests.browser.support import axe, shots
from tests.integration.lti_service.administering import more_activities, sign_in_link
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.registering import make_link, paste
from tests.integration.lti_service.site import Site, launch, start_site
from tests.integration.lti_service.test_pending_deployments import launch_from

WIDER = "() => document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll("main button, input:not([type=hidden]), select")]
.filter((one) => one.getBoundingClientRect().height < 24).length"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path)
    yield running
    running.stop()


def signed_in(site: Site, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(site.tool + sign_in_link(site))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="What needs you").wait_for()
    return page


def test_an_lms_is_connected_by_clicking(own: Site, browser: Browser) -> None:
    """From the link to the first scene; nothing is typed in but a name and the link."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = signed_in(own, context)
    page.get_by_role("link", name="Registration links").click()
    page.get_by_label("Whom it is for").fill("Copse Valley")
    page.get_by_label("It may have a private address or no TLS").check()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".notice .code").inner_text()
    shots.take(page, "lti-link-1280")
    page.goto(own.platform + "/tools")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(WIDER) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("Registration link").fill(link)
    page.get_by_role("button", name="Add the tool").click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="Connect http://127.0.0.1").wait_for()
    assert frame.get_by_label("The address at which").input_value() == own.platform
    shots.take(page, "lti-register-confirm-1280")
    frame.get_by_role("button", name="Connect").click()
    frame.get_by_role("heading", name="Copse Valley is connected").wait_for()
    shots.take(page, "lti-register-done-1280")
    frame.get_by_role("button", name="Close and go on in the LMS").click()
    expect(page.locator("iframe")).to_have_count(0)
    page.locator("li", has_text="Our Leadership Way").get_by_role("link").first.click()
    page.frame_locator("iframe").locator("olw-player").wait_for()
    context.close()


@pytest.fixture
def busy(own: Site) -> Site:
    """With something to see on every page."""
    launch(own, own.learner(1))
    launch(own, own.facilitator())
    launch_from(own, "ward-7-with-a-rather-long-name-for-a-deployment")
    make_link(own, "Fenwick Community Trust")
    paste(own, make_link(own, "Another trust")).say_yes()
    return own


PAGES = (
    "",
    "platforms",
    "platforms/add",
    "platforms/1",
    "platforms/1/check",
    "links",
    "scores",
    "keys",
    "people",
    "log",
)


def test_every_page_holds_together(busy: Site, browser: Browser) -> None:
    """At three widths; for axe the smaller two are one: the style sheets tell only
    whether a window is below 26em.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = signed_in(busy, context)
    found = {}

    def hold(name: str) -> None:
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            shots.take(page, f"lti-admin-{name}-{width}")
            faults = axe.faults(page) if width != 360 else []
            found[name, width] = (faults, page.evaluate(WIDER), page.evaluate(SMALL))

    for path in PAGES:
        page.goto(f"{busy.tool}/admin/{path}")
        hold(path.replace("/", "-") or "overview")
    page.goto(f"{busy.tool}/admin/platforms/1/check")
    page.get_by_role("button", name="Try now").click()
    page.get_by_role("cell", name="Works").first.wait_for()
    hold("checked")
    context.close()
    assert {where: told for where, told in found.items() if told != ([], 0, 0)} == {}


def test_sixty_activities_in_the_queue_can_be_read(own: Site, browser: Browser) -> None:
    arrive(own).play(best_answers("kind"))
    more_activities(own, ["outgoing-status 403", "line-item-list", ""] * 20)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = signed_in(own, context)
    page.goto(own.tool + "/admin/scores")
    folded = page.get_by_text("20 given up, line-item-list: 20 activities")
    shown = page.locator(".queue tbody tr:visible")
    expect(shown).to_have_count(0)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        folded.click()
        expect(shown).to_have_count(20)
        shots.take(page, f"lti-admin-queue-{width}", whole=False)
        assert (axe.faults(page), page.evaluate(WIDER)) == ([], 0)
        folded.click()
    folded.click()
    shown.get_by_role("button", name="Try again").first.click()
    page.get_by_text("this activity is tried again now").wait_for()
    page.get_by_text("1 waiting, line-item-list: 1 activity").wait_for()
    page.get_by_text("19 given up, line-item-list: 19 activities").wait_for()
    context.close()


def test_the_pages_of_a_registration_hold_together(
    tmp_path: Path, browser: Browser
) -> None:
    site = start_site(tmp_path, product="blackboard")
    context = browser.new_context()
    page = context.new_page()

    def holds(name: str, heading: str) -> None:
        page.get_by_role("heading", name=heading).wait_for()
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            shots.take(page, f"lti-register-{name}-{width}")
            told = (axe.faults(page), page.evaluate(WIDER))
            assert told == ([], 0), (heading, width)

    link = make_link(site)
    page.goto(link)
    holds("link", "Connect your LMS")
    page.goto(site.tool + "/register/none")
    holds("none", "Your LMS is not connected")
    page.goto(paste(site, link).address)
    holds("asked", "Connect http")
    page.get_by_role("button", name="Connect").click()
    holds("connected", "Copse Valley is connected")
    context.close()
    site.stop()


def test_who_comes_from_a_deployment_that_waits_reads_so(
    own: Site, browser: Browser
) -> None:
    object.__setattr__(own.config, "deployment_id", "ward 7")
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{own.platform}/open/kind/{own.facilitator()}")
    frame = page.frame_locator("iframe")
    frame.get_by_text("waiting for somebody to approve it").wait_for()
    shots.take(page, "lti-waiting")
    frame.get_by_text("this code: deployment-unknown").wait_for()
    page.context.close()


def verdict(page: Page, site: Site) -> str:
    page.goto(site.tool + "/here")
    told = page.locator("#verdict")
    told.wait_for()
    return told.inner_text()


def test_a_browser_that_keeps_cookies(own: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    assert verdict(page, own) == "Activities open here."
    assert (axe.faults(page), page.evaluate(WIDER)) == ([], 0)
    shots.take(page, "lti-here-360")
    context.close()


def test_a_browser_that_keeps_none(own: Site, strict_browser: Strict) -> None:
    page = strict_browser(cookies=False).new_page()
    assert verdict(page, own).startswith("Activities do not open")
