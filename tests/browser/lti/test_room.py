"""The cohort page's four parts and the learner's page in Chromium: axe, 320 px, keys, print."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.support import axe, shots
from tests.integration.lti_service.site import Site, start_site
from tests.integration.lti_service.trusts import join_courses
from tests.support.filled import course_of, fill

WIDER = "() => document.documentElement.scrollWidth - innerWidth"


WIDTHS = (1280, 320)


@pytest.fixture(scope="module", params=[9, 14, 60])
def room(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """So many have finished: too few for any share, enough for some, and enough for tables."""
    many = int(request.param)
    site = start_site(tmp_path_factory.mktemp("room"), course=course_of(many))
    fill(site, many)
    yield site
    site.stop()


def started(site: Site, browser: Browser, person: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{site.platform}/start/kind/{person}")
    return page


def opened(site: Site, browser: Browser) -> Page:
    page = started(site, browser, "f")
    page.wait_for_url("**/cohort/*")
    return page


def holds_together(page: Page, name: str) -> None:
    """At each width, as it stands."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert (axe.faults(page), page.evaluate(WIDER)) == ([], 0), width
        shots.take(page, f"{name}-{width}")


def test_every_part_opened(room: Site, browser: Browser) -> None:
    page = opened(room, browser)
    for summary in page.locator("summary").all():
        summary.click()
    holds_together(page, f"room-{len(room.config.course.people)}")
    page.context.close()


in_full_room = pytest.mark.parametrize("room", [60], indirect=True)
"""For what does not follow from how many they are."""


@in_full_room
def test_by_keyboard_alone(room: Site, browser: Browser) -> None:
    page = opened(room, browser)
    page.get_by_role("link", name="Talk about this").press("Enter")
    for story in page.locator("details.story > summary").all():
        story.press("Enter")
    first = page.locator("details.decision").first
    first.locator("summary").press("Enter")
    assert first.get_by_role("heading", name="Ask").is_visible()
    page.get_by_label("Name has").fill("of 3")
    page.get_by_label("Name has").press("Enter")
    page.wait_for_load_state()
    page.get_by_role("rowheader", name="Person of 3", exact=True).wait_for()
    page.context.close()


@in_full_room
def test_the_print_has_what_is_open_and_no_buttons(
    room: Site, browser: Browser
) -> None:
    """All scenes of all stories were some sixty sheets, of which nobody had asked for one."""
    page = opened(room, browser)
    for story in page.locator("details.story > summary").all():
        story.click()
    page.locator("details.decision > summary").first.click()
    page.emulate_media(media="print")
    prompts = page.locator("details.decision .prompt").all()
    assert len(prompts) > 1
    seen = [prompt.is_visible() for prompt in prompts]
    assert seen == [True] + [False] * (len(prompts) - 1)
    assert page.get_by_role("button").count() == 0
    page.context.close()


@in_full_room
def test_without_script(room: Site, browser: Browser) -> None:
    """The page itself works without; the demo platform's own pages need none of ours."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{room.platform}/start/kind/f")
    page.wait_for_url("**/cohort/*")
    address = page.url
    state = context.storage_state()
    context.close()
    plain = browser.new_context(java_script_enabled=False, storage_state=state)
    bare = plain.new_page()
    bare.goto(address)
    bare.get_by_label("Order").select_option("newest")
    bare.get_by_role("button", name="Apply").click()
    assert "sort=newest" in bare.url
    for story in bare.locator("details.story > summary").all():
        story.click()
    bare.locator("details.decision summary").first.click()
    assert bare.get_by_role("heading", name="Ask").first.is_visible()
    plain.close()


@in_full_room
def test_the_learners_page(room: Site, browser: Browser) -> None:
    page = started(room, browser, "p0")
    page.get_by_role("link", name="What your group’s page shows").click()
    page.get_by_role("heading", name="Staying out").wait_for()
    holds_together(page, "learners-page")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save what I ticked").click()
    page.get_by_text("What you ticked is saved.").wait_for()
    assert page.get_by_role("checkbox").first.is_checked()
    page.get_by_role("link", name="Back to your learning").click()
    page.locator("olw-player").wait_for()
    page.context.close()


@pytest.mark.parametrize("room", [9, 60], indirect=True)
def test_the_programmes_page(room: Site, browser: Browser) -> None:
    """By keyboard from the course's page, at both widths; the other course has sixty people."""
    fill(room, 60, course="other")
    join_courses(room)
    page = opened(room, browser)
    page.get_by_role("button", name="part of a programme").press("Enter")
    page.wait_for_url("**/programme")
    for summary in page.locator("summary:visible").all():
        summary.click()
    holds_together(page, f"programme-{len(room.config.course.people)}")
    page.context.close()
